"""What a table of doors holds: who is let in at an address, and over which part of the tree the thing may lie.

`tests/<module>/doors.py` says it of each page (`PAGES`) and of each operation of the API (`API`); the walk in
`tests/walks/test_doors_walk.py` tries everybody at every one of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from typing import Any

from gongqiao.kernel.authority import ROLES, SELF, SYSTEM, VISITOR, Reach


class Answer(Enum):
    IN = "let in"
    FORBIDDEN = "told why it is not hers"
    UNSEEN = "not found"
    SIGN_IN = "told to sign in"
    ABSENT = "let in, and it is not on the list"


class Place(StrEnum):
    """Where a thing lies, seen from the body of whoever asks."""

    OWN, ABOVE, BELOW, BESIDE = "own", "above", "below", "beside"


NOWHERE = None
"""Has the duty, and yet sees nobody's thing."""
REACHED = {
    NOWHERE: frozenset(),
    Reach.SELF: {Place.OWN},
    Reach.HERE: {Place.OWN},
    Reach.BELOW: {Place.BELOW},
    Reach.ALL: {Place.OWN, Place.BELOW},
    Reach.PLATFORM: set(Place),
}

Roles = Mapping[str, Reach | None]
Things = Mapping[str, Any]
Body = Mapping[str, Any] | Callable[[Things], Mapping[str, Any]]
HOLDERS = [name for name in ROLES if name not in {SELF, SYSTEM, VISITOR} and not name.startswith("test")]


@dataclass(frozen=True)
class Door:
    """Who is let in (`opens`) and who is told why not (`sees`); to all others the thing does not exist.

    Where `gated`, the whole page is for identities that have this duty at all, and others are told so; an address that
    names a thing is not, since whoever cannot see the thing is not even told that it has to do with a duty. `about` is
    the kind of thing the address names; `asked` the field of its query that names it.

    The API's lists (`listed`) are not gated as the pages that show them are: whoever is signed in gets one, and for
    those without the duty nothing is on it. `body` is what a verb of the API needs to be told before it asks who it is,
    or how that is made from the things of the own place.
    """

    opens: Roles
    sees: Roles = field(default_factory=dict)
    about: str = ""
    gated: bool = False
    asked: str = ""
    listed: bool = False
    body: Body | None = None

    def answer(self, role: str, place: Place) -> Answer:
        if role == VISITOR and role not in self.opens:
            return Answer.SIGN_IN if self.opens else Answer.UNSEEN
        if place in REACHED[self.opens.get(role)]:
            return Answer.IN
        if self.listed:
            return Answer.ABSENT
        shut = self.gated and role not in self.opens
        return Answer.FORBIDDEN if shut or place in REACHED[self.sees.get(role)] else Answer.UNSEEN

    @property
    def names(self) -> set[str]:
        """The roles it tells apart from everybody else; none where it is for everybody signed in."""
        return set() if SIGNED_IN.opens.keys() <= self.opens.keys() else {*self.opens, *self.sees}

    def told_alike(self, role: str) -> tuple[Reach | str | None, ...]:
        """What the table says of a role: the same of any two that are answered the same everywhere."""
        return self.opens.get(role, "shut"), self.sees.get(role, "blind")

    def of(self, about: str, *, asked: str = "", gated: bool = False) -> "Door":
        """The same of a thing; `gated` all the same where what the address names lies nowhere, like a folder."""
        return replace(self, about=about, asked=asked, gated=gated)

    def told(self, body: Body) -> "Door":
        return replace(self, body=body)


def among(roles: Iterable[str], reach: Reach | None) -> dict[str, Reach | None]:
    return dict.fromkeys(roles, reach)


SIGNED_IN = Door(among((SELF, *HOLDERS), Reach.PLATFORM))
EVERYBODY = Door({VISITOR: Reach.PLATFORM, **SIGNED_IN.opens})
ONESELF = Door({SELF: Reach.SELF}, gated=True)
SHUT = Door({})


def of_face(*faces: str) -> Door:
    """For the identities whose home has this face."""
    return Door({name: Reach.PLATFORM for name in (SELF, *HOLDERS) if ROLES[name].face in faces}, gated=True)


def listing(opens: Roles, about: str) -> Door:
    """A list of the API: on it stands what the office is for, and for everybody else nothing."""
    return Door(opens, about=about, listed=True)


def office(opens: Roles, sees: Roles | None = None) -> Door:
    """For the identities that hold a duty."""
    return Door(opens, sees or {}, gated=True)
