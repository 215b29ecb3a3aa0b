"""Transfers, as the member, the two unions and the one above both see them."""

from django.db import transaction
from django.db.models import Q

from gongqiao.design.case import Fact, Happening, Standing, Tone
from gongqiao.files import queries as documents
from gongqiao.files.papers import Came, shown
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Reason
from gongqiao.membership import grants, rules
from gongqiao.membership.flow import (
    ESCALATED,
    INVITED,
    KEPT,
    MOVED,
    PLANNED,
    RELEASED,
    REQUESTED,
    TRANSFER,
    TURNED_DOWN,
)
from gongqiao.membership.models import Membership, Paper, Transfer
from gongqiao.membership.models.transfers import REFUSAL, SILENCE, TransferQuerySet
from gongqiao.membership.queries.telling import about, case_line, code, happenings

TONES: dict[str, Tone] = {
    INVITED: "note",
    REQUESTED: "wait",
    ESCALATED: "wait",
    RELEASED: "wait",
    MOVED: "good",
    TURNED_DOWN: "bad",
    KEPT: "bad",
}
AFTER = {
    INVITED: "视为不同意，会籍留在原工会",
    REQUESTED: "视为同意转出，交新工会接收；接收以前会籍和各项权利都在原工会，不中断",
    RELEASED: "报两家工会共同的上级工会决定；接收以前会籍和各项权利都在原工会，不中断",
    ESCALATED: "系统记为逾期并提醒上级工会；会籍和各项权利都在原工会，不中断",
}
DONE = {
    "Invited": "新工会请会员转入",
    "MoveRequested": "申请转会",
    "Released": "原工会同意转出",
    "Escalated": "报共同的上级工会决定",
    "Ruled": "上级工会作出决定",
    "Transferred": "新工会接收，会籍转入",
    "TurnedDown": "新工会没有接收",
    "CalledOff": "撤回转会",
}
LAPSED = {"Released": "原工会到期没有办理，视为同意转出", "CalledOff": "到期没有同意，视为不同意转会"}
DECIDED = {"release": "上级工会决定转出", "take_in": "上级工会决定接收", "keep": "上级工会决定不转"}
ENDS_INVITATION = "会员不同意转会"
CONCERNS = {"release": REFUSAL, "take_in": SILENCE, "turn_down": SILENCE}
HOLDERS = {REQUESTED: "old_body", RELEASED: "new_body", ESCALATED: "superior_body"}


def transfers(viewer: Actor) -> TransferQuerySet:
    """To the old union once the member has asked, to the new one, and to the one above both once it is to decide."""
    seen = viewer.scope(grants.SEE_TRANSFER)
    old = seen.as_q(union="old_body") & Q(requested_on__isnull=False)
    found = Transfer.objects.filter(old | seen.as_q(union="new_body") | seen.as_q(union="superior_body"))
    return found.exclude(state=PLANNED).select_related("old_body", "new_body", "superior_body")


def own_transfers(viewer: Actor) -> TransferQuerySet:
    """The viewer's own ways from union to union, also what she is still writing."""
    mine = viewer.scope(grants.ASK_TO_MOVE).as_q()
    return Transfer.objects.filter(mine).select_related("old_body", "new_body", "superior_body", "division")


def papers_seen(viewer: Actor, paper_id: str) -> bool:
    """A paper is read by whoever sees the case it belongs to."""
    return Paper.objects.filter(pk=paper_id, transfer__in=transfers(viewer)).exists()


documents.shown_by("membership.paper", papers_seen)


def move_standing(transfer: Transfer) -> Standing:
    body = getattr(transfer, HOLDERS[transfer.state]) if transfer.state in HOLDERS else None
    holder = body.name if body else "会员本人"
    return case_line(transfer, TRANSFER, holder=holder, after=AFTER, tones=TONES)


def move_trace(transfer: Transfer) -> list[Happening]:
    return happenings(about(transfer), DONE, herself="会员本人", words=_words, note=_note)


def _words(record: Record) -> str:
    facts = record.facts
    if facts.get("lapsed"):
        return LAPSED[code(record)]
    if code(record) == "CalledOff" and facts["was"] == INVITED:
        return ENDS_INVITATION
    return DECIDED[facts["verdict"]] if code(record) == "Ruled" else ""


def _note(record: Record) -> str:
    facts, notes = record.facts, []
    if code(record) == "Escalated":
        notes.append(Transfer.BECAUSE[facts["because"]])
    if facts.get("on_paper"):
        notes.append(f"线下办理，落款日期 {facts['on']}")
    elif facts.get("lapsed"):
        notes.append(f"最后一日 {facts['on']}")
    return "；".join(notes)


def move_blocks(transfer: Transfer, step: str) -> list[Reason]:
    """Why a step cannot be taken now; a page shows the reasons beside the button."""
    if step == "rule":
        return list(TRANSFER.blocks("rule_keep", transfer))
    because = CONCERNS.get(step)
    giving = rules.giving_way(transfer, because) if because else ()
    return [*TRANSFER.blocks(step, transfer), *giving]


def move_told(transfer: Transfer) -> list[Fact]:
    """What the case says to everybody who has it, the union above both included."""
    rows = (
        ("原工会", transfer.old_body.name),
        ("新工会", transfer.new_body.name if transfer.new_body else ""),
        ("选择理由", transfer.routed_because),
        ("新的用工形式", transfer.get_employment_form_display()),
        ("新的工作单位或者平台", transfer.employer),
        ("站点", transfer.station),
        ("申请日期", transfer.requested_on),
        ("转出日期", transfer.released_on),
        ("报上级的原因", transfer.get_because_display()),
        ("说明", transfer.words),
    )
    return [Fact(label, value) for label, value in rows if value]


def member_told(transfer: Transfer) -> list[Fact]:
    """Who moves, for the two unions: the new one learns of her when she has agreed, and no more than it needs.

    Whoever may see the case may read this much, although the membership itself is behind the other union's wall.
    """
    if transfer.requested_on is None:
        return [Fact("会员", transfer.called)]
    with transaction.atomic(), wall.lowered():
        held = Membership.objects.select_related("person", "card").get(pk=transfer.membership_id)
    person = held.person
    return [
        Fact("会员", transfer.called),
        Fact(person.get_document_type_display(), str(person.document_number)),
        Fact("会员证号", held.card.number),
        Fact("入会日期", held.joined_on),
    ]


def move_papers(transfer: Transfer) -> list[tuple[Paper, str, Came | None]]:
    """The papers of a case, as it shows them."""
    return shown(transfer.papers.order_by("dated_on", "pk"))
