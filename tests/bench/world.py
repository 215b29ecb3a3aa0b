"""`script/bench world`: a synthetic province built by the platform's own verbs, and how it is read at that size.

`--members 22000000 --employers 500000` is the real province: half an hour, 60 GB of disk meanwhile. With `--kept
FOLDER` it stays there, and is measured again without being built anew.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import click
import psycopg
from django.core import management

from gongqiao.shell import surroundings
from gongqiao.shell.supervisor import ours
from tests.bench.telling import command

MEMBERS, EMPLOYERS = 22_000_000, 500_000
BUILD_S, BUILD_BYTES = 30 * 60, 25 * 10**9
FIGURE_MS, PAGE_MS, FIND_MS, RECOUNT_S = 1.0, 50.0, 5.0, 60.0
GOAL = "≤ 30 分钟、25 GB；指标 ≤ 1 毫秒，页面 ≤ 50 毫秒，查人 ≤ 5 毫秒，重新核对 ≤ 60 秒"
READS, PAGES = 200, 40
TIERS = ("province", "city", "county", "township", "union")
LEDGERS = ("members", "unions", "employers", "applications", "resolutions")
OK = 200
OF_TIERS = "SELECT body_id FROM organisations_organisation WHERE tier = ANY(%s) ORDER BY 1"
SOME_PERSONS = "SELECT id FROM people_person TABLESAMPLE SYSTEM (0.5) LIMIT 200"


def run(members: int, employers: int, kept: Path | None) -> dict[str, object]:
    with ExitStack() as stack:
        folder = kept or Path(stack.enter_context(TemporaryDirectory(prefix="gongqiao-world-", dir="/var/tmp")))
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)  # the database's own user has to get in
        os.environ |= {"GONGQIAO_MODE": "demo", "GONGQIAO_DATA": str(folder)}
        os.environ.pop("DATABASE_URL", None)
        built = folder / "built.json"
        if not built.exists():
            _gongqiao("migrate")
            told = _gongqiao("world", "--members", str(members), "--employers", str(employers), "--json")
            built.write_text(told.splitlines()[-1])
        prepared = surroundings.prepare()
        stack.callback(prepared.stop)
        surroundings.wake()
        management.call_command("collectstatic", interactive=False, verbosity=0)
        return _told(json.loads(built.read_text()), _measured())


def _gongqiao(*words: str) -> str:
    done = subprocess.run(ours("gongqiao.shell.command", *words), check=True, stdout=subprocess.PIPE, text=True)
    click.echo(done.stdout, err=True)
    return done.stdout


def _told(built: dict[str, Any], found: dict[str, Any]) -> dict[str, object]:
    share = built["members"] / MEMBERS
    slowest = {
        "figure": max(each["p50_ms"] for each in found["figures"].values()),
        "cockpit": max(each["p50_ms"] for each in found["cockpit_pages"].values()),
        "ledger": max(each["p50_ms"] for tier in found["ledger_pages"].values() for each in tier.values()),
        "find": max(each["p50_ms"] for each in found["find"].values()),
    }
    met = {
        "build": built["seconds"] <= BUILD_S * share,
        "size": built["bytes"] <= BUILD_BYTES * share,
        "figure": slowest["figure"] <= FIGURE_MS,
        "cockpit": slowest["cockpit"] <= PAGE_MS,
        "ledger": slowest["ledger"] <= PAGE_MS,
        "find": slowest["find"] <= FIND_MS,
        "recount": found["recount_s"] <= RECOUNT_S,
        "figures_are_the_tables": found["figures_are_the_tables"],
    }
    return {
        "name": "world",
        "ours": round(built["members"] / built["seconds"]),
        "unit": "每秒建成的会员数",
        "reference": "2,200 万会员、50 万单位在 30 分钟内建成",
        "reference_value": round(MEMBERS / BUILD_S),
        "ratio": round(built["members"] / built["seconds"] / (MEMBERS / BUILD_S), 3),
        "goal": GOAL,
        "met": all(met.values()),
        "met_one_by_one": met,
        "built": built,
        "bytes_per_member": round(built["bytes"] / built["members"]),
        **found,
    }


def _measured() -> dict[str, Any]:
    """Of the province that stands in this process's database."""
    from gongqiao.cockpit import actions as cockpit  # noqa: PLC0415 -- its imports need Django awake

    with psycopg.connect(os.environ["GONGQIAO_OWNER_URL"], autocommit=True) as connection:
        connection.execute("SET gongqiao.wall = 'down'")
        bodies = {tier: _somewhere(connection, tier) for tier in TIERS}
        (pending,) = connection.execute("SELECT count(*) FROM cockpit_delta").fetchone() or (0,)
        shown = _members_shown(connection, bodies["province"][0])
        _, fold_s = _timed(cockpit.fold)
        connection.execute("VACUUM (ANALYZE) cockpit_total, cockpit_past, cockpit_delta")
        equal = shown == _members_shown(connection, bodies["province"][0]) == _members_counted(connection)
        figures = {tier: _spread(lambda body: _figure(connection, body), bodies[tier]) for tier in TIERS}
        persons = [pk for (pk,) in connection.execute(SOME_PERSONS)]
    _, recount_s = _timed(lambda: _gongqiao("cockpit", "recount"))
    return {
        "pending": pending,
        "fold_s": round(fold_s, 1),
        "recount_s": round(recount_s, 1),
        "figures_are_the_tables": equal,
        "figures": figures,
        "find": _finding(persons),
        **_pages({tier: chosen[0] for tier, chosen in bodies.items()}),
    }


