"""`gongqiao install`."""

import sys
from dataclasses import replace
from datetime import datetime
from typing import Any, TextIO

import click
from django.conf import settings

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day, moment
from gongqiao.kernel.reasons import Reason, Reasons, Refused, refuse
from gongqiao.notices import queries as notices
from gongqiao.organisations import actions, queries
from gongqiao.organisations.grants import CADRE, INSTALLER
from gongqiao.people import actions as people
from gongqiao.places import actions as places
from gongqiao.places import queries as map_of
from gongqiao.places.models import Level
from gongqiao.shell import founding
from gongqiao.shell.health import waiting_migrations
from gongqiao.shell.install import first

BY: dict[str, Any] = {"by": Actor(role=INSTALLER, name="命令行")}
STEPS = 4


@click.command("install", help="安装：建立全省总工会和人力社保部门，登记三名管理员和省总工会干部；已有的不再动")
@click.option(
    "--people",
    "table",
    type=click.File(encoding="utf-8-sig"),
    help="首批任职名单 CSV：职务,姓名,手机号,身份证号；- 为标准输入；不给时逐项询问",
)
def install(table: TextIO | None) -> dict[str, int]:
    refuse(_not_ready())
    at = moment()
    vacant = _vacant(at)
    named = first.listed(table) if table else first.asked(vacant)
    refuse(first.unnamed(vacant, named))
    counts = _install(named, at)
    if any(counts.values()):
        told = "已建立 {unions} 个总工会、{departments} 个人力社保部门，登记首批任职 {posts} 人".format(**counts)
        click.echo(f"{told}；本人用登记的手机号登录，启用动态口令后即可办事")
    else:
        click.echo("已经安装好，没有要补的")
    return counts


def _not_ready() -> Reasons:
    if lacking := waiting_migrations():
        yield Reason("not_migrated", f"数据库还有 {lacking} 步没有升级，请先执行 gongqiao migrate")
    if not settings.KEY_RING.exists():
        yield Reason("no_ring", f"没有密钥环 {settings.KEY_RING}，请先执行 gongqiao secrets make")


def _vacant(at: datetime) -> list[str]:
    """The first posts that nobody holds today."""
    top, platform = queries.federation_of(_province()), notices.platform()
    seats = {role: top if role == CADRE else platform and platform.pk for role in first.WORDS}
    return [role for role, seat in seats.items() if not (seat and queries.holders(seat, role, on=day(at)).exists())]


def _province() -> str:
    return map_of.current(Level.PROVINCE).values_list("pk", flat=True).get()


def _install(named: first.People, at: datetime) -> dict[str, int]:
    """All of it or nothing; what stands is left alone."""
    with (
        click.progressbar(length=STEPS, label="安装", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar,
        founding.whole_or_nothing(),
    ):
        places.lay_ground()
        bar.update(1)
        standing, known = sum(map(bool, queries.governed().values())), len(queries.departments())
        unions = founding.general_unions(**BY, at=at)
        bar.update(1)
        departments = founding.labour_departments(**BY, at=at)
        bar.update(1)
        platform = founding.platform(**BY, at=at)
        seated = [role for role in _vacant(at) if role in named]
        for role in seated:
            _seat(unions[_province()] if role == CADRE else platform, role, named[role], at)
        bar.update(1)
    return {"unions": len(unions) - standing, "departments": len(departments) - known, "posts": len(seated)}


def _seat(body: int, role: str, facts: dict[str, Any], at: datetime) -> None:
    """Enter that somebody holds a first post; the account of her phone is hers from the start."""
    try:
        post = actions.engage(body, role=role, since=day(at), **facts, **BY, at=at)
        account, _ = people.open_account(facts["phone"], at)
        people.tie(account.pk, person_id=post.person_id, way="union", body_id=None, **BY, at=at)
    except Refused as refused:
        reasons = [replace(each, words=f"{first.WORDS[role]}：{each.words}") for each in refused.reasons]
        raise Refused(reasons) from None


COMMANDS = (install,)
