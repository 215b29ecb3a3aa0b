"""What may be read of mergers; the first word is who looks."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from gongqiao.design.case import Fact, Happening, Standing, Tone
from gongqiao.files import queries as documents
from gongqiao.files.papers import Came, shown
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Reason
from gongqiao.membership import queries as members
from gongqiao.membership.models import Application, Membership
from gongqiao.membership.queries.telling import about, case_line, happenings
from gongqiao.merging import grants
from gongqiao.merging.flow import ASKED, BEGUN, DONE, DROPPED, MERGER, PROPOSED, UNDONE
from gongqiao.merging.models import Merger, MergerQuerySet, Paper
from gongqiao.people import queries as people
from gongqiao.people.models import Account, Person
from gongqiao.people.queries import Holding, hold

hold(
    Holding(
        Merger,
        person=("kept", "merged"),
        hidden={
            **dict.fromkeys(("merged", "goes_on", "ends"), "平台内部编号"),
            **dict.fromkeys(("proposed_by", "confirmed_by"), "经办人的平台内部编号"),
        },
    ),
    Holding(Paper, person="person", hidden={"recorded_by": "平台内部编号"}),
)

TONES: dict[str, Tone] = {PROPOSED: "wait", ASKED: "wait", DONE: "good", DROPPED: "plain", UNDONE: "note"}
AFTER = {
    PROPOSED: "系统记为逾期；复核以前不会合并，也不会告诉任何人",
    ASKED: "视为不合并，两份登记都不变；需要的，可以重新提出",
}
DONE_WORDS = {
    "MergeProposed": "提出合并",
    "MergeConfirmed": "复核同意，请本人答复",
    "MergeAgreed": "本人的一个手机号已确认",
    "MergeDropped": "不合并，两份登记都不变",
    "Merged": "两份登记合并为一份",
    "MergeUndone": "撤销合并，恢复为两份登记",
}


def mergers(viewer: Actor) -> MergerQuerySet:
    """Of the unions that have the case: who proposed it, whose the other membership is, the one above both."""
    seen = viewer.scope(grants.SEE)
    here = seen.as_q(union="union_body") | seen.as_q(union="other_body") | seen.as_q(union="superior_body")
    return _told().filter(here)


def ours(viewer: Actor, application: Application) -> Membership | None:
    """The member of the viewer's own union whose document an application tells; of anybody else's nothing is said."""
    if not application.suspected or application.document_number is None:
        return None
    with transaction.atomic(), wall.lowered():
        same = people.find(application.document_type, application.document_number.reveal())
    return members.members(viewer).filter(person_id=same.pk).first() if same else None


def own_mergers(viewer: Actor) -> MergerQuerySet:
    """From the moment on at which she is asked; nobody is told of what another cadre has not confirmed."""
    rows = people.rows_of(viewer.person_id)
    mine = Q(kept__in=rows) | Q(merged__in=rows)
    return _told().filter(mine).exclude(state=PROPOSED).exclude(confirmed_by=None)


def _told() -> MergerQuerySet:
    return Merger.objects.exclude(state=BEGUN).select_related("union_body", "other_body", "superior_body")


def standing(merger: Merger) -> Standing:
    holders = {PROPOSED: _confirmers(merger), ASKED: "本人"}
    return case_line(merger, MERGER, holder=holders.get(merger.state, "已办结"), after=AFTER, tones=TONES)


def _confirmers(merger: Merger) -> str:
    above = f"或者{merger.superior_body.name}" if merger.superior_body else ""
    return f"{merger.other_body.name}{above}"


def trace(merger: Merger) -> list[Happening]:
    return happenings(about(merger), DONE_WORDS, herself="会员本人", words=_words, note=_note)


def _words(record: Record) -> str:
    because = record.facts.get("because", "")
    return f"{dict(Merger.BECAUSE)[because]}，不合并" if because else ""


def _note(record: Record) -> str:
    return f"{record.facts['rows']} 条记录随同合并" if record.facts.get("rows") else ""


def facts(merger: Merger) -> list[Fact]:
    """Both rows as either of the unions may see them, masked; what was seen, and what goes on."""
    with transaction.atomic(), wall.lowered():
        rows = Person.objects.in_bulk([merger.kept_id, merger.merged_id])
        held = Membership.objects.select_related("union_body", "card").in_bulk(
            [pk for pk in (merger.goes_on, merger.ends) if pk]
        )
        kept, merged = (_row(rows[pk]) for pk in (merger.kept_id, merger.merged_id))
    told = (
        ("保留的登记", kept),
        ("并入的登记", merged),
        ("继续的会籍", _membership(held, merger.goes_on)),
        ("终止的会籍", _membership(held, merger.ends)),
        ("看了什么", merger.get_seen_display()),
        ("为什么是同一人", merger.words),
        ("不一致的说明", merger.differs),
        ("提出的工会", merger.union_body.name),
        ("提出时间", merger.proposed_at),
        ("不合并的理由", merger.answer),
        ("合并时间", merger.merged_at or ""),
        ("撤销的依据", merger.undone_by),
    )
    return [Fact(label, value) for label, value in told if value]


def _row(person: Person) -> str:
    born = f"{person.get_sex_display()}，{person.birth_on} 出生"
    return f"{person.shown_name} {person.get_document_type_display()} {person.document_number}（{born}）"


def _membership(held: dict[UUID, Membership], pk: UUID | None) -> str:
    found = held.get(pk) if pk else None
    return f"{found.union_body.name} 会员证 {found.card.number}，{found.joined_on} 入会" if found else ""


def papers_of(merger: Merger) -> list[tuple[Paper, str, Came | None]]:
    return shown(merger.papers.order_by("pk"))


def papers_seen(viewer: Actor, paper_id: str) -> bool:
    """A paper is read by whoever sees the case it belongs to."""
    return Paper.objects.filter(pk=paper_id, merger__in=mergers(viewer)).exists()


documents.shown_by("merging.paper", papers_seen)


def blocks(merger: Merger, step: str) -> list[Reason]:
    """Why a step cannot be taken now; the page shows it beside the button."""
    return list(MERGER.blocks(step, merger))


def phones(viewer: Actor) -> list[str]:
    """The phones that sign in as the viewer, masked."""
    with transaction.atomic(), wall.lowered():
        held = Account.objects.filter(person=viewer.person_id, closed_at=None, person__isnull=False)
        return [str(each.phone) for each in held.order_by("opened_at", "pk")]


def waits_for(viewer: Actor, merger: Merger) -> bool:
    """Whether the viewer's own word is still to come."""
    return merger.state == ASKED and viewer.person_id in {merger.waiting_kept_id, merger.waiting_merged_id}


def choices(merger: Merger, viewer: Actor) -> dict[str, Any]:
    """Which acts are open to the viewer's office."""
    mine = viewer.scope(grants.PROPOSE)
    proposes = mine.covers(merger.union_body_id)
    confirms = any(mine.covers(body) for body in merger.parties[1:])
    return {
        "confirm": merger.state == PROPOSED and confirms,
        "withdraw": merger.state in {PROPOSED, ASKED} and proposes,
        "on_paper": merger.state == ASKED,
        "undo": merger.state == DONE,
    }
