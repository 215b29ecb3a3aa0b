"""合并登记: proposed by one, confirmed by another, agreed to by her, and from there on one."""

from datetime import date, timedelta

import pytest

from gongqiao.cockpit import actions as cockpit
from gongqiao.cockpit.queries.indicators import COUNTED_ON
from gongqiao.kernel.models import Record
from gongqiao.membership.models import Membership, Stay
from gongqiao.people import queries as people
from gongqiao.people.models import Account
from tests import make

pytestmark = pytest.mark.django_db


def recounted(*, past=True):
    """By how much any figure differs from a full count, today and on the days around it."""
    told = {"by": make.actor("system-admin"), "at": make.AT}
    off = {name: cockpit.recount(name, **told).off_by for name in ("members", "joined", "applications")}
    for on in (make.TODAY + timedelta(days=shift) for shift in (-1, 0, 1, 2) if past):
        for name in COUNTED_ON:
            off[name] = off.get(name, 0) + cockpit.recount_past(name, on=on, **told).off_by
    return {name: off[name] for name in ("members", "joined", "applications")}


def test_proposed_confirmed_and_agreed_to_on_both_phones_two_rows_are_one(twins):
    twins.merged()

    assert twins.merger.state == "done"
    assert twins.gone.same_as == twins.kept
    assert set(Account.objects.values_list("person_id", flat=True)) == {twins.kept.pk}
    assert set(Membership.objects.values_list("person_id", flat=True)) == {twins.kept.pk}
    assert set(Stay.objects.values_list("person_id", flat=True)) == {twins.kept.pk}
    told = Record.objects.get(event="merging.Merged")
    assert (told.subject_id, told.facts["kept"]) == (str(twins.pk), str(twins.kept.pk))


def test_the_membership_that_was_chosen_goes_on_from_the_earlier_day_and_the_other_ends(twins):
    Membership.objects.filter(pk=twins.new.pk).update(joined_on=date(2024, 5, 1))
    twins.merged()

    kept, ended = twins.membership(twins.old), twins.membership(twins.new)
    assert (kept.state, kept.joined_on, kept.union_body) == ("active", date(2024, 5, 1), twins.union)
    assert (ended.state, ended.left_on) == ("left", make.TODAY)


def test_the_figures_are_what_a_recount_finds(twins):
    assert recounted() == {"members": 0, "joined": 0, "applications": 0}
    twins.merged()
    assert recounted() == {"members": 0, "joined": 0, "applications": 0}


def test_whoever_is_looked_for_by_the_other_document_is_who_she_is_now(twins):
    twins.merged()
    number = twins.gone.document_number.reveal()

    assert people.find("passport", number) == twins.kept
    assert twins.gone not in people.persons(make.actor("clerk", twins.union))
