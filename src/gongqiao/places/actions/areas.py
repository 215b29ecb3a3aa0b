"""Areas that work without an official code: a zone, a park, a business quarter, a building, a fishing ground."""

from datetime import datetime

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.places import events, grants, rules
from gongqiao.places.models import OWN_SPACE, Division, Level
from gongqiao.places.sources import initials_of, joined, reading_of

DIGITS = 3


@operation
def mark_area(parent: str, *, name: str, kind: str, by: Actor, at: datetime) -> Division:
    """Give an area without an official code one of our own, so that unions and venues can stand in it."""
    inside = Division.objects.locked(parent)
    require(by, grants.KEEP)
    siblings = set(Division.objects.areas_of(inside).values_list("name", flat=True))
    number = _next_number(inside)
    refuse(rules.marking(inside, name, kind, siblings, number))

    area = Division(code=f"{_space(inside)}{number:0{DIGITS}}", name=name, short_name=name, kind=kind, parent=inside)
    area.level = Level.VILLAGE if inside.level == Level.TOWNSHIP else Level.TOWNSHIP
    area.pinyin, area.initials = joined(reading_of(name)), initials_of(reading_of(name))
    area.save(force_insert=True)

    announce(events.AreaMarked(area.code, parent), by=by, about=area, at=at)
    return area


@operation
def close_area(code: str, *, by: Actor, at: datetime) -> Division:
    """An area of our own is no longer used; what happened there keeps its place."""
    area = Division.objects.locked(code)
    require(by, grants.KEEP)
    refuse(rules.closing(area))

    area.abolished_in = day(at).isoformat()
    area.save(update_fields=["abolished_in"])

    announce(events.AreaClosed(code), by=by, about=area, at=at)
    return area


def _space(inside: Division) -> str:
    """Z and the code of the city or county: Z330109 holds Z330109001 to Z330109999."""
    return f"{OWN_SPACE}{inside.code[:6]}"


def _next_number(inside: Division) -> int:
    """The next one of the city or county, in which one area is marked at a time."""
    Division.objects.locked(inside.code[:6])
    space = _space(inside)
    last = Division.objects.filter(code__gte=space, code__lt=space + "A").order_by("code").last()
    return int(last.code[-DIGITS:]) + 1 if last else 1
