"""Founding, moving and dissolving one union."""

from datetime import date, datetime

from django.db import connection

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Line
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import events, grants, rules
from gongqiao.organisations.actions.places_on_lines import is_closed, leave, lock_tree, stand, stand_anew
from gongqiao.organisations.models import Coverage, Organisation
from gongqiao.organisations.queries.bonds import what_keeps
from gongqiao.organisations.queries.tree import slug_for, tier_of

INDUSTRY = "industry"


@operation
def found(  # noqa: PLR0913 -- what a founding is told, word by word
    above: int | None,
    *,
    kind: str,
    tier: str,
    name: str,
    division: str,
    uscc: str = "",
    industry: str = "",
    platform_work: bool = False,
    address: str = "",
    by: Actor,
    at: datetime,
) -> Organisation:
    """Found a union under the higher one that approved it."""
    lock_tree()
    require(by, grants.FOUND, above)
    refuse(rules.founding(tier, tier_of(above), closed_above=is_closed(above, on=day(at))), _credit_code(uscc))

    body = stand_anew("union", name, above, on=day(at))
    union = Organisation(body=body, kind=kind, tier=tier, division_id=division, slug=slug_for(body.pk), uscc=uscc)
    union.industry, union.platform_work, union.address = industry, platform_work, address
    union.set_up_on = day(at)
    union.save(force_insert=True)
    announce(events.Founded(body.pk, kind, tier, division, day(at)), by=by, about=union, at=at, law="工会法 第十二条")
    return union


@operation
def give_code(body_id: int, *, uscc: str, by: Actor, at: datetime) -> Organisation:
    """Enter the credit code that a union got with its certificate of a legal person (工会法 第十五条)."""
    union = Organisation.objects.locked(body_id)
    require(by, grants.CODE, body_id)
    taken = Organisation.objects.filter(uscc=uscc).exclude(pk=body_id).exists()
    refuse(rules.code(uscc, union=True), rules.own_code(taken=taken))

    union.uscc = uscc
    union.save(update_fields=["uscc"])

    announce(events.CodeEntered(body_id, day(at)), by=by, about=union, at=at, law="工会法 第十五条")
    return union


def _credit_code(uscc: str) -> Reasons:
    """A union may have its code later, and no two have the same."""
    if uscc:
        yield from rules.code(uscc, union=True)
        yield from rules.own_code(taken=Organisation.objects.filter(uscc=uscc).exists())


@operation
def move_under(body_id: int, *, above: int, line: str = "union", by: Actor, at: datetime) -> Organisation:
    """Bring a union, and all below it, under another one from today on. Past days keep what they were."""
    lock_tree()
    union = Organisation.objects.locked(body_id)
    require(by, grants.MOVE, body_id)
    require(by, grants.MOVE, above)
    before, target = Line.path_of(body_id, line), Line.path_of(above, line)
    refuse(rules.moving(before, target, closed_above=is_closed(above, on=day(at))))

    after = f"{target}{body_id}."
    _move_lines(before, after, line, on=day(at))
    Line.objects.filter(body_id=body_id, line=line, until=None).update(above_id=above)

    announce(events.Moved(body_id, line, before, after, day(at)), by=by, about=union, at=at)
    return union


@operation
def join_line(body_id: int, *, above: int | None = None, by: Actor, at: datetime) -> Organisation:
    """Put a union on its industry's line, beside its place under the union of its territory: at the top, or below."""
    lock_tree()
    union = Organisation.objects.locked(body_id)
    for body in filter(None, (body_id, above)):
        require(by, grants.MOVE, body)
    path, over = Line.path_of(body_id, INDUSTRY), Line.path_of(above, INDUSTRY) if above else ""
    refuse(rules.joining(union, path, over, top=above is None, closed_above=is_closed(above, on=day(at))))

    place = stand(union.body, above, INDUSTRY, on=day(at))

    announce(events.Joined(body_id, INDUSTRY, place.path, day(at)), by=by, about=union, at=at, law="工会法 第十一条")
    return union


@operation
def leave_line(body_id: int, *, by: Actor, at: datetime) -> Organisation:
    """Take a union off its industry's line; its place under the union of its territory is untouched."""
    lock_tree()
    union = Organisation.objects.locked(body_id)
    require(by, grants.MOVE, body_id)
    path = Line.path_of(body_id, INDUSTRY)
    refuse(rules.leaving(path, below=Line.objects.filter(above_id=body_id, line=INDUSTRY, until=None).count()))

    leave(body_id, on=day(at), line=INDUSTRY)

    announce(events.Left(body_id, INDUSTRY, path, day(at)), by=by, about=union, at=at)
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
    """End a union whose unit has ended (工会法 第十三条), once nobody is left in it and nobody waits for its answer."""
    lock_tree()
    union = Organisation.objects.locked(body_id)
    require(by, grants.DISSOLVE, body_id)
    on = day(at)
    below = Line.objects.filter(above_id=body_id, until=None, body__kind="union").values("body").distinct().count()
    refuse(rules.dissolving(closed=union.dissolved_on is not None, below=below), what_keeps(body_id))

    union.dissolved_on = on
    union.save(update_fields=["dissolved_on"])
    leave(body_id, on=on)
    Coverage.objects.filter(union_body_id=body_id, until=None).update(until=on)

    announce(events.Dissolved(body_id, on), by=by, about=union, at=at, law="工会法 第十三条")
    return union
