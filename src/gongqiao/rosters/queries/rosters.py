"""Lists of people that were handed in: what an office sees of its own, and what it can do with one."""

from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gongqiao.design.case import Fact, Figure, Standing, Tone, ticking
from gongqiao.intake.queries import same_file
from gongqiao.kernel import wall
from gongqiao.kernel.actions import first_running
from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.reasons import Reason
from gongqiao.membership import queries as membership
from gongqiao.people import queries as people
from gongqiao.rosters import grants, rules
from gongqiao.rosters.flow import (
    CHECKED,
    CONFIRMING,
    DISCARDED,
    ENTERED,
    ENTERING,
    READING,
    ROSTER,
    UNDOABLE,
    UNDONE,
    UNREADABLE,
)
from gongqiao.rosters.models import WAITING, Roster, RosterLine, RosterProblem, RosterQuerySet
from gongqiao.rosters.queries.built import brought_by, built_on

GONE = (UNREADABLE, UNDONE, DISCARDED)
TONES: dict[str, Tone] = {
    READING: "wait",
    ENTERING: "wait",
    CHECKED: "wait",
    UNREADABLE: "bad",
    ENTERED: "good",
    CONFIRMING: "note",
}
THROWN_AWAY = "名册作废，平台不再保存其中的名单；会员和其他名册不受影响"
LAPSES = {
    CHECKED: THROWN_AWAY,
    UNREADABLE: THROWN_AWAY,
    UNDONE: THROWN_AWAY,
    CONFIRMING: "没有确认的人不算入会，平台不再保存其名单",
}
TAKEN = {CHECKED: "可以接收", UNDONE: "曾经接收，已撤销"}
ASKED_OF = 20_000  # of a longer list what was built on it is looked up when it is undone, not for each look at the page


def same_roster(rosters: RosterQuerySet, digest: str) -> str:
    """How a list of the same bytes stands among these, when one is under way or entered."""
    return same_file(rosters, digest, gone=GONE, states=ROSTER.states)


def rosters(viewer: Actor) -> RosterQuerySet:
    """The lists of the viewer's own union."""
    here = viewer.scope(grants.ENROL).as_q(union="union_body")
    return Roster.objects.filter(here).select_related("union_body")


def problems(roster: Roster) -> "QuerySet[RosterProblem]":
    return RosterProblem.objects.filter(roster=roster)


def roster_standing(roster: Roster) -> Standing:
    deadline = first_running(roster)
    working, waiting = roster.working, roster.state == CONFIRMING
    holder = "平台（自动）" if working else "名单上的本人" if waiting else roster.union_body.name
    return Standing(
        state=ROSTER.states[roster.state] if roster.undoing_at is None else "正在撤销",
        holder=holder if deadline or working else "已办结",
        lapse=LAPSES.get(roster.state, ""),
        tone="wait" if working else TONES.get(roster.state, "plain"),
        **ticking(deadline),
    )


def roster_facts(roster: Roster) -> list[Fact]:
    rows = (
        ("文件", roster.name),
        ("交来时间", roster.received_at),
        ("入会意愿", roster.get_kind_display()),
        ("没有写用工形式的", f"按“{roster.get_employment_form_display()}”"),
        ("表格样式", roster.layout),
        ("决议", roster.number if roster.resolution else ""),
        ("会议日期", roster.met_on if roster.resolution else ""),
    )
    return [Fact(label, value) for label, value in rows if value]


def roster_figures(roster: Roster) -> list[Figure]:
    """What came of its rows; of a signed list, how many have confirmed."""
    figures = [
        Figure("名单", roster.rows, "人"),
        Figure(TAKEN.get(roster.state, "接收"), roster.good, "人"),
        Figure("有问题，没有接收", roster.bad, "人"),
    ]
    if roster.signed and roster.resolution:
        figures.append(Figure("已确认", brought_by(roster).count(), "人"))
        figures.append(Figure("未确认", roster.lines.count(), "人"))
    return figures


def what_keeps_roster(roster: Roster) -> list[Reason]:
    """Why a list cannot be taken yet, or cannot be undone any more."""
    if roster.state == CHECKED:
        return list(rules.taking(good=roster.good))
    if roster.state not in UNDOABLE or roster.resolution is None or roster.good > ASKED_OF:
        return []
    return [*built_on(roster, brought_by(roster)), *membership.why_not_undone(roster.resolution)]


@dataclass(frozen=True)
class Listing:
    """What a signed list says of somebody, to whoever holds the phone on it."""

    pk: UUID
    union: str
    number: str
    met_on: date
    name: str
    document: str
    until: date | None


def own_listings(viewer: Actor) -> list[Listing]:
    """The lists that wait for whoever holds the viewer's phone. Read before the wall: the person is not known yet."""
    account = people.account(viewer) if viewer.role == SELF else None
    if account is None:
        return []
    with transaction.atomic(), wall.lowered():
        lines = RosterLine.objects.filter(state=WAITING, phone_index__of=account.phone.reveal())
        lines = lines.filter(roster__state=CONFIRMING).select_related("roster__union_body")
        return [_listing(line) for line in lines.order_by("pk")]


def _listing(line: RosterLine) -> Listing:
    roster = line.roster
    deadline, met_on = first_running(roster), cast("date", roster.met_on)
    document, until = str(line.document_number), deadline.due_on if deadline else None
    return Listing(line.pk, roster.union_body.name, roster.number, met_on, line.shown_name, document, until)
