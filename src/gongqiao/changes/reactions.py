"""Who must act on a change, and who is told. Of somebody who has died nobody is told anything."""

from collections.abc import Callable

from gongqiao.changes import actions
from gongqiao.changes.events import (
    ChangeDropped,
    DeathUndone,
    ExpulsionFiled,
    MembershipEnded,
    ReminderAnswered,
    Resettled,
    Restored,
    Retained,
)
from gongqiao.changes.flow import CHANGE, DECIDED, DECLARED, REMINDED
from gongqiao.changes.models import EXPULSION, FOLLOWED, IDLE, WISH, Change
from gongqiao.kernel.models import Record
from gongqiao.kernel.records import Event, later, who_did
from gongqiao.membership.events import Transferred
from gongqiao.membership.grants import UNION
from gongqiao.notices.duties import Duty, Owner, Word, attend, kind, office, touched_by

MEMBER = Owner(person="person")
HERS, ABOVE = office("union_body", *UNION), office("superior_body", *UNION)
MINE, CASE = "changes:membership", "changes:change"

ANNOUNCE = kind("changes.announce", "宣布退会", topic="会籍变动", staff=True)
FILE = kind("changes.file", "备案开除会籍", topic="会籍变动", staff=True)
ANSWER = kind("changes.answer", "说明没有交会费、没有参加活动的情况", topic="会籍", reminders=(7, 3, 1))
VERIFY = kind("changes.verify", "核实是否退会", topic="会籍变动", staff=True)
CHANGED = kind("changes.changed", "会籍变动", topic="会籍变动办理", staff=True, texts=False)
MY_CHANGE = kind("changes.mine", "会籍变动结果", topic="会籍")


def _named(words: str) -> Callable[[Change], str]:
    return lambda change: words.format(change.shown_name)


def _paper(event: Event) -> bool:
    return bool(getattr(event, "on_paper", False))


def _herself(event: Event) -> bool:
    return not _paper(event)


def _because(what: str) -> Callable[[ChangeDropped], bool]:
    return lambda event: event.because == what


def _lapsed(event: Event) -> bool:
    return bool(getattr(event, "lapsed", False))


def _of(what: str) -> Callable[[MembershipEnded], bool]:
    return lambda event: event.kind == what


def _resettled(change: Change) -> str:
    where, decided = change.union_body.name, change.resettlement
    if change.kind == FOLLOWED:
        return f"您所在单位成立了自己的工会，会籍已转到{where}，会员证照常使用；可以转会，也可以退会"
    if decided and decided.kept_body_id == change.union_body_id:
        return f"您原来的工会终止，会籍由{where}保留，免交会费、服务不变；可以转会，也可以退会"
    return f"您原来的工会终止，会籍已转到{where}，会员证照常使用；可以转会，也可以退会"


attend(
    CHANGE,
    Duty(
        ANNOUNCE,
        frozenset({DECLARED}),
        HERS,
        CASE,
        clock="announcement",
        follow=MINE,
        title=_named("{}声明退会，待委员会宣布"),
    ),
    Duty(ANSWER, frozenset({REMINDED}), MEMBER, MINE, clock="answer", follow=MINE),
    Duty(
        VERIFY, frozenset({REMINDED}), HERS, CASE, clock="answer", title=_named("核实{}：经提醒仍不交会费、不参加活动")
    ),
    Word(CHANGED, (ReminderAnswered,), HERS, CASE, _named("{}说明了情况，请在决定以前看")),
    Word(MY_CHANGE, (ChangeDropped,), MEMBER, MINE, "工会已撤销提醒，会籍不变", only=_because("kept")),
    Word(MY_CHANGE, (MembershipEnded,), MEMBER, MINE, "委员会确认您已退会，请查看理由", only=_of(IDLE)),
    Duty(FILE, frozenset({DECIDED}), ABOVE, CASE, clock="filing", title=_named("{}被开除会籍，待备案")),
    Word(CHANGED, (Retained,), HERS, CASE, _named("{}办理了保留会籍"), only=_herself),
    Word(CHANGED, (Restored,), HERS, CASE, _named("{}重新工作，恢复了会籍"), only=_herself),
    Word(MY_CHANGE, (Retained,), MEMBER, MINE, "您的会籍已登记为保留，免交会费；不对的请告诉工会", only=_paper),
    Word(MY_CHANGE, (Restored,), MEMBER, MINE, "您的会籍已登记为恢复；不对的请告诉工会", only=_paper),
    Word(
        CHANGED,
        (ChangeDropped,),
        HERS,
        CASE,
        _named("{}撤回了退会"),
        only=lambda event: event.because == WISH and not event.on_paper,
    ),
    Word(
        MY_CHANGE,
        (MembershipEnded,),
        MEMBER,
        MINE,
        "您的会籍已经终止，会员证失效",
        only=lambda event: event.kind == WISH,
    ),
    Word(
        MY_CHANGE,
        (MembershipEnded,),
        MEMBER,
        MINE,
        "委员会决定开除您的会籍，请查看；有意见的，可以向上一级工会反映",
        only=_of(EXPULSION),
    ),
    Word(
        CHANGED,
        (MembershipEnded,),
        HERS,
        CASE,
        _named("{}的退会到期没有宣布，视为已经宣布"),
        only=lambda event: event.lapsed,
    ),
    Word(MY_CHANGE, (DeathUndone,), MEMBER, MINE, "误登记的去世已经撤销，会籍照常；职务要恢复的，请与工会联系"),
    Word(MY_CHANGE, (Resettled,), MEMBER, MINE, _resettled),
    Word(CHANGED, (ExpulsionFiled,), HERS, CASE, _named("上一级工会已备案：{}"), only=_herself),
    owner=MEMBER,
)


touched_by(Resettled, CHANGE, lambda event: Change.objects.filter(resettlement_id=event.resettlement_id))


@later(Transferred)
def set_aside(event: Transferred, record: Record) -> None:
    """Whoever another union has taken in does not leave it by what she told the old one."""
    by = who_did(record)
    for pk in Change.objects.open().filter(membership=event.membership_id).values_list("pk", flat=True):
        actions.set_aside(pk, because="moved", by=by, at=record.at)
