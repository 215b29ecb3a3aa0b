"""Mounted in demo mode only."""

from django.urls import path

from gongqiao.shell.demo import pages

urlpatterns = [
    path("demo/", pages.people, name="demo"),
    path("demo/outbox.json", pages.outbox, name="demo_outbox"),
    path("demo/sign-in/<slug:slug>/", pages.sign_in, name="demo_sign_in"),
]
