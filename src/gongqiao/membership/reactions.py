"""Who must act on an application in which state, and what its owner is told."""

from django.db.models import F

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Record
from gongqiao.kernel.records import later
from gongqiao.membership import actions
from gongqiao.membership.events import Admitted, Declined, PreAdmitted, Referred, Rejected, SentBack, Withdrawn
from gongqiao.membership.flow import FLOW, PENDING, SENT_BACK, SUBMITTED
from gongqiao.membership.grants import UNION
from gongqiao.membership.models import Application, Membership
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
    actions.drop_drafts(event.account_id, by=Actor(record.role, record.person), at=record.at)


@later(PersonCorrected)
def follow(event: PersonCorrected, record: Record) -> None:
    """Memberships repeat one thing of a person: her sex, for the figures."""
    by = Actor(record.role, record.person, record.body, record.appointment)
    held = Membership.objects.filter(person_id=event.person_id).exclude(sex=F("person__sex"))
    for pk in held.values_list("pk", flat=True):
        actions.follow(pk, by=by, at=record.at)
