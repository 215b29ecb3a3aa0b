"""What of the cockpit is looked at: which union, which indicator, on which face. All of it stands in the address."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from gongqiao.cockpit import queries
from gongqiao.cockpit.queries import AsOf
from gongqiao.cockpit.queries.indicators import MEMBERS

DESK, WALL, PAPER = "desk", "wall", "paper"
FACES = {DESK: "工作版", WALL: "大屏版", PAPER: "打印版"}
LARGEST = 2**31
USUAL = {"at": None, "show": MEMBERS, "face": DESK, "from": 0, "on": None, "told": ""}


@dataclass(frozen=True)
class Look:
    at: int | None = None
    show: str = MEMBERS
    face: str = DESK
    start: int = 0
    on: date | None = None
    as_told: bool = False

    @property
    def as_of(self) -> AsOf | None:
        return None if self.on is None else AsOf(self.on, self.as_told)

    @classmethod
    def of(cls, asked: QueryDict, today: date) -> Self:
        """Anything that is not one of ours is not found: an address is followed, never guessed.

        A day may be typed: one that is none, or has not come, is told to whoever typed it (`why_no_day`).
        """
        look = cls(
            number(asked.get("at", "")),
            asked.get("show", MEMBERS),
            asked.get("face", DESK),
            number(asked.get("from", "")) or 0,
            _past(asked.get("on", ""), today),
            "told" in asked,
        )
        if look.show not in queries.INDICATORS or look.face not in FACES:
            raise Http404
        return look

    def address(self, page: str = "cockpit", **changes: Any) -> str:
        """The same look with something changed, as a link; what goes without saying is left out."""
        look = replace(self, **changes)
        then = {"on": look.on, "told": "then" if look.on and look.as_told else ""}
        named = {"at": look.at, "show": look.show, "face": look.face, "from": look.start, **then}
        told = {name: value for name, value in named.items() if value != USUAL[name]}
        return reverse(f"cockpit:{page}") + (f"?{urlencode(told)}" if told else "")


def why_no_day(asked: QueryDict, today: date) -> str:
    """What is wrong with the day that was typed; nothing when it is a past day, or none was."""
    written = asked.get("on", "")
    if not written or written == f"{today}" or _past(written, today):
        return ""
    return f"“{written[:20]}”不是今天以前的日期，请按“2026-02-01”的样子填写；现在显示的是今天的数"


def _past(written: str, today: date) -> date | None:
    """A day before today; of today the cockpit shows what is known this moment."""
    with suppress(ValueError):
        if (day := date.fromisoformat(written.strip())) < today:
            return day
    return None


def number(written: str) -> int | None:
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and int(written) < LARGEST):
        raise Http404
    return int(written)
