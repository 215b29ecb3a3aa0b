"""A list that no file brings: whoever has its people as facts enters them at once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import refuse
from gongqiao.membership import actions as membership
from gongqiao.membership import queries as members
from gongqiao.membership.actions import Rows
from gongqiao.membership.actions.entering import Entrant
from gongqiao.membership.models import Resolution
from gongqiao.people import actions as people
from gongqiao.people.actions import Facts
from gongqiao.rosters import rules
from gongqiao.rosters.models import Roster

Lines = Sequence[tuple[Facts, str]]


def admit_many(
    union: int, *, roster: Lines, number: str, met_on: date, present: Sequence[str], by: Actor, at: datetime
) -> Resolution:
    """Enter what the committee decided about so many: facts of the person, form of employment."""
    with transaction.atomic(), wall.lowered():
        Roster.objects.in_turn(union)
        decision: dict[str, Any] = {"number": number, "met_on": met_on, "present": present}
        lines = [(facts.name, facts.born) for facts, _ in roster]
        refuse(membership.amiss(union, **decision, at=at), rules.roster(lines, on=day(at)))
        persons = people.register_many([facts for facts, _ in roster], body_id=union, by=by, at=at)
        refuse(rules.unique_members([facts.name for facts, _ in roster], persons, members.members_among(persons)))
        told = [Entrant(person, form, facts.of_sex) for person, (facts, form) in zip(persons, roster, strict=True)]
        return membership.admit_listed(union, Rows.of(told), **decision, batch=uuid7(), by=by, at=at)
