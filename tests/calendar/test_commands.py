"""The operator asks the law on the command line."""

import unicodedata
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import OperationalError

from gongqiao.calendar import queries
from gongqiao.calendar.commands import law
from gongqiao.kernel.reasons import Refused
from gongqiao.law.catalogue import CLOCKS
from gongqiao.places import queries as places

pytestmark = pytest.mark.django_db


def run(*arguments):
    """What is printed, and the facts that `--json` prints on the last line."""
    done = CliRunner().invoke(law, arguments, standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.stdout, done.return_value


def test_a_day_is_told_with_what_it_rests_on():
    _, told = run("due", "bargaining.review", "--start", "2026-03-06", "--division", "330109", "--kind", "wage")

    assert told == {
        "clock": "bargaining.review", "start": date(2026, 3, 6), "division": "330109", "kind": "wage",
        "last_day": date(2026, 3, 23), "effect_day": date(2026, 3, 24), "unrolled": date(2026, 3, 21),
        "unit": "calendar", "value": "15日", "article": "《杭州市企业工资集体协商条例》第四十条",
        "row": "bargaining.review@3301/wage#2014-05-01", "provisional": False, "words": "",
        "calendar": "2026:chinesecalendar-1.11.0", "notes": ("无异议即行生效",), "hint_day": None, "missing": None,
    }  # fmt: skip


def test_it_says_one_chinese_sentence_and_zhejiang_is_meant():
    said, _ = run("due", "bargaining.reply", "--start", "2026-03-10")
    assert said == "答复协商要求：2026-03-24（10个工作日，《浙江省集体合同条例》第七条）\n"


@pytest.mark.parametrize(
    ("clock", "start", "said"),
    [
        ("bargaining.file", "2027-12-25", "报送审查：日历未维护（2028年）（10日，《浙江省集体合同条例》第三十四条）\n"),
        ("bargaining.conclusion", "2026-03-10", "该地区没有这项期限的规定\n"),
    ],
)
def test_a_day_that_cannot_be_reckoned_is_told_and_is_no_fault(clock, start, said):
    printed, told = run("due", clock, "--start", start)
    assert (printed, told["last_day"]) == (said, None)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("bargaining.nothing", "--start", "2026-03-10"), "没有“bargaining.nothing”这个时钟"),
        (("bargaining.reply", "--start", "2026-02-30"), "“2026-02-30”不是有效的日期"),
        (("bargaining.reply", "--start", "明天"), "“明天”不是有效的日期"),
        (("bargaining.reply", "--start", "9999-12-31"), "“9999-12-31”不是有效的日期"),
        (
            ("bargaining.reply", "--start", "2026-03-10", "--kind", "工资"),
            "不认识合同种类“工资”，可以填 comprehensive、wage",
        ),
        (("bargaining.reply", "--start", "2026-03-10", "--division", "浙江"), "不认识地区代码“浙江”"),
        (("bargaining.reply", "--start", "2026-03-10", "--division", "999999"), "不认识地区代码“999999”"),
        (("bargaining.reply", "--start", "2026-03-10", "--division", "330199"), "不认识地区代码“330199”"),
        (("bargaining.reply", "--start", "2026-03-10", "--division", "33010"), "不认识地区代码“33010”"),
        (("bargaining.reply", "--start", "2026-03-10", "--division", "3"), "不认识地区代码“3”"),
        (("bargaining.reply", "--start", "2026-03-10", "--division", ""), "不认识地区代码“”"),
    ],
)
def test_what_is_not_understood_is_refused_in_one_sentence(arguments, words):
    with pytest.raises(Refused, match=words):
        run("due", *arguments)


@pytest.mark.parametrize(
    "division", ["33", "3301", "３３０１０９", " 330109 ", "330100", "3303", "330109001", "330122"]
)
def test_a_place_is_known_by_its_code_of_any_length_today_or_before(division):
    _, told = run("due", "bargaining.reply", "--start", "２０２６-03-10", "--division", division)
    assert told["division"] == unicodedata.normalize("NFKC", division).strip()
    assert "集体" in told["article"]
    assert told["row"].split("@")[1].startswith("33")


@pytest.mark.parametrize(("division", "known"), [("330109", True), ("999999", False), ("33万", False)])
def test_with_the_database_away_the_beginning_of_a_code_is_all_that_can_be_looked_at(monkeypatch, division, known):
    def away(_code):
        raise OperationalError

    monkeypatch.setattr(places, "resolve", away)
    told = [reason.code for reason in queries.no_clock("bargaining.reply", "2026-03-10", division, "")]
    assert told == ([] if known else ["division"])


