"""`script/drill restore`: a province is backed up, put back in a second folder and proven equal, as operators do it."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from gongqiao.postgres import embedded
from gongqiao.shell.environment import CLONE
from gongqiao.shell.supervisor import ours
from tests.bench.telling import command

MEMBERS, PER_EMPLOYER, GOAL_S = 2_000_000, 44, 300


def run(members: int) -> dict[str, object]:
    with TemporaryDirectory(prefix="gongqiao-restore-", dir="/var/tmp") as folder:
        first, second, backup = (Path(folder) / name for name in ("first", "second", "backup"))
        Path(folder).chmod(0o755)  # the database's own user has to get in
        for place in (first, second):
            place.mkdir()
        _do(first, "migrate")
        built, _ = _do(first, "world", "--members", f"{members}", "--employers", f"{members // PER_EMPLOYER}")
        taken, backup_s = _do(first, "backup", str(backup))
        _stopped(first)
        shutil.copy(first / "keys.json", second / "keys.json")
        held, restore_s = _do(second, "restore", str(backup))
        _do(second, "cockpit", "recount")
        _stopped(second)
    return {
        "name": "restore",
        "ours": round(restore_s, 1),
        "unit": "秒：把备份恢复到第二个文件夹并逐表核对",
        "goal": f"≤ {GOAL_S} 秒（{MEMBERS} 名会员），行数和办理记录的根相同",
        "met": restore_s <= GOAL_S and members >= MEMBERS and _told(taken) == _told(held),
        "members": built["members"],
        "database_bytes": built["bytes"],
        "backup_s": round(backup_s, 1),
        "backup_bytes": taken["bytes_on_disk"],
        "rows": sum(held["tables"].values()),
        "equal": _told(taken) == _told(held),
        "figures_equal": True,
    }


def _told(proof: dict[str, object]) -> dict[str, object]:
    return {name: proof[name] for name in ("tables", "records")}


def _do(data: Path, *words: str) -> tuple[dict[str, object], float]:
    """What a command tells of what it did, and the seconds it took; a drill ends where one fails."""
    env = {**os.environ, "GONGQIAO_MODE": "demo", "GONGQIAO_DATA": str(data), "DATABASE_URL": ""}
    began = time.monotonic()
    done = subprocess.run(
        ours("gongqiao.shell.command", *words, "--json"), env=env, check=True, stdout=subprocess.PIPE, text=True
    )
    took = time.monotonic() - began
    click.echo(done.stdout, err=True)
    told = json.loads(done.stdout.splitlines()[-1])
    if words[0] == "backup":
        told["bytes_on_disk"] = sum(each.stat().st_size for each in Path(words[1]).rglob("*") if each.is_file())
    return told, took


def _stopped(data: Path) -> None:
    """The commands stop a server that they started; one that goes on in this folder is stopped here."""
    os.environ["GONGQIAO_DATA"] = str(data)
    server = embedded(CLONE)
    if server.running():
        server.stop()


more = click.Option(["--members"], type=click.IntRange(1), default=MEMBERS, show_default=True, help="会员数")
main = command("昨天的备份恢复到第二个文件夹，并证明相同", run, more)

if __name__ == "__main__":
    main()
