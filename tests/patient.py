"""Somebody with the plainest of browsers who, when no answer comes, sends the same again until there is one."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from http.cookiejar import CookieJar
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

PAUSE, PATIENCE, TIMEOUT = 0.25, 60, 20
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|act)" value="([^"]*)"')
OK, AWAY, BROKEN = 200, 503, 500


class NoAnswerError(Exception):
    """The line broke, or the platform asked to come back later."""


class Answer(NamedTuple):
    status: int
    headers: HTTPMessage
    text: str

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


class Form(NamedTuple):
    """A form as it was filled in: sent again it is the same, key and all."""

    path: str
    fields: dict[str, object]


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args, **_kwargs):
        return None


@dataclass
class Patient:
    """`slug` is somebody of the demo province, else nobody yet. Counts how often there was no answer."""

    address: str
    slug: str = ""
    unanswered: int = 0
    jar: CookieJar = field(default_factory=CookieJar)

    def __post_init__(self) -> None:
        self.opener = build_opener(HTTPCookieProcessor(self.jar), Stay)
        if self.slug:
            self.insist(lambda: self.ask(f"/demo/sign-in/{self.slug}/", b""))

    def cookie(self, name: str) -> str:
        return next((each.value or "" for each in self.jar if each.name == name), "")

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Once, and whatever comes back."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with self.opener.open(Request(self.address + path, body, named), timeout=TIMEOUT) as got:
                return Answer(got.status, got.headers, got.read().decode(errors="replace"))
        except HTTPError as got:
            with got:
                return Answer(got.code, got.headers, got.read().decode(errors="replace"))

    def insist(self, asking: Callable[[], Answer]) -> Answer:
        """Again and again while nobody answers; a fault of the platform's own is none of the answers it may give."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._answered(asking)
            except (NoAnswerError, URLError, HTTPException, ConnectionError, TimeoutError):
                if time.monotonic() > end:
                    raise
                self.unanswered += 1
                time.sleep(PAUSE)

    def _answered(self, asking: Callable[[], Answer]) -> Answer:
        answer = asking()
        if answer.status == AWAY and answer.headers.get("Retry-After"):
            raise NoAnswerError
        assert answer.status < BROKEN, f"{self.slug} was answered {answer.status}: {answer.text}"
        return answer

    def page(self, path: str) -> str:
        answer = self.insist(lambda: self.ask(path))
        assert answer.status == OK, f"{self.slug} wanted {path} and got {answer.status} {answer.location}"
        return answer.text

    def fill(self, path: str, **fields: object) -> Form:
        """Open a page with a form and fill it in."""
        return Form(path, {**dict(HIDDEN.findall(self.page(path))), **fields})

    def post(self, form: Form) -> Answer:
        """Once."""
        return self.ask(form.path, urlencode(form.fields, doseq=True).encode())

    def send(self, form: Form) -> str:
        """Until it is done; where one is led then."""
        answer = self.insist(lambda: self.post(form))
        assert answer.location, f"{self.slug} was not led on from {form.path}: {answer.status} {answer.text}"
        return answer.location

    def tell(self, path: str, body: bytes, **headers: str) -> Answer:
        """A program's words, until there is an answer."""
        return self.insist(lambda: self.ask(path, body, Content_Type="application/json", **headers))
