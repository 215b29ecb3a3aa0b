"""Voters with plain browsers, each on a network of her own; what they and the platform say to each other is kept."""

import json
import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from random import Random
from secrets import token_hex
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from gongqiao.belenios import ballots, credentials
from gongqiao.belenios.election import Election
from gongqiao.belenios.forms import tracker

HERE, OK, SENT_ON = "127.0.0.1", 200, 302
FORM = "application/x-www-form-urlencoded"
AT_ONCE = 4
UNTOLD = {"date", "content-length"}
"""Headers that tell the moment and the size, which are looked at by themselves."""


@dataclass(frozen=True)
class Exchange:
    """A question and its answer, and the moment at which it went by this machine's clock."""

    at: float
    path: str
    asked: str
    body: str
    answered: str

    @property
    def text(self) -> str:
        return f"{self.asked}\n{self.body}\n{self.answered}"


@dataclass
class Voter:
    """`ids` and `phone` are hers; `choice` is what she wants; the moments of her steps are those of this machine."""

    port: int
    vote: str
    held: Election
    number: int
    ids: list[str]
    phone: str
    choice: int
    cookies: dict[str, str] = field(default_factory=dict)
    said: list[Exchange] = field(default_factory=list)
    moments: dict[str, float] = field(default_factory=dict)
    private: str = ""
    mark: str = ""

    def __post_init__(self) -> None:
        self.token = token_hex(16)
        self.cookies["gongqiao-form"] = self.token

    def sign_in(self) -> None:
        assert self._post("/sign-in/", phone=self.phone, agreed="on")[0] == SENT_ON
        code = re.search(r"\d{6}", self._sms())[0]
        assert self._post("/sign-in/code/", code=code)[0] == SENT_ON
        self._done("signed in")

    def be_handed(self) -> None:
        """The booth, and her credential, which nobody else may see: that one answer is not kept."""
        assert self._ask("GET", f"/ballots/{self.vote}/booth/")[0] == OK
        status, told = self._post(f"/ballots/{self.vote}/credential/", kept=False)
        assert status == OK, told
        self.private = json.loads(told)["credential"]
        self._done("handed")

    def cast(self) -> None:
        """Sealed here; to the box she is nobody."""
        secret = credentials.exponent(self.held.group, self.held.uuid, self.private)
        chosen = [int(self.choice == number) for number in range(len(self.held.questions[0].answers))]
        text = ballots.cast(self.held, secret, [chosen])
        self.mark = tracker(text)
        headers = {"Content-Type": "application/json"}
        status, told = self._ask("POST", f"/ballots/{self.vote}/box/", text, headers=headers)
        assert (status, json.loads(told)) == (OK, {"tracker": self.mark})
        self._done("cast")

    def open_to_all(self, name: str) -> str:
        """What a stranger reads of the vote."""
        line = HTTPConnection(HERE, self.port, timeout=60)
        line.request("GET", f"/ballots/{self.vote}/{name}")
        told = line.getresponse().read().decode()
        line.close()
        return told

    def _done(self, what: str) -> None:
        self.moments[what] = monotonic()

    def _post(self, path: str, *, kept: bool = True, **words: str) -> tuple[int, str]:
        body = urlencode({**words, "csrfmiddlewaretoken": self.token})
        return self._ask("POST", path, body, headers={"Content-Type": FORM, "Cookie": self._cookie()}, kept=kept)

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _ask(
        self, verb: str, path: str, body: str = "", *, headers: dict[str, str] | None = None, kept: bool = True
    ) -> tuple[int, str]:
        headers = {"Cookie": self._cookie()} if headers is None else headers
        source = f"127.{1 + self.number // 250}.{1 + self.number % 250}.1"
        line = HTTPConnection(HERE, self.port, timeout=60, source_address=(source, 0))
        line.request(verb, path, body, headers)
        answer = line.getresponse()
        told = answer.read().decode()
        line.close()
        asked = "\n".join([f"{verb} {path}", *(f"{name}: {value}" for name, value in headers.items())])
        seen = [f"{name}: {value}" for name, value in answer.getheaders() if name.lower() not in UNTOLD]
        self.said.append(Exchange(monotonic(), path, asked, body, "\n".join([*seen, told if kept else ""])))
        if "Cookie" in headers:
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
        return answer.status, told

    def _sms(self) -> str:
        """What came to her phone: another way than the platform's own."""
        line = HTTPConnection(HERE, self.port, timeout=60)
        line.request("GET", "/demo/outbox.json")
        rows: list[dict[str, Any]] = json.loads(line.getresponse().read())
        line.close()
        return next(str(row["text"]) for row in rows if row["to"] == self.phone)


STEPS: tuple[Callable[[Voter], None], ...] = (Voter.sign_in, Voter.be_handed, Voter.cast)


def vote(voters: Sequence[Voter], seed: int) -> None:
    """Each takes her steps in their order, at places of one long row that are drawn for her; several at once."""
    row = turns(len(voters), seed)
    went: dict[int, Future[None]] = {}
    taken = [0] * len(voters)

    def step(voter: Voter, act: Callable[[Voter], None], before: Future[None] | None) -> None:
        if before:
            before.result()
        act(voter)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number in row:
            act = STEPS[taken[number]]
            taken[number] += 1
            went[number] = pool.submit(step, voters[number], act, went.get(number))
        for each in went.values():
            each.result()


def turns(count: int, seed: int) -> list[int]:
    """The row: everybody's number as often as there are steps."""
    row = [number for number in range(count) for _ in STEPS]
    Random(seed).shuffle(row)
    return row
