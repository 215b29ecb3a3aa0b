"""Why a membership cannot be kept, left or ended in this way. That somebody leaves needs no reason at all."""

from datetime import date

from gongqiao.changes.flow import EXPELLING, KEEPING, LEAVING
from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.membership.models.memberships import ACTIVE, LEFT, PENDING, RETAINED, VOID


def lasting(state: str) -> Reasons:
    """What is over, or has not been confirmed yet, is not changed."""
    if state in {LEFT, VOID}:
        yield Reason("over", "会籍已经终止，不用再办理；要回到工会的，请重新申请入会")
    if state == PENDING:
        yield Reason("unconfirmed", "入会还在等委员会确认，确认以后才能办理；不想入会的，请告诉办理的工会")


def retaining(state: str) -> Reasons:
    yield from lasting(state)
    if state == RETAINED:
        yield Reason("retained", "会籍已经是保留状态，不用再办理", law=KEEPING)


def restoring(state: str) -> Reasons:
    yield from lasting(state)
    if state == ACTIVE:
        yield Reason("active", "会籍没有保留，不用恢复；换了单位的，请办理转会", law=KEEPING)


def counted_from(since: date, present: date, *, on: date) -> Reasons:
    """One change follows the one before it."""
    if since > on:
        yield Reason("in_the_future", "日期不能晚于今天，请到了那一天再办理", field="effect_on")
    if since < present:
        words = f"现在的会籍状态从 {present} 开始，日期不能早于它，请核对"
        yield Reason("before_her_stay", words, field="effect_on")


def leaving(state: str, *, under_way: bool) -> Reasons:
    yield from lasting(state)
    if under_way:
        yield Reason("under_way", "已经有一件退会在办，请先办完或者撤回", law=LEAVING)


def in_place(union: int, present: int) -> Reasons:
    """A union ends the memberships of its own members only."""
    if union != present:
        yield Reason("moved", "会员的会籍已经转到另一家工会，本工会不能再办理；要退会的，请向现在的工会提出")


def announcing(begun_on: date, group_on: date, met_on: date, *, since: date) -> Reasons:
    """Told to her group, then announced by the committee."""
    if group_on < begun_on:
        yield Reason("before_it_began", f"本人在 {begun_on} 提出退会，告知小组的日期不能更早", field="group_on")
    if met_on < group_on:
        yield Reason("before_the_group", "先告知小组，再由委员会宣布，请核对两个日期", field="met_on", law=LEAVING)
    if met_on < since:
        yield Reason("before_her_stay", f"现在的会籍状态从 {since} 开始，宣布不能早于它", field="met_on")


def expelling(judged_on: date, group_on: date, met_on: date, *, since: date) -> Reasons:
    """A judgment in force, the group's discussion, the committee's decision: in this order, and for nothing less."""
    if group_on < judged_on:
        words = "判决生效以后才能讨论开除会籍，请核对小组讨论的日期"
        yield Reason("before_the_judgment", words, field="group_on", law=EXPELLING)
    if met_on < group_on:
        yield Reason("before_the_group", "先经小组讨论，再由委员会决定，请核对日期", field="met_on", law=EXPELLING)
    if met_on < since:
        yield Reason("before_her_stay", f"现在的会籍状态从 {since} 开始，决定不能早于它", field="met_on")


def filing(superior: int | None) -> Reasons:
    """There must be a union above with which it is filed."""
    if superior is None:
        yield Reason("nobody_above", "本工会没有上一级工会，开除会籍无处备案，请先调整组织关系", law=EXPELLING)


def dying(died_on: date, since: date, *, on: date) -> Reasons:
    if died_on > on:
        yield Reason("in_the_future", "去世日期不能晚于今天，请核对", field="died_on")
    if died_on < since:
        words = f"现在的会籍状态从 {since} 开始，去世日期不能早于它；登记有误的，请先更正"
        yield Reason("before_her_stay", words, field="died_on")
