"""What an operator does with the figures: `gongqiao cockpit recount`."""

import json
import sys
from dataclasses import asdict
from datetime import datetime

import click

from gongqiao.cockpit import actions
from gongqiao.cockpit.queries.indicators import COUNTED_ON, INDICATORS, KEPT
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day, moment

DAY = click.DateTime(["%Y-%m-%d"])
OPERATOR = Actor(role="system-admin", name="命令行")


@click.command("recount", help="把驾驶舱的每个数与台账全量核对，不一致的更正并说明")
@click.option("--on", type=DAY, help="只核对这一天终了时的数：与台账上当天的情况比较，不更正")
def recount(on: datetime | None) -> dict[str, object]:
    if on and on.date() > day(moment()):
        raise click.BadParameter("只能核对今天和以前", param_hint="--on")
    names = COUNTED_ON if on else KEPT
    with click.progressbar(names, label="核对", file=sys.stderr, hidden=not sys.stderr.isatty()) as kept:
        found = [_recount(name, on) for name in kept]
    wrong, done = [each for each in found if each.cells], "请查明原因" if on else "已更正"
    for each in wrong:
        words = INDICATORS[each.indicator].words
        click.echo(f"{words}：{each.cells} 个数与台账不一致，合计相差 {each.off_by}，{done}")
    facts = {"equal": not wrong, "differences": [asdict(each) for each in wrong], "indicators": len(found)}
    if wrong:
        if "--json" in sys.argv:
            click.echo(json.dumps(facts, ensure_ascii=False))
        sys.exit(1)
    click.echo("驾驶舱的每个数都与台账一致")
    return facts


def _recount(name: str, on: datetime | None) -> actions.Difference:
    if on is None:
        return actions.recount(name, by=OPERATOR, at=moment())
    return actions.recount_past(name, on=on.date(), by=OPERATOR, at=moment())


COMMANDS = (click.Group("cockpit", help="驾驶舱", commands=[recount]),)
