"""A small works in 北仑 whose workers are in the community union and prepare one of their own: candidates hang."""

from datetime import datetime, timedelta
from uuid import UUID

from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Line
from gongqiao.membership.models import Membership
from gongqiao.organisations.grants import CADRE, OWNER
from gongqiao.organising import actions
from gongqiao.organising.actions import Plan, Roll, Slate
from gongqiao.shell.demo.firms import BEILUN, COMMUNITY
from gongqiao.shell.demo.world import World

FIRM, LEADER = "mould-works", "mould-worker"
ASKED, ANSWERED, LISTED, POSTED = (timedelta(days=days) for days in (34, 30, 22, 16))
STAFF, WOMEN, ALONG = 9, 2, 3


def founding(world: World) -> None:
    """Asked for, approved, listed and posted some weeks ago; the congress is to be called next."""
    firm, at = world.employers[FIRM], world.at
    leader = Actor(SELF, world.people[LEADER], account_id=world.accounts[LEADER])
    along = _along(world)
    names = [each.person.name for each in along]
    plan = Plan(names[0], names, STAFF)
    case = actions.petition(firm, plan=plan, number="巧手筹〔2026〕1号", by=leader, at=at - ASKED).pk
    actions.approve_group(case, number="新碶总工〔2026〕5号", by=_cadre(world), at=at - ANSWERED)
    named = tuple((each.person.name, each.card.number) for each in along)
    actions.list_members(case, roll=Roll(STAFF, WOMEN, named), by=leader, at=at - LISTED)
    _state(world, case, at - LISTED)
    others = [*names, "许冲床"]
    slate = Slate(STAFF // 3, others, names[:2], day(at - POSTED), "车间门口公告栏")
    actions.post_candidates(case, slate=slate, number="巧手筹〔2026〕2号", by=leader, at=at - POSTED)


def _along(world: World) -> list[Membership]:
    """The leader first, then two of his mates: all of them members of the community union."""
    held = Membership.objects.filter(union_body=world.unions[COMMUNITY], state="active")
    mates = held.exclude(person__in=world.people.values()).select_related("person", "card").order_by("joined_on", "pk")
    leader = held.select_related("person", "card").get(person=world.people[LEADER])
    return [leader, *mates[: ALONG - 1]]


def _cadre(world: World) -> Actor:
    body = world.unions[BEILUN]
    return Actor(CADRE, world.people["township-beilun"], body_id=body, paths=Line.paths_of(body))


def _state(world: World, case: UUID, at: datetime) -> None:
    """The owner says who cannot stand: himself."""
    by = Actor(OWNER, world.people["small-firm"], body_id=world.employers[FIRM])
    actions.state_persons(case, principals=["潘巧手"], deputies=[], by=by, at=at)
