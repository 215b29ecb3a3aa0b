from django.urls import path

from gongqiao.membership.pages import card, desk, joining, progress, resolutions, review

app_name = "membership"
urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/at/<slug:slug>/", joining.join_at, name="join_at"),
    path("join/work/", joining.work, name="work"),
    path("join/place/", joining.place, name="place"),
    path("join/union/", joining.union, name="union"),
    path("join/me/", joining.me, name="me"),
    path("join/proof/", joining.proof, name="proof"),
    path("join/check/", joining.check, name="check"),
    path("join/progress/", progress.progress, name="progress"),
    path("join/withdraw/", progress.withdraw, name="withdraw"),
    path("me/card/", card.card, name="card"),
    path("me/card/renew/", card.renew, name="renew_card"),
    path("card/<str:token>/", card.check_card, name="check_card"),
    path("desk/applications/", desk.applications, name="applications"),
    path("desk/applications/<uuid:pk>/", review.application, name="application"),
    path("desk/applications/<uuid:pk>/pre-admit/", review.pre_admit, name="pre_admit"),
    path("desk/applications/<uuid:pk>/send-back/", review.send_back, name="send_back"),
    path("desk/applications/<uuid:pk>/reject/", review.reject, name="reject"),
    path("desk/applications/<uuid:pk>/refer/", review.refer, name="refer"),
    path("desk/resolutions/", resolutions.resolutions, name="resolutions"),
    path("desk/resolutions/new/", resolutions.resolve, name="resolve"),
    path("desk/resolutions/<uuid:pk>/", resolutions.resolution, name="resolution"),
    path("desk/members/", desk.members, name="members"),
    path("desk/members/<uuid:pk>/", desk.member, name="member"),
]
