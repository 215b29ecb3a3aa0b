"""Building the plan by the same verbs that unions use: the unions first, then employers, then their members."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from gongqiao.kernel import wall
from gongqiao.kernel.reasons import Reason, Reasons, refuse
from gongqiao.organisations import actions as organisations
from gongqiao.organisations import queries
from gongqiao.organisations.actions import NewEmployer, NewUnion
from gongqiao.places import queries as places
from gongqiao.places.models import Level
from gongqiao.rosters import actions as rosters
from gongqiao.shell import founding
from gongqiao.shell.demo import numbers
from gongqiao.shell.demo.world import INSTALLER
from gongqiao.shell.world.plan import Firm, Plan

FOUNDED, COMMUNITIES_FOUNDED, FIRMS_FOUNDED = date(2018, 5, 1), date(2019, 3, 1), date(2020, 9, 15)
PER_MEMBER, PER_EMPLOYER, RESERVE = 1_500, 2_500, 2 * 10**9
"""Bytes of disk, indexes and the log of writing included."""
AT_ONCE, FIRMS_AT_ONCE, MEETINGS_AT_ONCE = 5_000, 100, 20
COMMITTEE = ("李明", "王芳", "陈国强")
LARGE = 400
T = TypeVar("T")
Meeting = tuple[int, ...]
"""Firms by their number in the plan, all of one union."""
Part = Sequence[Meeting]


@dataclass(frozen=True)
class Standing:
    """Where the unions stand that take members in: of townships' communities by code, of firms by their number."""

    communities: dict[str, int]
    firms: dict[int, int]

    def of(self, firm: Firm) -> int:
        return self.firms[firm.number] if firm.own else self.communities[firm.township]


def barred(*, members: int, employers: int, free: int) -> Reasons:
    """Why no province can be built here; `free` are the bytes that the disk has left."""
    if settings.PRODUCTION:
        yield Reason("production", "正式运行的平台不能建合成省，请在演示模式的空数据库上执行")
    elif queries.federation_of("330000") is not None:
        words = "数据库里已经有工会，合成省只能建在空数据库上；请用 DATABASE_URL 或者 GONGQIAO_DATA 另选一个"
        yield Reason("stands", words)
    if members < employers:
        yield Reason("few", "会员数不能少于单位数，请调整 --members 或者 --employers")
    need = members * PER_MEMBER + employers * PER_EMPLOYER + RESERVE
    if free < need:
        told = f"磁盘只剩 {free / 1e9:.1f} GB，建这么多人约需 {need / 1e9:.1f} GB"
        yield Reason("disk", f"{told}；请清理磁盘，或者减少 --members")


def build(members: int, employers: int, *, seed: int, free: int, at: datetime) -> tuple[Standing, list[Part]]:
    """All but the members: their unions, and in which parts they are to be admitted."""
    refuse(barred(members=members, employers=employers, free=free))
    with transaction.atomic(), wall.lowered():
        federations = founding.general_unions(on=FOUNDED, by=INSTALLER, at=at)
        founding.labour_departments(by=INSTALLER, at=at)
        founding.platform(by=INSTALLER, at=at)
    plan = planned(members, employers, seed)
    standing = _found(plan, federations, at)
    _employ(plan, federations, standing, at)
    return standing, list(_batches(_meetings(plan), MEETINGS_AT_ONCE))


def planned(members: int, employers: int, seed: int) -> Plan:
    """The same in every process: over the townships that have a general union."""
    townships = [each.code for each in places.current(Level.TOWNSHIP).peopled().order_by("code")]
    return Plan(members, employers, townships, seed)


def _found(plan: Plan, federations: dict[str, int], at: datetime) -> Standing:
    counties = {each.code: each.short_name for each in places.current(Level.COUNTY)}
    small = sorted({firm.township for firm in plan.firms if not firm.own})
    names = dict(places.current(Level.TOWNSHIP).filter(code__in=small).values_list("code", "name"))
    plans = [_community(code, f"{counties.get(code[:6], '')}{names[code]}", federations[code]) for code in small]
    communities = _founded(plans, COMMUNITIES_FOUNDED, at)
    own = (firm for firm in plan.firms if firm.own)
    firms: dict[int, int] = {}
    for some in _batches(own, AT_ONCE):
        plans = [_union(plan, firm, counties.get(firm.county, ""), federations[firm.township]) for firm in some]
        firms |= {int(key): body for key, body in _founded(plans, FIRMS_FOUNDED, at).items()}
    return Standing(communities, firms)


def _founded(plans: Sequence[NewUnion], on: date, at: datetime) -> dict[str, int]:
    return organisations.found_many(plans, on=on, by=INSTALLER, at=at) if plans else {}


def _community(code: str, place: str, above: int) -> NewUnion:
    return NewUnion(code, f"{place}企业工会联合会", "union_association", "community", code, above)


def _union(plan: Plan, firm: Firm, county: str, above: int) -> NewUnion:
    code = plan.code_of(firm, numbers.BASIC_UNION)
    name = f"{plan.name_of(firm, county)}工会委员会"
    return NewUnion(str(firm.number), name, "committee", "employer", firm.township, above, uscc=code)


def _employ(plan: Plan, federations: dict[str, int], standing: Standing, at: datetime) -> None:
    counties = {each.code: each.short_name for each in places.current(Level.COUNTY)}
    for some in _batches(plan.firms, AT_ONCE):
        rows = [
            NewEmployer(
                plan.name_of(firm, counties.get(firm.county, "")),
                plan.code_of(firm, numbers.FIRM),
                firm.township,
                federations[firm.township],
                staff=firm.staff,
                industry=plan.industry_of(firm),
                covered_by=standing.of(firm),
                above_designated_size=firm.staff > LARGE,
            )
            for firm in some
        ]
        organisations.register_employers(rows, by=INSTALLER, at=at)


def _meetings(plan: Plan) -> Iterator[Meeting]:
    """Firms that one union admits the members of at one meeting: each with its own, a community's many together.

    A community's meetings follow each other, so that one process has them all but for those at the end of a part.
    """
    small: dict[str, list[Firm]] = {}
    for firm in plan.firms:
        if firm.members and firm.own:
            yield (firm.number,)
        elif firm.members:
            small.setdefault(firm.township, []).append(firm)
    for firms in small.values():
        yield from (tuple(firm.number for firm in some) for some in _batches(firms, FIRMS_AT_ONCE))


def admit(plan: Plan, standing: Standing, part: Part, at: datetime) -> int:
    """The members of these firms, by one resolution for each meeting; returns how many."""
    for meeting in part:
        firms = [plan.firms[number] for number in meeting]
        met_on = plan.met_on(firms[0])
        rosters.admit_many(
            standing.of(firms[0]),
            roster=[line for firm in firms for line in plan.roster(firm)],
            number=f"入会〔{met_on.year}〕{meeting[0] + 1}号",
            met_on=met_on,
            present=COMMITTEE,
            by=INSTALLER,
            at=at,
        )
    return sum(plan.firms[number].members for meeting in part for number in meeting)


def _batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some


def processors() -> int:
    return len(os.sched_getaffinity(0))
