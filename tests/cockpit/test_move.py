"""Figures follow the union line of today, whatever was folded before a union moved and whatever is still pending."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from gongqiao.cockpit import actions
from gongqiao.cockpit.queries import sums
from gongqiao.kernel.models import Line
from tests import make
from tests.cockpit.tree import counted, county, hang, happen

pytestmark = pytest.mark.django_db


def above(body):
    path = Line.path_of(body.pk)[1:-1].split(".")
    return int(path[-2]) if len(path) > 1 else None


def move(body, under, on=make.TODAY, at=make.AT):
    """The order of the act: the place changes, then the ear carries the sums over, in one transaction."""
    before = above(body)
    hang(body, under, on)
    actions.carry(body.pk, before=before, after=under.pk if under else None, on=on, at=at)


def members(*bodies):
    found = sums.whole([body.pk for body in bodies], ["members"])["members"]
    return [found[body.pk] for body in bodies]


@pytest.mark.parametrize("folded", [True, False])
def test_a_township_that_moves_takes_its_members_to_the_other_county(folded):
    top, city, seat, towns, unions = county()
    other = make.body(city)
    for union in unions:
        happen(union, 10)
    if folded:
        actions.fold()
    happen(unions[0], 1)

    move(towns[0], other)

    assert members(top, city, seat, other, towns[0], unions[0]) == [61, 61, 30, 31, 31, 11]
    actions.fold()
    assert members(top, city, seat, other, towns[0], unions[0]) == [61, 61, 30, 31, 31, 11]


def test_days_move_along():
    _, city, seat, towns, unions = county()
    other = make.body(city)
    happen(unions[0], 2, indicator="joined", cell="", day=date(2026, 3, 9))
    actions.fold()

    move(towns[0], other)

    def joined(body):
        return sums.per_day(body.pk, "joined", date(2026, 3, 1), date(2026, 3, 31))

    assert (joined(seat), joined(other)) == ({}, {date(2026, 3, 9): 2})


def test_a_union_that_ends_is_taken_out_of_all_above_it():
    top, *_, towns, unions = county()
    happen(unions[0], 2, indicator="unions", cell="committee.employer")
    actions.fold()

    move(unions[0], None)

    assert sums.whole([top.pk, towns[0].pk], ["unions"])["unions"] == {top.pk: 0, towns[0].pk: 0}


STEPS = some.lists(
    some.one_of(
        some.tuples(
            some.just("happen"), some.integers(0, 9), some.integers(-3, 9), some.sampled_from(["a.x.1", "b.y.2"])
        ),
        some.tuples(some.just("fold"), some.integers(1, 9)),
        some.tuples(some.just("move"), some.integers(1, 9), some.integers(0, 9)),
        some.tuples(some.just("end"), some.integers(1, 9)),
    ),
    min_size=12,
    max_size=30,
)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=some.tuples(*(some.integers(0, n) for n in range(9))), steps=STEPS)
def test_over_any_tree_and_any_history_the_figures_are_the_full_count(parents, steps):
    with transaction.atomic():
        bodies = [make.body()]
        for parent in parents:
            bodies.append(make.body(bodies[parent]))
        happened = [each for step in steps for each in play(bodies, *step)]

        found = {
            (body.pk, "members", cell): n
            for body in bodies
            for cell, n in sums.by_cell(body.pk, ["members"])["members"].items()
        }
        assert found == counted(happened)
        transaction.set_rollback(True)


def play(bodies, name, *given):
    """Do one step of a history; give back what is to be counted."""
    if name == "happen":
        body, n, cell = bodies[given[0]], given[1], given[2]
        happen(body, n, cell=cell)
        return [(body.pk, "members", cell, n)]
    if name == "fold":
        actions.fold_some(given[0])
    if name == "move" and (path := Line.path_of(bodies[given[0]].pk)):
        place = Line.path_of(bodies[given[1]].pk)
        if place and not place.startswith(path):
            move(bodies[given[0]], bodies[given[1]])
    if name == "end" and Line.objects.within(Line.path_of(bodies[given[0]].pk) or "-").count() == 1:
        move(bodies[given[0]], None)
    return []
