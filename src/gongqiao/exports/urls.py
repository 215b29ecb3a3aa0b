from django.urls import path

from gongqiao.exports import pages

app_name = "exports"
urlpatterns = [
    path("desk/export/<slug:ledger>/", pages.hand_out, name="hand_out"),
    path("desk/exports/", pages.exports, name="exports"),
    path("desk/exports/<uuid:pk>/", pages.export, name="export"),
    path("desk/exports/<uuid:pk>/approve/", pages.approve, name="approve"),
    path("desk/exports/<uuid:pk>/decline/", pages.decline, name="decline"),
    path("desk/exports/<uuid:pk>/file/", pages.file, name="file"),
    path("desk/export-alarms/<uuid:pk>/", pages.alarm, name="alarm"),
]
