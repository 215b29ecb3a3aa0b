"""Where one looks from: a union the viewer may see, the way down to it, and those directly below."""

from dataclasses import dataclass
from typing import Any

from gongqiao.cockpit import grants
from gongqiao.cockpit.queries.sums import AsOf
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Line
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.models import Organisation

BASIC_TIERS = frozenset({"community", "employer"})
MAPPED_TIERS = frozenset({"province", "city"})


@dataclass(frozen=True)
class Seat:
    """A union on the way: `above` are those the viewer may see over it today, from the top.

    Looked at as of a day, it may not yet have stood then, and who stood below it may be out of the viewer's sight now.
    """

    body_id: int
    name: str
    tier: str
    tier_words: str
    division: str
    above: tuple["Seat", ...] = ()
    as_of: AsOf | None = None
    stood: bool = True
    seen: bool = True

    @property
    def is_basic(self) -> bool:
        """Here small numbers are people somebody knows."""
        return self.tier in BASIC_TIERS

    @property
    def has_map(self) -> bool:
        return self.tier in MAPPED_TIERS


def seat(viewer: Actor, body_id: int | None = None, as_of: AsOf | None = None) -> Seat | None:
    """The union asked for, or the viewer's own; nothing when it is not there or not the viewer's to see."""
    wanted = viewer.body_id if body_id is None else body_id
    if not viewer.scope(grants.SEE).covers(wanted):
        return None
    held = Organisation.objects.filter(pk=wanted).select_related("body").first()
    if held is None:
        return None
    over = [_seat(each) for each in organisations.ancestors(held.pk)]
    numbers = [each.body_id for each in over]
    first = numbers.index(viewer.body_id) if viewer.body_id in numbers else len(over)
    stood = as_of is None or Line.objects.on(as_of.on).filter(body_id=held.pk, line="union").exists()
    return _seat(held, above=tuple(over[first:]), as_of=as_of, stood=stood)


def below(viewer: Actor, seat: Seat) -> list[Seat]:
    """The unions directly below that still stand, or those that stood there."""
    if seat.as_of is None:
        return [_seat(each) for each in organisations.children(seat.body_id)]
    then = organisations.children(seat.body_id, on=seat.as_of.on)
    seen = set(then.filter(viewer.scope(grants.SEE).as_q(union="body")).values_list("pk", flat=True))
    return [_seat(each, as_of=seat.as_of, seen=each.pk in seen) for each in then]


def _seat(union: Organisation, **parts: Any) -> Seat:
    return Seat(union.pk, union.body.name, union.tier, union.get_tier_display(), union.division_id, **parts)
