"""Many at once: the general unions of a whole province, the employers of a county's list. By COPY, with one Record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from gongqiao.kernel.actions import many
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body, Line
from gongqiao.kernel.reasons import Reason, Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import events, grants, rules
from gongqiao.organisations.actions.places_on_lines import lock_tree
from gongqiao.organisations.models import Coverage, Employer
from gongqiao.organisations.queries.entering import employers_used, places_taken
from gongqiao.organisations.queries.tree import slug_for

EMPLOYER = (
    "union_body_id, division_id, uscc, industry, address, brand, above_designated_size, staff, staff_counted_on,"
    " staff_source"
)


@dataclass(frozen=True)
class NewUnion:
    """One union to found. `above` is another one's `key` in this batch, or the number of one that stands already."""

    key: str
    name: str
    kind: str
    tier: str
    division: str
    above: str | int | None
    platform_work: bool = False
    uscc: str = ""
    industry: str = ""


@dataclass(frozen=True)
class NewEmployer:
    """One employer to enter, with the union that covers its workers where there is one."""

    name: str
    uscc: str
    division: str
    union: int
    staff: int = 0
    industry: str = ""
    brand: str = ""
    covered_by: int | None = None
    above_designated_size: bool = False
    address: str = ""
    staff_counted_on: date | None = None
    staff_source: str = ""

    @property
    def counted(self) -> str:
        """Where the number of its staff is from; of one without a number nothing is told."""
        return self.staff_source or ("登记" if self.staff else "")

    def counted_on(self, on: date) -> date | None:
        return self.staff_counted_on or (on if self.staff else None)


@many
def found_many(
    plans: Sequence[NewUnion], *, above: int | None = None, on: date | None = None, by: Actor, at: datetime
) -> dict[str, int]:
    """Found unions tier by tier, higher ones first in the list; returns key → body. `above` is over all of them."""
    lock_tree()
    require(by, grants.FOUND, above)
    refuse(_founding(plans))
    since = on or day(at)

    bodies = _new_bodies([("union", plan.name, since) for plan in plans])
    numbers = {plan.key: body for plan, body in zip(plans, bodies, strict=True)}
    _stand(plans, numbers, since)
    _describe(plans, bodies, since)

    batch = uuid7()
    told = events.FoundedMany(batch, since, len(bodies), min(bodies), max(bodies))
    announce(told, by=by, about=Body(pk=bodies[0]), at=at, law="工会法 第十二条", batch=batch)
    return numbers


@many
def register_employers(
    rows: Sequence[NewEmployer], *, above: int | None = None, batch: UUID | None = None, by: Actor, at: datetime
) -> list[int]:
    """Enter employers with their coverage; returns their bodies in the order of the rows. `batch` is a list they are
    entered by."""
    for union in {above, *(row.union for row in rows)}:
        require(by, grants.REGISTER, union)
    taken = places_taken([row.uscc for row in rows])
    refuse(reason for row in rows for reason in rules.code(row.uscc))
    refuse(rules.own_code(taken=any((row.uscc, row.division) in taken for row in rows)))
    on, batch = day(at), batch or uuid7()

    bodies = _new_bodies([("employer", row.name, on) for row in rows])
    paired = list(zip(bodies, rows, strict=True))
    _copy("kernel_line (body_id, line, path, since)", [(body, "employer", f"e{body}.", on) for body in bodies])
    _copy(f"organisations_employer (body_id, {EMPLOYER})", [(body, *_columns(row, on)) for body, row in paired])
    covered = [(body, row.covered_by, on) for body, row in paired if row.covered_by]
    _copy("organisations_coverage (employer_body_id, union_body_id, since)", covered)

    announce(events.RegisteredMany(batch, on, len(bodies)), by=by, about=Body(pk=bodies[0]), at=at, batch=batch)
    return bodies


def _columns(row: NewEmployer, on: date) -> tuple[Any, ...]:
    told = (row.union, row.division, row.uscc, row.industry, row.address, row.brand, row.above_designated_size)
    return *told, row.staff, row.counted_on(on), row.counted


@many
def unregister_employers(bodies: Sequence[int], *, batch: UUID, by: Actor, at: datetime) -> int:
    """Take back employers that a list brought and nobody has used since."""
    list(Body.objects.select_for_update().filter(pk__in=bodies).order_by("pk").values_list("pk"))
    held = Employer.objects.filter(pk__in=bodies)
    for union in held.values_list("union_body_id", flat=True).distinct():
        require(by, grants.REGISTER, union)
    refuse(rules.unregistering(employers_used(bodies)))

    Coverage.objects.filter(employer_body_id__in=bodies).delete()
    held.delete()
    Line.objects.filter(body_id__in=bodies).delete()
    count, _ = Body.objects.filter(pk__in=bodies).delete()

    told = events.UnregisteredMany(batch, day(at), count)
    announce(told, by=by, about=Body(pk=min(bodies)), at=at, batch=batch)
    return count


def _stand(plans: Sequence[NewUnion], numbers: dict[str, int], since: date) -> None:
    paths = _paths(plans, numbers)
    over = {p.key: numbers[p.above] if isinstance(p.above, str) else p.above for p in plans}
    rows = [(numbers[p.key], over[p.key], "union", paths[numbers[p.key]], since) for p in plans]
    _copy("kernel_line (body_id, above_id, line, path, since)", rows)


def _describe(plans: Sequence[NewUnion], bodies: Sequence[int], since: date) -> None:
    _copy(
        "organisations_organisation (body_id, kind, tier, division_id, slug, uscc, platform_work, industry, address,"
        " set_up_on)",
        [
            (body, p.kind, p.tier, p.division, slug_for(body), p.uscc, p.platform_work, p.industry, "", since)
            for body, p in zip(bodies, plans, strict=True)
        ],
    )


def _founding(plans: Sequence[NewUnion]) -> Reasons:
    known: dict[str, str] = {}
    for plan in plans:
        if isinstance(plan.above, str) and plan.above not in known:
            yield Reason("unknown_above", f"“{plan.name}”的上一级工会不在名单中它的前面，请调整顺序")
        else:
            yield from rules.founding(plan.tier, known.get(str(plan.above), ""), closed_above=False)
        known[plan.key] = plan.tier


def _paths(plans: Sequence[NewUnion], numbers: dict[str, int]) -> dict[int, str]:
    standing = {plan.above for plan in plans if isinstance(plan.above, int)}
    kept = Line.objects.filter(line="union", until=None, body_id__in=standing).values_list("body_id", "path")
    paths = dict(kept)
    for plan in plans:
        above = numbers[plan.above] if isinstance(plan.above, str) else plan.above
        top = paths[above] if above is not None else Line.LETTERS["union"]
        paths[numbers[plan.key]] = f"{top}{numbers[plan.key]}."
    return paths


def _new_bodies(rows: Sequence[tuple[str, str, date]]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('kernel_body', 'id')) FROM generate_series(1, %s)", [len(rows)]
        )
        numbers = [number for (number,) in cursor.fetchall()]
    _copy("kernel_body (id, kind, name, since)", [(n, *row) for n, row in zip(numbers, rows, strict=True)])
    return numbers


def _copy(into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
