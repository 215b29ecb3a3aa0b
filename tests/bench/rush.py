"""`script/bench rush`: many want one thing at the same moment, as single verbs and as groups, beside each other.

Real threads, each on a connection of its own, and PostgreSQL with fsync on, in a database made and dropped for it.
Rounds alternate between the ways, since a machine that others use drifts from minute to minute.
"""

import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import monotonic, sleep

import click
import django
import psycopg

from tests.bench.cockpit import scratch
from tests.bench.telling import command

THREADS, SECONDS, ROUNDS, PAUSE = 32, 4, 3, 0.005
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
Ways = dict[str, Callable[[int, str], object]]


def run(threads: int = THREADS) -> dict[str, object]:
    with scratch() as (owner, _):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
        django.setup()
        from tests.kernel import hall  # noqa: PLC0415 -- its imports need Django awake

        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(hall.TABLES)
        found = _measured(threads)
        seats, largest = len(hall.seats()), _largest()
    single, group = median(found["single"]), median(found["group"])
    return {
        "name": "rush",
        "ours": round(group),
        "unit": f"人/秒：{threads} 个线程同时占同一个会场的座位，成组一条语句",
        "reference": "同一次运行中每人一个事务的单件动作",
        "reference_value": round(single),
        "ratio": round(group / single, 2),
        "paused_per_s": round(median(found["paused"])),
        "rounds": {name: [round(each) for each in rates] for name, rates in found.items()},
        "largest_group": largest,
        "seats": seats,
        "met": group > single,
    }


def _measured(threads: int) -> dict[str, list[float]]:
    ways = _ways()
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS):
        for place, (name, take) in enumerate(ways.items()):
            found[name].append(_rate(10 * number + place + 1, take, threads))
    return found


def _ways() -> Ways:
    from gongqiao.kernel import rushing  # noqa: PLC0415 -- as above
    from gongqiao.kernel.actions import in_lanes  # noqa: PLC0415 -- as above
    from gongqiao.kernel.authority import Actor  # noqa: PLC0415 -- as above
    from tests.kernel import hall  # noqa: PLC0415 -- as above

    class Pausing(rushing.Lanes):
        """Waits five milliseconds for company before each statement."""

        def _lead(self, *told: object) -> None:
            sleep(PAUSE)
            super()._lead(*told)  # type: ignore[arg-type]

    def by(place: int) -> Actor:
        return Actor(hall.GUEST, body_id=place, paths={"union": f"u{place}."})

    patient = in_lanes(Pausing(), hall.take.__wrapped__)
    return {
        "single": lambda place, guest: hall.take_alone(place, guest=guest, by=by(place), at=AT),
        "group": lambda place, guest: hall.take(place, guest=guest, by=by(place), at=AT),
        "paused": lambda place, guest: patient(place, guest=guest, by=by(place), at=AT),
    }


def _rate(place: int, take: Callable[[int, str], object], threads: int) -> float:
    """Seats a second of all threads together."""
    from tests.kernel import hall  # noqa: PLC0415 -- as above

    hall.open_hall(place, 10**9)
    start, counts = threading.Barrier(threads), []
    takers = [threading.Thread(target=_take, args=(place, n, take, start, counts)) for n in range(threads)]
    for each in takers:
        each.start()
    for each in takers:
        each.join()
    return sum(counts) / SECONDS


def _take(
    place: int, number: int, take: Callable[[int, str], object], start: threading.Barrier, counts: list[int]
) -> None:
    from django.db import connection  # noqa: PLC0415 -- as above

    connection.ensure_connection()
    start.wait()
    until, done = monotonic() + SECONDS, 0
    while monotonic() < until:
        take(place, f"{place} {number} {done}")
        done += 1
    counts.append(done)
    connection.close()


def _largest() -> int:
    from gongqiao.kernel.models import Record  # noqa: PLC0415 -- as above

    return max(record.facts["count"] for record in Record.objects.filter(event="kernel.SeatsTaken"))


main = command(
    "同一件事许多人同时办：成组与单件",
    run,
    click.Option(["--threads"], type=int, default=THREADS, help="同时办的线程数"),
)

if __name__ == "__main__":
    main()
