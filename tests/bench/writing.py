"""What the figures cost the acts they count: the same act without its ear, with it, and with counters in a trigger."""

from datetime import date
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from random import Random
from statistics import median
from time import monotonic, sleep
from typing import Any

import psycopg
from django.db import connection as ours

from gongqiao.cockpit import actions
from gongqiao.cockpit.actions.change import APPEND, ROW
from gongqiao.cockpit.models import ABOVE
from gongqiao.cockpit.queries import sums

SECONDS, ROUNDS, WRITERS, FOLD_EVERY = 4, 5, 4, 2
DAYS = (date(2026, 3, 10),) * 2
FORK = get_context("fork")
MEMBER = "INSERT INTO bench_act (body, status, form, sex, at) VALUES (%s, 'active', 'form1', 1, now())"
RECORD = (
    "INSERT INTO kernel_record (at, event, role, body, subject_type, subject_id, law, facts)"
    " VALUES (now(), 'membership.Admitted', 'clerk', %s, 'membership.resolution', gen_random_uuid(), '',"
    """ '{"union": 1, "on": "2026-03-10", "count": 1, "tallies": {"form1.1": 1}}')"""
)
EAR = APPEND.format(rows=", ".join([ROW] * 3))
# What is usually done instead: a trigger keeps the counters of the union and of all above it.
TRIGGER = f"""
    CREATE FUNCTION bench_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE cockpit_total SET n = n + 1 WHERE body = ANY({ABOVE.format(body="NEW.body")}) AND indicator = 'members'
            AND day IS NULL AND cell = 'active.form1.1';
        RETURN NULL; END $$;
    CREATE TRIGGER bench_count AFTER INSERT ON bench_act FOR EACH ROW EXECUTE FUNCTION bench_count();
"""


def measure(owner: str, app: str) -> dict[str, Any]:
    bare, eared, lags = [], [], []
    for _ in range(ROUNDS):
        bare.append(_rate(app, ear=False))
        rate, lag = _counted_rate(app)
        eared.append(rate)
        lags.append(lag)
    # Each round against the one just before it: a machine that others use drifts from minute to minute.
    kept = [with_it / without for with_it, without in zip(eared, bare, strict=True)]
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(TRIGGER)
        triggered = _rate(app, ear=False)
        connection.execute("DROP TRIGGER bench_count ON bench_act")
    return {
        "acts_per_s_uncounted": round(median(bare)),
        "acts_per_s_counted": round(median(eared)),
        "kept": round(median(kept), 3),
        "kept_from_to": [round(min(kept), 3), round(max(kept), 3)],
        "acts_per_s_counted_by_trigger": round(triggered),
        "folded_after_s": round(max(lags), 2),
        "shown_after_s": round(_shown(app), 4),
    }


def _rate(app: str, *, ear: bool) -> float:
    start, rates = FORK.Barrier(WRITERS), FORK.Queue()
    writers = [FORK.Process(target=_write, args=(app, ear, seed, start, rates)) for seed in range(WRITERS)]
    for writer in writers:
        writer.start()
    total = sum(rates.get(timeout=SECONDS + 60) for _ in writers)
    for writer in writers:
        writer.join()
    return total


def _write(app: str, ear: bool, seed: int, start: Any, rates: Any) -> None:  # noqa: FBT001 -- a process's arguments
    """Acts a second of one writer; the statements of one act travel together."""
    chance = Random(seed)
    with psycopg.connect(app) as connection:
        start.wait(60)
        began, done = monotonic(), 0
        while monotonic() - began < SECONDS:
            body = 10_001 + chance.randrange(500_000)
            with connection.pipeline(), connection.transaction():
                connection.execute(MEMBER, [body])
                connection.execute(RECORD, [body])
                if ear:
                    connection.execute(EAR, _changes(body))
            done += 1
        rates.put(done / (monotonic() - began))


def _changes(body: int) -> list[Any]:
    """What the ear of an admission appends."""
    return [
        *(body, "members", "active.form1.1", 1, None),
        *(body, "joined", "", 1, "2026-03-10"),
        *(body, "applications", "submitted", -1, None),
    ]


def _counted_rate(app: str) -> tuple[float, float]:
    """With the ear, a fold every other second, and how long a change then waits for its fold."""
    done, lag = FORK.Event(), FORK.Queue()
    folder = FORK.Process(target=_fold, args=(done,))
    probe = FORK.Process(target=_probe, args=(app, done, lag))
    folder.start()
    probe.start()
    rate = _rate(app, ear=True)
    done.set()
    worst = lag.get(timeout=60)
    folder.join()
    probe.join()
    return rate, worst


def _fold(done: Event) -> None:
    while not done.wait(FOLD_EVERY):
        actions.fold()
    actions.fold()
    ours.close()


def _probe(app: str, done: Event, lag: Any) -> None:
    worst = 0.0
    with psycopg.connect(app, autocommit=True) as connection:
        while not done.is_set():
            row = connection.execute(
                "INSERT INTO cockpit_delta (body, indicator, cell, n, since, told_on, above)"
                " VALUES (10001, 'probe', '', 1, current_date, current_date,"
                f" {ABOVE.format(body='10001')}) RETURNING id"
            ).fetchone()
            began = monotonic()
            while connection.execute("SELECT 1 FROM cockpit_delta WHERE id = %s", row).fetchone():
                sleep(0.02)
            worst = max(worst, monotonic() - began)
    lag.put(worst)


def _shown(app: str) -> float:
    """How long after its commit an act stands in the province's figure: as long as it takes to look."""
    asked = {"body": 1, "indicators": ["shown"]}
    with psycopg.connect(app, autocommit=True) as connection:
        cursor = psycopg.ClientCursor(connection)
        cursor.execute(APPEND.format(rows=ROW), (10_001, "shown", "", 1, None, *DAYS))
        began = monotonic()
        while not cursor.execute(sums.ONE_STANDING, asked).fetchall():
            sleep(0.001)
        return monotonic() - began
