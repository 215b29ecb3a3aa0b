"""What an operator does with lists of people: `gongqiao roster import`, `gongqiao data import spellings`."""

import csv
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from gongqiao.files.fields import kept_from
from gongqiao.intake.commands import LOOK, OPERATOR, PLACE, bar, problems_of, say_problems, tried
from gongqiao.kernel import wall
from gongqiao.kernel.clock import moment
from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.organisations import queries as organisations
from gongqiao.rosters import actions, forms, jobs, queries
from gongqiao.rosters.flow import CHECKED, ENTERING, READING, UNREADABLE
from gongqiao.rosters.models import APPLIED, Roster


@dataclass(frozen=True)
class Meeting:
    """The committee's resolution, when it is told at once."""

    number: str
    met_on: datetime
    present: str


@click.command(
    "import", help="导入入会名册：读取、逐行核对；写明决议的，接着登记会籍。没有写明的，等工会在工作台登记决议"
)
@click.argument("file", type=PLACE)
@click.option("--union", required=True, help="工会的短码、统一社会信用代码或者全称")
@click.option("--dry-run", is_flag=True, help="只读取和核对，什么也不保存")
@click.option("--kind", type=click.Choice(list(Roster.KINDS)), default=APPLIED, help="入会意愿：书面申请，或者名单签名")
@click.option("--employment-form", type=click.Choice(EmploymentForm.values), default=EmploymentForm.CONTRACT.value)
@click.option("--layout", default="", help="表格样式，见 gongqiao data import spellings")
@click.option("--number", default="", help="决议文号")
@click.option("--met-on", type=click.DateTime(["%Y-%m-%d"]), help="会议日期")
@click.option("--present", default="", help="出席委员，用顿号隔开")
def import_roster(file: Path, union: str, dry_run: bool, **told: Any) -> dict[str, Any]:  # noqa: FBT001 -- click's way
    meeting = _meeting(told.pop("number"), told.pop("met_on"), told.pop("present"))
    body = organisations.only(union)
    with wall.lowered(), tried(dry_run), kept_from(file, let_go=dry_run) as kept:
        roster = actions.receive_roster(body, file=kept, **told, by=OPERATOR, at=moment())
        roster = _read(roster)
        facts = _facts(roster)
        if meeting and not dry_run:
            roster = _enter(roster, meeting)
        _say(roster, facts["problems"], dry_run=dry_run)
        return facts | {"state": roster.state, "members": roster.good if roster.resolution else 0}


def _meeting(number: str, met_on: datetime | None, present: str) -> Meeting | None:
    if not (number or met_on or present):
        return None
    if not (number and met_on and present):
        raise Refused([Reason("meeting", "决议要写全：--number、--met-on、--present 三项")])
    return Meeting(number, met_on, present)


def _read(roster: Roster) -> Roster:
    """Here and now; a worker that was faster is waited for."""
    with bar() as tell:
        actions.read_roster(roster.pk, at=moment(), tell=tell)
    while (roster := _again(roster)).state == READING:
        time.sleep(LOOK)
    if roster.state == UNREADABLE:
        raise Refused([Reason("unreadable", roster.fault)])
    return roster


def _enter(roster: Roster, meeting: Meeting) -> Roster:
    form = forms.Meeting({"number": meeting.number, "met_on": meeting.met_on.date(), "present": meeting.present})
    if not form.is_valid():
        raise Refused(Reason("meeting", str(error)) for errors in form.errors.values() for error in errors)
    at = moment()
    actions.decide_roster(roster.pk, **form.cleaned_data, by=OPERATOR, at=at)
    jobs.enter_roster(str(roster.pk), at.isoformat())
    while (roster := _again(roster)).state == ENTERING:
        time.sleep(LOOK)
    if roster.state == CHECKED:
        raise Refused([Reason("handed_back", roster.fault)])
    return roster


def _again(roster: Roster) -> Roster:
    return Roster.objects.get(pk=roster.pk)


def _facts(roster: Roster) -> dict[str, Any]:
    about = {"roster": str(roster.pk), "rows": roster.rows, "good": roster.good, "bad": roster.bad}
    return about | {"problems": problems_of(queries.problems(roster))}


def _say(roster: Roster, problems: list[dict[str, Any]], *, dry_run: bool) -> None:
    say_problems(problems)
    what = "（只是试读，没有保存）" if dry_run else f"，现在是“{roster.get_state_display()}”"
    click.echo(f"名单 {roster.rows} 人，可以接收 {roster.good} 人，有问题 {roster.bad} 人{what}")


@click.command("spellings", help="导入表格写法：表头和代码的其他写法、其他系统导出表的列序（CSV）")
@click.argument("file", type=PLACE)
def spellings(file: Path) -> dict[str, int]:
    try:
        rows = queries.spelt_in(file)
    except (KeyError, ValueError, csv.Error):
        words = "表头应是 layout,place,column,words,value，编码应是 UTF-8，place 填数字或者不填"
        raise Refused([Reason("unreadable", f"{file.name} 读不懂：{words}")]) from None
    count = actions.load_spellings(rows, by=OPERATOR, at=moment())
    click.echo(f"已导入 {count} 条写法")
    return {"stored": count}


COMMANDS = (click.Group("roster", help="入会名册", commands=[import_roster]),)
DATA_IMPORTS = (spellings,)
