"""Elections held for rehearsal and counted again: `gongqiao ballots rehearse|verify`."""

import json
import sys
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

import click

from gongqiao.ballots import questions, rehearsal
from gongqiao.belenios import verify as checks
from gongqiao.belenios.election import Question
from gongqiao.belenios.groups import GROUPS
from gongqiao.kernel.clock import moment
from gongqiao.kernel.reasons import Reason, Refused, refuse

Facts = dict[str, Any]
SHOWN = 20
MARKS = {checks.PASSED: "✓", checks.FAILED: "✗", checks.UNREACHED: "—", checks.ABSENT: "·"}
UNSAID = {checks.UNREACHED: "（前面的没有通过，没有核）", checks.ABSENT: "（还没有）"}
GROUP = click.option(
    "--group", type=click.Choice(list(GROUPS)), default="Ed25519", show_default=True, help="在哪个群里计算"
)
ARCHIVE = click.argument("archive", type=click.Path(exists=True, path_type=Path))


@click.command("rehearse", help="演练一次完整的选举：建密钥、投票、计票，留下任何人都能核验的档案")
@click.option("--voters", type=int, required=True, help="选民人数")
@click.option(
    "--questions", "kind", type=click.Choice(list(rehearsal.KINDS)), default="contract", show_default=True, help="题型"
)
@GROUP
@click.option("--trustees", type=int, default=3, show_default=True, help="密钥保管人数")
@click.option("--threshold", type=int, help="几位保管人就能计票；不写的，全体才能")
@click.option("--weights", is_flag=True, help="选民有一至三票")
@click.option("--blank", is_flag=True, help="可以投空白票")
@click.option("--revotes", type=int, default=0, show_default=True, help="多少人重投一次")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="档案放进哪个文件夹")
def rehearse(*, out: Path, **planned: Any) -> Facts:
    plan = rehearsal.Plan(**planned)
    refuse(rehearsal.unfit(plan))
    out.mkdir(parents=True, exist_ok=True)
    with _bar(plan.voting + plan.revotes, "投票") as bar:
        done = rehearsal.rehearse(plan, out, at=moment(), tell=bar.update)
    click.echo(f"演练完成：{done.ballots} 张选票，计入 {done.tallied} 张，共 {done.total} 票")
    _tell_result(plan.questions, done.result)
    click.echo(f"档案在 {done.file}；用 gongqiao ballots verify 核验")
    return asdict(done) | {"equal": done.result == done.cast, "group": plan.group, "voters": plan.voters}


@click.command("verify", help="核验一次选举的档案：逐项检查，指出哪里不对")
@ARCHIVE
def verify(archive: Path) -> Facts:
    found = checked(archive)
    _tell(found)
    if not found.sound:
        end_badly(found)
    if found.finished:
        _tell_result(found.of().questions, found.result)
    click.echo("没有发现问题" if found.finished else "到目前为止没有发现问题；选举还没有结果")
    return _facts(found)


def checked(archive: Path) -> checks.Found:
    """Every check made, under a bar."""
    data = _archive(archive).read_bytes()
    with _bar(data.count(b'"type":"Ballot"'), "核验选票") as bar:
        return checks.verify(data, bar.update)


def _tell(found: checks.Found) -> None:
    for check in found.checks:
        click.echo(f"{MARKS[check.state]} {check.words}{UNSAID.get(check.state, '')}")
        for fault in check.faults[:SHOWN]:
            click.echo(f"　　{fault.place}：{fault.words}" if fault.place else f"　　{fault.words}")
        if len(check.faults) > SHOWN:
            click.echo(f"　　另有 {len(check.faults) - SHOWN} 处")
    for note in _notes(found):
        click.echo(f"说明：{note}")


def _notes(found: checks.Found) -> list[str]:
    held = found.election
    return [questions.NOT_PROVEN] if held and questions.is_full(held.questions) else []


def _archive(place: Path) -> Path:
    """The file itself, or the only one in a folder."""
    if place.is_file():
        return place
    files = sorted(place.glob("*.bel"))
    if len(files) != 1:
        told = f"有 {len(files)} 份选举档案，请写明是哪一份" if files else "没有选举档案（.bel 文件）"
        raise Refused([Reason("archive", f"文件夹 {place} 里{told}")])
    return files[0]


def _facts(found: checks.Found) -> Facts:
    held = found.election
    return {
        "ok": found.sound,
        "finished": found.finished,
        "uuid": held.uuid if held else "",
        "name": held.name if held else "",
        "group": held.group.name if held else "",
        "voters": len(found.weights),
        "ballots": len(found.trackers),
        "tallied": found.tallied,
        "total_weight": found.total,
        "result": found.result,
        "checks": [asdict(check) for check in found.checks],
        "notes": _notes(found),
    }


def end_badly(found: checks.Found) -> NoReturn:
    """The archive is not sound: programs are told as much as when it is."""
    failed = [check.words.partition("：")[0] for check in found.checks if check.faults]
    click.echo(f"核验没有通过：{'、'.join(failed)}", err=True)
    if "--json" in sys.argv:
        click.echo(json.dumps(_facts(found), ensure_ascii=False))
    sys.exit(1)


def _tell_result(asked: tuple[Question, ...], result: list[list[int]]) -> None:
    for question, row in zip(asked, result, strict=True):
        names = [*(["空白票"] if question.blank else []), *question.answers]
        click.echo(f"{question.words}：" + "，".join(f"{name} {votes}" for name, votes in zip(names, row, strict=True)))


def _bar(length: int, label: str) -> AbstractContextManager[Any]:
    """Shown to whoever looks on."""
    return click.progressbar(length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
