from django.urls import path

from gongqiao.merging import pages

app_name = "merging"
urlpatterns = [
    path("me/merger/", pages.own, name="own"),
    path("me/merger/agree/", pages.agree, name="agree"),
    path("me/merger/object/", pages.object_to, name="object_to"),
    path("desk/members/<uuid:pk>/merge/", pages.propose, name="propose"),
    path("desk/applications/<uuid:pk>/merge/", pages.propose_applicant, name="propose_applicant"),
    path("desk/mergers/", pages.mergers, name="mergers"),
    path("desk/mergers/<uuid:pk>/", pages.merger, name="merger"),
    path("desk/mergers/<uuid:pk>/confirm/", pages.confirm, name="confirm"),
    path("desk/mergers/<uuid:pk>/decline/", pages.decline, name="decline"),
    path("desk/mergers/<uuid:pk>/withdraw/", pages.withdraw, name="withdraw"),
    path("desk/mergers/<uuid:pk>/on-paper/", pages.agree_on_paper, name="agree_on_paper"),
    path("desk/mergers/<uuid:pk>/undo/", pages.undo, name="undo"),
]
