"""Collective bargaining and collective contracts: nation, Zhejiang, Hangzhou and Ningbo.

The rules of the two cities bind wage bargaining only. Where a city is silent the province speaks.
"""

from datetime import date
from fractions import Fraction

from gongqiao.law.parameters.row import AREA, AT_LEAST, AT_MOST, OVER, PROVINCE, Law, Mark, said
from gongqiao.law.periods import Unit

DAYS, WORKING, MONTHS, YEARS = Unit.CALENDAR, Unit.WORKING, Unit.MONTH, Unit.YEAR
THIRD, HALF, TWO_THIRDS, NINE_TENTHS = Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(9, 10)

NATION = Law("集体合同规定", date(2004, 5, 1))
WAGE = Law("工资集体协商试行办法", date(2000, 11, 8), kind="wage")
NOTICE = Law(
    "浙江省劳动保障厅关于转发〈工资集体协商试行办法〉的通知（浙劳社劳薪〔2001〕76号）",
    date(2001, 4, 4), Mark.SECONDARY, division=PROVINCE, kind="wage",
)  # fmt: skip
CODE = Law("中华人民共和国劳动合同法", date(2008, 1, 1))
ZHEJIANG = Law("浙江省集体合同条例", date(2011, 1, 1), division=PROVINCE)
ZHEJIANG_WAGE = Law("浙江省集体合同条例", date(2011, 1, 1), division=PROVINCE, kind="wage")
DEMOCRACY = Law("浙江省企业民主管理条例", date(2010, 10, 1), division=PROVINCE)
HANGZHOU = Law("杭州市企业工资集体协商条例", date(2014, 5, 1), division="3301", kind="wage")
NINGBO = Law("宁波市企业工资集体协商条例", date(2014, 5, 1), division="3302", kind="wage")
ALGORITHMS = Law("平台劳动规则和算法协商指引（试行）", date(2026, 3, 1), Mark.SECONDARY)

EARLIER = "《浙江省企业民主管理条例》{}（2010年10月1日起施行）；同一机关所定，依后法"
EQUAL = EARLIER.format("第二十八条规定双方人数应当相等")
BOTH = EARLIER.format("第二十九条规定中止须经双方同意")
AREA_CONGRESS = "区域、行业职代会全体代表；或者受约束单位各自的职代会、职工大会"

REPRESENTATIVES = (
    *said("bargaining.representatives", 3, "人", {NATION: 19, ZHEJIANG: 10, HANGZHOU: 16, NINGBO: 8}),
    *said("bargaining.representatives_above_scale", 5, "人", {ZHEJIANG: 10, HANGZHOU: 16, NINGBO: 8}),
    *said("bargaining.representatives_most", 9, "人", {HANGZHOU: 16}),
    *said("bargaining.representatives_most", 10, "人", {NINGBO: 8}),
    *said("bargaining.sides", "双方人数对等", "", {NATION: 19}),
    *said("bargaining.sides", "用人单位一方不多于劳动者一方", "", {ZHEJIANG: 10, HANGZHOU: 16, NINGBO: 8}, EQUAL),
    *said("bargaining.outsiders", THIRD, AT_MOST, {NATION: 23, WAGE: 12, ZHEJIANG: 10, HANGZHOU: 17, NINGBO: 9}),
    *said("bargaining.nomination", HALF, AT_LEAST, {NATION: 20}, "未建工会的，经本单位职工同意"),
    *said("bargaining.nomination", HALF, OVER, {ZHEJIANG: 10, HANGZHOU: 18}, "未建工会的，经全体代表或者全体职工同意"),
    *said("bargaining.nomination", HALF, OVER, {NINGBO: 9}, "未建工会的，经全体职工同意"),
    *said("bargaining.representatives_posting", 5, WORKING, {NINGBO: 10}, "在有关企业公布"),
    *said("bargaining.vacancy", 15, DAYS, {NATION: 31}),
)

