"""Members of the demo province on their way from one union to another."""

from datetime import timedelta

from gongqiao.kernel.authority import SELF, Actor
from gongqiao.membership import actions
from gongqiao.membership.models import Membership
from gongqiao.shell.demo.firms import BEILUN, COMMUNITY
from gongqiao.shell.demo.world import World

ASKED = timedelta(days=4)
MOVING = ("operator", COMMUNITY, BEILUN, "宁波北仑小港巧手模具厂")


def moving(world: World) -> None:
    """An operator of 温州 works in 北仑 now; his old union has until the middle of the month."""
    slug, union, division, employer = MOVING
    by, at = Actor(SELF, world.people[slug], account_id=world.accounts[slug]), world.at - ASKED
    membership = Membership.objects.get(person_id=world.people[slug])
    key = actions.plan_move(membership.pk, employment_form="contract", jobs=[], by=by, at=at).pk
    actions.tell_new_place(key, division=division, workplace=employer, employer=employer, by=by, at=at)
    actions.ask_to_move(key, union=world.unions[union], by=by, at=at)
