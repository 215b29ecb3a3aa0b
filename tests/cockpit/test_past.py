"""Any figure of any past day, as it is known now and as it was told on that day, whatever has moved or ended since."""

from collections import Counter
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from gongqiao.cockpit import actions
from gongqiao.cockpit.models import Past, Total
from gongqiao.cockpit.queries import sums
from gongqiao.cockpit.queries.sums import AsOf
from gongqiao.kernel.models import Line
from gongqiao.membership import actions as membership
from gongqiao.membership.models import Stay
from tests import make
from tests.cockpit.test_move import move
from tests.cockpit.tree import county, happen, nothing_is_wrong
from tests.membership.moving import Way

pytestmark = pytest.mark.django_db

UPGRADE = import_module("gongqiao.cockpit.migrations.0003_what_was_counted_from_which_day")
FEBRUARY, MARCH = date(2026, 2, 20), date(2026, 3, 9)


def members(as_of, *bodies):
    found = sums.whole([body.pk for body in bodies], ["members"], as_of)["members"]
    return [found[body.pk] for body in bodies]


folds = pytest.mark.parametrize("folded", [True, False])


def settle(folded):
    if folded:
        actions.fold()


@folds
def test_what_counts_from_a_day_is_not_in_the_figure_of_the_day_before(folded):
    top, *_, unions = county()
    happen(unions[0], 12, since=MARCH)
    settle(folded)

    days = [MARCH - timedelta(days=1), MARCH, make.TODAY]
    assert [members(AsOf(day), top, unions[0]) for day in days] == [[0, 0], [12, 12], [12, 12]]


@folds
def test_what_was_told_later_is_in_the_day_as_known_now_and_not_as_told_then(folded):
    top, *_, unions = county()
    happen(unions[0], 12, since=FEBRUARY)
    settle(folded)

    assert members(AsOf(MARCH), top) == [12]
    assert members(AsOf(MARCH, as_told=True), top) == [0]
    assert members(AsOf(make.TODAY, as_told=True), top) == [12]


@folds
@pytest.mark.parametrize("folded_before", [True, False])
def test_a_township_counts_for_each_county_on_the_days_it_stood_there(folded, folded_before):
    top, city, seat, towns, unions = county()
    other = make.body(city)
    for union in unions:
        happen(union, 10, since=FEBRUARY)
    settle(folded_before)

    move(towns[0], other, on=MARCH)
    happen(unions[0], 1, since=FEBRUARY)
    settle(folded)

    where = (top, seat, other, towns[0])
    assert members(AsOf(FEBRUARY), *where) == [61, 61, 0, 31]
    assert members(AsOf(MARCH), *where) == members(None, *where) == [61, 30, 31, 31]


@folds
def test_a_union_that_ended_counts_above_it_until_the_day_before(folded):
    top, *_, towns, unions = county()
    happen(unions[0], 1, indicator="unions", cell="employer.committee", since=FEBRUARY)
    settle(folded)

    move(unions[0], None, on=MARCH)

    def counted(day):
        return sums.whole([top.pk, towns[0].pk], ["unions"], AsOf(day))["unions"]

    assert counted(MARCH - timedelta(days=1)) == {top.pk: 1, towns[0].pk: 1}
    assert counted(MARCH) == {top.pk: 0, towns[0].pk: 0}


@folds
def test_the_days_of_a_month_are_those_of_the_county_it_stood_in(folded):
    _, city, seat, towns, unions = county()
    other = make.body(city)
    happen(unions[0], 2, indicator="joined", cell="", day=FEBRUARY, since=FEBRUARY)
    settle(folded)
    move(towns[0], other, on=MARCH)

    def joined(body, on):
        return sums.per_day(body.pk, "joined", date(2026, 2, 1), date(2026, 3, 31), AsOf(on))

    assert (joined(seat, FEBRUARY), joined(other, FEBRUARY)) == ({FEBRUARY: 2}, {})
    assert (joined(seat, MARCH), joined(other, MARCH)) == ({}, {FEBRUARY: 2})
    assert sums.over_days([seat.pk, other.pk], "joined", FEBRUARY, FEBRUARY, AsOf(FEBRUARY)) == {
        seat.pk: 2,
        other.pk: 0,
    }


