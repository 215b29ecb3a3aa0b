from django.urls import path

from gongqiao.changes.pages import desk, own, resettling

app_name = "changes"
urlpatterns = [
    path("me/membership/", own.membership, name="membership"),
    path("me/membership/retain/", own.retain, name="retain"),
    path("me/membership/restore/", own.restore, name="restore"),
    path("me/membership/leave/", own.leave, name="leave"),
    path("me/membership/stay/", own.take_back, name="take_back"),
    path("me/membership/explain/", own.explain, name="explain"),
    path("desk/changes/", desk.changes, name="changes"),
    path("desk/changes/<uuid:pk>/", desk.change, name="change"),
    path("desk/changes/<uuid:pk>/announce/", desk.announce_leaving, name="announce_leaving"),
    path("desk/changes/<uuid:pk>/keep/", desk.keep_member, name="keep_member"),
    path("desk/changes/<uuid:pk>/confirm/", desk.confirm_exit, name="confirm_exit"),
    path("desk/changes/<uuid:pk>/stay/", desk.record_staying, name="record_staying"),
    path("desk/changes/<uuid:pk>/file/", desk.file_expulsion, name="file_expulsion"),
    path("desk/changes/<uuid:pk>/undo/", desk.undo_death, name="undo_death"),
    path("desk/unions/<int:pk>/resettle/", resettling.resettle, name="resettle"),
    path("desk/resettlements/<uuid:pk>/", resettling.resettlement, name="resettlement"),
    path("desk/members/<uuid:pk>/retain/", desk.retain_on_paper, name="retain_on_paper"),
    path("desk/members/<uuid:pk>/restore/", desk.restore_on_paper, name="restore_on_paper"),
    path("desk/members/<uuid:pk>/leave/", desk.leave_on_paper, name="leave_on_paper"),
    path("desk/members/<uuid:pk>/warn/", desk.warn, name="warn"),
    path("desk/members/<uuid:pk>/expel/", desk.expel, name="expel"),
    path("desk/members/<uuid:pk>/death/", desk.record_death, name="record_death"),
]
