"""Many want one thing at the same moment: one statement, one Record, and each an answer of her own."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event as Signal
from time import sleep

import psycopg
import pytest
from django import forms
from django.db import IntegrityError, OperationalError, connection, transaction

from gongqiao.kernel import rushing
from gongqiao.kernel.models import Answer, Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.records import digest_of
from gongqiao.kernel.web import attempt
from gongqiao.postgres.server import OWNER
from tests import make
from tests.at_once import apart
from tests.database import Databases
from tests.kernel import hall

MANY = 8


class Asking(forms.Form):
    guest = forms.CharField(required=False)


@pytest.fixture(name="place")
def _place(transactional_db):
    as_owner(hall.TABLES)
    body = make.body()
    hall.open_hall(body.pk, 100)
    yield body
    as_owner("DROP TABLE test_hall, test_seat")


def as_owner(words):
    """The platform's own role makes no tables."""
    with psycopg.connect(Databases().server.url(OWNER, connection.settings_dict["NAME"]), autocommit=True) as owner:
        owner.execute(words)


@contextmanager
def held(place):
    """Somebody's statement is under way until the block ends: whoever comes meanwhile waits for the next."""
    began, go_on = Signal(), Signal()

    def first():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(1)")
            began.set()
            go_on.wait()
            cursor.execute("SELECT pg_advisory_unlock(1)")

    as_owner(
        "CREATE FUNCTION test_wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM pg_advisory_xact_lock(1); RETURN NEW; END $$;"
        "CREATE TRIGGER test_wait BEFORE UPDATE ON test_hall FOR EACH ROW EXECUTE FUNCTION test_wait()"
    )
    with ThreadPoolExecutor(MANY + 2) as pool:
        holder = pool.submit(apart, first)
        began.wait()
        try:
            yield pool
        finally:
            go_on.set()
            holder.result()
    as_owner("DROP TRIGGER test_wait ON test_hall; DROP FUNCTION test_wait()")


def asked(place, guest, *, by, key):
    form = Asking({"guest": guest, "act": key})
    done = attempt(form, hall.take, place.pk, by=by, at=make.AT)
    return (done.subject_id, done.repeated) if done else form.errors["__all__" if guest else "guest"]


def told(act, *args, **parts):
    """What a caller is told: the thing, or why not."""
    try:
        return act(*args, **parts)
    except (Refused, IntegrityError) as failed:
        return failed


def together(place, *calls):
    """What each is told whose calls wait for the same statement; one before them is under way. A call is (guest, …)."""
    guest = make.actor(hall.GUEST, place)

    def one(name, by=guest):
        return told(hall.take, place.pk, guest=name, by=by, at=make.AT)

    with held(place) as pool:
        before = pool.submit(apart, one, "the first")
        until_waiting(1)
        asking = []
        for call in calls:
            asking.append(pool.submit(apart, one, *call))
            sleep(0.02)
    before.result()
    return [each.result() for each in asking]


