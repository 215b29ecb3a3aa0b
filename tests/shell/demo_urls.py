"""The addresses as they are in demo mode."""

from django.urls import include, path

from gongqiao.shell.urls import urlpatterns as ordinary

urlpatterns = [*ordinary, path("", include("gongqiao.shell.demo.urls"))]
