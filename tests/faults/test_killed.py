"""Web, worker and database killed while people work: what was acknowledged is there once, nothing is half done."""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest

from tests.faults.at_work import Applicant, Chair, Program, waiting
from tests.faults.ground import meanwhile, seeded, storm
from tests.worker import until

pytestmark = pytest.mark.long
BY_PAGE = ("small-firm", "hr", "party-org", "guide", "chamber")
BY_PROGRAM = ("reviewer", "developer", "gov-office", "venue-operator", "youth-league")
BLOWS, LAST = 10, 2
WRITTEN = [f"membership.Written {part}" for part in ("work", "place", "union")]
TAKEN_BACK = [*WRITTEN, "membership.Applied", "membership.Withdrawn"]
ADMITTED = [*WRITTEN, "membership.Applied"]


def test_every_act_that_was_acknowledged_is_done_once_whatever_is_killed_meanwhile(ground):
    with seeded() as seed:
        blows = storm(seed, BLOWS)
        people = [*(Applicant(ground, slug) for slug in BY_PAGE), *(Program(ground, slug) for slug in BY_PROGRAM)]
        chair = Chair(ground, "joint-chair")
        ((since,),) = ground.rows("SELECT max(id) FROM kernel_record")

        meanwhile(ground, blows[:-LAST], [each.work for each in (*people, chair)])
        meanwhile(ground, blows[-LAST:], [lambda _over: chair.admit(waiting(chair.patient))])

        assert sum(each.patient.unanswered for each in (*people, chair)) > BLOWS
        recorded_once(ground, [*people, chair], since)
        stories_are_whole(ground, people)
        members_are_admitted_once(ground, chair)
        assert until(lambda: not jobs(ground)), jobs(ground)
        nothing_waits(ground, people)
        assert recount()["equal"]
        loss_and_halves_would_be_found(ground, people, chair, since)


def recorded_once(ground, workers, since):
    """The Records of this hour are the acts that were acknowledged: none missing, none twice, none besides."""
    told = Counter(act for each in workers for act in each.acts)
    found = ground.rows("SELECT act FROM kernel_record WHERE id > %s AND event LIKE 'membership.%%'", since)
    assert Counter(act for (act,) in found) == told
    assert set(told.values()) == {1}


def stories_are_whole(ground, people):
    """Each application stands in the state in which its Records end, with its one clock stopped."""
    stories = ground.rows(
        """SELECT a.state, array_agg(trim(r.event || ' ' || coalesce(r.facts->>'part', '')) ORDER BY r.id),
            (SELECT array_agg(d.closed_on IS NOT NULL) FROM kernel_deadline d WHERE d.subject_id = a.id::text)
        FROM membership_application a JOIN kernel_record r
            ON r.subject_type = 'membership.application' AND r.subject_id = a.id::text
        WHERE a.account = ANY(%s) GROUP BY a.id""",
        [each.by.account_id for each in people],
    )
    expected = {"withdrawn": (TAKEN_BACK, [True]), "admitted": (ADMITTED, [True])}
    assert [(state, *told) for state, *told in stories if expected[state] != tuple(told)] == []
    assert Counter(state for state, *_ in stories)["admitted"] == len(people)
    assert len(stories) > len(people)


def members_are_admitted_once(ground, chair):
    resolutions = ground.rows(
        """SELECT r.number, r.count,
            (SELECT count(DISTINCT s.person_id) FROM membership_stay s WHERE s.resolution_id = r.id),
            (SELECT count(*) FROM membership_application a WHERE a.resolution_id = r.id AND a.state = 'admitted')
        FROM membership_resolution r WHERE r.number = ANY(%s)""",
        [number for number, _ in chair.numbers],
    )
    assert sorted(resolutions) == sorted((number, many, many, many) for number, many in chair.numbers)


def jobs(ground):
    """What the worker still has to do about these acts, and what it has given up."""
    return ground.rows(
        """SELECT args->>'job', status::text, count(*) FROM procrastinate_jobs
        WHERE args->>'job' = 'hear' OR status = 'failed' GROUP BY 1, 2"""
    )


def nothing_waits(ground, people):
    """No office is still asked to decide about what was taken back or decided."""
    still = ground.rows(
        """SELECT t.kind, t.subject_id FROM notices_task t
        JOIN membership_application a ON a.id::text = t.subject_id WHERE a.account = ANY(%s) AND t.done_at IS NULL""",
        [each.by.account_id for each in people],
    )
    assert still == []


def loss_and_halves_would_be_found(ground, people, chair, since):
    """The checks above are worth something: each of them is shown one thing that must not be."""
    ((record,),) = ground.rows("SELECT id FROM kernel_record WHERE act = %s", people[0].acts[0])
    admitted = chair.admitted[-1]
    with ground.spoilt("kernel_record.act", None, "id = %s", record), pytest.raises(AssertionError):
        recorded_once(ground, [*people, chair], since)
    with ground.spoilt("kernel_deadline.closed_on", None, "subject_id = %s", admitted), pytest.raises(AssertionError):
        stories_are_whole(ground, people)
    with ground.spoilt("membership_application.state", "submitted", "id = %s", admitted):
        with pytest.raises(AssertionError):
            members_are_admitted_once(ground, chair)
        assert not recount()["equal"]
    recount()  # it had put its figures right for what was spoilt
    assert recount()["equal"]


def recount():
    """The operator's comparison of every figure with the tables."""
    command = [sys.executable, "-m", "gongqiao.shell.command", "cockpit", "recount", "--json"]
    done = subprocess.run(
        command, env=os.environ | {"GONGQIAO_MODE": "demo"}, capture_output=True, text=True, check=False
    )
    return json.loads(done.stdout.splitlines()[-1])
