"""What an operator does with the figures: `gongqiao cockpit recount`."""

import json
import sys
from dataclasses import asdict

import click

from gongqiao.cockpit import actions
from gongqiao.cockpit.queries.indicators import INDICATORS, KEPT
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import moment

OPERATOR = Actor(role="system-admin", name="命令行")


@click.command("recount", help="把驾驶舱的每个数与台账全量核对，不一致的更正并说明")
def recount() -> dict[str, object]:
    with click.progressbar(KEPT, label="核对", file=sys.stderr, hidden=not sys.stderr.isatty()) as kept:
        found = [actions.recount(name, by=OPERATOR, at=moment()) for name in kept]
    wrong = [each for each in found if each.cells]
    for each in wrong:
        words = INDICATORS[each.indicator].words
        click.echo(f"{words}：{each.cells} 个数与台账不一致，合计相差 {each.off_by}，已更正")
    facts = {"equal": not wrong, "differences": [asdict(each) for each in wrong], "indicators": len(found)}
    if wrong:
        if "--json" in sys.argv:
            click.echo(json.dumps(facts, ensure_ascii=False))
        sys.exit(1)
    click.echo("驾驶舱的每个数都与台账一致")
    return facts


COMMANDS = (click.Group("cockpit", help="驾驶舱", commands=[recount]),)
