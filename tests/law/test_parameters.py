"""What the texts set, where, for what and when: every cell that drives, and what is told beside it."""

import re
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest

from gongqiao.law.catalogue import CLOCKS
from gongqiao.law.parameters import TABLE, Mark, held
from gongqiao.law.parameters.row import AT_LEAST, OVER, numbered
from gongqiao.law.periods import Unit

ON = date(2024, 3, 1)
NATION, ZHEJIANG, HANGZHOU, NINGBO, WENZHOU = "", "33", "330109", "3302", "330302"
ANY, WAGE = "comprehensive", "wage"


def value(key, division, kind=ANY, level="", on=ON):
    found = held(key, division=division, kind=kind, level=level, on=on)
    return found and (found.row.value, found.row.unit)


@pytest.mark.parametrize(
    ("key", "nation", "zhejiang", "hangzhou", "ningbo"),
    [
        ("bargaining.reply", (20, "calendar"), (10, "working"), (10, "working"), (10, "working")),
        ("bargaining.information", (5, "calendar"), (7, "calendar"), (7, "working"), (7, "calendar")),
        ("bargaining.suspension", None, (60, "calendar"), (30, "calendar"), (60, "calendar")),
        ("bargaining.conclusion", None, None, (60, "calendar"), None),
        ("bargaining.conclusion_of_meetings", None, None, None, (30, "working")),
        ("bargaining.draft_to_congress", None, (15, "working"), (15, "working"), (15, "working")),
        ("bargaining.resubmit", None, (5, "working"), (5, "working"), (5, "working")),
        ("bargaining.file", (10, "calendar"), (10, "calendar"), (10, "calendar"), (10, "calendar")),
        ("bargaining.file_copies", (3, "份"), (5, "份"), (5, "份"), (5, "份")),
        ("bargaining.review", (15, "calendar"), (15, "calendar"), (15, "calendar"), (15, "calendar")),
        ("bargaining.publish", (5, "calendar"), (5, "working"), (5, "working"), (5, "working")),
        ("bargaining.renewal", (3, "month"), (90, "calendar"), (90, "calendar"), (90, "calendar")),
        ("bargaining.term", ((1, 3), "year"), (1, "year"), (1, "year"), (1, "year")),
        ("bargaining.termination_report", None, (5, "working"), (5, "working"), (5, "working")),
        ("bargaining.mediation", (30, "calendar"), (30, "calendar"), (30, "calendar"), (30, "calendar")),
        ("bargaining.mediation_extension", (15, "calendar"), (15, "calendar"), (15, "calendar"), (15, "calendar")),
        ("bargaining.vacancy", (15, "calendar"), (15, "calendar"), (15, "calendar"), (15, "calendar")),
        ("bargaining.representatives", (3, "人"), (3, "人"), (3, "人"), (3, "人")),
        ("bargaining.representatives_above_scale", None, (5, "人"), (5, "人"), (5, "人")),
        ("bargaining.representatives_most", None, None, (9, "人"), (10, "人")),
        ("bargaining.representatives_posting", None, None, None, (5, "working")),
    ],
)
def test_the_most_local_text_drives_wage_bargaining(key, nation, zhejiang, hangzhou, ningbo):
    found = [value(key, place, WAGE) for place in (NATION, ZHEJIANG, HANGZHOU, NINGBO)]
    assert found == [nation, zhejiang, hangzhou, ningbo]


@pytest.mark.parametrize("key", sorted({row.key for row in TABLE if row.key.startswith("bargaining.")}))
@pytest.mark.parametrize("kind", ["", "comprehensive", "safety", "women", "other"])
def test_the_rules_of_the_two_cities_bind_wage_bargaining_only(key, kind):
    assert value(key, HANGZHOU, kind) == value(key, NINGBO, kind) == value(key, WENZHOU, kind)


