from django.urls import path

from gongqiao.erasure import pages

app_name = "erasure"
urlpatterns = [
    path("me/erasure/", pages.own, name="own"),
    path("me/erasure/withdraw/", pages.withdraw, name="withdraw"),
    path("desk/erasures/", pages.erasures, name="erasures"),
    path("desk/erasures/enter/", pages.enter, name="enter"),
    path("desk/erasures/<uuid:pk>/", pages.erasure, name="erasure"),
    path("desk/erasures/<uuid:pk>/withdraw/", pages.withdraw_on_paper, name="withdraw_on_paper"),
    path("desk/holds/", pages.holds, name="holds"),
    path("desk/holds/new/", pages.set_hold, name="set_hold"),
    path("desk/holds/<uuid:pk>/", pages.hold, name="hold"),
    path("desk/holds/<uuid:pk>/prolong/", pages.prolong, name="prolong"),
    path("desk/holds/<uuid:pk>/lift/", pages.lift, name="lift"),
]