def test_every_clock_is_listed():
    _, told = run("clocks")
    listed = told["clocks"]
    by_flows = {"organising.posting", "organising.chair_posting", "organising.result_reply", "organising.renewal"}
    assert [each["name"] for each in listed] == sorted(CLOCKS.keys() | by_flows)
    assert {each["name"] for each in listed if each["effect"]} == {
        "bargaining.review", "congress.candidates_posting", "congress.chair_posting",
        "organising.chair_posting", "organising.posting",
    }  # fmt: skip


def test_what_held_in_hangzhou_on_a_day_is_told_with_row_article_source_and_notes():
    said, told = run("held", "bargaining.sides", "--division", "330100", "--kind", "wage", "--on", "2024-03-01")

    assert told == {
        "key": "bargaining.sides", "division": "330100", "kind": "wage", "level": "", "on": date(2024, 3, 1),
        "value": "用人单位一方不多于劳动者一方", "row": "bargaining.sides@3301/wage#2014-05-01",
        "article": "《杭州市企业工资集体协商条例》第十六条", "mark": "已核对原文",
        "since": date(2014, 5, 1), "until": None, "notes": told["notes"],
    }  # fmt: skip
    assert told["notes"][0].startswith("《浙江省企业民主管理条例》第二十八条规定双方人数应当相等")
    assert told["notes"][1] == "另有规定：《集体合同规定》第十九条为双方人数对等"
    assert told["notes"][2].endswith("浙劳社劳薪〔2001〕76号）》（协商工作要求第一项）为双方人数均等")
    first, *notes = said.splitlines()
    assert first == (
        "bargaining.sides：用人单位一方不多于劳动者一方"
        "（《杭州市企业工资集体协商条例》第十六条，2014-05-01 起施行，已核对原文）"
    )
    assert [note.strip() for note in notes] == list(told["notes"])


@pytest.mark.parametrize(
    ("asked", "value", "row"),
    [
        (("congress.election_quorum",), "2/3以上", "congress.election_quorum@CN#2016-10-09"),
        (("bargaining.representatives", "--on", "2010-12-31"), "3人", "bargaining.representatives@CN#2004-05-01"),
        (("bargaining.representatives", "--on", "2011-01-01"), "3人", "bargaining.representatives@33#2011-01-01"),
        (("organisations.term", "--division", "３３０１"), "3或者5年", "organisations.term@CN#2022-01-01"),
        (("bargaining.review", "--on", "2024-03-01"), "15日", "bargaining.review@33#2011-01-01"),
    ],
)
def test_the_row_of_the_day_answers_also_for_what_is_no_clock(asked, value, row):
    _, told = run("held", *asked)
    assert (told["value"], told["row"]) == (value, row)


def test_a_row_nobody_has_read_says_so():
    said, told = run("held", "membership.dues", "--on", "2024-03-01")
    assert told["mark"] == "二手资料"
    assert "二手资料" in said


def test_a_value_whose_article_is_not_checked_says_so():
    said, told = run("held", "congress.candidates_posting", "--on", "2024-03-01")
    assert told["mark"] == "数值已核，条号未核"
    assert "5个工作日（《工会基层组织选举工作条例》（条号待核对），2016-10-09 起施行，数值已核，条号未核）" in said


def test_before_any_text_nothing_held():
    said, told = run("held", "bargaining.sides", "--on", "1999-01-01")
    assert (said, told["value"], told["row"]) == ("1999-01-01 该地区没有这项参数的规定\n", None, "")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("bargaining.side",), "没有“bargaining.side”这个参数，相近的有 bargaining.sides"),
        (("什么",), "没有“什么”这个参数"),
        (("bargaining.sides", "--on", "2024-02-30"), "“2024-02-30”不是有效的日期"),
        (("bargaining.sides", "--division", "999999"), "不认识地区代码“999999”"),
        (("bargaining.sides", "--kind", "工资"), "不认识合同种类“工资”"),
        (("bargaining.sides", "--level", "县"), "不认识合同层级“县”"),
    ],
)
def test_what_is_asked_wrongly_of_the_parameters_is_refused(asked, words):
    with pytest.raises(Refused, match=words):
        run("held", *asked)