@pytest.mark.parametrize(
    ("key", "nation", "zhejiang", "hangzhou", "ningbo"),
    [
        ("selection", "由本单位工会选派", *["由职代会或者职工大会选举"] * 3),
        ("worker_chief", "工会主席，可以书面委托他人代理", "工会负责人", "工会主席或者工会负责人", "工会负责人"),
        (
            "employer_chief",
            "法定代表人，或者其书面委托的其他管理人员",
            "法定代表人或者主要负责人",
            "法定代表人，或者其书面委托的本企业其他负责人",
            "法定代表人或者主要负责人",
        ),
        ("chief_internal", *["首席代表不得由非本单位人员代理"] * 4),
        ("barred", *["双方代表不得相互兼任"] * 3, "双方代表不得兼任；企业负责人不代表职工，工会工作人员不代表企业"),
        ("composition", None, *["女性、残疾人较多的有相应比例的代表"] * 3),
        (
            "dispatched",
            None,
            "被派遣劳动者较多的，其代表参加会议",
            "被派遣劳动者较多的，有其代表任职工方代表",
            "被派遣劳动者较多的，其代表参加会议",
        ),
        (
            "chairing",
            "双方首席代表轮流主持",
            "双方首席代表轮流召集",
            "双方首席代表轮流主持",
            "双方首席代表轮流主持，首次由提出方",
        ),
        (
            "recorder",
            "共同确定一名非协商代表，中立并保密",
            "双方共同确定一名",
            "双方共同指定一名非协商代表",
            "双方共同确定一名，中立、公正并保密",
        ),
        ("minutes", None, *["双方首席代表签字确认"] * 3),
        ("draft_signature", None, None, None, "草案由双方首席代表签字"),
        ("signature", *["通过后双方首席代表签字"] * 4),
    ],
)
def test_who_speaks_chairs_writes_and_signs_is_said_by_the_most_local_text(key, nation, zhejiang, hangzhou, ningbo):
    found = [value(f"bargaining.{key}", place, WAGE) for place in (NATION, ZHEJIANG, HANGZHOU, NINGBO)]
    assert [row and row[0] for row in found] == [nation, zhejiang, hangzhou, ningbo]


@pytest.mark.parametrize(
    ("key", "place", "kind", "citation"),
    [
        ("selection", WENZHOU, ANY, "《浙江省集体合同条例》第十二条"),
        ("selection", HANGZHOU, WAGE, "《杭州市企业工资集体协商条例》第三十二条"),
        ("selection", NINGBO, WAGE, "《宁波市企业工资集体协商条例》第二十八条"),
        ("worker_chief", HANGZHOU, ANY, "《浙江省集体合同条例》第十二条"),
        ("employer_chief", HANGZHOU, WAGE, "《杭州市企业工资集体协商条例》第三十二条"),
        ("employer_chief", NINGBO, WAGE, "《宁波市企业工资集体协商条例》第二十八条"),
        ("employer_chief", NINGBO, ANY, "《浙江省集体合同条例》第十二条"),
        ("signature", HANGZHOU, WAGE, "《杭州市企业工资集体协商条例》第三十三条"),
        ("signature", WENZHOU, ANY, "《浙江省集体合同条例》第二十九条"),
    ],
)
@pytest.mark.parametrize("level", ["regional", "industry"])
def test_in_an_area_the_sides_are_formed_and_sign_by_the_articles_on_areas(key, place, kind, citation, level):
    assert held(f"bargaining.{key}", division=place, kind=kind, level=level, on=ON).row.citation == citation
    enterprise = held(f"bargaining.{key}", division=place, kind=kind, level="enterprise", on=ON).row
    assert enterprise.citation != citation


@pytest.mark.parametrize(
    ("key", "words"),
    [("representatives", "3至10人"), ("sides", "双方人数均等"), ("recorder", "书面记录员，双方协商指定")],
)
def test_the_notice_of_2001_is_told_beside_later_texts_and_drives_nothing(key, words):
    cited = "《浙江省劳动保障厅关于转发〈工资集体协商试行办法〉的通知（浙劳社劳薪〔2001〕76号）》（协商工作要求第一项）"
    for place in (ZHEJIANG, HANGZHOU, NINGBO):
        found = held(f"bargaining.{key}", division=place, kind=WAGE, on=ON)
        assert f"另有规定：{cited}为{words}" in found.notes
        assert found.row.text.title != cited
    assert cited not in "".join(held(f"bargaining.{key}", division=ZHEJIANG, kind=ANY, on=ON).notes)
    then = held(f"bargaining.{key}", division=ZHEJIANG, kind=WAGE, on=date(2004, 4, 30)).row
    assert (then.words, then.mark) == (words, Mark.SECONDARY)


@pytest.mark.parametrize(
    ("division", "level", "expected"),
    [
        (NATION, "", (Fraction(1, 2), AT_LEAST)),
        (ZHEJIANG, "", (Fraction(1, 2), OVER)),
        (ZHEJIANG, "enterprise", (Fraction(1, 2), OVER)),
        (ZHEJIANG, "regional", (Fraction(1, 2), AT_LEAST)),
        (HANGZHOU, "enterprise", (Fraction(1, 2), OVER)),
        (HANGZHOU, "industry", (Fraction(1, 2), AT_LEAST)),
        (NINGBO, "enterprise", (Fraction(1, 2), OVER)),
        (NINGBO, "regional", (Fraction(1, 2), AT_LEAST)),
    ],
)
def test_a_draft_is_adopted_by_more_than_half_in_a_firm_and_by_half_in_an_area(division, level, expected):
    assert value("bargaining.adoption", division, WAGE, level) == expected


