"""The process that hands out credentials as it is run in earnest: killed without a word, it goes on where it was."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.db import connection

from gongqiao.ballots import issuer
from gongqiao.kernel.reasons import Refused
from gongqiao.shell import serving
from tests.ballots import made
from tests.worker import until

COMMAND = [sys.executable, "-m", "gongqiao.shell.command", "ballots", "issue"]


@contextmanager
def process(folder, database):
    env = os.environ | {"GONGQIAO_ISSUER": str(folder), "GONGQIAO_ISSUER_URL": database}
    started = subprocess.Popen(COMMAND, env=env)
    try:
        assert until(lambda: answers(folder))
        yield started
    finally:
        started.kill()
        started.wait()


def answers(folder):
    try:
        issuer.ask(folder, "end", vote="00000000-0000-4000-8000-000000000000")
    except Refused:
        time.sleep(0.1)
        return False
    return True


@pytest.mark.django_db(transaction=True)
def test_killed_and_started_again_it_hands_out_the_same_credentials(settings, tmp_path, union):
    settings.ISSUER = tmp_path / "a folder whose name is long" / ("x" * 100)
    database = made.issuer_url(connection.settings_dict["NAME"])
    handed = []
    with process(settings.ISSUER, database):
        vote = made.opened(union)
        keys = [each.pk for each in made.electors(vote)]
        handed.append([issuer.ask(settings.ISSUER, "hand", vote=vote.pk, elector=key) for key in keys])
    with process(settings.ISSUER, database):
        handed.append([issuer.ask(settings.ISSUER, "hand", vote=vote.pk, elector=key) for key in keys])

    assert handed[0] == handed[1]
    assert len({each["credential"] for each in handed[0]}) == 5


def test_it_is_told_of_no_way_into_the_database_but_its_own(monkeypatch):
    monkeypatch.setenv("GONGQIAO_ISSUER_URL", "postgresql://gongqiao_issuer@/gongqiao")
    monkeypatch.setenv("DATABASE_URL", "postgresql://gongqiao@/gongqiao")
    monkeypatch.setenv("GONGQIAO_OWNER_URL", "postgresql://gongqiao_owner@/gongqiao")
    monkeypatch.setenv("GONGQIAO_SECRET_KEY", "what sessions are signed with")

    (child,) = serving.issuer()

    ways = {name: told for name, told in child.env.items() if told.startswith("postgresql://")}
    own = "postgresql://gongqiao_issuer@/gongqiao"
    assert ways == {"GONGQIAO_ISSUER_URL": own, "DATABASE_URL": own}
    assert child.env["GONGQIAO_SECRET_KEY"] != "what sessions are signed with"


def test_where_no_way_is_told_it_is_not_started_and_says_so_when_it_is_asked_to(monkeypatch, tmp_path):
    monkeypatch.delenv("GONGQIAO_ISSUER_URL", raising=False)

    assert serving.issuer() == []
    done = subprocess.run([*COMMAND, "--folder", tmp_path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "请在 GONGQIAO_ISSUER_URL 里写明这个程序自己的数据库地址\n")
