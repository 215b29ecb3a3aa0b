"""Building the plan by the same verbs that unions use: the unions first, then employers, then their members."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain, islice
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from gongqiao.kernel import wall
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import Reason, Reasons, refuse
from gongqiao.membership.actions import Decision
from gongqiao.organisations import actions as organisations
from gongqiao.organisations import queries
from gongqiao.organisations.actions import NewEmployer, NewUnion
from gongqiao.places import queries as places
from gongqiao.places.models import Level
from gongqiao.rosters import actions as rosters
from gongqiao.rosters import queries as spellings
from gongqiao.rosters.actions import Judge, Terms
from gongqiao.shell import founding
from gongqiao.shell.demo import numbers
from gongqiao.shell.demo.world import INSTALLER
from gongqiao.shell.world.plan import HERE, Firm, Plan

FOUNDED, COMMUNITIES_FOUNDED, FIRMS_FOUNDED = date(2018, 5, 1), date(2019, 3, 1), date(2020, 9, 15)
PER_MEMBER, PER_EMPLOYER, LOG_MOST, RESERVE = 1_300, 2_500, 8 * 10**9, 10**9
"""Bytes of disk, indexes included; the log of writing is about as much again, up to what it may grow to."""
AT_ONCE = 5_000
PROVINCE = "330000"
COMMITTEE = ("李明", "王芳", "陈国强")
SHEET = "会员名册"
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


def barred(*, members: int, employers: int, free: int, beside: bool = False) -> Reasons:
    """Why no province can be built here, or, `beside`, none more; `free` are the bytes that the disk has left."""
    if settings.PRODUCTION:
        yield Reason("production", "正式运行的平台不能建合成省，请在演示模式的空数据库上执行")
    elif queries.federation_of(PROVINCE) is not None and not beside:
        words = "数据库里已经有工会；请用 DATABASE_URL 或者 GONGQIAO_DATA 另选一个空的，要加在演示省之上的用 --beside"
        yield Reason("stands", words)
    if members < employers:
        yield Reason("few", "会员数不能少于单位数，请调整 --members 或者 --employers")
    held = members * PER_MEMBER + employers * PER_EMPLOYER
    need = held + min(held, LOG_MOST) + RESERVE
    if free < need:
        told = f"磁盘只剩 {free / 1e9:.1f} GB，建这么多人约需 {need / 1e9:.1f} GB"
        yield Reason("disk", f"{told}；请清理磁盘，或者减少 --members")


def begin(members: int, employers: int, *, free: int, beside: bool = False, at: datetime) -> dict[str, int]:
    """The general unions of the province, by division."""
    refuse(barred(members=members, employers=employers, free=free, beside=beside))
    with transaction.atomic(), wall.lowered():
        federations = founding.general_unions(on=FOUNDED, by=INSTALLER, at=at)
        founding.labour_departments(by=INSTALLER, at=at)
        founding.platform(by=INSTALLER, at=at)
    return federations


def build(plan: Plan, federations: dict[str, int], at: datetime) -> tuple[Standing, list[Part]]:
    """All but the members: employers and their unions, and in which parts the members are to be admitted."""
    standing = _found(plan, federations, at)
    _employ(plan, federations, standing, at)
    return standing, list(_parts(plan, _meetings(plan)))


def planned(members: int, employers: int, seed: int, home: str = HERE) -> Plan:
    """The same in every process: over the townships that have a general union."""
    townships = [each.code for each in places.current(Level.TOWNSHIP).peopled().order_by("code")]
    return Plan(members, employers, townships, seed, home)


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
    """Firms that one union admits the members of at one meeting: each with its own, a community's all together."""
    small: dict[str, list[Firm]] = {}
    for firm in plan.firms:
        if firm.members and firm.own:
            yield (firm.number,)
        elif firm.members:
            small.setdefault(firm.township, []).append(firm)
    yield from (tuple(firm.number for firm in firms) for firms in small.values())


def _parts(plan: Plan, meetings: Iterable[Meeting]) -> Iterator[Part]:
    """Meetings of so many members that one statement for all is worth its while."""
    some: list[Meeting] = []
    held = 0
    for meeting in meetings:
        some.append(meeting)
        held += sum(plan.firms[number].members for number in meeting)
        if held >= AT_ONCE:
            yield some
            some, held = [], 0
    if some:
        yield some


class Admitting:
    """The members of a part's firms, by one resolution for each meeting, all of them in one act."""

    def __init__(self, plan: Plan, standing: Standing, at: datetime) -> None:
        self.plan, self.standing, self.at = plan, standing, at
        self.terms = Terms(uuid7(), 0, "", needs_phone=True, on=day(at), words=spellings.words(""))
        self.judge = Judge(self.terms)
        self.above = queries.federation_of(PROVINCE) or 0

    def __call__(self, part: Part) -> int:
        """How many they are."""
        decisions = [self._decision([self.plan.firms[number] for number in meeting]) for meeting in part]
        lines = [line for number in chain.from_iterable(part) for line in self._lines(self.plan.firms[number])]
        rosters.admit_books(decisions, lines, above=self.above, by=INSTALLER, at=self.at)
        return len(lines)

    def _decision(self, firms: Sequence[Firm]) -> Decision:
        met_on, union = self.plan.met_on(firms[0]), self.standing.of(firms[0])
        number = f"入会〔{met_on.year}〕{firms[0].number + 1}号"
        return Decision(union, number, met_on, COMMITTEE, sum(firm.members for firm in firms))

    def _lines(self, firm: Firm) -> list[str]:
        self.judge.turn_to(replace(self.terms, union=self.standing.of(firm)))
        return self.judge.judge(SHEET, {}, enumerate(self.plan.roster(firm), 1)).lines


def _batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some


def processors() -> int:
    return len(os.sched_getaffinity(0))
