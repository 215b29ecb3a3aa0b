"""`script/drill restore`: a province at work is backed up and archived, and put back as operators do it.

Once as the backup has it, in a second folder; once as of a moment in the midst of the work, in a third. Both are proven
equal: by the rows of every table and by the root over all records.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import click
import django
import psycopg

from gongqiao.postgres import Server, embedded
from gongqiao.postgres.server import OWNER
from gongqiao.shell.environment import CLONE
from gongqiao.shell.keeping.proof import Proof, prove
from gongqiao.shell.keeping.times import SHANGHAI
from gongqiao.shell.supervisor import ours
from tests.bench.telling import command
from tests.platform import platform
from tests.shell.keeping import wait_until_kept

MEMBERS, PER_EMPLOYER, GOAL_S = 2_000_000, 44, 300
BEFORE, AFTER = 10, 10  # seconds of work on each side of the moment
APPLICANTS = ("small-firm", "hr", "party-org")


def run(members: int) -> dict[str, object]:
    with TemporaryDirectory(prefix="gongqiao-restore-", dir="/var/tmp") as folder:
        first, second, third, backup = (Path(folder) / name for name in ("first", "second", "third", "backup"))
        Path(folder).chmod(0o755)  # the database's own user has to get in
        for place in (first, second, third):
            place.mkdir()
        told = _environment(first)
        with platform("--demo", **told) as (address, process):
            size = ("--members", f"{members}", "--employers", f"{members // PER_EMPLOYER}")
            built, _ = _do(first, "world", "--beside", *size)
            with _archiving(first, backup):
                taken, backup_s = _do(first, "backup", str(backup), "--whole")
                moment, proof, acts = _lived(_server(first), address, process)
                wait_until_kept(backup, datetime.now(SHANGHAI))
        for place in (second, third):
            shutil.copy(first / "keys.json", place / "keys.json")
        held, restore_s = _do(second, "restore", str(backup))
        _do(second, "cockpit", "recount")
        _stopped(second)
        at = moment.astimezone(SHANGHAI).replace(tzinfo=None).isoformat()
        then, moment_s = _do(third, "restore", str(backup), "--at", at)
        _stopped(third)
        log_bytes = sum(path.stat().st_size for path in (backup / "wal").iterdir())
    equal, equal_then = _told(taken) == _told(held), _told(proof.told()) == _told(then)
    return {
        "name": "restore",
        "ours": round(max(restore_s, moment_s), 1),
        "unit": "秒：把备份恢复到第二个文件夹，把办事中途的一个时刻恢复到第三个，逐表核对；较慢的一个",
        "goal": f"≤ {GOAL_S} 秒（{MEMBERS} 名会员），行数和办理记录的根相同",
        "met": max(restore_s, moment_s) <= GOAL_S and members >= MEMBERS and equal and equal_then,
        "members": built["members"],
        "database_bytes": built["bytes"],
        "backup_s": round(backup_s, 1),
        "base_bytes": taken["base_bytes"],
        "log_bytes": log_bytes,
        "restore_s": round(restore_s, 1),
        "moment_s": round(moment_s, 1),
        "rows": sum(held["tables"].values()),
        "acts_before_the_moment": acts[0],
        "acts_after_the_moment": acts[1],
        "equal": equal,
        "equal_at_the_moment": equal_then,
        "figures_equal": True,
    }


def _told(proof: dict[str, object]) -> dict[str, object]:
    return {name: proof[name] for name in ("tables", "records")}


def _lived(server: Server, address: str, process: subprocess.Popen[str]) -> tuple[datetime, Proof, tuple[int, int]]:
    """People apply and take back; a moment in the midst of it, what then was there, and their acts on each side."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
    django.setup()
    from tests.faults.at_work import Applicant  # noqa: PLC0415 -- its imports need Django awake
    from tests.faults.ground import Ground  # noqa: PLC0415 -- as above

    ground, over = Ground(address, process, server), Event()
    people = [Applicant(ground, slug) for slug in APPLICANTS]
    with ThreadPoolExecutor(len(people)) as pool:
        working = [pool.submit(person.work, over) for person in people]
        try:
            time.sleep(BEFORE)
            done = sum(len(person.acts) for person in people)
            moment, proof = instant(server.url(OWNER, "gongqiao"))
            time.sleep(AFTER)
        finally:
            over.set()
        for each in working:
            each.result()
    return moment, proof, (done, sum(len(person.acts) for person in people) - done)


def instant(url: str) -> tuple[datetime, Proof]:
    """A moment by the server's clock and all that was committed by then: nobody was just about to commit."""
    with psycopg.connect(url, autocommit=True) as clock:
        while True:
            with psycopg.connect(url) as living:
                living.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                before, moment = clock.execute("SELECT pg_current_snapshot()::text, clock_timestamp()").fetchone()
                (seen,) = living.execute("SELECT pg_current_snapshot()::text").fetchone()
                least, next_one, running = seen.split(":")
                if before == seen and least == next_one and not running:
                    return moment, prove(living)


def _environment(data: Path) -> dict[str, str]:
    return {"GONGQIAO_MODE": "demo", "GONGQIAO_DATA": str(data), "DATABASE_URL": ""}


def _do(data: Path, *words: str) -> tuple[dict[str, object], float]:
    """What a command tells of what it did, and the seconds it took; a drill ends where one fails."""
    env = os.environ | _environment(data)
    began = time.monotonic()
    done = subprocess.run(
        ours("gongqiao.shell.command", *words, "--json"), env=env, check=True, stdout=subprocess.PIPE, text=True
    )
    took = time.monotonic() - began
    click.echo(done.stdout, err=True)
    return json.loads(done.stdout.splitlines()[-1]), took


@contextmanager
def _archiving(data: Path, into: Path) -> Iterator[None]:
    words = ours("gongqiao.shell.command", "archive", str(into))
    with subprocess.Popen(words, env=os.environ | _environment(data), stdout=subprocess.PIPE, text=True) as process:
        try:
            if "正在归档" not in (process.stdout.readline() if process.stdout else ""):
                raise click.ClickException("归档没有开始")
            yield
        finally:
            process.send_signal(signal.SIGTERM)


def _server(data: Path) -> Server:
    os.environ["GONGQIAO_DATA"] = str(data)
    return embedded(CLONE)


def _stopped(data: Path) -> None:
    """The commands stop a server that they started; one that goes on in this folder is stopped here."""
    server = _server(data)
    if server.running():
        server.stop()


more = click.Option(["--members"], type=click.IntRange(1), default=MEMBERS, show_default=True, help="会员数")
main = command("办事中的省备份、归档，恢复到备份时和中途的一个时刻，并证明相同", run, more)

if __name__ == "__main__":
    main()
