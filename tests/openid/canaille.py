"""A real OpenID provider that nobody of this house wrote (Canaille), as a process on loopback, with people and clients.

It checks PKCE, redirect addresses and secrets, and spends each code once; signing in there is what a browser does.
"""

import html
import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlencode, urljoin
from uuid import uuid4

from joserfc.jwk import RSAKey

from tests.processes import below, kill

PASSWORD = "correct horse battery staple 1"
BACK = "http://testserver/sign-in/openid/back/"
PATIENCE = 60
KNOWN = "known.json"
# Its commands one after another: what it takes to begin with its program is paid once.
COMMANDS = """
import sys
from canaille.commands import cli
for words in sys.argv[1:]:
    cli.main(words.split(), standalone_mode=False)
"""
CONFIG = """
SECRET_KEY = "only for these tests"
SERVER_NAME = "127.0.0.1:{port}"
PREFERRED_URL_SCHEME = "http"
CACHE_TYPE = "SimpleCache"
[CANAILLE]
DATABASE = "sql"
[CANAILLE_SQL]
DATABASE_URI = "sqlite:///{folder}/canaille.sqlite"
[CANAILLE_OIDC]
ACTIVE_JWKS = ['''{key}''']
[CANAILLE_OIDC.USERINFO_MAPPING]
PREFERRED_USERNAME = "{{% if user.employee_number %}}{{{{ user.employee_number }}}}{{% endif %}}"
"""


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


class Canaille:
    """Knows these people (by which name they sign in, what they are called, the number of their document) and us.

    The claim `preferred_username` holds the number of those who have one.
    """

    def __init__(self, folder: Path, people, back=BACK) -> None:
        self.folder, self.port, self.running = folder, free_port(), None
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.turn_keys()
        clients = [_client(name, back) for name in ("gongqiao", "somebody-else")]
        known = {"user": [_user(*row) for row in people], "client": clients}
        (folder / KNOWN).write_text(json.dumps(known))

    def settings(self, **parts):
        """What the operator of the platform would say."""
        told = {"issuer": self.issuer, "client": "gongqiao", "secret": "secret-of-gongqiao", "called": "浙里办"}
        return {**told, **parts}

    def turn_keys(self):
        """From its next start on it signs with another key."""
        key = RSAKey.generate_key(2048, auto_kid=True).as_pem(private=True).decode()
        config = CONFIG.format(port=self.port, folder=self.folder, key=key)
        (self.folder / "canaille.toml").write_text(config)

    def start(self):
        """The first time it is told whom it knows."""
        first = [] if (self.folder / "canaille.sqlite").exists() else ["install", "restore"]
        command = [sys.executable, "-c", COMMANDS, *first, f"run --bind 127.0.0.1:{self.port}"]
        with (self.folder / KNOWN).open() as told, (self.folder / "said").open("a") as said:
            self.running = subprocess.Popen(command, cwd=self.folder, stdin=told, stdout=said, stderr=said)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError(f"the provider did not start\n{(self.folder / 'said').read_text()}")

    def stop(self):
        """It and its children, without a word: asked to, they would wait for everybody to hang up."""
        if self.running:
            kill([self.running.pid, *below(self.running.pid)])
            self.running.wait(timeout=PATIENCE)
            self.running = None


def _user(name, words, number=""):
    known = {"user_name": name, "formatted_name": words, "family_name": words[0], "emails": [f"{name}@example.cn"]}
    more = {"employee_number": number} if number else {}
    return {**_row(), **known, "password": PASSWORD, **more}


def _client(name, back):
    row = _row()
    return {
        **row,
        "audience": [row["id"]],
        "client_id": name,
        "client_secret": f"secret-of-{name}",
        "client_name": name,
        "client_uri": "http://127.0.0.1",
        "redirect_uris": [back],
        "token_endpoint_auth_method": "client_secret_basic",
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "scope": ["openid profile"],
    }


def _row():
    return {"id": str(uuid4()), "created": "2026-01-01T00:00:00+00:00", "last_modified": "2026-01-01T00:00:00+00:00"}


class Browser:
    """What somebody does at the provider: her name, her password, and back to where she is sent."""

    RETURNED: ClassVar[dict[str, float]] = {}

    def __init__(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Staying())

    def go(self, address, name):
        """The address on our side at which she comes back."""
        told = None
        for _ in range(12):
            status, where, page = self._ask(address, told)
            told = None
            if where:
                address = urljoin(address, where)
                if not address.startswith("http://127.0.0.1:"):
                    self._rest(name)
                    return address
            else:
                assert status == 200, page
                token = html.unescape(re.search(r'name="csrf_token"[^>]*value="([^"]*)"', page).group(1))
                answer = {"password": PASSWORD} if "password" in address else {"login": name}
                told = {"csrf_token": token, **answer}
        raise AssertionError(f"she got no further than {address}")

    def _rest(self, name):
        """It gives somebody two equal tokens within one second, and its database takes no token twice."""
        time.sleep(max(0.0, self.RETURNED.get(name, 0) + 1.2 - time.monotonic()))
        self.RETURNED[name] = time.monotonic()

    def _ask(self, address, told):
        try:
            answer = self.opener.open(address, urlencode(told).encode() if told else None)
        except urllib.error.HTTPError as odd:
            answer = odd
        with answer:
            return answer.status, answer.headers.get("Location"), answer.read().decode()


class _Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None