def until_waiting(count):
    """Until so many of this database wait for a lock."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone() == (count,):
                return
        sleep(0.01)


def records():
    return list(Record.objects.filter(event="kernel.SeatsTaken").order_by("pk"))


def test_those_who_come_while_one_is_under_way_are_one_statement_with_one_record_and_a_row_each(place):
    given = together(place, *([f"guest {n}"] for n in range(MANY)))

    assert [each.number for each in given] == list(range(2, MANY + 2))
    rows = hall.seats()
    assert {pk: number for pk, _, number, _ in rows} | {each.pk: each.number for each in given} == {
        pk: number for pk, _, number, _ in rows
    }
    first, others = records()
    assert [first.facts["count"], others.facts["count"]] == [1, MANY]
    assert {batch for *_, batch in rows} == {first.batch, others.batch}
    assert others.facts["digest"] == digest_of(sorted((each.pk, each.number) for each in given))
    assert (others.person, others.role, others.body) == (None, hall.GUEST, None)


def test_a_caller_whose_own_check_fails_is_told_so_and_the_others_have_their_seats(place):
    stranger = make.actor("visitor", place)

    given = together(place, ["one"], [""], ["two", stranger], ["three"])

    assert [each.number for each in (given[0], given[3])] == [2, 3]
    assert [reason.code for reason in given[1].reasons] == ["nobody"]
    assert isinstance(given[2], Forbidden)
    assert records()[-1].facts["count"] == 2


def test_when_there_is_not_enough_for_all_those_who_came_first_are_given(place):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE test_hall SET places = 4")

    given = together(place, *([f"guest {n}"] for n in range(MANY)))

    assert [getattr(each, "number", None) for each in given] == [2, 3, 4, *[None] * (MANY - 3)]
    assert {each.reasons[0].code for each in given[3:]} == {"full"}
    assert [row[2] for row in hall.seats()] == [1, 2, 3, 4]


def test_when_the_statement_breaks_each_goes_alone_and_only_whose_fault_it_is_is_told_so(place):
    given = together(place, ["one"], ["?"], ["two"], ["the first"])

    assert [type(each).__name__ for each in given] == ["Seat", "IntegrityError", "Seat", "IntegrityError"]
    assert [guest for _, guest, _, _ in hall.seats()] == ["the first", "one", "two"]
    assert [record.facts["count"] for record in records()] == [1, 1, 1]
    assert len({record.batch for record in records()}) == 3


def test_different_roles_are_told_of_in_records_of_their_own(place):
    usher = make.actor(hall.USHER, place)

    together(place, ["one"], ["two", usher])

    assert sorted(record.role for record in records()) == [hall.GUEST, hall.GUEST, hall.USHER]


def test_where_nobody_stands_nothing_is_done(place):
    assert [type(each) for each in together(place, [""], [""])] == [Refused, Refused]
    assert [record.facts["count"] for record in records()] == [1]


def test_the_second_answer_is_the_first_ones(place):
    by = make.actor(hall.GUEST, place)
    first, second = (asked(place, "one", by=by, key="K") for _ in range(2))

    assert (second[0], first[1], second[1]) == (first[0], False, True)
    assert len(hall.seats()) == len(records()) == Answer.objects.count() == 1
    answer = Answer.objects.get()
    assert (answer.batch, f"{answer}") == (records()[0].batch, answer.subject_id)


def test_a_form_posted_twice_at_once_takes_one_seat(place):
    guest = make.actor(hall.GUEST, place)
    with held(place) as pool:
        asking = [pool.submit(apart, lambda: asked(place, "one", by=guest, key="K")) for _ in range(MANY)]
        until_waiting(1)
        sleep(0.2)

    given = {each.result()[0] for each in asking}
    assert len(given) == len(hall.seats()) == 1


def test_a_form_that_another_process_has_just_answered_is_given_that_answer_and_the_others_are_not_held_up(place):
    by = make.actor(hall.GUEST, place)
    first = asked(place, "one", by=by, key="K")
    key = Answer.objects.get().act
    calls = [rushing.Call({"guest": guest}, by, make.AT, act) for guest, act in (("late", key), ("two", "L"))]

    def run(group):
        with transaction.atomic():
            hall.take.__wrapped__(place.pk, group, by=by, at=make.AT)
            group.keep()

    rushing.answer(calls, run)

    assert isinstance(calls[0].failed, IntegrityError)
    assert calls[1].thing.number == 2
    assert asked(place, "one", by=by, key="K") == (first[0], True)


def test_a_refusal_is_no_answer_that_is_kept(place):
    by = make.actor(hall.GUEST, place)
    assert asked(place, "", by=by, key="K") == ["请写明来宾姓名"]
    assert not Answer.objects.exists()
    assert asked(place, "one", by=by, key="K")[1] is False


def test_nobody_is_answered_before_the_commit(place):
    guest = make.actor(hall.GUEST, place)
    with held(place) as pool:
        asking = [
            pool.submit(apart, lambda name=name: hall.take(place.pk, guest=name, by=guest, at=make.AT))
            for name in ("one", "two")
        ]
        until_waiting(1)
        sleep(0.2)
        assert [each.done() for each in asking] == [False, False]
        assert hall.seats() == []

    assert {each.result().number for each in asking} == {1, 2}


def test_within_an_act_of_another_the_rush_is_part_of_it(place):
    by = make.actor(hall.GUEST, place)
    with transaction.atomic():
        assert hall.take(place.pk, guest="one", by=by, at=make.AT).number == 1
        transaction.set_rollback(True)

    assert (hall.seats(), records()) == ([], [])


def calls(*guests):
    return [rushing.Call({"guest": guest}, make.actor("visitor"), make.AT) for guest in guests]


def test_when_the_database_is_away_everybody_is_told_and_nothing_is_tried_again():
    tried, waiting = [], calls("one", "two")

    def away(group):
        tried.append(len(group.calls))
        raise OperationalError("away")

    rushing.answer(waiting, away)

    assert tried == [2]
    assert [str(each.failed) for each in waiting] == ["away", "away"]
    assert waiting[0].failed is not waiting[1].failed


def test_a_verb_that_gives_somebody_no_answer_is_a_fault_of_the_verb():
    waiting = calls("one", "two")

    rushing.answer(waiting, lambda group: group.keep())

    assert [type(each.failed) for each in waiting] == [RuntimeError, RuntimeError]


def test_when_the_leader_is_stopped_those_who_wait_with_it_are_not_left_waiting():
    lanes, waiting = rushing.Lanes(), calls("one", "two")
    lanes.waiting["lane"] = [*waiting]

    def stopped(_calls):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lanes._lead("lane", stopped)

    assert [str(each.failed) for each in waiting] == ["the statement of the rush was given up: KeyboardInterrupt()"] * 2
    assert lanes.waiting == {}
