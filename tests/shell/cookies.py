"""Run in a process of its own: somebody signs in to the platform as it is told to run, and her cookies are told."""

import json
import os
import re
import sys
from importlib import import_module

import django
from django.apps import apps
from django.conf import settings
from django.test import Client, override_settings

HOST = {"demo": "127.0.0.1", "production": "union.example"}
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PHONE = "13900000001"


def signed_in() -> Client:
    """A browser that came by phone and code, over TLS where the platform is behind it."""
    scheme = {"x-forwarded-proto": "https"} if settings.PRODUCTION else {}
    browser = Client(headers={"host": HOST[os.environ["GONGQIAO_MODE"]], **scheme})
    browser.get("/sign-in/")
    asked = browser.post("/sign-in/", {"phone": PHONE, "agreed": "on"})
    with import_module("gongqiao.kernel.wall").lowered():
        text = apps.get_model("kernel", "Message").objects.get().text.reveal()
    browser.post(asked["Location"], {"code": "".join(re.findall(r"\d{6}", text)[:1])})
    return browser


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
    django.setup()
    with override_settings(STORAGES={**settings.STORAGES, **PLAIN}):
        cookies = signed_in().cookies
    sys.stdout.write(json.dumps({name: bool(told["secure"]) for name, told in cookies.items()}) + "\n")
