"""What of the cockpit is looked at: which union, which indicator, on which face. All of it stands in the address."""

from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from gongqiao.cockpit import queries
from gongqiao.cockpit.queries.indicators import MEMBERS

DESK, WALL, PAPER = "desk", "wall", "paper"
FACES = {DESK: "工作版", WALL: "大屏版", PAPER: "打印版"}
LARGEST = 2**31


@dataclass(frozen=True)
class Look:
    at: int | None = None
    show: str = MEMBERS
    face: str = DESK
    start: int = 0

    @classmethod
    def of(cls, asked: QueryDict) -> Self:
        """Anything that is not one of ours is not found: an address is followed, never guessed."""
        look = cls(
            number(asked.get("at", "")),
            asked.get("show", MEMBERS),
            asked.get("face", DESK),
            number(asked.get("from", "")) or 0,
        )
        if look.show not in queries.INDICATORS or look.face not in FACES:
            raise Http404
        return look

    def address(self, page: str = "cockpit", **changes: Any) -> str:
        """The same look with something changed, as a link; what goes without saying is left out."""
        look = replace(self, **changes)
        plain = Look(at=None)
        named = {"at": look.at, "show": look.show, "face": look.face, "from": look.start}
        usual = {"at": plain.at, "show": plain.show, "face": plain.face, "from": plain.start}
        told = {name: value for name, value in named.items() if value != usual[name]}
        return reverse(f"cockpit:{page}") + (f"?{urlencode(told)}" if told else "")


def number(written: str) -> int | None:
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and int(written) < LARGEST):
        raise Http404
    return int(written)
