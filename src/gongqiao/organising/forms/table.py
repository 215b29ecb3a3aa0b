"""One row for each act on a founding: both doors open by it, here and from a paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form

from gongqiao.organising import actions
from gongqiao.organising.forms import acts


@dataclass(frozen=True)
class Told:
    """`words` say what it is for, `done` what has happened; `on_paper` is its paper's shape, where there is one."""

    title: str
    verb: Callable[..., Any]
    form: type[Form] | None
    done: str
    words: str
    on_paper: type[Form] | None = None

    @property
    def shapes(self) -> dict[bool, type[Form]]:
        """By whether it comes from a paper."""
        return {paper: form for paper, form in ((False, self.form), (True, self.on_paper)) if form}


TABLE = {
    "petition_again": Told(
        "重新请示", actions.petition_again, acts.Petitioning, "已重新请示，期限重新计算",
        "照退回的意见改好再报；原来的材料都留着。", acts.PetitioningOnPaper,
    ),
    "approve_group": Told(
        "批复同意成立筹备组", actions.approve_group, acts.Answering, "已批复，筹备组会收到通知",
        "同意这些人筹备工会。批复的文字由系统写好，打印后盖章，可以把盖章件传回来。", acts.AnsweringOnPaper,
    ),
    "list_members": Told(
        "交会员名册", actions.list_members, acts.Listing, "名册已交",
        "会员在名册上签名，再把人数填在这里。已经是其他工会会员的，写姓名和会员证号，工会成立后一并转入，会籍不中断。",
        acts.ListingOnPaper,
    ),
    "state_persons": Told(
        "说明单位有关人员", actions.state_persons, acts.Stating, "已说明，筹备组和上一级工会会看到",
        "单位负责人、合伙人和他们的近亲属不能作为工会委员会候选人，由单位说明是哪些人。不说明不影响工会筹备。",
        acts.StatingOnPaper,
    ),
    "post_candidates": Told(
        "公示候选人", actions.post_candidates, acts.Posting, "已登记公示，期满以后可以请示召开大会",
        "委员候选人公示不少于五个工作日，主席候选人公示七日，组织员候选人照同样的期限。"
        "候选人有改动的，要重新公示。", acts.PostingOnPaper,
    ),
    "give_opinion": Told(
        "党组织意见", actions.give_opinion, acts.Opining, "已登记党组织意见",
        "同级党组织对候选人提出意见；不同意的，筹备组调整候选人后重新公示。", acts.OpiningOnPaper,
    ),
    "call_congress": Told(
        "请示召开大会", actions.call_congress, acts.Calling, "已请示，批复以后召开",
        "公示期满以后向上一级工会请示。会员不满一百人的召开会员大会。", acts.CallingOnPaper,
    ),
    "approve_congress": Told(
        "批复同意召开大会", actions.approve_congress, acts.Answering, "已批复，筹备组会收到通知",
        "同意大会的时间、形式和候选人。会员恰为一百人又请示开会员代表大会的，批复即为同意。", acts.AnsweringOnPaper,
    ),
    "report_result": Told(
        "报告选举结果", actions.report_result, acts.Reporting, "已报告，等上一级工会批复",
        "照计票单填写。实到应当达到应到的三分之二，得票超过应到会人数的一半才能当选。", acts.ReportingOnPaper,
    ),
    "approve_result": Told(
        "批复选举结果", actions.approve_result, acts.ResultAnswering, "已批复，工会成立",
        "批复以后工会就成立了：写进组织台账，覆盖这个单位，第一届任期从选举之日起算。", acts.ResultAnsweringOnPaper,
    ),
    "send_back": Told(
        "退回", actions.send_back, acts.Returning, "已退回，筹备组会看到理由",
        "材料不全、程序不对的退回，写明怎样补正；选举不合规定的，退回以后重新选举。", acts.ReturningOnPaper,
    ),
    "bring_members": Told(
        "会员转入", actions.bring_members, acts.Bringing, "会员已转入，每个人都会收到通知",
        "名册上原来在其他工会的会员，照上一级工会委员会的一次决议全部转入新工会，会籍不中断、会员证照常使用。",
    ),
    "register_legal_person": Told(
        "登记法人资格", actions.register_legal_person, None, "已登记，证书到期前会提醒换领",
        "领到工会法人资格证书以后，照证书登记；文号填证书编号，落款日期填发证日期。", acts.Registering,
    ),
    "open_account": Told(
        "登记账户", actions.open_account, acts.AccountOpening, "已登记账户",
        "工会独立开立账户，不用单位的账户。",
    ),
    "cut_seal": Told(
        "登记刻章", actions.cut_seal, acts.SealCutting, "已登记刻章", "公章刻好并备案以后登记。",
    ),
    "withdraw": Told(
        "停办", actions.withdraw, acts.Withdrawing, "已停办",
        "不再筹备的停办，以后可以重新请示；会员的会籍不受影响。", acts.WithdrawingOnPaper,
    ),
}  # fmt: skip
