"""Who must act on an application in which state, and what its owner is told."""

from collections.abc import Callable

from django.db.models import F

from gongqiao.kernel.models import Record
from gongqiao.kernel.records import later, who_did
from gongqiao.membership import actions
from gongqiao.membership.events import (
    Admitted,
    CalledOff,
    Declined,
    Escalated,
    PreAdmitted,
    Referred,
    Rejected,
    Released,
    Ruled,
    SentBack,
    Transferred,
    TurnedDown,
    Withdrawn,
)
from gongqiao.membership.flow import (
    ESCALATED,
    FLOW,
    INVITED,
    PENDING,
    RELEASED,
    REQUESTED,
    SENT_BACK,
    SUBMITTED,
    TRANSFER,
)
from gongqiao.membership.grants import UNION
from gongqiao.membership.models import Application, Membership, Transfer
from gongqiao.notices.duties import Duty, Owner, Word, attend, kind, office, touched_by
from gongqiao.people.events import AccountClosed, PersonCorrected

PROGRESS, CARD = "membership:progress", "membership:card"
APPLICANT = Owner(person="person", account="account")

REVIEW = kind("membership.review", "审查入会申请", topic="入会审查", staff=True)
CONFIRM = kind("membership.confirm", "确认先行准予的入会", topic="入会审查", staff=True)
COMPLETE = kind("membership.complete", "补正入会申请", topic="入会办理", reminders=(7, 3, 1))
DECIDED = kind("membership.decided", "入会办理结果", topic="入会办理")
HANDED_ON = kind("membership.handed_on", "入会申请转办", topic="入会办理", texts=False)

attend(
    FLOW,
    Duty(
        REVIEW,
        frozenset({SUBMITTED}),
        office("union_body", *UNION),
        "membership:application",
        clock="review",
        follow=PROGRESS,
        title=lambda application: f"{application.shown_name}的入会申请",
    ),
    Duty(
        CONFIRM,
        frozenset({PENDING}),
        office("union_body", *UNION),
        "membership:resolve",
        clock="confirmation",
        follow=PROGRESS,
        title=lambda application: f"确认{application.shown_name}的入会（已先行准予）",
    ),
    Duty(COMPLETE, frozenset({SENT_BACK}), APPLICANT, PROGRESS, clock="correction", follow=PROGRESS),
    Word(COMPLETE, (SentBack,), APPLICANT, PROGRESS, "您的入会申请需要补正"),
    Word(HANDED_ON, (Referred,), APPLICANT, PROGRESS, "您的入会申请已转到另一家工会办理"),
    Word(DECIDED, (Admitted,), APPLICANT, CARD, "您已成为工会会员，会员证可以使用了"),
    Word(DECIDED, (PreAdmitted,), APPLICANT, CARD, "您已先行获准入会，会员证可以使用，待委员会确认"),
    Word(DECIDED, (Declined,), APPLICANT, PROGRESS, "委员会没有确认您的入会，请查看理由"),
    Word(DECIDED, (Rejected,), APPLICANT, PROGRESS, "您的入会申请没有获准，请查看理由"),
    Word(
        DECIDED, (Withdrawn,), APPLICANT, PROGRESS, "您的入会申请逾期未补正，视为撤回", only=lambda event: event.lapsed
    ),
    owner=APPLICANT,
)
touched_by(Admitted, FLOW, lambda event: Application.objects.filter(resolution_id=event.resolution_id))


@later(AccountClosed)
def drop_drafts(event: AccountClosed, record: Record) -> None:
    """Whoever closed her account has no use for what she had begun."""
    actions.drop_drafts(event.account_id, by=who_did(record), at=record.at)


@later(PersonCorrected)
def follow(event: PersonCorrected, record: Record) -> None:
    """Memberships repeat one thing of a person: her sex, for the figures."""
    by = who_did(record)
    held = Membership.objects.filter(person_id=event.person_id).exclude(sex=F("person__sex"))
    for pk in held.values_list("pk", flat=True):
        actions.follow(pk, by=by, at=record.at)


MEMBER = Owner(person="person")
OLD, NEW = office("old_body", *UNION), office("new_body", *UNION)
MOVE, CASE = "membership:transfer", "membership:transfer_case"

AGREE = kind("membership.agree", "同意或者不同意转会", topic="转会", reminders=(7, 3, 1))
RELEASE = kind("membership.release", "办理会籍转出", topic="转会办理", staff=True)
TAKE_IN = kind("membership.take_in", "办理会籍接收", topic="转会办理", staff=True)
RULE = kind("membership.rule", "决定转会", topic="转会办理", staff=True)
MOVING = kind("membership.moving", "转会进度", topic="转会")
MOVED = kind("membership.moved", "转会结果", topic="转会办理", staff=True, texts=False)


def _named(words: str) -> Callable[[Transfer], str]:
    return lambda transfer: words.format(transfer.shown_name)


attend(
    TRANSFER,
    Duty(AGREE, frozenset({INVITED}), MEMBER, MOVE, clock="consent", follow=MOVE),
    Duty(RELEASE, frozenset({REQUESTED}), OLD, CASE, clock="release", follow=MOVE, title=_named("{}要转出")),
    Duty(TAKE_IN, frozenset({RELEASED}), NEW, CASE, clock="acceptance", follow=MOVE, title=_named("{}要转入")),
    Duty(
        RULE,
        frozenset({ESCALATED}),
        office("superior_body", *UNION),
        CASE,
        clock="ruling",
        follow=MOVE,
        title=_named("{}的转会要由本工会决定"),
    ),
    Word(MOVING, (Released,), MEMBER, MOVE, "原工会已同意转出，等新工会接收", only=lambda event: not event.lapsed),
    Word(MOVING, (Released,), MEMBER, MOVE, "原工会到期没有办理，已视为转出", only=lambda event: event.lapsed),
    Word(MOVED, (Released,), OLD, CASE, _named("{}的转会到期没有办理，已视为转出"), only=lambda event: event.lapsed),
    Word(MOVING, (Escalated,), MEMBER, MOVE, "您的转会已报上级工会决定，会籍和权利不变"),
    Word(MOVING, (Ruled,), MEMBER, MOVE, "上级工会已对您的转会作出决定，请查看"),
    *(Word(MOVED, (Ruled,), party, CASE, _named("上级工会已决定{}的转会")) for party in (OLD, NEW)),
    Word(MOVING, (Transferred,), MEMBER, CARD, "会籍已转入新工会，会员证照常使用"),
    Word(MOVED, (Transferred,), OLD, CASE, _named("{}的会籍已由新工会接收")),
    Word(MOVING, (TurnedDown,), MEMBER, MOVE, "新工会没有接收，会籍仍在原工会，请查看理由"),
    Word(MOVED, (TurnedDown,), OLD, CASE, _named("新工会没有接收{}，会籍仍在本工会")),
    Word(MOVED, (CalledOff,), NEW, CASE, _named("{}不再转入")),
    owner=MEMBER,
)
