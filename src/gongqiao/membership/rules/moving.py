"""Why a member cannot move, and why a union cannot do this to her transfer. She need not say why she moves."""

from collections.abc import Collection
from datetime import date

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.membership.flow import DECISION, ESCALATED, ONCE, OVER, PENDING, PLANNED, TRANSFER
from gongqiao.membership.models import Membership, Transfer
from gongqiao.membership.models.transfers import REFUSAL, SILENCE

VERDICTS = {REFUSAL: ("release", "keep"), SILENCE: ("take_in", "keep")}


def planning(membership: Membership, *, under_way: bool) -> Reasons:
    if membership.state in OVER:
        yield Reason("left", "会籍已经终止，不能转会；要回到工会的，请重新申请入会")
    if membership.state == PENDING:
        yield Reason("unconfirmed", "入会还在等委员会确认，确认以后才能转会", law=DECISION)
    if under_way:
        yield Reason("under_way", "已经有一件转会在办，请先办完；要改换工会的，请先撤回", law=ONCE)


def planned(transfer: Transfer) -> Reasons:
    if transfer.state != PLANNED:
        told = TRANSFER.states[transfer.state]
        yield Reason("not_writable", f"转会现在是“{told}”，不能修改；如需修改，请先撤回再重新申请")


def destination(union: int, candidates: Collection[int]) -> Reasons:
    if union not in candidates:
        words = "这家工会不接收您所填工作地点的会员，请从列出的工会中选择；工作地点填错了的，请返回修改"
        yield Reason("not_for_this_place", words, field="union")


def moving(membership: Membership, union: int, *, receives: bool, superior: int | None) -> Reasons:
    """From where a membership stands to another union that takes people in, one union standing above both."""
    if union == membership.union_body_id:
        yield Reason("same_union", "会籍已经在这家工会，不用办理转会", field="union", law=ONCE)
    elif not receives:
        yield Reason("union_closed", "这家工会已经撤销，或者不直接接收会员，请选择另一家工会", field="union")
    elif superior is None:
        words = "两家工会没有共同的上级工会，平台不能办理；请凭原工会开具的转会介绍信到新工会办理"
        yield Reason("no_common_superior", words, field="union")


def found(memberships: Collection[Membership]) -> Reasons:
    """One answer whichever of card and name does not agree."""
    if not memberships:
        words = "没有找到这张会员证，或者姓名不一致，请与本人核对会员证号和姓名"
        yield Reason("no_such_member", words, field="card_number")


def holding_back(words: str) -> Reasons:
    if not words.strip():
        yield Reason("no_words", "请写明不同意转出的理由，会员和共同的上级工会会看到", field="words", law=ONCE)


def turning_down(words: str) -> Reasons:
    if not words.strip():
        yield Reason("no_words", "请写明不接收的理由，会员和原工会会看到", field="words")


def giving_way(transfer: Transfer, because: str) -> Reasons:
    """A union may still do what it was escalated for, until the one above both has decided; not what it was not."""
    if transfer.state == ESCALATED and transfer.because != because:
        yield Reason("other_question", f"这件转会因“{transfer.get_because_display()}”待上级决定，请等待决定")


def ruling(transfer: Transfer, verdict: str, words: str) -> Reasons:
    if transfer.because and verdict not in VERDICTS[transfer.because]:
        yield Reason("other_question", "这件转会要决定的不是这个问题，请刷新页面后重新选择", field="verdict")
    if not words.strip():
        yield Reason("no_words", "请写明理由，会员和两家工会会看到", field="words")


def taking_in(membership: Membership, *, closed: bool, since: date, on: date) -> Reasons:
    if membership.state in OVER:
        yield Reason("left", "会员的会籍已经终止，不能接收；本人要回到工会的，请重新申请入会")
    if closed:
        yield Reason("union_closed", "接收的工会已经撤销，不能接收；请会员撤回后改换工会")
    if on < since:
        words = f"接收日期早于会员现在的会籍状态开始的日期（{since}），请核对"
        yield Reason("before_her_stay", words, field="dated_on")
