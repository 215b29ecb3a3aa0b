"""The lists of many unions in one act: what the unions of a province kept until the platform began."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from gongqiao.kernel.actions import many
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import Reason, Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, rules
from gongqiao.membership.actions.entering import Rows, apart, begin_rows
from gongqiao.membership.flow import DECISION
from gongqiao.membership.models import Resolution
from gongqiao.membership.models.memberships import ACTIVE
from gongqiao.organisations import queries as organisations


@dataclass(frozen=True)
class Decision:
    """What one committee decided about its list, and how many stand on that."""

    union: int
    number: str
    met_on: date
    present: tuple[str, ...]
    count: int


# As ENTRY, each entrant with the union and the paper of her list.
LISTED = """
    SELECT new.id, person, form, sex, union_body, since, resolution
    FROM ({rows}) AS new (id, person, form, sex, list)
        JOIN unnest(%s::int[], %s::date[], %s::uuid[])
            WITH ORDINALITY AS paper (union_body, since, resolution, list) USING (list)
"""


@many
def admit_lists(decisions: Sequence[Decision], rows: Rows, *, above: int | None, by: Actor, at: datetime) -> UUID:
    """Record what many committees decided about their lists, each by a resolution of its own; returns the batch.

    `rows` are entrants, each with the number of her list after her sex: its place among the decisions, from 1.
    `above` is over all these unions.
    """
    apart()
    unions = {each.union for each in decisions}
    Resolution.objects.all_locked(unions)
    require(by, grants.ENROL, above)
    refuse(_amiss(decisions, unions, above, at))

    batch = uuid7()
    papers = _decided(decisions, batch, by, at)
    begin_rows(_entries(rows, decisions, papers), state=ACTIVE)

    told = events.AdmittedMany(batch, len(decisions), rows.count, day(at))
    announce(told, by=by, about=Resolution(pk=papers[0]), at=at, law=DECISION, batch=batch)
    return batch


def _amiss(decisions: Sequence[Decision], unions: set[int], above: int | None, at: datetime) -> Reasons:
    """What is wrong with any of the papers, told with its number; asked while they are held still."""
    on = day(at)
    ended = unions - organisations.standing_among(unions, on=on)
    below = organisations.those_below(unions - ended, above)
    used = Resolution.objects.used(unions)
    for each in decisions:
        numbered = (each.union, each.number)
        reasons = [
            *rules.deciding(closed=each.union in ended),
            *rules.bringing(below=each.union in below | ended),
            *organisations.meeting(each.met_on, each.present, on=on, law=rules.CHARTER),
            *rules.numbering(used=numbered in used),
        ]
        yield from (replace(reason, words=f"{each.number}：{reason.words}") for reason in reasons)
        used.add(numbered)
    if not decisions:
        yield Reason("empty", "没有要登记的决议")


def _decided(decisions: Sequence[Decision], batch: UUID, by: Actor, at: datetime) -> list[UUID]:
    papers = [
        Resolution(
            union_body_id=each.union,
            number=each.number,
            met_on=each.met_on,
            present=list(each.present),
            count=each.count,
            recorded_by=by.person_id,
            recorded_at=at,
            batch=batch,
        )
        for each in decisions
    ]
    return [paper.pk for paper in Resolution.objects.bulk_create(papers)]


def _entries(rows: Rows, decisions: Sequence[Decision], papers: Sequence[UUID]) -> Rows:
    told = [[each.union for each in decisions], [each.met_on for each in decisions], list(papers)]
    return Rows(LISTED.format(rows=rows.words), [*rows.values, *told], rows.count)
