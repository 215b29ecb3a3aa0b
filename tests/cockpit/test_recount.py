import json

import pytest
from click.testing import CliRunner

from gongqiao.cockpit import actions, commands
from gongqiao.cockpit.models import Delta, Total
from gongqiao.cockpit.queries import sums
from gongqiao.cockpit.queries.indicators import KEPT
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
    assert Record.objects.latest("pk").facts == {"indicator": name, "cells": 0, "off_by": 0}


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
    with pytest.raises(Forbidden):
        actions.recount("unions", by=make.actor("cadre", tree["province"].body), at=make.AT)


def test_the_command_says_that_all_is_well(tree):
    done = CliRunner().invoke(commands.recount)

    assert (done.exit_code, "每个数都与台账一致" in done.output) == (0, True)


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
