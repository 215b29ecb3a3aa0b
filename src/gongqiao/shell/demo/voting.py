"""A vote that the clerk of the riders' union has prepared: its key is still to be made by three people."""

from datetime import timedelta

from gongqiao.ballots import actions
from gongqiao.ballots.rules import Plan
from gongqiao.shell.demo.world import World

UNION = "joint-330105"


def voting(world: World) -> None:
    """On the draft of their contract, over three days."""
    plan = Plan(
        title="《快送行业集体合同（草案）》表决",
        form="contract",
        asked=["是否同意《快送行业集体合同（草案）》"],
        opens_at=world.at,
        closes_at=world.at + timedelta(days=3),
        method="2026年3月1日职工代表大会通过的表决办法第三条",
        majority="over_half",
    )
    actions.prepare(world.unions[UNION], plan=plan, by=world.clerk(UNION), at=world.at)
