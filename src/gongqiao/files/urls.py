from django.urls import path

from gongqiao.files import pages

app_name = "files"
urlpatterns = [path("files/<uuid:pk>/", pages.file, name="file")]
