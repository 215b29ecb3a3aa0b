"""Why somebody cannot be erased yet, or a hold not be set: each reason with the way out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongqiao.erasure.flow import ERASING
from gongqiao.erasure.models import ALIVE, BACK
from gongqiao.kernel.reasons import Reason, Reasons

LATELY = timedelta(minutes=15)
LEAVING = "中国工会章程 第六条"


@dataclass(frozen=True)
class UnderWay:
    """What the unions have of somebody: by table, whether anything of it is not over."""

    member: bool = False
    applying: bool = False
    changing: bool = False
    merging: bool = False
    founding: bool = False
    listed: bool = False


def under_way(told: UnderWay) -> Reasons:
    if told.member:
        words = "您现在是会员（包括保留会籍）：请先在“我的会籍”里声明退会，工会宣布以后再来要求删除"
        yield Reason("member", words, law=LEAVING)
    if told.applying:
        yield Reason("applying", "您有一件入会申请还没有办完：请先撤回，或者等工会办完")
    if told.changing:
        yield Reason("changing", "您的会籍变动还没有办完（宣布或者备案）：请等工会办完，急的请联系所在工会")
    if told.merging:
        yield Reason("merging", "您有一件合并登记还没有办完：请先答复，或者请提出的工会撤回")
    if told.founding:
        yield Reason("founding", "您是一件组建工会的联系人：请先请上一级工会办结或者停办")
    if told.listed:
        yield Reason("listed", "您在一份还没有办完的名册或者名单上：请先请所在工会办完或者取消，最长三十天")


def asking(*, known: bool, asked: bool) -> Reasons:
    if not known:
        words = "这个账号没有关联到人员信息，没有会籍可删：在“注销账号”里注销，账号的信息就删除了"
        yield Reason("not_known", words)
    elif asked:
        yield Reason("asked", "已经提出过删除，正在办理，不用再提")


def proving(*, enrolled: bool, strong_at: datetime | None, at: datetime) -> Reasons:
    """Whoever found the phone lying open does not end what its owner has."""
    if enrolled and (strong_at is None or at - strong_at > LATELY):
        yield Reason("step_up", "要求删除前请先输入一次动态口令")


def kin(*, by_kin: bool, dead: bool) -> Reasons:
    """The next of kin may ask in the place of somebody who has died, and nobody in that of the living."""
    if by_kin and not dead:
        words = "没有登记本人去世，近亲属不能代为提出：请先凭死亡证明在会员记录里登记"
        yield Reason("not_dead", words, law="个人信息保护法 第四十九条", field="by_kin")
    if dead and not by_kin:
        yield Reason("dead", "已经登记本人去世，只能由近亲属提出", law="个人信息保护法 第四十九条", field="by_kin")


def overtaken(*, by_kin: bool, dead: bool, back: bool) -> str:
    """Why a request no longer counts when its day has come; nothing where it does."""
    if by_kin and not dead:
        return ALIVE
    return BACK if back else ""


def not_found() -> Reason:
    """The same words whether nobody has this document, it is somebody else's, or another union's."""
    words = "没有查到：请核对证件和姓名；只能办理本工会和下级工会知道的人"
    return Reason("not_found", words, field="document_number")


def holding(until: date, *, longest: date, on: date) -> Reasons:
    if until < on:
        yield Reason("past", "最后一日不能早于今天", field="until")
    if until > longest:
        words = f"一次最长一年（到 {longest}）；到时仍需要的，可以延长"
        yield Reason("too_long", words, field="until", law=ERASING)


def prolonging(until: date, *, before: date) -> Reasons:
    if until <= before:
        yield Reason("not_later", f"延长后的最后一日要晚于现在的（{before}）", field="until")


def standing(*, stands: bool) -> Reasons:
    if not stands:
        yield Reason("over", "这件暂缓删除已经解除或者到期，要再暂缓的请重新登记")
