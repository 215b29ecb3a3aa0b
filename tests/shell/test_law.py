"""The operator asks the law on the command line."""

import unicodedata
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import OperationalError

from gongqiao.kernel.reasons import Refused
from gongqiao.law.catalogue import CLOCKS
from gongqiao.places import queries as places
from gongqiao.shell import law as law_room
from gongqiao.shell.law import law

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
        "calendar": "2026:chinesecalendar-1.11.0", "notes": ("无异议即行生效",), "hint_day": None,
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
    assert law_room._is_known(division) is known


def test_every_clock_is_listed():
    _, told = run("clocks")
    listed = told["clocks"]
    assert {each["name"] for each in listed} >= set(CLOCKS)
    assert {each["name"] for each in listed if each["effect"]} == {
        "bargaining.review", "congress.candidates_posting", "congress.chair_posting",
    }  # fmt: skip
