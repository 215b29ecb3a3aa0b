"""What pages and programs read: one's own request, what would become of each table, and the desk's ledgers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gongqiao.design.case import Fact, Happening, Standing, Tone
from gongqiao.erasure import grants
from gongqiao.erasure.flow import ASKED, BEGUN, DONE, DROPPED, ERASURE, STORED
from gongqiao.erasure.models import Erasure, ErasureQuerySet, Hold, HoldQuerySet, Paper
from gongqiao.erasure.queries.known import (
    accounts_of,
    archive_from,
    keeps,
    obstacles,
    reached,
    standing_hold,
    under_way,
)
from gongqiao.erasure.rules import asking
from gongqiao.erasure.rules.disposals import ARCHIVE, DISPOSALS, KEPT
from gongqiao.files import queries as documents
from gongqiao.files.papers import Came, shown
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Record
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.reasons import Reason
from gongqiao.membership.queries.telling import about, case_line, happenings
from gongqiao.people import queries as people
from gongqiao.people.queries.own_data import HOLDINGS

TONES: dict[str, Tone] = {ASKED: "wait", STORED: "note", DONE: "good", DROPPED: "plain"}
AFTER = {
    ASKED: "删除不用保存的内容；依法依规要保存的，只保存到期满",
    STORED: "保管期满，剩下的全部删除",
}
DONE_WORDS = {
    "ErasureAsked": "提出删除个人信息",
    "ErasureDropped": "不再删除",
    "ErasurePutOff": "有暂缓删除，等它到期",
    "ErasureResumed": "暂缓删除已解除，继续办理",
    "Cleared": "不用保存的已删除，其余只保存",
    "Erased": "已全部删除",
    "ErasedAgain": "恢复备份以后重新删除",
}
HOLD_WORDS = {"HoldSet": "登记暂缓删除", "HoldProlonged": "延长", "HoldLifted": "解除"}


@dataclass(frozen=True)
class Outcome:
    """What becomes of one kind of thing that is held of her, why, by which article, and until when it is kept."""

    title: str
    how: str
    why: str
    law: str
    until: date | None


@dataclass(frozen=True)
class Outlook:
    """What somebody is told before she asks, and while it goes on."""

    last_day: date | None
    member: bool
    goes: tuple[Outcome, ...]
    later: tuple[Outcome, ...]
    stays: tuple[Outcome, ...]


def outlook(viewer: Actor) -> Outlook:
    """What would be deleted at once, what once its term is over, and what stays without saying who she is.

    Only what there is of hers, read before the wall: all of it is about herself.
    """
    keys = people.rows_of(viewer.person_id)
    with transaction.atomic(), wall.lowered():
        accounts = [*accounts_of(keys), *filter(None, [viewer.account_id])]
        last, member = keeps(archive_from(keys), Jurisdiction()), under_way(keys).member
        held = [(model, each.title) for model, each in HOLDINGS.items() if reached(each, keys, accounts).exists()]
    told = [(DISPOSALS[model._meta.label], title) for model, title in held]
    rows = [(each, Outcome(title, each.words, each.why, each.law, _until(each.term, last))) for each, title in told]
    return Outlook(
        None if member else last,
        member,
        goes=tuple(row for each, row in rows if each.how != KEPT and each.term != ARCHIVE),
        later=tuple(row for each, row in rows if each.how != KEPT and each.term == ARCHIVE),
        stays=tuple(row for each, row in rows if each.how == KEPT),
    )


def _until(term: str, last: date | None) -> date | None:
    return last if term == ARCHIVE else None


def own(viewer: Actor) -> ErasureQuerySet:
    """One's own requests, the latest first."""
    rows = people.rows_of(viewer.person_id)
    return Erasure.objects.exclude(state=BEGUN).filter(person__in=rows).order_by("-asked_at", "-pk")


def why_not(viewer: Actor, at: datetime) -> list[Reason]:
    """What stands in the way of asking now, read before the wall: all of it is about herself."""
    if viewer.person_id is None:
        return list(asking.asking(known=False, asked=False))
    with transaction.atomic(), wall.lowered():
        return list(obstacles(viewer.person_id, on=day(at)))


def own_hold(viewer: Actor, at: datetime) -> Hold | None:
    """That a hold stands, and whose: never what the case is about."""
    return standing_hold(people.rows_of(viewer.person_id), on=day(at))


def erasures(viewer: Actor) -> ErasureQuerySet:
    """Of those whom the viewer's union or one below it knew last."""
    seen = viewer.scope(grants.SEE).as_q(union="union_body")
    return Erasure.objects.exclude(state=BEGUN).filter(seen).select_related("union_body")


def holds(viewer: Actor) -> HoldQuerySet:
    """Those that the viewer's office or one below it has set."""
    return Hold.objects.filter(viewer.scope(grants.HOLD).as_q(union="union_body")).select_related("union_body")


def standing(erasure: Erasure) -> Standing:
    return case_line(erasure, ERASURE, holder="系统到期自动办理", after=AFTER, tones=TONES)


def trace(thing: Erasure | Hold) -> list[Happening]:
    words = DONE_WORDS if isinstance(thing, Erasure) else HOLD_WORDS
    return happenings(about(thing), words, herself="本人", words=lambda _: "", note=_note)


def _note(record: Record) -> str:
    told = record.facts
    if told.get("because"):
        return dict(Erasure.BECAUSE)[told["because"]]
    if told.get("until"):
        return f"到 {told['until']}"
    return f"{told['rows']} 条记录" if "rows" in told else ""


def facts(erasure: Erasure) -> list[Fact]:
    told: tuple[tuple[str, Any], ...] = (
        ("谁提出", "近亲属" if erasure.by_kin else "本人"),
        ("提出时间", erasure.asked_at),
        ("最后所在工会", erasure.union_body.name if erasure.union_body else ""),
        ("档案保管起算", erasure.archive_from or ""),
        ("档案保管到", keeps(erasure.archive_from, erasure.jurisdiction) or ""),
        ("为什么不再删除", erasure.get_because_display()),
        ("删除时间", erasure.finished_at or ""),
    )
    return [Fact(label, value) for label, value in told if value]


def hold_facts(hold: Hold) -> list[Fact]:
    told: tuple[tuple[str, Any], ...] = (
        ("事由", hold.get_kind_display()),
        ("依据", hold.basis),
        ("案号", hold.number),
        ("最后一日", hold.until),
        ("作出的工会", hold.union_body.name),
        ("登记时间", hold.set_at),
        ("解除时间", hold.lifted_at or ""),
        ("解除或者延长的理由", hold.words),
    )
    return [Fact(label, value) for label, value in told if value]


def papers_of(erasure: Erasure) -> list[tuple[Paper, str, Came | None]]:
    return shown(erasure.papers.order_by("pk"))


def stands(hold: Hold, on: date) -> bool:
    return hold.lifted_at is None and hold.until >= on


def blocks(erasure: Erasure) -> list[Reason]:
    """Why it cannot be taken back any more."""
    return list(ERASURE.blocks("withdraw", erasure))


def _paper_seen(viewer: Actor, paper_id: str) -> bool:
    return Paper.objects.filter(pk=paper_id, erasure__in=erasures(viewer)).exists()


def _hold_seen(viewer: Actor, hold_id: str) -> bool:
    return holds(viewer).filter(pk=UUID(hold_id)).exists()


documents.shown_by("erasure.paper", _paper_seen)
documents.shown_by("erasure.hold", _hold_seen)
