"""What a real province and the demo begin with alike: its general unions, its labour departments, the platform itself.

Each is made where it is missing and left alone where it stands, so that beginning twice changes nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from django.db import connection, transaction

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.notices import queries as notices
from gongqiao.organisations import actions, queries
from gongqiao.organisations.actions import NewUnion
from gongqiao.places import queries as places
from gongqiao.places.models import Division, Kind, Level

GOVERNED = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP)
PLATFORM = "工桥平台运行中心"


@contextmanager
def whole_or_nothing() -> Iterator[None]:
    """One at a time, in one transaction, as long as it takes: a province is longer work than any page's."""
    with transaction.atomic(), wall.lowered():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('shell.founding'))")
        yield


def general_unions(*, on: date | None = None, by: Actor, at: datetime) -> dict[str, int]:
    """总工会 from the province to the township, by division code. Nobody governs where villages lie in their county.

    One that has ended is not founded again.
    """
    held = queries.governed()
    plans = [
        NewUnion(place.code, f"{called(place)}总工会", "federation", place.level, place.code, _over(place, held))
        for level in GOVERNED
        for place in places.current(level).peopled().select_related("parent__parent")
        if place.code not in held
    ]
    new = actions.found_many(plans, on=on, by=by, at=at) if plans else {}
    return {code: body for code, body in held.items() if body} | new


def _over(place: Division, held: Mapping[str, int | None]) -> int | str | None:
    """The union of the nearest division above that has not lost its own: one that stands, or is founded with it."""
    over = place.parent
    while over and over.code in held and held[over.code] is None:
        over = over.parent
    return held.get(over.code, over.code) if over else None


def called(place: Division) -> str:
    """杭州市萧山区城厢街道, but 瑞安市塘下镇: a county-level city or county needs no city before it."""
    over = place.parent
    if over is None or place.level == Level.CITY:
        return place.name
    if place.level == Level.COUNTY:
        return f"{over.name}{place.name}" if place.kind == Kind.DISTRICT else place.name
    return called(over) + place.name


def labour_departments(*, by: Actor, at: datetime) -> dict[str, int]:
    """人力社保 at province, city and county, by division code."""
    held = queries.departments()
    for place in (each for level in GOVERNED[:3] for each in places.current(level).select_related("parent__parent")):
        if place.code not in held:
            office = "厅" if place.level == Level.PROVINCE else "局"
            name = f"{called(place)}人力资源和社会保障{office}"
            over = held.get(place.parent_id or "")
            held[place.code] = actions.register_department(over, name=name, division=place.code, by=by, at=at).pk
    return held


def platform(*, by: Actor, at: datetime) -> int:
    """The body at which the operators hold their duties."""
    standing = notices.platform()
    return standing.pk if standing else actions.register_body(kind="platform", name=PLATFORM, by=by, at=at).pk
