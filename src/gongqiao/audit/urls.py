from django.urls import path

from gongqiao.audit import pages

app_name = "audit"
urlpatterns = [
    path("desk/audit/", pages.heads, name="heads"),
    path("desk/audit/confirmations.jsonl", pages.confirmations, name="confirmations"),
    path("desk/audit/heads.jsonl", pages.handed_out, name="handed_out"),
]
