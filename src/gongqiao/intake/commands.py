"""What an operator does with lists of employers and posts: `gongqiao employers import`, `gongqiao posts import`."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import click
from django.db import transaction
from django.db.models import QuerySet

from gongqiao.files.fields import kept_from
from gongqiao.intake import actions, jobs, queries
from gongqiao.intake.flow import CHECKED, ENTERED, ENTERING, READING, UNREADABLE
from gongqiao.intake.models import EMPLOYERS, POSTS, Intake
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day, moment
from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.grants import INSTALLER
from gongqiao.organisations.models.employers import SOURCES

OPERATOR = Actor(role=INSTALLER, name="命令行")
PLACE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN, LOOK = 20, 0.5
FILE = click.argument("file", type=PLACE)
UNION = click.option("--union", required=True, help="替哪个工会登记：短码、统一社会信用代码或者全称")
DRY_RUN = click.option("--dry-run", is_flag=True, help="只读取和核对，什么也不保存")
ENTER = click.option("--enter", is_flag=True, help="核对后接着登记；不写的，等工会在工作台登记")


@click.command("import", help="导入用人单位名单：读取、逐行核对，写明 --enter 的接着登记")
@FILE
@UNION
@DRY_RUN
@ENTER
@click.option("--staff-source", type=click.Choice(SOURCES), default=SOURCES[-1], help="没有写人数来源的，按")
@click.option("--staff-counted-on", type=click.DateTime(["%Y-%m-%d"]), help="没有写人数日期的，按；默认今天")
def import_employers(staff_source: str, staff_counted_on: Any, **told: Any) -> dict[str, Any]:
    on = staff_counted_on.date() if staff_counted_on else day(moment())
    return _import(EMPLOYERS, usual={"staff_source": staff_source, "staff_counted_on": on}, **told)


@click.command("import", help="导入任职名单：读取、逐行核对，写明 --enter 的接着登记")
@FILE
@UNION
@DRY_RUN
@ENTER
def import_posts(**told: Any) -> dict[str, Any]:
    return _import(POSTS, usual={}, **told)


def _import(kind: str, file: Path, union: str, usual: dict[str, Any], *, dry_run: bool, enter: bool) -> dict[str, Any]:
    body = organisations.only(union)
    with wall.lowered(), tried(dry_run), kept_from(file, let_go=dry_run) as kept:
        intake = actions.receive_intake(body, kind=kind, file=kept, usual=usual, by=OPERATOR, at=moment())
        intake = _read(intake)
        facts = _facts(intake)
        if enter and not dry_run:
            intake = _enter(intake)
        _say(intake, facts["problems"], dry_run=dry_run)
        return facts | {"state": intake.state, "entered": intake.good if intake.state == ENTERED else 0}


@contextmanager
def tried(only: bool) -> Iterator[None]:  # noqa: FBT001 -- one word says it
    """What is only tried is taken back."""
    with transaction.atomic() if only else nullcontext():
        yield
        if only:
            transaction.set_rollback(True)


def _read(intake: Intake) -> Intake:
    """Here and now; a worker that was faster is waited for."""
    with bar() as tell:
        actions.read_intake(intake.pk, at=moment(), tell=tell)
    while (intake := _again(intake)).state == READING:
        time.sleep(LOOK)
    if intake.state == UNREADABLE:
        raise Refused([Reason("unreadable", intake.fault)])
    return intake


def _enter(intake: Intake) -> Intake:
    at = moment()
    actions.accept_intake(intake.pk, by=OPERATOR, at=at)
    jobs.enter_intake(str(intake.pk), at.isoformat())
    while (intake := _again(intake)).state == ENTERING:
        time.sleep(LOOK)
    if intake.state == CHECKED:
        raise Refused([Reason("handed_back", intake.fault)])
    return intake


def _again(intake: Intake) -> Intake:
    return Intake.objects.get(pk=intake.pk)


def _facts(intake: Intake) -> dict[str, Any]:
    about = {"intake": str(intake.pk), "rows": intake.rows, "good": intake.good, "bad": intake.bad}
    return about | {"problems": problems_of(queries.intake_problems(intake))}


def _say(intake: Intake, problems: list[dict[str, Any]], *, dry_run: bool) -> None:
    say_problems(problems)
    what = "（只是试读，没有保存）" if dry_run else f"，现在是“{intake.get_state_display()}”"
    click.echo(f"名单 {intake.rows} 行，可以登记 {intake.good} 行，有问题 {intake.bad} 行{what}")


def say_problems(problems: list[dict[str, Any]]) -> None:
    """The first of them, and how many there are."""
    for each in problems[:SHOWN]:
        place = f"{each['sheet']} 第 {each['row']} 行 {each['column']}".strip()
        click.echo(f"{place}：{each['words']}")
    if len(problems) > SHOWN:
        click.echo(f"……共 {len(problems)} 处问题，加 --json 得到全部")


@contextmanager
def bar() -> Iterator[Callable[[float], None]]:
    """Shows, where somebody looks on, which part of a file is read."""
    with click.progressbar(length=100, label="读取", file=sys.stderr, hidden=not sys.stderr.isatty()) as shown:
        yield lambda part: shown.update(int(part * 100) - shown.pos)


def problems_of(rows: "QuerySet[Any]") -> list[dict[str, Any]]:
    """As a program reads them, in the order of the file."""
    told = rows.order_by("sheet", "row", "pk").values("sheet", "row", "column", "code", "words")
    return list(told.iterator())


COMMANDS = (
    click.Group("employers", help="用人单位", commands=[import_employers]),
    click.Group("posts", help="任职", commands=[import_posts]),
)
