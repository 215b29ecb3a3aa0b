"""Where one looks from: a union the viewer may see, the way down to it, and those directly below."""

from dataclasses import dataclass

from gongqiao.cockpit import grants
from gongqiao.kernel.authority import Actor
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.models import Organisation

BASIC_TIERS = frozenset({"community", "employer"})
MAPPED_TIERS = frozenset({"province", "city"})


@dataclass(frozen=True)
class Seat:
    """A union on the way: `above` are those the viewer may see over it, from the top."""

    body_id: int
    name: str
    tier: str
    tier_words: str
    division: str
    above: tuple["Seat", ...] = ()

    @property
    def is_basic(self) -> bool:
        """Here small numbers are people somebody knows."""
        return self.tier in BASIC_TIERS

    @property
    def has_map(self) -> bool:
        return self.tier in MAPPED_TIERS


def seat(viewer: Actor, body_id: int | None = None) -> Seat | None:
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
    return _seat(held, tuple(over[first:]))


def below(seat: Seat) -> list[Seat]:
    """The unions directly below that still stand."""
    return [_seat(each) for each in organisations.children(seat.body_id)]


def _seat(union: Organisation, above: tuple[Seat, ...] = ()) -> Seat:
    return Seat(union.pk, union.body.name, union.tier, union.get_tier_display(), union.division_id, above)
