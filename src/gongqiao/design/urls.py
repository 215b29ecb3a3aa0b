from django.urls import path

from gongqiao.design import pages

app_name = "design"
urlpatterns = [
    path("look/", pages.look, name="look"),
    path("design/", pages.parts, name="parts"),
    path("design/<slug:face>/", pages.parts, name="parts"),
]
