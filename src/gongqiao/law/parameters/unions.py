"""Unions and their members: founding, elections, terms, joining, dues, supervision of labour law."""

from datetime import date
from fractions import Fraction

from gongqiao.law.parameters.row import AT_LEAST, OVER, PROVINCE, Either, Law, Mark, said
from gongqiao.law.periods import Unit

DAYS, WORKING, MONTHS, YEARS = Unit.CALENDAR, Unit.WORKING, Unit.MONTH, Unit.YEAR
UNREAD = "条号待核对"

UNION = Law("中华人民共和国工会法", date(2022, 1, 1))
CHARTER = Law("中国工会章程", date(2008, 10, 21), Mark.KNOWLEDGE)
ELECTIONS = Law("工会基层组织选举工作条例", date(2016, 10, 9))
GUESSED = Law("工会基层组织选举工作条例", date(2016, 10, 9), Mark.KNOWLEDGE)
CHAIRS = Law("企业工会主席产生办法（试行）", date(2007, 8, 20))
WOMEN = Law("工会女职工委员会工作条例", date(2004, 2, 28))
LEGAL_PERSONS = Law("基层工会法人登记管理办法", date(2020, 12, 8))
REGISTRATION = Law("基层工会法人登记管理办法", date(2020, 12, 8), Mark.KNOWLEDGE)
GUIDE = Law("安徽省总工会基层工会法人登记办事指南", date(2020, 12, 8), Mark.SECONDARY)
DUES = Law("中华全国总工会关于收交工会会费的通知", date(1978, 1, 1), Mark.SECONDARY)
SUPERVISION = Law("浙江省工会劳动法律监督条例", date(2016, 12, 1), division=PROVINCE)
PLATFORM = Law("工桥平台办理时限", date(2020, 1, 1), Mark.SETTING)
ARCHIVES = Law("工会会员档案保管期限", date(1978, 1, 1), Mark.KNOWLEDGE)
EQUALLY = "《工会基层组织选举工作条例》可以等额，条文待核对"

# So many members and more: so many on the committee.
SEATS = {1: (3, 5), 25: (3, 7), 201: (7, 15), 1001: (15, 21), 5001: (21, 29), 10001: (29, 37), 50001: (37, 45)}

