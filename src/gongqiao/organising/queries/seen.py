"""Foundings, as the preparation group, the unions, the employer and the Party organisation see them."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from gongqiao.design.case import Fact, Happening, Standing, Tone
from gongqiao.files import queries as documents
from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.models import Record
from gongqiao.membership.queries.telling import about, case_line, happenings
from gongqiao.organisations import grants as organisations
from gongqiao.organising import grants
from gongqiao.organising.flow import (
    BEGUN,
    CALLED,
    CONVENING,
    DROPPED,
    FOUNDED,
    FOUNDING,
    PETITIONED,
    POSTED,
    PREPARING,
    READY,
    REPORTED,
    RETURNED,
    SETTLED,
)
from gongqiao.organising.models import Certificate, Ending, Founding, FoundingPaper, FoundingQuerySet, Listed

TONES: dict[str, Tone] = {
    PETITIONED: "wait", RETURNED: "note", PREPARING: "note", POSTED: "note", READY: "note", CALLED: "wait",
    CONVENING: "note", REPORTED: "wait", FOUNDED: "good", SETTLED: "good", DROPPED: "plain",
}  # fmt: skip
AFTER = {
    PETITIONED: "系统记为逾期并提醒上一级工会；不会自动批准，也不会自动退回",
    RETURNED: "请筹备组补正后重新请示，没有期限",
    PREPARING: "请发展会员、交会员名册、提出候选人并公示，没有期限",
    POSTED: "公示期满以后可以请示召开大会",
    READY: "请向上一级工会请示召开大会，没有期限",
    CALLED: "系统记为逾期并提醒上一级工会；不会自动批准",
    CONVENING: "请召开大会，选举后报告结果，没有期限",
    REPORTED: "系统记为逾期并提醒上一级工会；批复以前工会还没有成立",
    FOUNDED: "系统记为逾期并提醒新工会；工会已经成立，会员的权利不受影响",
}
GROUP = {RETURNED, PREPARING, POSTED, READY, CONVENING}
HIDDEN_FROM_EMPLOYER = {PETITIONED, RETURNED, DROPPED}
NOT_FOR_EMPLOYER = {"roster"}
DONE = {
    "Petitioned": "请示成立工会筹备组",
    "PaperReturned": "上一级工会退回，请补正",
    "GroupApproved": "批复同意成立工会筹备组",
    "MembersListed": "交会员名册",
    "PersonsStated": "单位说明有关人员",
    "CandidatesPosted": "候选人开始公示",
    "PostingClosed": "公示期满",
    "OpinionGiven": "同级党组织提出意见",
    "CongressCalled": "请示召开大会",
    "CongressApproved": "批复同意召开大会",
    "ResultReported": "报告选举结果",
    "UnionFounded": "批复选举结果，工会成立",
    "FoundingDropped": "停办",
    "LegalPersonRegistered": "登记法人资格",
    "AccountOpened": "登记账户",
    "SealCut": "登记刻章",
    "MembersBrought": "名册上的会员转入",
}


def foundings(viewer: Actor) -> FoundingQuerySet:
    """At the unions that have it and above; the employer's only once its group has been approved."""
    seen = viewer.scope(grants.SEE)
    told = {"person": "person", "account": "account"}
    unions = (seen.as_q(**told, union=party) for party in ("superior_body", "helper_body", "union_body"))
    mine = reduce(or_, unions) | seen.as_q(**told, party="party_body")
    firm = seen.as_q(**told, employer="employer_body")
    rows = Founding.objects.exclude(state=BEGUN).select_related("employer_body", "superior_body", "union_body")
    return rows.filter(mine | firm & ~Q(state__in=HIDDEN_FROM_EMPLOYER))


def own_founding(viewer: Actor) -> Founding | None:
    """The one whose contact she is, the latest first."""
    if viewer.role != SELF:
        return None
    return foundings(viewer).order_by("-begun_at", "-pk").first()


def papers(viewer: Actor) -> QuerySet[FoundingPaper]:
    """The papers of what the viewer sees; who joins is no business of the employer's."""
    rows = FoundingPaper.objects.filter(founding__in=foundings(viewer)).select_related(
        "founding__employer_body", "founding__superior_body"
    )
    employer = viewer.role in grants.EMPLOYER
    return rows.exclude(kind__in=NOT_FOR_EMPLOYER) if employer else rows


def papers_of(viewer: Actor, case: Founding) -> list[FoundingPaper]:
    return list(papers(viewer).filter(founding=case).order_by("recorded_at", "pk"))


