"""The case line: the last day, how it moved, and the day from which a lapse has effect."""

from datetime import date

import pytest
from django.template import engines

from gongqiao.design.case import Standing, ticking
from gongqiao.kernel.models import Deadline


def shown(**parts):
    line = engines["django"].from_string("{% load design %}{% case_line standing %}")
    return " ".join(line.render({"standing": Standing("审查中", "萧山区人力社保局", **parts)}).split())


def test_a_lapse_that_has_effect_shows_the_expected_day_and_the_one_without_the_roll_beside():
    said = shown(due_on=date(2026, 3, 23), unrolled_on=date(2026, 3, 21), effect_on=date(2026, 3, 24))

    assert "最迟哪天</dt><dd>2026年3月23日<small>按日数到2026年3月21日，逢休息日顺延</small>" in said
    assert "预计生效日</dt><dd>2026年3月24日<small>期满次日零时；不顺延则为2026年3月22日</small>" in said


def test_a_last_day_that_did_not_move_is_shown_alone():
    said = shown(due_on=date(2026, 3, 20), unrolled_on=date(2026, 3, 20), effect_on=date(2026, 3, 21))

    assert "最迟哪天</dt><dd>2026年3月20日</dd>" in said
    assert "预计生效日</dt><dd>2026年3月21日<small>期满次日零时</small>" in said


def test_where_a_lapse_changes_nothing_by_itself_no_day_of_effect_is_shown():
    said = shown(due_on=date(2026, 3, 16), unrolled_on=date(2026, 3, 14))

    assert "按日数到2026年3月14日，逢休息日顺延" in said
    assert "预计生效日" not in said


def test_a_day_counted_back_moves_earlier():
    assert "按日数到2026年3月14日，逢休息日提前" in shown(due_on=date(2026, 3, 13), unrolled_on=date(2026, 3, 14))


@pytest.mark.parametrize(("provisional", "times"), [(True, 2), (False, 0)])
def test_both_days_are_marked_while_the_calendar_is_provisional(provisional, times):
    said = shown(due_on=date(2027, 1, 4), effect_on=date(2027, 1, 5), provisional=provisional)
    assert said.count("暂定") == times


def test_what_other_texts_say_stands_beside_the_article():
    other = "另有规定：《集体合同规定》第三十二条为20日"
    assert f"第二十四条<small>{other}</small></dd>" in shown(law="第二十四条", beside=(other,))


def test_a_running_clock_says_its_days_its_article_and_what_other_texts_say():
    running = Deadline(
        clock="bargaining.reply", started_on=date(2026, 9, 22), due_on=date(2026, 10, 13), division="330302",
        unrolled_on=date(2026, 10, 13), article="《浙江省集体合同条例》第七条",
    )  # fmt: skip
    standing = Standing("待答复", "某公司", **ticking(running))

    assert (standing.due_on, standing.moved, standing.law) == (date(2026, 10, 13), "", "《浙江省集体合同条例》第七条")
    assert standing.beside == ("另有规定：《集体合同规定》第三十二条为20日",)
    assert ticking(None) == {}


def test_a_clock_that_waits_for_a_year_says_so():
    assert "最迟哪天</dt><dd>日历未维护<small>那一年的放假安排录入后补上</small>" in shown(undated=True)
    assert "最迟哪天" not in shown()
