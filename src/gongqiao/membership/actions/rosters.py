"""A whole roster at once: one resolution, one Record, a few statements however long the list."""

from collections.abc import Sequence
from datetime import date, datetime

from gongqiao.kernel.actions import many
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, queries, rules
from gongqiao.membership.actions.entering import Entrant, amiss, decided, enter
from gongqiao.membership.flow import DECISION
from gongqiao.membership.models import Resolution
from gongqiao.people import actions as people
from gongqiao.people.actions import Facts

Lines = Sequence[tuple[Facts, str]]


@many
def admit_many(
    union: int, *, roster: Lines, number: str, met_on: date, present: Sequence[str], by: Actor, at: datetime
) -> Resolution:
    """Record that the committee admitted everybody on its roster: facts of the person, form of employment."""
    Resolution.objects.locked(union)
    require(by, grants.ENROL, union)
    lines = [(facts.name, facts.born) for facts, _ in roster]
    refuse(amiss(union, number, met_on, present, at=at), rules.roster(lines, on=day(at)))
    persons = people.register_many([facts for facts, _ in roster], body_id=union, by=by, at=at)
    refuse(rules.unique_members([facts.name for facts, _ in roster], persons, queries.members_among(persons)))

    resolution = decided(union, number, met_on, present, count=len(roster), by=by, at=at)
    entrants = [Entrant(person, form, facts.of_sex) for person, (facts, form) in zip(persons, roster, strict=True)]
    counted = enter(entrants, resolution)

    told = events.Admitted(resolution.pk, union, met_on, len(entrants), counted)
    announce(told, by=by, about=resolution, at=at, law=DECISION, batch=uuid7())
    return resolution
