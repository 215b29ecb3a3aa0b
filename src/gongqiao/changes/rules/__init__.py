"""Why a membership cannot be kept, left or ended in this way. That somebody leaves needs no reason at all."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from gongqiao.changes.flow import ENDING, EXPELLING, KEEPING, LEAVING
from gongqiao.changes.models import DEATH
from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.membership.models import Membership
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
        yield Reason("under_way", "已经有一件退会或者提醒在办，请先办完或者撤回", law=LEAVING)


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


def undoing(kind: str, *, name: str) -> Reasons:
    """A death is taken back of somebody who can still be named."""
    if kind != DEATH:
        yield Reason("not_a_death", "只有会员去世的登记可以这样撤销；别的变动有误的，请再登记一件变动")
    if not name:
        words = (
            "个人信息已按近亲属的要求全部删除，查不出登记的是谁，不能再撤销；本人在世的，请带身份证到工会重新申请入会"
        )
        yield Reason("erased", words, law="个人信息保护法 第四十七条")


def four_eyes(recorded: Collection[UUID | None], acting: Collection[UUID]) -> Reasons:
    """What opens an account again and a membership is not left to the one who was wrong before."""
    if set(recorded) & set(acting):
        yield Reason("four_eyes", "登记去世的和撤销的须是两个人，请由本工会另一位同志办理")


def standing(*, closed: bool) -> Reasons:
    if closed:
        words = "原来的工会已经撤销，会籍不能在这里恢复；请本人向现在工作单位或者所在街道的工会申请入会"
        yield Reason("union_closed", words)


def resettling(members: int, *, union: int, to: int | None, receives: bool, reached: bool) -> Reasons:
    """Another union that takes people in, and that stands at or under the one whose committee decided."""
    if not members:
        yield Reason("nobody", "这个工会没有需要安置的会员")
    if to is None:
        return
    if to == union or not receives:
        words = "所选的工会不能接收：是这个工会自己、已经撤销或者不直接接收会员，请另选一家"
        yield Reason("not_receiving", words, field="to")
    elif not reached:
        yield Reason("not_ours", "所选的工会不在本工会所辖范围，请另选一家，或者报共同的上级工会决定", field="to")


def keeping_above(kept_at: int | None, *, above: Collection[int], closed: bool) -> Reasons:
    """Whoever is not taken in elsewhere stays a member, of a union above."""
    if kept_at is None:
        return
    if kept_at not in above:
        words = "保留会籍的应当是这个工会的上级工会，并且是本工会或者本工会所辖的工会，请另选一家"
        yield Reason("not_above", words, field="kept_at", law=ENDING)
    elif closed:
        yield Reason("union_closed", "所选的工会已经撤销，请另选一家", field="kept_at")


def whole(unknown: int, rest: int, *, named: bool, to: int | None, kept_at: int | None) -> Reasons:
    """Nobody is forgotten, and nobody is named who is not there."""
    if unknown:
        words = f"有 {unknown} 个会员证号不是这个工会的会员，请与决议核对"
        yield Reason("unknown_cards", words, field="named")
    if named and to is None:
        yield Reason("no_destination", "点名转入的，请填写转入哪家工会", field="to")
    if rest and kept_at is None:
        yield Reason("rest", f"还有 {rest} 名会员没有去处，请填写由哪家上级工会保留会籍", field="kept_at", law=ENDING)


def following(found: int, named: int, moving: Collection[Membership]) -> Reasons:
    """Everybody who is named is there, and none is on her way elsewhere."""
    if not named:
        yield Reason("nobody", "没有写明哪些会员转入，请按名册填写")
    if found < named:
        words = f"有 {named - found} 人的会籍已经不在原来的工会，请与名册核对后重新登记"
        yield Reason("not_there", words)
    if moving:
        told = "、".join(each.person.shown_name for each in moving)
        yield Reason("moving", f"这些会员正在办理转会：{told}，请先办完或者撤回转会")


def none_moving(count: int) -> Reasons:
    if count:
        words = f"还有 {count} 件转会在办，请先由这个工会办理转出或者等新工会接收，再安置其余会员"
        yield Reason("transfers", words)


def owing(state: str) -> Reasons:
    """Of somebody whose membership is kept no dues are asked."""
    if state == RETAINED:
        yield Reason("retained", "保留会籍的会员免交会费，不用提醒", law=KEEPING)


def warning(last: date, over: date | None, *, on: date, moving: bool) -> Reasons:
    """Half a year must be over without dues and without taking part; whoever is moving takes part."""
    if over is None or on <= over:
        words = f"最近一次交会费或者参加活动是 {last}，连续满六个月以后（{over or '期限未定'} 以后）才能提醒"
        yield Reason("too_early", words, field="active_until", law=LEAVING)
    if moving:
        yield Reason("moving", "会员正在办理转会，不能提醒退会；请先办完转会", law=LEAVING)


def saying(words: str) -> Reasons:
    if not words.strip():
        yield Reason("no_words", "请写明情况", field="words")


def exiting(last: date | None, met_on: date, *, since: date) -> Reasons:
    """By a meeting held after the days to answer are over."""
    if last is None:
        yield Reason("no_calendar", "日历未维护，说明情况的最后一日还没有，请系统管理员录入放假安排后再办理")
    elif met_on <= last:
        words = f"会员可以在 {last} 以前说明情况或者恢复交会费、参加活动，这一天以后的会议才能确认"
        yield Reason("too_early", words, field="met_on", law=LEAVING)
    if met_on < since:
        yield Reason("before_her_stay", f"现在的会籍状态从 {since} 开始，决定不能早于它", field="met_on")
