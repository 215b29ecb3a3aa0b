"""Cookies go over TLS only in production; a demo on somebody's own machine has none and must still let her in."""

import json
import os
import subprocess
import sys

import pytest

from tests.worker import database_url

DEMO = {"GONGQIAO_MODE": "demo"}
PRODUCTION = {"GONGQIAO_MODE": "production", "GONGQIAO_SECRET_KEY": "k" * 50, "GONGQIAO_HOSTS": "union.example"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("told", "cookies"),
    [
        pytest.param(
            DEMO,
            {"gongqiao": False, "gongqiao-form": False, "gongqiao-device": False},
            marks=pytest.mark.long,
        ),
        (PRODUCTION, {"__Host-gongqiao": True, "__Host-gongqiao-form": True, "gongqiao-device": True}),
    ],
    ids=["demo", "production"],
)
def test_whoever_signs_in_is_given_cookies_for_tls_only_in_production(told, cookies, tmp_path, settings):
    here = {"DATABASE_URL": database_url(), "GONGQIAO_DATA": str(tmp_path), "GONGQIAO_KEYS": str(settings.KEY_RING)}
    here |= {"GONGQIAO_SECRET_KEY": "k" * 50, "GONGQIAO_LOG": "-", **told}

    done = subprocess.run(
        [sys.executable, "-m", "tests.shell.cookies"],
        env=os.environ | here,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == cookies