def test_a_cell_is_told_by_itself():
    top, *_, unions = county()
    happen(unions[0], 12, since=FEBRUARY)
    happen(unions[0], 3, cell="retained.platform.1", since=MARCH)

    assert sums.by_cell(top.pk, ["members"], AsOf(FEBRUARY)) == {"members": {"active.platform.1": 12}}
    assert sums.by_cell(top.pk, ["members"], AsOf(MARCH))["members"]["retained.platform.1"] == 3


def test_what_is_told_of_a_day_to_come_counts_from_the_day_it_is_told():
    top, *_, unions = county()
    happen(unions[0], 12, since=make.TODAY + timedelta(days=9))

    assert members(AsOf(make.TODAY), top) == [12]


@folds
def test_an_upgrade_reckons_the_past_of_what_had_been_counted_before(tree, folded):
    """Of a member who moved; what the ledgers do not tell day by day stands as of today."""
    way = Way(tree)
    way.asked()
    membership.release(way.pk, by=way.at_old, at=make.AT)
    membership.take_in(way.pk, by=way.at_new, at=make.AT)
    Stay.objects.update(employment_form="")
    happen(tree["other"].body, 3, indicator="applications", cell="submitted")
    settle(folded)
    Past.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE cockpit_delta SET since = coalesce(day, current_date), told_on = since")
        cursor.execute(UPGRADE.NO_FOLD + UPGRADE.TOLD + UPGRADE.REST)

    assert sums_of(Past) == sums_of(Total)
    assert members(AsOf(make.TODAY), way.old, way.new) == members(None, way.old, way.new) == [0, 1]
    happen(tree["other"].body, -3, indicator="applications", cell="submitted")
    nothing_is_wrong()


STEPS = some.lists(
    some.one_of(
        some.tuples(some.just("happen"), some.integers(0, 9), some.integers(-3, 9), some.integers(0, 12)),
        some.tuples(some.just("fold"), some.integers(1, 9)),
        some.tuples(some.just("move"), some.integers(1, 9), some.integers(0, 9)),
        some.tuples(some.just("end"), some.integers(1, 9)),
    ),
    min_size=12,
    max_size=30,
)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=some.tuples(*(some.integers(0, n) for n in range(9))), steps=STEPS)
def test_over_any_tree_and_any_history_each_day_is_what_counting_that_day_gives(parents, steps):
    with transaction.atomic():
        bodies = [make.body()]
        for parent in parents:
            bodies.append(make.body(bodies[parent]))
        happened = [each for number, step in enumerate(steps) for each in play(bodies, number, *step)]

        for back in range(-12, len(steps) // 2 + 1):
            day = make.TODAY + timedelta(days=back)
            for as_told in (False, True):
                found = members(AsOf(day, as_told), *bodies)
                assert found == counted(bodies, happened, day, as_told=as_told)
        assert sums_of(Past) == sums_of(Total)
        transaction.set_rollback(True)


def play(bodies, number, name, *given):
    """Do one step of a history, two on each day; give back what is to be counted: (body, n, since, told on)."""
    late = timedelta(days=number // 2)
    on, at = make.TODAY + late, make.AT + late
    if name == "happen":
        body, n, since = bodies[given[0]], given[1], on - timedelta(days=given[2])
        happen(body, n, since=since, at=at)
        return [(body.pk, n, since, on)]
    if name == "fold":
        actions.fold_some(given[0])
    if name == "move" and (path := Line.path_of(bodies[given[0]].pk)):
        place = Line.path_of(bodies[given[1]].pk)
        if place and not place.startswith(path):
            move(bodies[given[0]], bodies[given[1]], on, at)
    if name == "end" and Line.objects.within(Line.path_of(bodies[given[0]].pk) or "-").count() == 1:
        move(bodies[given[0]], None, on, at)
    return []


def counted(bodies, happened, day, *, as_told):
    """Each happening counted for its body and for everyone above it on that day."""
    found = Counter()
    for body, n, since, told_on in happened:
        if since <= day and (told_on <= day or not as_told):
            place = Line.objects.filter(body_id=body, line="union").on(day).first()
            found.update(dict.fromkeys(map(int, place.path[1:-1].split(".")), n) if place else {body: n})
    return [found[body.pk] for body in bodies]


def sums_of(model):
    found = Counter()
    for body, cell, n in model.objects.values_list("body", "cell", "n"):
        found[body, cell] += n
    return {key: n for key, n in found.items() if n}
