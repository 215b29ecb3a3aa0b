"""Where a page can be reached from: modules enter their pages here from their own `menu.py` room.

An entry is shown when its page exists and the actor's identity may use it, so no menu holds a dead tile.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from django.urls import reverse

from gongqiao.kernel.authority import VISITOR, Actor, Permission

Face = Literal["market", "desk", "employer", "cockpit"]
Place = Literal["tab", "tile", "key", "menu"]


@dataclass(frozen=True)
class Entry:
    """One way to a page. `place`: of the market a bottom `tab`, a `tile` or a `key` of its home; of a desk the `menu`.

    A key is a button in the welcome: to sign in, to join. `signed_in` and `visitors` show it to those only.
    """

    face: Face
    label: str
    url: str
    order: int = 50
    icon: str = "dot"
    place: Place = "menu"
    group: str = ""
    permission: Permission | None = None
    signed_in: bool = False
    visitors: bool = False
    href: str = ""


HOMES = frozenset({"/", "/desk/", "/employer/", "/cockpit/"})
ENTRIES: dict[tuple[str, str, str], Entry] = {}


def enter(*rows: Entry) -> None:
    """Put entries into the menus; the same page entered again replaces itself."""
    for row in rows:
        ENTRIES[row.face, row.place, row.url] = row
    _all.cache_clear()


def entries(face: Face, place: Place, actor: Actor | None) -> list[Entry]:
    """What this actor finds on this face, in order, with addresses."""
    return [row for row in _all(face, place) if _open_to(row, actor)]


@cache
def _all(face: Face, place: Place) -> list[Entry]:
    """Every entry of a menu in order, with its address; menus are complete before the first page."""
    rows = sorted(ENTRIES.values(), key=lambda row: (row.order, row.label))
    return [replace(row, href=reverse(row.url)) for row in rows if (row.face, row.place) == (face, place)]


def _open_to(entry: Entry, actor: Actor | None) -> bool:
    if entry.permission is not None:
        return actor is not None and actor.may(entry.permission)
    known = actor is not None and actor.role != VISITOR
    return not (entry.signed_in and not known) and not (entry.visitors and known)


def here(rows: Iterable[Entry], path: str) -> str:
    """The address of the entry this page belongs to: the home itself, or the longest beginning of the path."""
    near = (row.href for row in rows if row.href == path or (row.href not in HOMES and path.startswith(row.href)))
    return max(near, key=len, default="")