def listed(viewer: Actor, case: Founding) -> list[Listed]:
    """Who comes along from another union, for the unions alone: the group reads how many, the employer nothing."""
    if viewer.body_id is None or viewer.role in grants.EMPLOYER:
        return []
    return list(case.listed.select_related("person", "membership__union_body").order_by("pk"))


def coming(viewer: Actor, case: Founding) -> int:
    return 0 if viewer.role in grants.EMPLOYER else case.listed.count()


def certificates(viewer: Actor) -> QuerySet[Certificate]:
    seen = viewer.scope(grants.KEEP)
    return Certificate.objects.filter(seen.as_q(union="union_body")).select_related("union_body")


def endings(viewer: Actor) -> QuerySet[Ending]:
    """Of whoever decided, or stands above, and of the union it went into."""
    seen = viewer.scope(organisations.SEE)
    rows = seen.as_q(union="decided_body") | seen.as_q(union="into_body")
    return Ending.objects.filter(rows).select_related("union_body", "decided_body", "into_body")


def standing(case: Founding) -> Standing:
    return case_line(case, FOUNDING, holder=_holder(case), after=AFTER, tones=TONES, waits=case.state in AFTER)


def _holder(case: Founding) -> str:
    if case.state in GROUP:
        return f"筹备组（{case.called}）"
    return case.union_body.name if case.union_body else case.superior_body.name


def trace(case: Founding) -> list[Happening]:
    return happenings(about(case), DONE, herself="筹备组", words=lambda _: "", note=_note)


def _note(record: Record) -> str:
    facts = record.facts
    return f"线下办理，日期 {facts['on']}" if facts.get("on_paper") else ""


def _opinion(case: Founding) -> str:
    if not case.party or case.party_agreed is None:
        return ""
    return "同意" if case.party_agreed else "不同意"


def facts(case: Founding) -> list[Fact]:
    ballot = (
        f"应到 {case.entitled}，实到 {case.attended}，发票 {case.issued}，收回 {case.returned}" if case.elected else ""
    )
    won = "、".join(f"{name} {votes} 票" for name, votes in zip(case.elected, case.votes, strict=True))
    elected = "组织员" if case.alone else "委员"
    rows = [
        ("用人单位", case.employer_body.name),
        ("上一级工会", case.superior_body.name),
        ("同级党组织", case.party or "未建立党组织"),
        ("筹备组", f"{'、'.join(case.group)}（组长{case.called}）"),
        ("会员", f"{case.members} 人，其中女 {case.women} 人" if case.members else f"预计 {case.expected} 人"),
        ("由谁主持工会", case.get_leadership_display() if case.alone else ""),
        ("委员名额", "" if case.alone else case.seats),
        (f"{elected}候选人", "、".join(case.candidates)),
        ("主席候选人", "、".join(case.chairs)),
        ("公示", f"{case.posted_on} 起，{case.posted_at}" if case.posted_on else ""),
        ("党组织意见", _opinion(case)),
        ("大会", f"{case.meeting_on} {case.place} {case.get_meeting_display()}" if case.meeting_on else ""),
        ("选举", ballot),
        (f"当选{elected}", won),
        ("当选主席", case.chair),
        ("女职工委员会主任或者女职工委员", case.women_head),
        ("任期", f"{case.years} 年，自 {case.since} 起" if case.years else ""),
        ("法人登记", case.registered_on),
        ("账户", f"{case.bank}，{case.account_on}" if case.account_on else ""),
        ("刻章", case.seal_on),
        ("转入会员", f"{case.brought} 人" if case.brought is not None else ""),
    ]
    return [Fact(label, value) for label, value in rows if value]


def seen_paper(viewer: Actor, paper_id: str) -> bool:
    return papers(viewer).filter(pk=paper_id).exists()


documents.shown_by("organising.foundingpaper", seen_paper)


def ending_facts(ended: Ending) -> list[Fact]:
    rows = (
        ("终止的工会", ended.union_body.name),
        ("事由", ended.get_ground_display()),
        ("并入", ended.into_body.name if ended.into_body else ""),
        ("批准的上级工会", ended.decided_body.name),
        ("批复文号", ended.number),
        ("会员（代表）大会日期", ended.met_on),
        ("安置会员", f"{ended.moved} 人" if ended.moved else "没有会员"),
        ("终止日期", ended.on),
    )
    return [Fact(label, value) for label, value in rows if value]
