"""A Record stays small in the largest act too: a list that grows stands in rows, its number and digest are told."""

import json
from datetime import UTC, date, datetime
from itertools import product
from typing import get_type_hints
from uuid import UUID

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from gongqiao.kernel.actions import OPERATIONS
from gongqiao.kernel.records import Event
from gongqiao.membership.models import Application
from gongqiao.membership.models.codes import ITEMS, EmploymentForm
from gongqiao.people.rules.documents import Facts
from gongqiao.shell import catalogue

KB = 1024
EVENTS = [code for code, kind in sorted(Event.CODES.items()) if kind.__module__.startswith("gongqiao.")]
EVERYBODY = 22_000_000
LARGEST = {
    UUID: UUID(int=2**128 - 1),
    int: 2**31 - 1,
    bool: False,
    date: date(2026, 12, 31),
    datetime: datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    str: "f" * 64,  # a digest, than which no code is longer
}
ENTERING = ("rosters.enter_roster", "membership.admit_listed", "people.register_prepared")
REGISTERING = ("intake.enter_intake", "organisations.register_employers", "organisations.appoint", "people.register")
WITHDRAWING = ("intake.undo_intake", "organisations.withdraw_posts", "people.unregister")
UNDOING = ("rosters.undo_roster", "membership.undo_admission", "people.unregister")
# What is a list all the same: of codes that are few, each once. The largest there can be.
TALLIES = {f"{form}.{sex}": EVERYBODY for form, sex in product(EmploymentForm.values, Application.SEXES)}
FEW = {
    "membership.Admitted.tallies": TALLIES,
    "membership.AdmissionUndone.tallies": TALLIES,
    "membership.SentBack.missing": list(ITEMS),
    "people.PersonCorrected.fields": list(Facts.__dataclass_fields__),
    "intake.IntakeHandedBack.because": [
        reason for verb in REGISTERING for reason in catalogue.tell(OPERATIONS[verb]).reasons
    ],
    "intake.IntakeLeft.because": [
        reason for verb in WITHDRAWING for reason in catalogue.tell(OPERATIONS[verb]).reasons
    ],
    "rosters.RosterLeft.because": [reason for verb in UNDOING for reason in catalogue.tell(OPERATIONS[verb]).reasons],
    "rosters.RosterHandedBack.because": [
        reason for verb in ENTERING for reason in catalogue.tell(OPERATIONS[verb]).reasons
    ],
}


def fields():
    return {
        f"{code}.{name}": kind
        for code in EVENTS
        for name, kind in get_type_hints(Event.CODES[code]).items()
        if name != "CODES"
    }


def largest(kind):
    return next(value for each, value in LARGEST.items() if kind in (each, each | None))


def test_no_event_grows_with_a_list_but_these():
    lists = [name for name, kind in fields().items() if not any(kind in (each, each | None) for each in LARGEST)]

    assert sorted(lists) == sorted(FEW)


@pytest.mark.parametrize("code", EVENTS)
def test_the_largest_facts_of_an_event_have_room(code):
    told = {name: kind for name, kind in fields().items() if name.rpartition(".")[0] == code}
    facts = {name.rpartition(".")[2]: FEW.get(name) or largest(kind) for name, kind in told.items()}

    assert len(json.dumps(facts, ensure_ascii=False, cls=DjangoJSONEncoder).encode()) <= KB
