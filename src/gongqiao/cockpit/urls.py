from django.urls import path

from gongqiao.cockpit import pages

app_name = "cockpit"
urlpatterns = [
    path("cockpit/", pages.cockpit, name="cockpit"),
    path("cockpit/figures/", pages.figures, name="figures"),
]
