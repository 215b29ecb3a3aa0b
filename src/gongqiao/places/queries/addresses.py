"""From the words of an address to a township: best effort, and it says how sure it is."""

from dataclasses import dataclass

from django.db.models import F, Value
from django.db.models.functions import Length, StrIndex

from gongqiao.places.models import Division, Level
from gongqiao.places.queries.divisions import above

LONGEST = 200
RANKS = {Level.PROVINCE: 0, Level.CITY: 1, Level.COUNTY: 2, Level.TOWNSHIP: 3, Level.VILLAGE: 4}


@dataclass(frozen=True)
class Guess:
    """The lowest division that the words of an address lead to, and why, for the person to confirm."""

    division: Division
    words: str
    sure: bool


def township_of(address: str) -> Guess | None:
    """The division an address lies in, down to the township where it can be told."""
    text = "".join(address.split())[:LONGEST]
    named = _named_in(text, Level.CITY, Level.COUNTY, Level.TOWNSHIP) if text else []
    if not named:
        return None
    best = max(named, key=lambda place: _weight(place, named, text))
    rivals = [place for place in named if _weight(place, named, text) == _weight(best, named, text) and place != best]
    support = [place.name for place in named if place.code in above(best)]
    if best.level != Level.TOWNSHIP and (street := _by_village(text, best)):
        return street
    reason = f"地址中写有“{best.short_name}”" + (f"，且在{support[-1]}" if support else "")
    return Guess(best, reason, sure=not rivals and (bool(support) or best.level != Level.TOWNSHIP))


def _named_in(text: str, *levels: Level) -> list[Division]:
    named = Division.objects.current().peopled().filter(level__in=levels)
    at = named.annotate(at=StrIndex(Value(text), F("short_name"))).filter(at__gt=0)
    return list(at.order_by("code"))


def _weight(place: Division, named: list[Division], text: str) -> tuple[int, bool, int, int]:
    """More of its superiors named, then named in full, then lower in the tree, then a longer name."""
    over = set(above(place))
    support = sum(other.code in over for other in named)
    return support, place.name in text, RANKS[Level(place.level)], len(place.short_name)


def _by_village(text: str, county: Division) -> Guess | None:
    """No township is named, but a village of the county may be."""
    villages = Division.objects.current().within(county).filter(level=Level.VILLAGE).select_related("parent")
    found = list(
        villages.annotate(at=StrIndex(Value(text), F("short_name")))
        .filter(at__gt=0)
        .order_by(-Length("short_name"), "pk")[:2]
    )
    if not found or found[0].parent is None:
        return None
    alone = len(found) == 1 or len(found[0].short_name) > len(found[1].short_name)
    return Guess(found[0].parent, f"地址中写有“{found[0].short_name}”，且在{county.name}", sure=alone)
