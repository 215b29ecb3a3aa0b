"""Why somebody may not do what they want here. Contract, hukou, religion and schooling are asked of nobody."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from stdnum.cn import uscc

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.membership.flow import FLOW, PENDING, SUBMITTED, WRITABLE
from gongqiao.membership.models import Application
from gongqiao.membership.models.codes import ITEMS

WORKING_AGE, FULL_AGE = 16, 18
MINORS = "劳动法 第十五条"
CHARTER = "中国工会章程 第二条"
ONCE = "工会会员会籍管理办法 第三条"
ENDING = "工会法 第十三条"


def age(birth_on: date, on: date) -> int:
    """Full years; whoever was born on 29 February completes a year on the last of February (民法典 第二百零二条)."""
    return on.year - birth_on.year - ((on.month, on.day) < _birthday(birth_on, on.year))


def _birthday(birth_on: date, year: int) -> tuple[int, int]:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (2, 28) if (birth_on.month, birth_on.day) == (2, 29) and not leap else (birth_on.month, birth_on.day)


def minor(birth_on: date | None, on: date) -> bool:
    """未成年工: from sixteen, not yet eighteen."""
    return birth_on is not None and WORKING_AGE <= age(birth_on, on) < FULL_AGE


def working_age(birth_on: date | None, on: date) -> Reasons:
    """A child is told kindly whom to call; nobody is reported by a machine."""
    if birth_on is None:
        return
    if birth_on > on:
        yield Reason("born_later", "出生日期不能晚于今天，请检查", field="birth_on")
    elif age(birth_on, on) < WORKING_AGE:
        yield Reason(
            "too_young",
            "满十六周岁才能参加工作和加入工会，您现在还不能申请。如果有单位安排您做工，或者您遇到了难处，"
            "可以拨打职工服务热线 12351，会有人帮助您，不收费",
            field="birth_on",
            law=MINORS,
        )


def beginning(*, member: bool) -> Reasons:
    if member:
        yield second_membership()


def second_membership() -> Reason:
    """Told to the member herself only."""
    return Reason(
        "already_member",
        "您已经是工会会员，不用再次入会；换了工作的，请凭会员证联系现在的工会办理转会，会籍和入会日期都会保留",
        law=ONCE,
    )


def writing(application: Application) -> Reasons:
    if application.state not in WRITABLE:
        told = FLOW.states[application.state]
        yield Reason("not_writable", f"申请现在是“{told}”，不能修改；如需修改，请先撤回再重新申请")


def workplace(employment_form: str, *, employer: str, station: str) -> Reasons:
    """What the union needs to find its member: the station of a platform, otherwise the name of the employer."""
    platform = employment_form == "platform"
    if platform and not employer:
        yield Reason("no_platform", "请填写在哪个平台接单，例如“饿了么”“滴滴”；做几家的写主要的一家", field="employer")
    if platform and not station:
        yield Reason("no_station", "请填写所在站点或者车队；没有固定站点的填“无固定站点”", field="station")
    if employment_form not in {"platform", "flexible", ""} and not employer:
        yield Reason("no_employer", "请填写工作单位名称，写您知道的叫法就可以", field="employer")


def credit_code_in(employer: str) -> str:
    """The applicant may write her employer's credit code where its name is asked."""
    code = employer.strip().upper()
    return code if uscc.is_valid(code) else ""


def choosing(application: Application, union: int, candidates: Collection[int]) -> Reasons:
    if application.submitted_on:
        yield Reason("union_chosen", "申请已经交给工会，不能改换；要换工会的，请先撤回，再重新申请")
    if union not in candidates:
        yield Reason(
            "not_for_this_place",
            "这家工会不接收您所填工作地点的申请，请从列出的工会中选择；工作地点填错了的，请返回修改",
            field="union",
        )


def submission(application: Application) -> Reasons:
    """The parts that are still empty, each with the page where it is filled in."""
    if not application.employment_form:
        yield Reason("no_work", "还没有选择用工形式，请返回第一步填写")
    if application.division_id is None:
        yield Reason("no_place", "还没有填写工作地点，请返回第二步填写")
    elif application.union_body_id is None:
        yield Reason("no_union", "还没有选择工会，请返回第三步选择")
    if application.born_on is None:
        yield Reason("no_identity", "还没有填写姓名和证件，请返回第四步填写")


def agreement(application: Application, *, agreed: bool) -> Reasons:
    """The union reads and compares her document's number because she has agreed to it, and as long as she has."""
    if application.born_on is not None and not agreed:
        words = "还没有同意处理证件号码等敏感个人信息，请返回第四步勾选同意，或者到“我的”—“授权管理”中同意后再提交"
        yield Reason("no_agreement", words, law="个人信息保护法 第二十九条")


def open_union(*, closed: bool) -> Reasons:
    if closed:
        yield Reason("union_closed", "这家工会已经撤销，不再接收申请；请返回第三步，从现有的工会中另选一家")


def deciding(*, closed: bool) -> Reasons:
    """A committee ends with its union."""
    if closed:
        yield Reason("union_closed", "本工会已经撤销，不能再准予入会；还没有办结的申请，请转办给现在接收申请的工会")


def bringing(*, below: bool) -> Reasons:
    """Whoever enters the lists of many unions does so for those that stand below one."""
    if not below:
        yield Reason("not_below", "这个工会不在办理登记的工会之下，请从名单中去掉，或者由它的上级工会办理")


