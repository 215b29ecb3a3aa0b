from datetime import date

import pytest
from django.db import DataError, transaction

from gongqiao.cockpit import actions
from gongqiao.cockpit.models import Delta, Total
from gongqiao.cockpit.queries import sums
from tests import make
from tests.cockpit.tree import county, hang, happen

pytestmark = pytest.mark.django_db

CELL = "active.platform.1"


def members(*bodies):
    return [sums.by_cell(body.pk, ["members"])["members"].get(CELL, 0) for body in bodies]


def test_a_change_counts_at_once_for_its_union_and_every_union_above_it():
    top, city, seat, towns, unions = county()

    happen(unions[0], 12)

    assert members(top, city, seat, towns[0], unions[0]) == [12, 12, 12, 12, 12]
    assert members(towns[1], unions[1]) == [0, 0]


def test_folding_changes_no_figure_and_leaves_nothing_pending():
    top, city, seat, towns, unions = county()
    for union in unions:
        happen(union, 12)
    happen(unions[0], -5)
    before = members(top, city, seat, *towns, *unions)

    assert actions.fold() == 7

    assert members(top, city, seat, *towns, *unions) == before == [67, 67, 67, 31, 36, 7, 12, 12, 12, 12, 12]
    assert Delta.objects.count() == 0


def test_what_comes_after_a_fold_is_added_to_what_was_kept():
    top, *_, unions = county()
    happen(unions[0], 3)
    actions.fold()
    happen(unions[0], 4)
    assert members(top) == [7]

    actions.fold()

    assert members(top) == [7]
    assert Total.objects.filter(body=top.pk).count() == 1


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
def test_folding_by_chunks_takes_all(chunk):
    top, *_, unions = county()
    for union in unions:
        happen(union)

    assert actions.fold(chunk) == 6
    assert members(top) == [6]


def test_a_trap_of_numbers_one_place_is_not_below_another_whose_number_begins_the_same():
    top = make.body()
    twelve, one_hundred_twenty = make.body(top, id=91_000_012), make.body(top, id=910_000_120)
    happen(one_hundred_twenty, 5)

    assert members(twelve, one_hundred_twenty) == [0, 5]


def test_many_bodies_are_read_at_once_over_all_cells():
    top, *_, towns, unions = county()
    happen(unions[0], 2, cell="active.platform.1")
    happen(unions[0], 3, cell="active.employee.2")
    happen(unions[3], 4)
    actions.fold()
    happen(unions[4], 5)

    found = sums.whole([top.pk, towns[0].pk, towns[1].pk], ["members", "unions"])

    assert found["members"] == {top.pk: 14, towns[0].pk: 5, towns[1].pk: 9}
    assert found["unions"] == {top.pk: 0, towns[0].pk: 0, towns[1].pk: 0}


def test_days_are_counted_apart_and_read_by_range():
    top, *_, unions = county()
    for day, n in ((8, 1), (9, 2), (10, 3)):
        happen(unions[0], n, indicator="joined", cell="", day=date(2026, 3, day))
    actions.fold()
    happen(unions[5], 4, indicator="joined", cell="", day=date(2026, 3, 9))

    assert sums.per_day(top.pk, "joined", date(2026, 3, 9), date(2026, 3, 10)) == {
        date(2026, 3, 9): 6,
        date(2026, 3, 10): 3,
    }
    assert sums.by_cell(top.pk, ["joined"]) == {"joined": {}}


def test_a_fold_that_breaks_loses_nothing_and_the_next_one_goes_on():
    top, *_, unions = county()
    happen(unions[0], 3)
    full = Total.objects.create(body=top.pk, indicator="members", cell="retained.platform.1", n=2**63 - 1)
    happen(unions[1], 4, cell="retained.platform.1")

    with pytest.raises(DataError, match="out of range"), transaction.atomic():
        actions.fold()
    assert (members(top), Delta.objects.count()) == ([3], 2)

    full.delete()
    actions.fold()
    assert (members(top), Delta.objects.count()) == ([3], 0)


def test_a_body_that_stands_on_no_line_keeps_its_own_sum():
    top, *_, unions = county()
    hang(unions[0], None)
    happen(unions[0], 3)
    actions.fold()

    assert members(unions[0], top) == [3, 0]
