"""Asking every door: one that is broken is named, and the command does not end well."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import click
import pytest

from gongqiao.shell.serving import DOORS, Where, ask_every_door


@contextmanager
def house(broken=None, how=500):
    """A house of the same doors, of which one answers otherwise, or hangs up without a word."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == broken and not how:
                self.close_connection = True
                return
            self.send_response(how if self.path == broken else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Where("127.0.0.1", server.server_port, workers=1)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_house_whose_every_door_opens_is_told_door_by_door(capsys):
    with house() as where:
        assert ask_every_door(where) == dict.fromkeys(DOORS, 200)
    assert capsys.readouterr().out.count("✓") == len(DOORS)


@pytest.mark.parametrize("how", [500, 404, 0])
@pytest.mark.parametrize("broken", DOORS)
def test_one_broken_door_is_named_and_no_other(capsys, broken, how):
    with house(broken, how) as where, pytest.raises(click.ClickException) as refusal:
        ask_every_door(where)
    assert refusal.value.message == f"这些入口不正常：{DOORS[broken]}"
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("✗")] == [
        f"✗ {DOORS[broken]} {broken} {how}"
    ]
