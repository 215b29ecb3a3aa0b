"""Every address of the platform, gathered from the modules' own lists."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from gongqiao.shell import api, health, pages, trouble
from gongqiao.shell.modules import rooms

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("desk/", pages.desk, name="desk"),
    path("employer/", pages.employer, name="employer"),
    *(path("", include(room)) for room in rooms("urls")),
    path("api/docs", api.docs, name="api_docs"),
    path("api/", api.api.urls),
    *([path("", include("gongqiao.shell.demo.urls"))] if settings.DEMO else []),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
handler500 = trouble.fault