ROWS = (
    *said("organising.committee_members", 25, "人", {UNION: 11}, "以会员计，不以职工计"),
    *said("organising.women_committee_members", 10, "人", {WOMEN: UNREAD}, "以女会员计；不足的设女职工委员"),
    *said("organising.fulltime_chair_staff", 200, "人", {UNION: 14}, "可以设，不是应当设"),
    *said("organising.group_reply", 10, WORKING, {PLATFORM: "批复成立筹备组"}),
    *said("organising.congress_reply", 10, WORKING, {PLATFORM: "批复召开大会"}),
    *said("organising.registration", 60, DAYS, {REGISTRATION: UNREAD}, "自批准成立之日起申请"),
    *(row for least, seats in SEATS.items() for row in said(f"organising.seats_{least}", seats, "人", {ELECTIONS: 8})),
    *said("organising.chair_contest", "差额", "", {CHAIRS: "第七条至第十一条"}, EQUALLY),
    *said("organisations.term", Either((3, 5)), YEARS, {UNION: 16}, "地方总工会和产业工会五年"),
    *said("organisations.extraordinary_meeting", Fraction(1, 3), AT_LEAST, {UNION: 17}, "会员提议"),
    *said("organisations.full_meeting", 100, "人", {ELECTIONS: UNREAD}, "不满的召开会员大会；恰为一百人时各文件不一"),
    *said("organisations.delay", 6, MONTHS, {GUIDE: UNREAD}, "一般不超过半年，经上一级工会批准"),
    *said("organisations.acting_chair", 6, MONTHS, {GUESSED: UNREAD}, "不超过半年"),
    *said("organisations.election_180", 180, DAYS, {PLATFORM: "换届提醒"}),
    *said("organisations.election_90", 90, DAYS, {PLATFORM: "换届提醒"}),
    *said("organisations.election_30", 30, DAYS, {PLATFORM: "换届提醒"}),
    *said("organisations.legal_person", "与届期相同", "", {LEGAL_PERSONS: "第二十六条至第二十七条"}, "三至五年"),
    *said("organisations.legal_person_renewal", 30, DAYS, {LEGAL_PERSONS: "第二十六条至第二十七条"}, "届满前申请"),
    *said("organisations.funds", Fraction(1, 50), "", {UNION: 43}, "每月全部职工工资总额"),
    *said("membership.dues", Fraction(1, 200), "", {DUES: UNREAD}, "本人每月基本收入"),
    *said("congress.election_quorum", Fraction(2, 3), AT_LEAST, {ELECTIONS: 17}, "以应到会人数计"),
    *said("congress.election_majority", Fraction(1, 2), OVER, {ELECTIONS: UNREAD}, "以应到会人数计"),
    *said("congress.election_margin", Fraction(1, 20), AT_LEAST, {ELECTIONS: UNREAD}, "委员，至少多一人"),
    *said("congress.election_standing_margin", Fraction(1, 10), AT_LEAST, {GUESSED: UNREAD}, "常委"),
    *said("congress.candidates_posting", 5, WORKING, {ELECTIONS: UNREAD}, "不少于五个工作日"),
    *said("congress.chair_posting", 7, DAYS, {CHAIRS: "第七条至第十一条"}, "按姓氏笔画排列"),
    *said("congress.election_approval", 15, DAYS, {GUESSED: UNREAD}),
    *said("membership.lapse", 6, MONTHS, {CHARTER: 6}, "2008年文本，2023年文本待核对；只提示，由人确认，须有提醒记录"),
    *said("membership.review", 15, WORKING, {PLATFORM: "入会审批"}),
    *said("membership.confirmation", 30, DAYS, {PLATFORM: "先行准予的确认"}),
    *said("membership.correction", 30, DAYS, {PLATFORM: "入会申请补正"}),
    *said("membership.release", 10, WORKING, {PLATFORM: "会籍转出"}),
    *said("membership.acceptance", 10, WORKING, {PLATFORM: "会籍接收"}),
    *said("membership.consent", 30, DAYS, {PLATFORM: "会员同意转会"}),
    *said("membership.ruling", 10, WORKING, {PLATFORM: "转会由共同上级决定"}),
    *said("changes.announcement", 10, WORKING, {PLATFORM: "宣布退会"}),
    *said("changes.answer", 30, DAYS, {PLATFORM: "退会前提醒的说明"}),
    *said("changes.filing", 10, WORKING, {PLATFORM: "开除会籍的备案"}),
    *said("merging.confirmation", 10, WORKING, {PLATFORM: "合并登记的复核"}),
    *said("merging.answer", 15, DAYS, {PLATFORM: "合并登记的本人答复"}, "到期没有答复的不合并"),
    *said("erasure.grace", 1, DAYS, {PLATFORM: "删除个人信息以前可以撤回"}),
    *said("erasure.archive", 10, YEARS, {ARCHIVES: UNREAD}, "自会籍终止之日起；没有查到规定，由平台设定"),
    *said("erasure.hold", 1, YEARS, {PLATFORM: "暂缓删除一次最长"}, "可以延长"),
    *said("exports.approval", 3, WORKING, {PLATFORM: "导出的批准"}, "到期没有批准的作废"),
    *said("rosters.keeping", 30, DAYS, {PLATFORM: "名册保存"}, "没有接收的名册到期作废"),
    *said("intake.keeping", 30, DAYS, {PLATFORM: "名单保存"}, "没有登记的名单到期作废"),
    *said("rosters.confirmation", 30, DAYS, {PLATFORM: "名单本人确认"}, "到期没有确认的不计入"),
    *said("inspection.refusal", 5, WORKING, {SUPERVISION: 17}),
    *said("inspection.opinion", 15, WORKING, {SUPERVISION: 22}),
    *said("inspection.investigators", 2, "人", {SUPERVISION: 20}),
    *said("inspection.committee_members", 25, "人", {SUPERVISION: 11}, "不足的可以只设监督员"),
)
