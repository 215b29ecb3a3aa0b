"""Every clock of the platform by name, `module.clock`: what it is, what starts it, how it is counted.

Days, unit and article are not here but in the dated rows of the same key.
"""

from dataclasses import dataclass

from gongqiao.law.periods import Count

DEADLINE, EFFECT, POSTING, BEFORE = Count.DEADLINE, Count.EFFECT, Count.POSTING, Count.BEFORE
REMINDER, OPENING, MAXIMUM = Count.REMINDER, Count.OPENING, Count.MAXIMUM


@dataclass(frozen=True)
class Clock:
    name: str
    words: str
    count: Count
    starts: str


_LISTED = (
    Clock("bargaining.representatives_posting", "公布协商代表", DEADLINE, "协商代表产生"),
    Clock("bargaining.vacancy", "补选协商代表", DEADLINE, "协商代表出缺"),
    Clock("bargaining.reply", "答复协商要求", DEADLINE, "收到书面要求"),
    Clock("bargaining.information", "提供信息和资料", BEFORE, "举行协商会议"),
    Clock("bargaining.suspension", "中止协商", MAXIMUM, "中止之日"),
    Clock("bargaining.conclusion", "完成协商（自要约起）", DEADLINE, "发出要约"),
    Clock("bargaining.conclusion_of_meetings", "完成协商（自首次会议起）", DEADLINE, "首次协商会议"),
    Clock("bargaining.draft_to_congress", "草案提交职代会或者职工大会讨论", DEADLINE, "协商一致、纪要签署"),
    Clock("bargaining.resubmit", "修改后的草案再次提交讨论和表决", DEADLINE, "重新协商一致"),
    Clock("bargaining.file", "报送审查", DEADLINE, "双方首席代表签字"),
    Clock("bargaining.review", "劳动行政部门审查", EFFECT, "劳动行政部门收到文本"),
    Clock("bargaining.publish", "向全体职工公布", DEADLINE, "合同生效"),
    Clock("bargaining.renewal", "可以提出重新签订或者续订", OPENING, "合同期满"),
    Clock("bargaining.termination_report", "解除合同报送备案", DEADLINE, "合同解除"),
    Clock("bargaining.mediation", "协调处理争议", DEADLINE, "受理申请"),
    Clock("bargaining.mediation_extension", "延长协调处理", DEADLINE, "原定期限届满"),
    Clock("bargaining.layoff_notice", "裁员前向工会或者全体职工说明情况", BEFORE, "裁减人员"),
    Clock("congress.papers", "会议材料送达职工代表", BEFORE, "职代会召开"),
    Clock("congress.openness_reply", "答复厂务公开意见", DEADLINE, "收到意见和建议"),
    Clock("congress.motions_call", "征集职代会提案", REMINDER, "职代会召开"),
    Clock("congress.candidates_posting", "公示工会委员候选人", POSTING, "张贴公示"),
    Clock("congress.chair_posting", "公示工会主席候选人", POSTING, "张贴公示"),
    Clock("congress.election_approval", "批复工会选举结果", DEADLINE, "收到选举结果报告"),
    Clock("inspection.refusal", "书面告知不予受理", DEADLINE, "接到投诉"),
    Clock("inspection.opinion", "答复监督意见书", DEADLINE, "收到监督意见书"),
    Clock("membership.review", "审批入会申请", DEADLINE, "收到申请"),
    Clock("membership.correction", "补正入会申请", DEADLINE, "退回补正"),
    Clock("membership.release", "转出会籍", DEADLINE, "收到转会申请"),
    Clock("membership.acceptance", "接收会籍", DEADLINE, "原工会转出"),
    Clock("membership.lapse", "连续不交会费、不参加组织生活", MAXIMUM, "最后一次交费或者参加活动"),
    Clock("organisations.election_180", "换届提醒（一百八十日）", REMINDER, "任期届满"),
    Clock("organisations.election_90", "换届提醒（九十日）", REMINDER, "任期届满"),
    Clock("organisations.election_30", "换届提醒（三十日）", REMINDER, "任期届满"),
    Clock("organisations.delay", "延期换届", MAXIMUM, "任期届满"),
    Clock("organisations.acting_chair", "代理主席", MAXIMUM, "主席空缺"),
    Clock("organisations.legal_person_renewal", "可以申请换领法人资格证书", OPENING, "证书有效期届满"),
    Clock("services.legal_aid_decision", "审查法律援助申请", DEADLINE, "收到申请"),
    Clock("services.legal_aid_assignment", "指派法律援助人员", DEADLINE, "决定给予援助"),
)
CLOCKS = {clock.name: clock for clock in _LISTED}
