"""The operator asks the law on the command line."""

from datetime import date

import pytest
from click.testing import CliRunner

from gongqiao.kernel.reasons import Refused
from gongqiao.law.catalogue import CLOCKS
from gongqiao.law.commands import law

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
        (("bargaining.reply", "--start", "2026-03-10", "--kind", "工资"), "地区代码或者合同种类不正确"),
        (("bargaining.reply", "--start", "2026-03-10", "--division", "浙江"), "地区代码或者合同种类不正确"),
    ],
)
def test_what_is_not_understood_is_refused_in_one_sentence(arguments, words):
    with pytest.raises(Refused, match=words):
        run("due", *arguments)


def test_every_clock_is_listed():
    _, told = run("clocks")
    listed = told["clocks"]
    assert {each["name"] for each in listed} >= set(CLOCKS)
    assert {each["name"] for each in listed if each["effect"]} == {
        "bargaining.review", "congress.candidates_posting", "congress.chair_posting",
    }  # fmt: skip