def _somewhere(connection: psycopg.Connection[Any], tier: str) -> list[int]:
    """Unions of a tier, at the bottom those that take members in; the same at each run."""
    tiers = ["employer", "community"] if tier == "union" else [tier]
    return Random(7).choices([body for (body,) in connection.execute(OF_TIERS, [tiers])], k=READS)


def _figure(connection: psycopg.Connection[Any], body: int) -> list[Any]:
    from gongqiao.cockpit.queries import sums  # noqa: PLC0415 -- as above

    asked = {"body": body, "indicators": ["members"]}
    words, values = sums.spelled(sums.ONE_STANDING, (sums.CELLS, sums.STANDING), asked, None)
    return psycopg.ClientCursor(connection).execute(words, values).fetchall()


def _members_shown(connection: psycopg.Connection[Any], body: int) -> int:
    return sum(int(row[-1]) for row in _figure(connection, body))


def _members_counted(connection: psycopg.Connection[Any]) -> int:
    (count,) = connection.execute("SELECT count(*) FROM membership_membership WHERE state = 'active'").fetchone() or (
        0,
    )
    return int(count)


def _pages(bodies: dict[str, int]) -> dict[str, Any]:
    """First pages as an office of each tier gets them, through all that stands before a page."""
    cockpits, ledgers = {}, {}
    with _offices(bodies) as offices:
        for tier, office in offices.items():
            seen = [name for name in LEDGERS if office.get(f"/desk/{name}/").status_code == OK]
            ledgers[tier] = {name: _spread(office.get, [f"/desk/{name}/"] * PAGES) for name in seen}
            if office.get("/cockpit/").status_code == OK:
                cockpits[tier] = _spread(office.get, ["/cockpit/"] * PAGES)
    return {"cockpit_pages": cockpits, "ledger_pages": ledgers}


@contextmanager
def _offices(bodies: dict[str, int]) -> Iterator[dict[str, Any]]:
    """The browser of one signed-in office for each tier; all of them are gone at the end."""
    from django.db import transaction  # noqa: PLC0415 -- as above

    from gongqiao.kernel import wall  # noqa: PLC0415 -- as above
    from gongqiao.kernel.models import Body  # noqa: PLC0415 -- as above
    from tests.journeys.counties import somebody  # noqa: PLC0415 -- as above

    with transaction.atomic():
        with wall.lowered():
            places = {tier: Body.objects.get(pk=body) for tier, body in bodies.items()}
            who = {tier: somebody("clerk" if tier == "union" else "cadre", body) for tier, body in places.items()}
        yield {tier: knocker.browser for tier, knocker in who.items()}
        transaction.set_rollback(True)


def _finding(persons: list[Any]) -> dict[str, dict[str, float]]:
    """A person by her number and by her phone, as verbs look for one."""
    from gongqiao.kernel import wall  # noqa: PLC0415 -- as above
    from gongqiao.people import queries  # noqa: PLC0415 -- as above
    from gongqiao.people.models import Person  # noqa: PLC0415 -- as above

    with wall.lowered():
        some = list(Person.objects.filter(pk__in=persons))
        numbers, phones = ([value.reveal() for value in column] for column in zip(*map(_secrets, some), strict=True))
        return {
            "number": _spread(lambda number: queries.find("card", number), numbers),
            "phone": _spread(lambda phone: list(Person.objects.filter(phone_index__of=phone)), phones),
        }


def _secrets(person: Any) -> tuple[Any, Any]:
    return person.document_number, person.phone


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = perf_counter()
    return work(), perf_counter() - began


def _spread(work: Callable[[Any], Any], told: list[Any]) -> dict[str, float]:
    times = [_timed(lambda each=each: work(each))[1] * 1000 for each in told]
    return {"p50_ms": round(median(times), 3), "p95_ms": round(quantiles(times, n=20)[-1], 3)}


main = command(
    "建一个合成的省，看建得多快、读得多快",
    run,
    click.Option(["--members"], type=click.IntRange(1), default=200_000, show_default=True, help="会员数"),
    click.Option(["--employers"], type=click.IntRange(1), default=4_500, show_default=True, help="用人单位数"),
    click.Option(["--kept"], type=click.Path(path_type=Path), help="建在这个文件夹并保留；已有的直接测量"),
)

if __name__ == "__main__":
    main()
