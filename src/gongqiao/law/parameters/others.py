"""Workers' congresses and openness, services and benefits, personal data and logs."""

from datetime import date
from fractions import Fraction

from gongqiao.law.parameters.row import AREA, AT_LEAST, AT_MOST, OVER, PROVINCE, Law, Mark, said
from gongqiao.law.periods import Unit

DAYS, MONTHS, YEARS = Unit.CALENDAR, Unit.MONTH, Unit.YEAR
UNREAD = "条文未见"

DEMOCRACY = Law("浙江省企业民主管理条例", date(2010, 10, 1), division=PROVINCE)
CONTRACTS = Law("浙江省集体合同条例", date(2011, 1, 1), division=PROVINCE)
NATION = Law("企业民主管理规定", date(2012, 2, 13), Mark.KNOWLEDGE)
CUSTOM = Law("职工代表大会提案工作通行做法", date(2012, 2, 13), Mark.SECONDARY)
TRIPS = Law("浙江省职工疗休养政策（2020年调整）", date(2020, 7, 1), Mark.SECONDARY, division=PROVINCE)
HANGZHOU_TRIPS = Law("杭州市职工疗休养政策（2021年修订）", date(2021, 6, 1), Mark.SECONDARY, division="3301")
NETWORK_2017 = Law("中华人民共和国网络安全法", date(2017, 6, 1), Mark.KNOWLEDGE, until=date(2025, 12, 31))
NETWORK = Law("中华人民共和国网络安全法（2025年修正）", date(2026, 1, 1))
PRIVACY = Law("中华人民共和国个人信息保护法", date(2021, 11, 1))
LEGAL_AID = Law("中华人民共和国法律援助法", date(2022, 1, 1))

ROWS = (
    *said("congress.quorum", Fraction(2, 3), AT_LEAST, {DEMOCRACY: 15}),
    *said("congress.majority", Fraction(1, 2), OVER, {DEMOCRACY: 15}, "以全体代表计"),
    *said("congress.majority", Fraction(1, 2), AT_LEAST, {CONTRACTS: 29}, "通过集体合同草案", AREA),
    *said("congress.ballot", "无记名投票", "", {DEMOCRACY: 15}),
    *said("congress.managers", Fraction(1, 5), AT_MOST, {DEMOCRACY: 11}, "企业中高级管理人员"),
    *said("congress.managers", Fraction(1, 5), AT_MOST, {DEMOCRACY: 18}, "企业经营者代表", AREA),
    *said("congress.women", "不低于女职工所占比例", "", {DEMOCRACY: 11}),
    *said("congress.staff_meeting", 100, "人", {DEMOCRACY: 7}, "不满的可以召开职工大会"),
    *said("congress.meetings", 1, "次/年", {DEMOCRACY: 15}, "至少"),
    *said("congress.extraordinary_meeting", Fraction(1, 3), AT_LEAST, {DEMOCRACY: 15}, "职工代表提议"),
    *said("congress.recall", Fraction(1, 3), AT_LEAST, {DEMOCRACY: 25}, "职工代表；或者十分之一以上职工联名"),
    *said("congress.papers", 7, DAYS, {NATION: 18}),
    *said("congress.openness_reply", 30, DAYS, {DEMOCRACY: 23}),
    *said("congress.motions_call", 30, DAYS, {CUSTOM: "征集提案"}, "没有法定期限"),
    *said("congress.motion_seconders", 2, "人", {CUSTOM: "附议人"}, "没有法定人数"),
    *said("benefits.recuperation_days", 5, "日", {TRIPS: UNREAD}, "含路途，省内可以分次"),
    *said("benefits.recuperation_per_day", 600, "元/人·日", {TRIPS: UNREAD}),
    *said("benefits.recuperation_per_year", 3000, "元/人·年", {HANGZHOU_TRIPS: UNREAD}, "机关事业单位；国有企业参照"),
    *said("services.legal_aid_decision", 7, DAYS, {LEGAL_AID: 43}, "工会依第六十八条参照适用"),
    *said("services.legal_aid_assignment", 3, DAYS, {LEGAL_AID: 43}, "工会依第六十八条参照适用"),
    *said("security.logs", 6, MONTHS, {NETWORK_2017: 21}, "不少于"),
    *said("security.logs", 6, MONTHS, {NETWORK: 23}, "不少于"),
    *said("security.impact_assessments", 3, YEARS, {PRIVACY: 56}, "至少"),
)
