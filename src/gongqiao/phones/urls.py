from django.urls import path

from gongqiao.phones import pages

app_name = "phones"
urlpatterns = [
    path("me/phone/", pages.ask, name="ask"),
    path("me/phone/others/", pages.end_others, name="end_others"),
    path("me/phone/code/", pages.change, name="change"),
]
