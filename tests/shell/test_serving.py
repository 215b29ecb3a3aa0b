"""Asking every door: one that is broken is named, and the command does not end well."""

import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import click
import pytest

from gongqiao.shell.serving import DOORS, Where, ask_every_door, wait_until_ready
from gongqiao.shell.supervisor import Child, Supervisor
from tests.processes import SOON

HOMES = {door.path: door.slug for door in DOORS}


@contextmanager
def house(broken=None, how=500):
    """A house of the same doors, of which one answers otherwise, or hangs up without a word.

    Whoever is not signed in as somebody of that face is sent to sign in.
    """

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            slug = self.path.strip("/").rpartition("/")[2]
            self.say(303, ("Set-Cookie", f"who={slug}; Path=/"), ("Location", "/"))

        def do_GET(self):
            if self.path == broken and not how:
                self.close_connection = True
            else:
                self.say(how if self.path == broken else self.usual(), ("Location", "/sign-in/"))

        def usual(self):
            slug = HOMES.get(self.path, "")
            return 302 if slug and f"who={slug}" not in self.headers.get("Cookie", "") else 200

        def say(self, status, *headers):
            self.send_response(status)
            for header in (*headers, ("Content-Length", "0")):
                self.send_header(*header)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, args=[SOON])
    thread.start()
    try:
        yield Where("127.0.0.1", server.server_port, workers=1)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_house_whose_every_door_opens_is_told_door_by_door(capsys):
    with house() as where:
        assert ask_every_door(where, demo=True) == dict.fromkeys(HOMES, 200)
    assert capsys.readouterr().out.count("✓") == len(DOORS)


@pytest.mark.parametrize("how", [500, 404, 302, 0])
@pytest.mark.parametrize("broken", DOORS, ids=lambda door: door.path)
def test_one_broken_door_is_named_and_no_other(capsys, broken, how):
    with house(broken.path, how) as where, pytest.raises(click.ClickException) as refusal:
        ask_every_door(where, demo=True)
    assert refusal.value.message == f"这些入口不正常：{broken.words}"
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("✗")] == [
        f"✗ {broken.words} {broken.path} {how}"
    ]


def test_outside_the_demo_a_visitor_who_is_sent_to_sign_in_finds_all_well():
    with house() as where:
        assert ask_every_door(where, demo=False) == dict.fromkeys(HOMES, 200)


def test_a_process_that_cannot_start_is_told_at_once():
    stopped = Supervisor([Child("web", [sys.executable, "-c", "raise SystemExit(3)"], {})])
    for child in stopped.children:
        child.start()
    began = time.monotonic()
    with pytest.raises(click.ClickException, match="web 进程没有启动起来"):
        wait_until_ready(Where("127.0.0.1", 1, workers=1), stopped)
    assert time.monotonic() - began < 30
    stopped.stop()
