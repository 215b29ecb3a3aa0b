import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application

from tests.chromium import chromium
from tests.processes import SOON

PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *args):
        """Nothing: the test says what matters."""


@pytest.fixture
def address(settings):
    """A server of our own in demo mode: these pages ask no database."""
    settings.DEMO = True
    settings.STORAGES = {**settings.STORAGES, **PLAIN}
    server = make_server(
        "127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), server_class=Threads, handler_class=Silent
    )
    thread = threading.Thread(target=server.serve_forever, args=[SOON], daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture
def visit(browser, address):
    """Opens a path on a screen of this width; `look` is the size of letters asked for."""
    contexts = []

    def open_page(path, width=375, look="", *, scripts=True):
        context = browser.new_context(viewport={"width": width, "height": 812}, java_script_enabled=scripts)
        contexts.append(context)
        if look:
            context.add_cookies([{"name": "look", "value": look, "url": address}])
        page = context.new_page()
        page.told = []
        page.on("console", lambda said: page.told.append(said.text) if said.type == "error" else None)
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
