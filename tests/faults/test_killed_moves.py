"""Web, worker and database killed while members move from one union to another and back: every act that was
acknowledged is done once, each is a member of one union all the while, and no office is asked for what is done."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Event
from time import sleep
from uuid import uuid4

import pytest

from gongqiao.membership import actions
from tests.faults.at_work import Program, Worker
from tests.faults.ground import meanwhile, seeded, storm
from tests.faults.test_killed import recount
from tests.worker import until

pytestmark = pytest.mark.long
BLOWS, LONGEST = 24, 120
WORK = {"employment_form": "contract", "jobs": []}
PARK = {"workplace": "北仑区新碶街道", "employer": "宁波北仑小港巧手模具厂"}
SHOES = {"workplace": "鹿城区五马街道", "employer": "温州鹿城瓯鹿鞋业有限公司"}
BODY = """SELECT union_body_id FROM membership_membership m WHERE m.person_id = %s AND m.state = 'active'"""
DUE = """SELECT id::text FROM membership_transfer WHERE person_id = ANY(%s)
    AND (state = 'requested' AND old_body_id = %s OR state = 'released' AND new_body_id = %s) ORDER BY id"""


class Mover(Program):
    """A member who moves to another union and back, over and over; nothing of it is begun when the storm is over."""

    def __post_init__(self):
        super().__post_init__()
        self.moves, self.through = 0, False

    def say(self, verb, path="", **words):
        key = uuid4().hex
        self.tell(f"/api/v1/my/transfer{path}", key, words)
        self.done(verb, key)

    @property
    def union(self):
        ((body,),) = self.ground.rows(BODY, self.by.person_id)
        return body

    def work(self, over: Event):
        try:
            while not over.is_set():
                self.move()
        finally:
            self.through = True

    def move(self):
        """To where she is not: she asks, her union lets her go, the other one takes her in."""
        to = next(body for body in self.between if body != self.union)
        self.say(actions.plan_move, **WORK)
        self.say(actions.tell_new_place, "/place", **self.between[to])
        self.say(actions.ask_to_move, "/request", union=to, agreed=True)
        assert until(lambda: self.union == to, seconds=LONGEST), f"{self.slug} was not taken in"
        self.moves += 1


@dataclass
class Office(Worker):
    """Lets go who wants to go, and takes in who was let go, as long as anybody moves."""

    movers: list[Mover] = field(default_factory=list)

    def __post_init__(self):
        super().__post_init__()
        self.by = self.who()

    def work(self, _over: Event):
        while not all(each.through for each in self.movers):
            for case in self.due():
                self.answer(f"/desk/transfers/{case}/")
            sleep(0.1)

    def due(self):
        """Those of these members whom this union has to answer."""
        persons = [each.by.person_id for each in self.movers]
        return [case for (case,) in self.ground.rows(DUE, persons, self.by.body_id, self.by.body_id)]

    def answer(self, case):
        """Which of the two is asked of it the page says."""
        name = "release" if f"{case}release/" in self.patient.page(case) else "take-in"
        verb = actions.release if name == "release" else actions.take_in
        self.act(verb, self.patient.fill(f"{case}{name}/"))


def test_every_move_is_made_once_whatever_is_killed_meanwhile(ground):
    with seeded() as seed:
        blows = storm(seed, BLOWS, most=1.5)
        movers = [Mover(ground, slug) for slug in ("mould-worker", "community-chair")]
        offices = [Office(ground, slug, movers=movers) for slug in ("officer", "shoes-chair")]
        park, shoes = (each.by.body_id for each in offices)
        for mover in movers:
            mover.between = {park: PARK, shoes: SHOES}
        assert [each.union for each in movers] == [park, park]
        ((since,),) = ground.rows("SELECT max(id) FROM kernel_record")

        meanwhile(ground, blows, [each.work for each in (*movers, *offices)])

        workers = [*movers, *offices]
        assert sum(each.patient.unanswered for each in workers) > BLOWS
        assert all(each.moves > 1 for each in movers)
        assert until(lambda: not pending(ground), seconds=60), pending(ground)
        recorded_once(ground, workers, since)
        for mover in movers:
            history_is_whole(ground, mover, park, shoes)
        nothing_waits(ground, movers)
        assert recount()["equal"]
        halves_would_be_found(ground, workers, movers[0], (park, shoes), since)


def pending(ground):
    """What the worker still has to do about these acts, and what it has given up."""
    return ground.rows(
        """SELECT args->>'job', status::text, count(*) FROM procrastinate_jobs
        WHERE args->>'job' = 'hear' OR status = 'failed' GROUP BY 1, 2"""
    )


def recorded_once(ground, workers, since):
    """The Records that answer an act are those that were acknowledged: none missing, none twice, none besides."""
    told = Counter(act for each in workers for act in each.acts)
    found = ground.rows(
        "SELECT act FROM kernel_record WHERE id > %s AND act IS NOT NULL AND event ~ '^membership[.]'", since
    )
    assert Counter(act for (act,) in found) == told
    assert set(told.values()) == {1}


def history_is_whole(ground, mover, park, shoes):
    """As many moves as she made, each with one stay that begins where the one before ended; one membership of one
    union, which alone knows her as its member, and every clock of every move stopped."""
    there = [(park, shoes)[number % 2] for number in range(mover.moves + 1)]
    stays = ground.rows(
        """SELECT s.union_body_id, s.transfer_id IS NOT NULL, s.until IS NULL, t.state, t.new_body_id
        FROM membership_stay s LEFT JOIN membership_transfer t ON t.id = s.transfer_id
        WHERE s.person_id = %s ORDER BY s.id""",
        mover.by.person_id,
    )
    moved = [(body, True, number == mover.moves, "moved", body) for number, body in enumerate(there) if number]
    assert stays == [(park, False, False, None, None), *moved]
    held = ground.rows(
        "SELECT union_body_id, state FROM membership_membership WHERE person_id = %s", mover.by.person_id
    )
    assert held == [(there[-1], "active")]
    known = ground.rows(
        "SELECT body_id FROM people_belonging WHERE person_id = %s AND kind = 'member' AND until IS NULL",
        mover.by.person_id,
    )
    assert known == [(there[-1],)]
    moves = ground.rows(
        """SELECT t.state, count(*), bool_and(NOT EXISTS (SELECT 1 FROM kernel_deadline d
            WHERE d.subject_id = t.id::text AND d.closed_on IS NULL))
        FROM membership_transfer t WHERE t.person_id = %s GROUP BY t.state""",
        mover.by.person_id,
    )
    assert moves == [("moved", mover.moves, True)]


def nothing_waits(ground, movers):
    """No office is still asked to let go or to take in."""
    still = ground.rows(
        """SELECT t.kind, t.subject_id FROM notices_task t JOIN membership_transfer m ON m.id::text = t.subject_id
        WHERE m.person_id = ANY(%s) AND t.done_at IS NULL""",
        [each.by.person_id for each in movers],
    )
    assert still == []


def halves_would_be_found(ground, workers, mover, unions, since):
    """The checks above are worth something: each of them is shown one thing that must not be."""
    person, (_, shoes) = mover.by.person_id, unions
    elsewhere = next(body for body in unions if body != mover.union)
    ((record,),) = ground.rows("SELECT id FROM kernel_record WHERE act = %s", mover.acts[0])
    with ground.spoilt("kernel_record.act", None, "id = %s", record), pytest.raises(AssertionError):
        recorded_once(ground, workers, since)
    with ground.spoilt("membership_membership.union_body_id", elsewhere, "person_id = %s", person):
        with pytest.raises(AssertionError):
            history_is_whole(ground, mover, *unions)
        assert not recount()["equal"]
    recount()  # it had put its figures right for what was spoilt
    assert recount()["equal"]
    first = "person_id = %s AND transfer_id IS NULL"
    with ground.spoilt("membership_stay.union_body_id", shoes, first, person), pytest.raises(AssertionError):
        history_is_whole(ground, mover, *unions)
