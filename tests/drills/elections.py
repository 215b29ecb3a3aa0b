"""`script/drill elections`: many whole elections, drawn by a seed, before every judge there is.

The platform's own verifier, the stand-alone one, and Debian's `belenios-tool` for those in the group it knows.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice, product
from math import exp, log
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import click

from gongqiao.ballots import rehearsal
from gongqiao.ballots.rehearsal import Plan
from gongqiao.belenios import verify
from gongqiao.shell.environment import CLONE
from tests.belenios.debian import TOOL, accepts
from tests.bench.telling import command

COUNT, SEED = 200, 7
LEAST, MOST = 5, 2_000
GROUPS = ("Ed25519", "BELENIOS-2048")
OFTEN = 3
"""How much oftener small unions are drawn than large ones: the power on the logarithm of the size."""
AT = datetime(2026, 3, 10, 4, tzinfo=UTC)


def run(count: int, seed: int) -> dict[str, object]:
    if TOOL is None:
        raise click.ClickException("没有 belenios-tool：请先 apt-get install belenios-tool")
    plans, began = list(islice(drawn(seed), count)), perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        told = list(pool.map(judged, sorted(plans, key=lambda plan: -plan.voters)))
    refused = [words for words, judges in told if not all(judges.values())]
    return {
        "name": "elections",
        "ours": count - len(refused),
        "unit": f"次选举（共 {count} 次，{LEAST} 至 {MOST} 名选民），每个核验程序都接受，结果与所投的相同",
        "goal": f"≥ {COUNT} 次，一次也不被拒绝",
        "met": count >= COUNT and not refused,
        "refused": refused,
        "judged": dict(Counter(name for _, judges in told for name in judges)),
        "kinds": dict(Counter(f"{plan.kind} {plan.group}" for plan in plans)),
        "voters": sum(plan.voters for plan in plans),
        "largest": {group: max((plan.voters for plan in plans if plan.group == group), default=0) for group in GROUPS},
        "seconds": round(perf_counter() - began),
        "seed": seed,
    }


def drawn(seed: int) -> Iterator[Plan]:
    """One plan after the other: every kind in both groups by turns, the first two the largest, the rest by chance."""
    chance = Random(seed)
    for number, (kind, group) in enumerate(_in_turn()):
        size = MOST if number < len(GROUPS) else round(LEAST * exp(log(MOST / LEAST) * chance.random() ** OFTEN))
        trustees = chance.randint(1, 5)
        plan = Plan(
            size,
            kind,
            group,
            trustees,
            threshold=chance.choice([None, chance.randint(1, trustees)]),
            weights=chance.random() < 0.3,
            blank=chance.random() < 0.3,
        )
        yield replace(plan, revotes=chance.randint(0, plan.voting // 4)) if chance.random() < 0.3 else plan


def _in_turn() -> Iterator[tuple[str, str]]:
    while True:
        yield from product(rehearsal.KINDS, GROUPS)


def judged(plan: Plan) -> tuple[str, dict[str, bool]]:
    """What each judge says of an election held as planned."""
    with TemporaryDirectory(prefix="gongqiao-election-") as folder:
        done = rehearsal.rehearse(plan, Path(folder), at=AT)
        ours, alone = verify.verify(done.file.read_bytes()), _alone(done.file)
        judges = {
            "gongqiao ballots verify": ours.finished and ours.result == done.result == done.cast,
            "script/verify-election": (alone.verdict, alone.election.get("result")) == ("verified", done.cast),
        }
        if plan.group == "BELENIOS-2048":
            judges["belenios-tool"] = accepts(folder)
    return str(plan), judges


def _alone(file: Path) -> Any:
    path = str(CLONE / "verifier/src")
    if path not in sys.path:
        sys.path.append(path)
    from gongqiao_verifier.verify import verify as judge  # noqa: PLC0415 -- only now it is found

    return judge(file, jobs=1)


if __name__ == "__main__":
    command(
        "一批演练选举，逐一交给每个核验程序",
        run,
        click.Option(["--count"], type=click.IntRange(1), default=COUNT, show_default=True, help="几次选举"),
        click.Option(["--seed"], type=int, default=SEED, show_default=True, help="抽取选举的种子"),
    )()
