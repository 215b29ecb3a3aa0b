from django.urls import path

from gongqiao.places import pages

app_name = "places"
urlpatterns = [
    path("desk/divisions/", pages.divisions, name="divisions"),
    path("desk/divisions/<str:code>/", pages.division, name="division"),
]