NO_UNION = "未建工会的，从本方协商代表中推举"
ASKED = "协商工作要求第一项"
PEOPLE = (
    *said("bargaining.representatives", (3, 10), "人", {NOTICE: ASKED}),
    *said("bargaining.sides", "双方人数均等", "", {NOTICE: ASKED}),
    *said("bargaining.selection", "由本单位工会选派", "", {NATION: 20}),
    *said("bargaining.selection", "由工会代表", "", {WAGE: 9}),
    *said("bargaining.selection", "由职代会或者职工大会选举", "", {ZHEJIANG: 10, HANGZHOU: 18, NINGBO: 9}),
    *said("bargaining.selection", "由行业工会或者区域工会选派", "", {ZHEJIANG: 12, NINGBO: 28}, "", AREA),
    *said("bargaining.selection", "由行业工会或者区域工会推荐，经行业、区域职代会通过", "", {HANGZHOU: 32}, "", AREA),
    *said("bargaining.worker_chief", "工会主席，可以书面委托他人代理", "", {NATION: 20, WAGE: 10}, NO_UNION),
    *said("bargaining.worker_chief", "工会负责人", "", {ZHEJIANG: 10, NINGBO: 9}, NO_UNION),
    *said("bargaining.worker_chief", "工会主席或者工会负责人", "", {HANGZHOU: 18}, NO_UNION),
    *said("bargaining.worker_chief", "工会负责人", "", {ZHEJIANG: 12, HANGZHOU: 32, NINGBO: 28}, "", AREA),
    *said("bargaining.employer_chief", "法定代表人，或者其书面委托的其他管理人员", "", {NATION: 21, WAGE: 10}),
    *said("bargaining.employer_chief", "法定代表人或者主要负责人", "", {ZHEJIANG: 10, NINGBO: 9}),
    *said("bargaining.employer_chief", "法定代表人，或者其书面委托的本企业其他负责人", "", {HANGZHOU: 18}),
    *said("bargaining.employer_chief", "企业方代表民主推选", "", {ZHEJIANG: 12, HANGZHOU: 32, NINGBO: 28}, "", AREA),
    *said("bargaining.chief_internal", "首席代表不得由非本单位人员代理", "", {NATION: 23}),
    *said("bargaining.barred", "双方代表不得相互兼任", "", {NATION: 24, ZHEJIANG: 10}),
    *said("bargaining.barred", "双方代表不得兼任；企业负责人不代表职工，工会工作人员不代表企业", "", {NINGBO: 8}),
    *said("bargaining.composition", "女性、残疾人较多的有相应比例的代表", "", {ZHEJIANG: 10, HANGZHOU: 18, NINGBO: 8}),
    *said("bargaining.dispatched", "被派遣劳动者较多的，其代表参加会议", "", {ZHEJIANG: 11}),
    *said("bargaining.dispatched", "被派遣劳动者较多的，有其代表任职工方代表", "", {HANGZHOU: 18}),
    *said("bargaining.chairing", "双方首席代表轮流主持", "", {NATION: 34, WAGE: 11, HANGZHOU: 26}),
    *said("bargaining.chairing", "双方首席代表轮流召集", "", {ZHEJIANG: 16}),
    *said("bargaining.chairing", "双方首席代表轮流主持，首次由提出方", "", {NINGBO: 16}),
    *said("bargaining.recorder", "共同确定一名非协商代表，中立并保密", "", {NATION: 33}),
    *said("bargaining.recorder", "书面记录员，双方协商指定", "", {NOTICE: ASKED}),
    *said("bargaining.recorder", "双方共同确定一名", "", {ZHEJIANG: 16}),
    *said("bargaining.recorder", "双方共同指定一名非协商代表", "", {HANGZHOU: 26}),
    *said("bargaining.recorder", "双方共同确定一名，中立、公正并保密", "", {NINGBO: 18}),
    *said("bargaining.minutes", "双方首席代表签字确认", "", {ZHEJIANG: 16, HANGZHOU: 26, NINGBO: 18}),
    *said("bargaining.draft_signature", "草案由双方首席代表签字", "", {NINGBO: 19}),
    *said("bargaining.signature", "双方首席代表签字盖章", "", {WAGE: 20}),
    *said("bargaining.signature", "通过后双方首席代表签字", "", {NATION: 37, ZHEJIANG: 24, HANGZHOU: 28, NINGBO: 20}),
    *said("bargaining.signature", "通过后双方首席代表签字", "", {ZHEJIANG: 29, HANGZHOU: 33}, "", AREA),
)