def test_what_held_in_hangzhou_on_the_first_of_march_2024_answers_with_row_and_notes():
    found = held("bargaining.reply", division=HANGZHOU, kind=WAGE, on=date(2024, 3, 1))
    assert found.row.citation == "《杭州市企业工资集体协商条例》第二十四条"
    assert found.row.id == "bargaining.reply@3301/wage#2014-05-01"
    assert found.row.words == "10个工作日"
    assert found.row.mark is Mark.VERIFIED
    assert found.notes == ("不得拒绝", "另有规定：《集体合同规定》第三十二条为20日")


def test_a_wage_agreement_is_filed_in_ten_days_and_the_older_seven_are_told():
    found = held("bargaining.file", division=NINGBO, kind=WAGE, on=ON)
    assert found.row.citation == "《宁波市企业工资集体协商条例》第三十四条"
    assert found.notes == ("另有规定：《工资集体协商试行办法》第二十一条为7日",)


def test_of_one_legislator_the_later_text_drives_and_the_earlier_is_told():
    found = held("bargaining.sides", division=WENZHOU, on=ON)
    assert found.row.citation == "《浙江省集体合同条例》第十条"
    assert "《浙江省企业民主管理条例》第二十八条规定双方人数应当相等" in found.notes[0]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2014, 4, 30), "《浙江省集体合同条例》第七条"),
        (date(2014, 5, 1), "《杭州市企业工资集体协商条例》第二十四条"),
        (date(2010, 12, 31), "《集体合同规定》第三十二条"),
        (date(2004, 4, 30), "《工资集体协商试行办法》第十七条"),
    ],
)
def test_a_row_holds_from_its_first_day_on_and_not_before(on, expected):
    assert held("bargaining.reply", division=HANGZHOU, kind=WAGE, on=on).row.citation == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 12, 31), "《中华人民共和国网络安全法》第二十一条"),
        (date(2026, 1, 1), "《中华人民共和国网络安全法（2025年修正）》第二十三条"),
    ],
)
def test_a_row_holds_until_its_last_day(on, expected):
    assert held("security.logs", division=HANGZHOU, on=on).row.citation == expected


def test_before_any_text_nothing_held():
    assert held("bargaining.reply", division=HANGZHOU, on=date(1999, 1, 1)) is None


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_every_row_names_its_article_and_how_sure_we_are(row):
    assert re.match(r"《.+》(第.+条|（.+）)$", row.citation)
    assert row.mark in Mark
    assert row.words
    assert row.mark is not Mark.VERIFIED or re.fullmatch("第[一二三四五六七八九十]+条", row.article)
    assert len(row.id) <= 120
    assert len(row.citation) <= 120


def test_a_mark_never_claims_more_than_was_checked():
    assert sorted(row.key for row in TABLE if row.mark is Mark.VALUE) == [
        "congress.candidates_posting",
        "congress.chair_posting",
        "congress.election_majority",
        "congress.election_margin",
        "organisations.full_meeting",
        "organisations.legal_person",
        "organisations.legal_person_renewal",
        "organising.chair_contest",
        "organising.women_committee_members",
    ], "no article, or several of which one says it"


def test_no_two_rows_speak_of_the_same_at_the_same_time():
    for one, other in combinations(TABLE, 2):
        about = [(row.key, row.text.division, row.text.kind, row.level) for row in (one, other)]
        (first, end), (second, last) = ((row.text.since, row.text.until or date.max) for row in (one, other))
        same, apart = about[0] == about[1], end < second or last < first
        assert not same or apart, f"{one.id} and {other.id}"


def test_every_clock_has_rows():
    assert {clock.name for clock in CLOCKS.values()} - {row.key for row in TABLE} == set()


def test_every_clock_counts_in_whole_days_months_or_years():
    assert all(isinstance(row.value, int) and isinstance(row.unit, Unit) for row in TABLE if row.key in CLOCKS)


@pytest.mark.parametrize(
    ("article", "words"), [(7, "第七条"), (10, "第十条"), (17, "第十七条"), (20, "第二十条"), (54, "第五十四条")]
)
def test_articles_are_written_as_the_texts_write_them(article, words):
    assert numbered(article) == words


@pytest.mark.parametrize(
    ("key", "level", "words"),
    [
        ("bargaining.adoption", "", "超过1/2"),
        ("bargaining.adoption", "regional", "1/2以上"),
        ("bargaining.outsiders", "", "不超过1/3"),
        ("bargaining.term", "", "1至3年"),
        ("bargaining.publish", "", "5个工作日"),
        ("bargaining.file", "", "10日"),
        ("organisations.delay", "", "6个月"),
        ("bargaining.sides", "", "用人单位一方不多于劳动者一方"),
        ("membership.dues", "", "1/200"),
    ],
)
def test_a_value_is_said_as_people_say_it(key, level, words):
    assert held(key, division=ZHEJIANG, level=level, on=ON).row.words == words