def ending(*, members: int, applications: int) -> Reasons:
    """A union is not ended over the heads of its members; somebody must hold their membership first."""
    if members:
        words = (
            f"还有 {members} 名会员的会籍在这个工会（包括保留会籍的），要先由上一级工会决定会籍转到哪里、"
            "由哪家上级工会保留；请在这个工会的页面上办理“安置会员”"
        )
        yield Reason("members", words, law=ENDING)
    if applications:
        words = (
            f"还有 {applications} 份入会申请没有办结，请先由这个工会准予、驳回或者转办；"
            "退回补正的，等申请人补正，或者到期视为撤回"
        )
        yield Reason("applications", words, law=ENDING)


def leaving(*, waiting: bool) -> Reasons:
    if waiting:
        words = "您的入会申请正在办理，请等工会办结；不想入会的，先在“入会进度”中撤回申请，再来注销"
        yield Reason("application_under_way", words)


def sending_back(missing: Sequence[str]) -> Reasons:
    if not missing:
        yield Reason("nothing_missing", "请勾选缺少的内容，申请人才知道要补什么", field="missing")
    for code in missing:
        if code not in ITEMS:
            yield Reason("unknown_item", f"没有“{code}”这一项，请从列出的内容中勾选", field="missing")


def rejecting(words: str) -> Reasons:
    if not words.strip():
        yield Reason("no_words", "请写明驳回的理由，申请人会看到", field="words", law=CHARTER)


def referring(union: int, to: int, *, closed: bool) -> Reasons:
    if to == union:
        yield Reason("same_union", "申请已经在本工会，请选择另一家工会", field="to")
    if closed:
        yield Reason("union_closed", "这家工会已经撤销，请选择另一家工会", field="to")


def numbering(*, used: bool) -> Reasons:
    if used:
        yield Reason(
            "number_used", "本工会已登记过这个文号的决议，请核对文号；确为另一次会议的请换一个文号", field="number"
        )


def pre_admitting(application: Application, *, delegated: bool, own: bool, member: bool) -> Reasons:
    """An officer decides in the committee's name where it has said so, and never of herself."""
    if not delegated:
        words = "委员会没有授权您现在的职务先行准予入会，或者授权已经到期、收回；请列入委员会下一次会议"
        yield Reason("not_delegated", words, law=CHARTER)
    if own:
        yield Reason("own_case", "不能先行准予自己入会，请由其他受托人办理，或者列入委员会会议")
    if member and application.state == SUBMITTED:
        yield Reason("already_member", "申请人已有会籍，不能重复入会；请联系本人核实，需要换工会的办理转会", law=ONCE)


def confirming(left: Collection[UUID], admitted: Collection[UUID], declined: Collection[UUID]) -> Reasons:
    """The next resolution speaks of everybody whom the officers admitted before it, once."""
    if count := len(set(left) - {*admitted, *declined}):
        words = f"还有 {count} 份先行准予的申请等委员会确认，请逐份勾选：确认的列入准予入会，其余的列入不予确认"
        yield Reason("unconfirmed", words, field="applications", law=CHARTER)
    if set(admitted) & set(declined):
        yield Reason("both", "同一份申请不能既准予入会又不予确认，请只勾选一处", field="declined")


def deciding_on(application: Application, step: str, met_on: date, *, union: int, member: bool) -> Reasons:
    """What keeps one applicant out of a resolution; she is named as the ledger names her."""
    told = f"{application.shown_name}："
    for reason in FLOW.blocks(step, application):
        decided = (
            "已由另一份决议准予入会"
            if application.state == "admitted"
            else f"申请现在是“{FLOW.states[application.state]}”"
        )
        yield Reason(reason.code, f"{told}{decided}，请从名单中去掉后再登记", field="applications", law=reason.law)
    if application.union_body_id != union:
        yield Reason("other_union", f"{told}申请的不是本工会，请从名单中去掉", field="applications")
    if application.state == PENDING and application.decided_on and met_on < application.decided_on:
        words = f"{told}先行准予（{application.decided_on}）在会议之后，请核对会议日期，或者留到下一次会议"
        yield Reason("admitted_after_meeting", words, field="applications", law=CHARTER)
    elif application.submitted_on and met_on < application.submitted_on:
        words = f"{told}提交申请（{application.submitted_on}）在会议之后，请核对会议日期，或者留到下一次会议"
        yield Reason("applied_after_meeting", words, field="applications", law=CHARTER)
    if member and application.state == SUBMITTED:
        words = f"{told}已有会籍，不能重复入会；请联系本人核实，需要换工会的办理转会"
        yield Reason("already_member", words, field="applications", law=ONCE)


def chosen(applications: Collection[object], asked: Collection[object]) -> Reasons:
    if not asked:
        yield Reason("nobody_chosen", "请至少选择一份申请", field="applications")
    elif len(applications) < len(set(asked)):
        yield Reason("unknown_application", "名单中有找不到的申请，请刷新页面后重新选择", field="applications")


def undoing(count: int, *, applied: int) -> Reasons:
    """What was built on a list that was entered, or came with it, keeps the whole of it standing."""
    if applied:
        why = f"这份决议里有 {applied} 人是本人提出申请、由委员会准予入会的"
        yield Reason("applied", f"{why}，不能当作名册整批撤销；个别登错的，请逐人办理更正")
    if count:
        why = f"名册登记以后，有 {count} 人会籍已经变动、正在办转会，或者换过会员证"
        yield Reason("built_on", f"{why}，不能整批撤销；个别登错的，请逐人办理更正")
