"""The operator asks the law on the command line."""

import json

import pytest
from click.testing import CliRunner

from gongqiao.law.catalogue import CLOCKS
from gongqiao.law.commands import law

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(law, arguments)


def test_the_last_line_is_one_json_object_with_the_day_and_what_it_rests_on():
    done = run("due", "bargaining.review", "--start", "2026-03-06", "--division", "330109", "--kind", "wage", "--json")

    told = json.loads(done.stdout.splitlines()[-1])
    assert done.exit_code == 0
    assert told == {
        "clock": "bargaining.review", "start": "2026-03-06", "division": "330109", "kind": "wage",
        "last_day": "2026-03-23", "effect_day": "2026-03-24", "unrolled": "2026-03-21",
        "unit": "calendar", "value": "15日", "article": "《杭州市企业工资集体协商条例》第四十条",
        "row": "bargaining.review@3301/wage#2014-05-01", "provisional": False, "words": "",
        "calendar": "2026:chinesecalendar-1.11.0", "notes": ["无异议即行生效"], "hint_day": None,
    }  # fmt: skip


def test_without_json_it_says_one_chinese_sentence_and_zhejiang_is_meant():
    done = run("due", "bargaining.reply", "--start", "2026-03-10")
    assert done.stdout == "答复协商要求：2026-03-24（10个工作日，《浙江省集体合同条例》第七条）\n"


def test_a_day_that_cannot_be_reckoned_is_told_and_is_no_fault():
    done = run("due", "bargaining.file", "--start", "2027-12-25")
    assert (done.exit_code, done.stdout.split("（")[0]) == (0, "报送审查：日历未维护")


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
    done = run("due", *arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith(words)
    assert done.stderr.count("\n") == 1


def test_every_clock_is_listed():
    done = run("clocks", "--json")
    told = json.loads(done.stdout.splitlines()[-1])["clocks"]
    assert {each["name"] for each in told} >= set(CLOCKS)
    assert {each["name"] for each in told if each["effect"]} == {
        "bargaining.review", "congress.candidates_posting", "congress.chair_posting",
    }  # fmt: skip
