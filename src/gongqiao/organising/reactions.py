"""Who must act on a founding, and who is told."""

from collections.abc import Callable

from gongqiao.kernel.records import Event
from gongqiao.membership.grants import UNION
from gongqiao.notices.duties import Duty, Owner, Word, attend, kind, office
from gongqiao.organisations.grants import BOSS, CADRE, HR, OWNER, PARTY
from gongqiao.organising.events import (
    CandidatesPosted,
    CongressApproved,
    FoundingDropped,
    GroupApproved,
    MembersBrought,
    PaperReturned,
    Petitioned,
    PostingClosed,
    UnionFounded,
)
from gongqiao.organising.flow import (
    CALLED,
    CONVENING,
    FOUNDED,
    FOUNDING,
    LEGAL_PERSON,
    PETITIONED,
    PREPARING,
    READY,
    RENEWABLE,
    REPORTED,
    RETURNED,
)
from gongqiao.organising.models import Founding

GROUP = Owner(person="person", account="account")
ABOVE, HELPER = office("superior_body", CADRE), office("helper_body", *UNION)
FIRM, PARTIES, NEW = office("employer_body", BOSS, HR, OWNER), office("party_body", PARTY), office("union_body", *UNION)
CASE, RENEW = "organising:founding", "organising:renew_certificate"

ANSWER = kind("organising.answer", "批复组建工会", topic="组建工会", staff=True)
PREPARE = kind("organising.prepare", "筹备工会", topic="组建工会筹备")
REGISTER = kind("organising.register", "办理工会法人登记、账户、刻章", topic="组建工会", staff=True)
RENEWAL = kind("organising.renewal", "换领工会法人资格证书", topic="组建工会", staff=True)
TOLD = kind("organising.told", "组建工会进展", topic="组建工会", staff=True, texts=False)
MINE = kind("organising.mine", "组建工会进展", topic="组建工会筹备")


def _named(words: str) -> Callable[[Founding], str]:
    return lambda case: words.format(case.employer_body.name)


def _over(event: Event) -> bool:
    return bool(getattr(event, "over", False))


attend(
    FOUNDING,
    Duty(
        ANSWER,
        frozenset({PETITIONED}),
        ABOVE,
        CASE,
        clock="group_reply",
        follow=CASE,
        title=_named("{}请示成立工会筹备组"),
    ),
    Duty(
        ANSWER,
        frozenset({CALLED}),
        ABOVE,
        CASE,
        clock="congress_reply",
        follow=CASE,
        title=_named("{}请示召开会员大会"),
    ),
    Duty(ANSWER, frozenset({REPORTED}), ABOVE, CASE, clock="result_reply", follow=CASE, title=_named("{}报告选举结果")),
    Duty(PREPARE, frozenset({RETURNED, PREPARING, READY, CONVENING}), GROUP, CASE, title=_named("{}工会筹备")),
    Duty(REGISTER, frozenset({FOUNDED}), NEW, CASE, clock="registration", title=_named("{}工会办理登记")),
    Word(TOLD, (Petitioned,), HELPER, CASE, _named("{}请示成立自己的工会"), only=lambda event: not event.again),
    Word(TOLD, (UnionFounded,), HELPER, CASE, _named("{}的工会成立")),
    Word(TOLD, (FoundingDropped,), ABOVE, CASE, _named("{}停办组建工会")),
    Word(TOLD, (GroupApproved,), FIRM, CASE, "本单位职工筹备工会，请说明单位有关人员"),
    Word(TOLD, (CandidatesPosted,), PARTIES, CASE, _named("{}工会候选人公示，请提出意见")),
    Word(TOLD, (MembersBrought,), NEW, CASE, "名册上的会员已经转入"),
    Word(MINE, (GroupApproved,), GROUP, CASE, "上一级工会同意成立筹备组，请交会员名册、公示候选人"),
    Word(MINE, (PaperReturned,), GROUP, CASE, "上一级工会退回，请看理由并补正"),
    Word(MINE, (PostingClosed,), GROUP, CASE, "候选人公示期满，可以请示召开大会", only=_over),
    Word(MINE, (CongressApproved,), GROUP, CASE, "上一级工会同意召开大会"),
    Word(MINE, (UnionFounded,), GROUP, CASE, "选举结果已批复，工会成立"),
    owner=GROUP,
)
attend(LEGAL_PERSON, Duty(RENEWAL, frozenset({RENEWABLE}), NEW, RENEW))
