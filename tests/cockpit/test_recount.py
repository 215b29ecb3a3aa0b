import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from gongqiao.cockpit import actions, commands
from gongqiao.cockpit.models import Delta, Past, Total
from gongqiao.cockpit.queries import sums
from gongqiao.cockpit.queries.indicators import COUNTED_ON, KEPT
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden
from tests import make

pytestmark = pytest.mark.django_db


def recount(name="unions"):
    return actions.recount(name, by=commands.OPERATOR, at=make.AT)


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("folded", [True, False])
def test_what_ears_appended_is_what_a_full_count_gives(tree, folded, name):
    if folded:
        actions.fold()

    assert recount(name) == actions.Difference(name, 0, 0)
    assert Record.objects.latest("pk").facts == {"indicator": name, "cells": 0, "off_by": 0, "on": None}


@pytest.mark.parametrize("name", COUNTED_ON)
@pytest.mark.parametrize("folded", [True, False])
@pytest.mark.parametrize("on", [make.TODAY, make.TODAY - timedelta(days=1), date(2019, 12, 31)])
def test_a_past_day_is_compared_with_what_the_ledgers_tell_of_it(tree, folded, name, on):
    if folded:
        actions.fold()

    assert actions.recount_past(name, on=on, by=commands.OPERATOR, at=make.AT) == actions.Difference(name, 0, 0)
    assert Record.objects.latest("pk").facts["on"] == f"{on}"


@pytest.mark.parametrize("folded", [True, False])
def test_a_past_figure_that_is_wrong_is_found_and_left_as_it_is(tree, folded):
    if folded:
        actions.fold()
        Past.objects.filter(body=tree["joint"].pk).delete()
    else:
        Delta.objects.filter(body=tree["joint"].pk).delete()

    for _ in range(2):
        found = actions.recount_past("unions", on=make.TODAY, by=commands.OPERATOR, at=make.AT)
        assert found.cells > 0


def test_a_change_that_was_lost_is_found_and_put_right(tree):
    Delta.objects.filter(body=tree["joint"].pk).delete()

    assert recount() == actions.Difference("unions", 5, 5)

    assert sums.whole([tree["province"].pk, tree["other"].pk], ["unions"])["unions"] == {
        tree["province"].pk: 7,
        tree["other"].pk: 1,
    }
    assert recount().cells == 0


def test_a_kept_sum_that_is_wrong_is_put_right_where_it_is_wrong(tree):
    actions.fold()
    Total.objects.filter(body=tree["city"].pk, cell="county.federation").update(n=9)
    Total.objects.create(body=tree["county"].pk, indicator="unions", cell="nobody", n=3)

    assert recount() == actions.Difference("unions", 2, 10)
    assert sums.by_cell(tree["city"].pk, ["unions"])["unions"]["county.federation"] == 2
    assert recount().cells == 0


def test_only_the_operator_recounts(tree):
    cadre = make.actor("cadre", tree["province"].body)
    with pytest.raises(Forbidden):
        actions.recount("unions", by=cadre, at=make.AT)
    with pytest.raises(Forbidden):
        actions.recount_past("unions", on=make.TODAY, by=cadre, at=make.AT)


def test_the_command_says_that_all_is_well(tree):
    done = CliRunner().invoke(commands.recount)

    assert (done.exit_code, "每个数都与台账一致" in done.output) == (0, True)


def test_the_command_compares_a_past_day_and_tells_what_it_found(tree, demo_day):
    args = ["--on", f"{make.TODAY}"]
    done = CliRunner().invoke(commands.recount, args)
    assert (done.exit_code, "每个数都与台账一致" in done.output) == (0, True)

    Delta.objects.filter(body=tree["joint"].pk).delete()
    done = CliRunner().invoke(commands.recount, args)
    assert (done.exit_code, "合计相差 5，请查明原因" in done.output) == (1, True)


def test_the_command_compares_no_day_that_has_not_come(demo_day):
    done = CliRunner().invoke(commands.recount, ["--on", "2026-03-11"])

    assert (done.exit_code, "只能核对今天和以前" in done.output) == (2, True)


def test_the_command_tells_what_it_put_right_and_says_so_to_programs(tree, monkeypatch):
    monkeypatch.setattr("sys.argv", ["gongqiao", "cockpit", "recount", "--json"])
    Delta.objects.filter(body=tree["joint"].pk).delete()

    done = CliRunner().invoke(commands.recount)

    assert done.exit_code == 1
    assert "工会组织：5 个数与台账不一致，合计相差 5，已更正" in done.output
    assert json.loads(done.stdout.strip().splitlines()[-1]) == {
        "equal": False,
        "differences": [{"indicator": "unions", "cells": 5, "off_by": 5}],
        "indicators": len(KEPT),
    }