TALKS = (
    *said("bargaining.reply", 20, DAYS, {NATION: 32, WAGE: 17}),
    *said("bargaining.reply", 10, WORKING, {ZHEJIANG: 7, HANGZHOU: 24, NINGBO: 14}, "不得拒绝"),
    *said("bargaining.information", 5, DAYS, {WAGE: 18}, "原文为“在协商开始前5日内”，按对方要求提供"),
    *said("bargaining.information", 7, DAYS, {ZHEJIANG: 16}, "事项、代表名单，并按对方要求提供真实情况和资料"),
    *said("bargaining.information", 7, WORKING, {HANGZHOU: 25}, "按对方要求提供真实情况和资料"),
    *said("bargaining.information", 7, DAYS, {NINGBO: 17}, "协商方案、信息和资料，含上年度收入、利润、工资"),
    *said("bargaining.suspension", 60, DAYS, {DEMOCRACY: 29}, "《浙江省集体合同条例》第十七条未定时限"),
    *said("bargaining.suspension", 30, DAYS, {HANGZHOU: 27}, "累计"),
    *said("bargaining.suspension", 60, DAYS, {NINGBO: 19}, "累计"),
    *said("bargaining.suspension_consent", "双方协商一致", "", {NATION: 35}),
    *said("bargaining.suspension_consent", "劳动者一方同意", "", {ZHEJIANG: 17}, BOTH),
    *said("bargaining.suspension_consent", "职工方首席代表同意", "", {HANGZHOU: 27}),
    *said("bargaining.conclusion", 60, DAYS, {HANGZHOU: 29}, "自发出要约之日起"),
    *said("bargaining.conclusion_of_meetings", 30, WORKING, {NINGBO: 16}, "自首次协商会议开始之日起"),
    *said("bargaining.wage_talks", 1, "次/年", {WAGE: 24, ZHEJIANG_WAGE: 19}),
    *said("bargaining.algorithm_talks", 1, "次/年", {ALGORITHMS: "条文未见，据新闻报道"}, "原则上每年至少一次"),
    *said("bargaining.piece_rate", NINE_TENTHS, AT_LEAST, {HANGZHOU: 10, NINGBO: 24}, "法定工作时间内能够完成"),
    *said("bargaining.regional_call", Fraction(1, 5), AT_LEAST, {NINGBO: 27}, "企业工会提出的，应当要约"),
)

CONTRACT = (
    *said("bargaining.draft_to_congress", 15, WORKING, {ZHEJIANG: 24, HANGZHOU: 28, NINGBO: 20}),
    *said("bargaining.resubmit", 5, WORKING, {ZHEJIANG: 24, HANGZHOU: 28}, "材料随即送达并标明改动"),
    *said("bargaining.adoption_quorum", TWO_THIRDS, AT_LEAST, {NATION: 36, ZHEJIANG: 24, HANGZHOU: 28}),
    *said("bargaining.adoption", HALF, AT_LEAST, {NATION: 36}, "全体职工代表或者全体职工"),
    *said("bargaining.adoption", HALF, OVER, {ZHEJIANG: 24, HANGZHOU: 28}, "全体职工代表或者全体职工"),
    *said("bargaining.adoption", HALF, AT_LEAST, {ZHEJIANG: 29, HANGZHOU: 33, NINGBO: 30}, AREA_CONGRESS, AREA),
    *said("bargaining.file", 10, DAYS, {NATION: 42, ZHEJIANG: 34, HANGZHOU: 40, NINGBO: 34}),
    *said("bargaining.file", 7, DAYS, {WAGE: 21}),
    *said("bargaining.file_copies", 3, "份", {NATION: 42, WAGE: 21}),
    *said("bargaining.file_copies", 5, "份", {ZHEJIANG: 34}),
    *said(
        "bargaining.review", 15, DAYS, {CODE: 54, WAGE: 22, ZHEJIANG: 34, HANGZHOU: 40, NINGBO: 35}, "无异议即行生效"
    ),
    *said("bargaining.publish", 5, DAYS, {WAGE: 23}),
    *said("bargaining.publish", 5, WORKING, {ZHEJIANG: 35, HANGZHOU: 41, NINGBO: 35}, "并报上一级工会备案"),
    *said("bargaining.term", (1, 3), YEARS, {NATION: 38, ZHEJIANG: 30}),
    *said("bargaining.term", 1, YEARS, {ZHEJIANG_WAGE: 30, HANGZHOU: 23}, "一般为一年"),
    *said("bargaining.renewal", 3, MONTHS, {NATION: 38}),
    *said("bargaining.renewal", 60, DAYS, {WAGE: 24}),
    *said("bargaining.renewal", 90, DAYS, {ZHEJIANG: 30, HANGZHOU: 23, NINGBO: 22}),
    *said("bargaining.termination_report", 5, WORKING, {ZHEJIANG: 33}),
    *said("bargaining.performance_report", 1, "次/年", {ZHEJIANG: 37, HANGZHOU: 42, NINGBO: 36}),
    *said("bargaining.mediation", 30, DAYS, {NATION: 52, ZHEJIANG: 39}),
    *said("bargaining.mediation_extension", 15, DAYS, {NATION: 52, ZHEJIANG: 39}, "应当书面说明延期理由"),
    *said("bargaining.layoff_notice", 30, DAYS, {CODE: 41}, "裁减二十人以上或者职工总数百分之十以上的"),
    *said("bargaining.layoff_persons", 20, "人", {CODE: 41}),
    *said("bargaining.layoff_share", Fraction(1, 10), AT_LEAST, {CODE: 41}),
)

ROWS = (*REPRESENTATIVES, *PEOPLE, *TALKS, *CONTRACT)
