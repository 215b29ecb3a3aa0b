from django.urls import path

from gongqiao.delegations import pages

app_name = "delegations"
urlpatterns = [
    path("desk/delegations/", pages.delegations, name="delegations"),
    path("desk/delegations/new/", pages.delegate, name="delegate"),
    path("desk/delegations/<uuid:pk>/", pages.delegation, name="delegation"),
    path("desk/delegations/<uuid:pk>/end/", pages.end_delegation, name="end_delegation"),
]
