"""Appends, folds, moves and reads at the same time: nothing is lost, nothing is counted twice."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from contextlib import suppress
from random import Random
from threading import Barrier, Event

import pytest
from django.db import transaction

from gongqiao.cockpit import actions
from gongqiao.cockpit.models import Delta
from gongqiao.cockpit.queries import sums
from tests import make
from tests.at_once import apart
from tests.cockpit.tree import counted, county, hang, happen

pytestmark = pytest.mark.django_db(transaction=True)

APPENDS, WRITERS, FOLDERS = 60, 3, 3


def write(unions, seed, start):
    """Acts of +n in one cell and -n in another; one act in five is taken back after its ear has heard it."""
    chance, happened = Random(seed), []
    start.wait(10)
    for _ in range(APPENDS):
        union, n = chance.choice(unions), chance.randint(1, 5)
        with suppress(ZeroDivisionError), transaction.atomic():
            happen(union, n, cell=f"active.{chance.choice('ab')}.1")
            happen(union, -n, cell="gone")
            _ = 1 // chance.randint(0, 4)
            happened.append((union.pk, "members", "gone", -n))
    return happened


def fold_until(done, size):
    while not done.is_set():
        actions.fold_some(size)


def balanced_until(done, *bodies):
    """Whoever saw +n without -n would have seen half of a fold or half of an act."""
    seen = 0
    while not done.is_set():
        assert set(members(*bodies)) == {0}
        seen += 1
    return seen


def test_three_writers_three_folders_and_a_reader_agree_at_every_moment_and_at_the_end():
    top, city, _, towns, unions = county()
    start, done = Barrier(WRITERS), Event()

    with ThreadPoolExecutor(WRITERS + FOLDERS + 1) as pool:
        writers = [pool.submit(apart, write, unions, seed, start) for seed in range(WRITERS)]
        reader = pool.submit(apart, balanced_until, done, top, city)
        folders = [pool.submit(apart, fold_until, done, size) for size in (1, 7, 100)]
        try:
            happened = [each for writer in writers for each in writer.result(60)]
        finally:
            done.set()
        assert reader.result(10) > 0
        _ = [folder.result(10) for folder in folders]

    actions.fold()
    gone = {body.pk: sums.by_cell(body.pk, ["members"])["members"].get("gone", 0) for body in (top, *towns, *unions)}
    expected = counted(happened)
    assert gone == {body: expected[body, "members", "gone"] for body in gone}
    assert Delta.objects.count() == 0


def move(town, before, after):
    with transaction.atomic():
        hang(town, after)
        actions.carry(town.pk, before=before.pk, after=after.pk, on=make.TODAY, at=make.AT)


def members(*bodies):
    found = sums.whole([body.pk for body in bodies], ["members"])["members"]
    return [found[body.pk] for body in bodies]


def test_no_fold_runs_between_a_move_and_its_commit():
    _, city, seat, towns, unions = county()
    other = make.body(city)
    happen(unions[0], 5)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        hang(towns[0], other)
        actions.carry(towns[0].pk, before=seat.pk, after=other.pk, on=make.TODAY, at=make.AT)
        assert pool.submit(apart, actions.fold).result(10) == 0

    assert actions.fold() == 1
    assert members(city, seat, other, towns[0]) == [5, 0, 5, 5]


def test_a_move_waits_for_the_fold_that_is_running():
    _, city, seat, towns, unions = county()
    other = make.body(city)
    happen(unions[0], 5)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert actions.fold() == 1
            moving = pool.submit(apart, move, towns[0], seat, other)
            with pytest.raises(StillWaiting):
                moving.result(0.3)
        moving.result(10)

    assert members(city, seat, other, towns[0]) == [5, 0, 5, 5]


def append_until(done, union):
    happened = 0
    while not done.is_set():
        happen(union)
        happened += 1
    return happened


def test_a_township_that_moves_while_its_members_are_being_counted_is_counted_once():
    top, city, seat, towns, unions = county()
    other, done = make.body(city), Event()

    with ThreadPoolExecutor(3) as pool:
        writer = pool.submit(apart, append_until, done, unions[0])
        folders = [pool.submit(apart, fold_until, done, 5) for _ in range(2)]
        try:
            for before, after in ((seat, other), (other, seat), (seat, other)):
                move(towns[0], before, after)
        finally:
            done.set()
        happened = writer.result(10)
        _ = [folder.result(10) for folder in folders]

    pending = members(top, city, towns[0], seat, other)
    assert (*pending[:3], sum(pending[3:])) == (happened, happened, happened, happened)
    actions.fold()
    assert members(top, city, towns[0], seat, other) == [happened, happened, happened, 0, happened]
