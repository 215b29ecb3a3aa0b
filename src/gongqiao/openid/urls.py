from django.urls import path

from gongqiao.openid import pages

app_name = "openid"
urlpatterns = [
    path("sign-in/openid/", pages.set_out, name="set_out"),
    path("sign-in/openid/back/", pages.come_back, name="come_back"),
    path("me/openid/", pages.link, name="link"),
    path("me/openid/<uuid:errand_id>/", pages.decide, name="decide"),
]
