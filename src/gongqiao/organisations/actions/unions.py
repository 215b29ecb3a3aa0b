"""Founding, moving and dissolving one union."""

from datetime import date, datetime

from django.db import connection

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Body, Line
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import events, grants, rules
from gongqiao.organisations.actions.places_on_lines import leave, stand
from gongqiao.organisations.models import Organisation
from gongqiao.organisations.queries.tree import closed, slug_for, tier_of


@operation
def found(
    above: int | None, *, kind: str, tier: str, name: str, division: str, by: Actor, at: datetime, **also: object
) -> Organisation:
    """Found a union under the higher one that approved it; `also` are further columns of `Organisation`."""
    on = day(at)
    require(by, grants.FOUND, above)
    refuse(rules.founding(tier, tier_of(above), closed_above=above is not None and closed(above, on=on)))
    if code := str(also.get("uscc") or ""):
        refuse(rules.code(code, union=True))

    body = Body.objects.create(kind="union", name=name, since=on)
    stand(body, above, "union", on=on)
    union = Organisation(body=body, kind=kind, tier=tier, division_id=division, slug=slug_for(body.pk), set_up_on=on)
    for column, value in also.items():
        setattr(union, column, value)
    union.save(force_insert=True)

    announce(events.Founded(body.pk, kind, tier, division, on), by=by, about=union, at=at, law="工会法 第十二条")
    return union


@operation
def move_under(body_id: int, *, above: int, line: str = "union", by: Actor, at: datetime) -> Organisation:
    """Bring a union, and all below it, under another one from today on. Past days keep what they were."""
    union = Organisation.objects.locked(body_id)
    require(by, grants.MOVE, body_id)
    require(by, grants.MOVE, above)
    before, target = Line.path_of(body_id, line), Line.path_of(above, line)
    refuse(rules.moving(before, target))

    after = f"{target}{body_id}."
    _move_lines(before, after, line, on=day(at))
    Line.objects.filter(body_id=body_id, line=line, until=None).update(above_id=above)

    announce(events.Moved(body_id, line, before, after, day(at)), by=by, about=union, at=at)
    return union


def _move_lines(before: str, after: str, line: str, *, on: date) -> None:
    """End the places of a whole branch and begin them anew below the new path, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH ended AS (UPDATE kernel_line SET until = %s WHERE line = %s AND until IS NULL AND path >= %s"
            " AND path < %s RETURNING body_id, above_id, path)"
            " INSERT INTO kernel_line (body_id, above_id, line, path, since)"
            " SELECT body_id, above_id, %s, %s || substr(path, %s), %s FROM ended",
            [on, line, before, before[:-1] + "/", line, after, len(before) + 1, on],
        )


@operation
def dissolve(body_id: int, *, by: Actor, at: datetime) -> Organisation:
    """End a union whose unit has ended (工会法 第十三条); its members are disposed of by the membership module."""
    union = Organisation.objects.locked(body_id)
    require(by, grants.DISSOLVE, body_id)
    on = day(at)
    below = Line.objects.filter(above_id=body_id, line="union", until=None).count()
    refuse(rules.dissolving(closed=union.dissolved_on is not None, below=below))

    union.dissolved_on = on
    union.save(update_fields=["dissolved_on"])
    leave(body_id, on=on)

    announce(events.Dissolved(body_id, on), by=by, about=union, at=at, law="工会法 第十三条")
    return union
