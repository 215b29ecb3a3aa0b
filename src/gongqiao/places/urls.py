from django.urls import path

from gongqiao.places import pages

app_name = "places"
urlpatterns = [
    path("desk/divisions/", pages.divisions, name="divisions"),
    path("desk/divisions/<str:code>/", pages.division, name="division"),
    path("desk/divisions/<str:code>/mark-area/", pages.mark_area, name="mark_area"),
    path("desk/divisions/<str:code>/close-area/", pages.close_area, name="close_area"),
    path("desk/areas/", pages.areas, name="areas"),
]
