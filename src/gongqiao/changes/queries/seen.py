"""Changes, as the member, her union and the one above it see them."""

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gongqiao.changes import grants
from gongqiao.changes.flow import BEGUN, CHANGE, DECIDED, DECLARED, DONE, REMINDED
from gongqiao.changes.models import DEATH, DUPLICATE, Change, ChangeQuerySet, Paper, Resettlement
from gongqiao.design.case import Fact, Happening, Standing, Tone
from gongqiao.files import queries as documents
from gongqiao.files.papers import Came, shown
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Reason
from gongqiao.membership.queries.telling import about, case_line, code, happenings

TONES: dict[str, Tone] = {DECLARED: "wait", REMINDED: "note", DECIDED: "wait", DONE: "plain"}
AFTER = {
    DECLARED: "视为已经宣布，会籍在最后一日终止；在这以前可以随时撤回",
    REMINDED: "不会自动退会；到期以后由工会委员会核实，有正当理由或者已经恢复的，会籍不变",
    DECIDED: "系统记为逾期并提醒上级工会；开除的决定自委员会会议当天已经生效",
}
HOLDERS = {DECLARED: "union_body", REMINDED: "union_body", DECIDED: "superior_body"}
DONE_WORDS = {
    "Retained": "保留会籍",
    "Restored": "恢复会籍",
    "LeavingDeclared": "声明退会",
    "ChangeDropped": "撤回退会，会籍不变",
    "MembershipEnded": "会籍终止，会员证失效",
    "ExpulsionFiled": "上一级工会备案",
    "DeathUndone": "去世登记有误，已撤销，会籍照常",
    "Reminded": "工会书面提醒：连续六个月没有交会费、没有参加活动",
    "ReminderAnswered": "本人说明情况",
    "Resettled": "原来的工会终止，上级工会决定会籍去处",
}
SINCE = {"Retained", "Restored", "MembershipEnded", "DeathUndone"}
ASIDE = {"kept": "撤销提醒，会籍不变", "moved": "会籍已经转到另一家工会，不再办理", "death": "会员去世，不再办理"}
ASIDE |= {"duplicate": "两份登记合并，不再办理"}


def changes(viewer: Actor) -> ChangeQuerySet:
    """Of the viewer's own members, and the expulsions that the unions below file with hers."""
    seen = viewer.scope(grants.SEE)
    here = seen.as_q(union="union_body") | seen.as_q(union="superior_body")
    return Change.objects.filter(here).exclude(state=BEGUN).select_related("union_body", "superior_body")


def own_changes(viewer: Actor) -> ChangeQuerySet:
    mine = viewer.scope(grants.OWN).as_q()
    return Change.objects.filter(mine).exclude(state=BEGUN).select_related("union_body", "superior_body")


def resettlements(viewer: Actor) -> QuerySet[Resettlement]:
    """To all four: who decided, whose members they were, where they went, who keeps the rest."""
    seen, parties = viewer.scope(grants.SEE), ("union_body", "decided_body", "to_body", "kept_body")
    here = reduce(or_, (seen.as_q(union=party) for party in parties))
    return Resettlement.objects.filter(here).select_related(*parties)


def stood(resettlement_id: UUID) -> list[tuple[str, str, str, str, int]]:
    """How those stood whom a resolution carried: "moved" or "kept", state, employment form, sex, how many."""
    return [(to, state, form, sex, n) for to, state, form, sex, n in Resettlement.objects.get(pk=resettlement_id).stood]


def resettled(decided: Resettlement) -> list[Fact]:
    rows = (
        ("将要终止的工会" if decided.ends else "原来的工会", decided.union_body.name),
        ("作出决定的工会", decided.decided_body.name),
        ("会议日期", decided.met_on),
        ("出席委员", "、".join(decided.present)),
        ("转入", f"{decided.to_body.name} {decided.moved} 人" if decided.to_body else ""),
        ("保留会籍", f"{decided.kept_body.name} {decided.kept} 人" if decided.kept_body else ""),
        ("登记时间", decided.recorded_at),
    )
    return [Fact(label, value) for label, value in rows if value]


def papers_seen(viewer: Actor, paper_id: str) -> bool:
    """A paper is read by whoever sees the case it belongs to."""
    return Paper.objects.filter(pk=paper_id, change__in=changes(viewer)).exists()


documents.shown_by("changes.paper", papers_seen)


def standing(change: Change) -> Standing:
    party = HOLDERS.get(change.state)
    holder = getattr(change, party).name if party else "已办结"
    return case_line(change, CHANGE, holder=holder, after=AFTER, tones=TONES)


def trace(change: Change) -> list[Happening]:
    seen = about(change)
    if change.resettlement:
        seen |= about(change.resettlement)
    return happenings(seen, DONE_WORDS, herself="会员本人", words=_words, note=_note)


def _words(record: Record) -> str:
    if record.facts.get("ends") is False:
        return "单位成立了自己的工会，会籍随名册转入"
    if record.facts.get("kind") == DUPLICATE:
        return "与本人的另一份会籍合并，这一份终止"
    if code(record) == "DeathUndone" and record.facts["union"] is None:
        return "去世登记有误，已撤销；本人另有会籍，这一份不再接续"
    return ASIDE.get(record.facts.get("because", ""), "")


def _note(record: Record) -> str:
    facts = record.facts
    if facts.get("lapsed"):
        return f"工会到期没有宣布，视为已经宣布；最后一日 {facts['on']}"
    if facts.get("on_paper"):
        return f"线下办理，日期 {facts['on']}"
    return f"自 {facts['on']} 起" if code(record) in SINCE else ""


def facts(change: Change) -> list[Fact]:
    rows = (
        ("事项", change.get_kind_display()),
        ("工会", change.union_body.name),
        ("保留的原因", change.get_cause_display()),
        ("用工形式", change.get_employment_form_display()),
        ("提出日期", change.begun_on),
        ("最后一次交会费", change.paid_until),
        ("最后一次参加活动", change.active_until),
        ("本人的说明", change.answer),
        ("判决文书号", change.judgment),
        ("判决生效日期", change.judged_on),
        ("告知小组或者小组讨论日期", change.group_on),
        ("委员会决议文号", change.number),
        ("委员会会议日期", change.met_on),
        ("出席委员", "、".join(change.present)),
        ("会员证", change.get_card_display()),
        ("备案的上级工会", change.superior_body.name if change.superior_body else ""),
        ("备案文号", change.filed_as),
        ("安置决议", change.resettlement.number if change.resettlement else ""),
        ("原来的工会", change.resettlement.union_body.name if change.resettlement else ""),
        ("说明", change.words),
        ("生效日期", change.effect_on),
    )
    return [Fact(label, value) for label, value in rows if value]


def papers_of(change: Change) -> list[tuple[Paper, str, Came | None]]:
    """The papers, as a case shows them."""
    return shown(change.papers.order_by("dated_on", "pk"))


def blocks(change: Change, step: str) -> list[Reason]:
    """Why a step cannot be taken now; the page shows it beside the button."""
    return list(CHANGE.blocks(step, change))


def any_dead(persons: Collection[UUID]) -> bool:
    """Whether one of these persons is recorded as dead, and it stands. For verbs."""
    return Change.objects.filter(person_id__in=persons, kind=DEATH, state=DONE).exists()


def changed_since(persons: QuerySet[Any, UUID], moment: datetime) -> int:
    """Of how many of these persons a change was begun since a moment, whatever became of it."""
    return Change.objects.filter(person_id__in=persons, begun_at__gt=moment).values("person_id").distinct().count()
