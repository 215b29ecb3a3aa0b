"""A worker of 萧山 who once delivered meals and joined with a passport then: both cards were shown at the counter."""

from datetime import timedelta

from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Line
from gongqiao.membership import actions as membership
from gongqiao.membership.models import Membership
from gongqiao.merging import actions
from gongqiao.merging.actions.proposing import Ground
from gongqiao.organisations.grants import CLERK
from gongqiao.people import actions as people
from gongqiao.people.actions import Facts
from gongqiao.people.models import Person
from gongqiao.shell.demo.applicants import Wish, hand_in
from gongqiao.shell.demo.identities import BY_SLUG, agree
from gongqiao.shell.demo.world import INSTALLER, World

SLUG, UNION, PHONE, PASSPORT = "worker", "joint-330105", "13900030001", "E20260310"
JOINED, SHOWN = timedelta(days=60), timedelta(days=2)
WORDS = "以前送外卖时用护照入会，现在单位用居民身份证入会；两张会员证和两份证件都看了原件"


def merging(world: World) -> None:
    """Joined a second time long ago, and proposed as one by the clerk of that union; the other one is to confirm."""
    old = _joined(world)
    new = Membership.objects.select_related("card").get(person=world.people[SLUG])
    body = world.unions[UNION]
    clerk = Actor(CLERK, world.people["clerk"], body_id=body, paths=Line.paths_of(body))
    ground = Ground("originals", WORDS, "", "other")
    told = {"card_number": new.card.number, "name": BY_SLUG[SLUG].name}
    actions.propose(old.pk, **told, ground=ground, by=clerk, at=world.at - SHOWN)


def _joined(world: World) -> Membership:
    at, worker = world.at - JOINED, Person.objects.get(pk=world.people[SLUG])
    facts = Facts("passport", PASSPORT, worker.name, PHONE, worker.sex, worker.birth_on)
    person = people.register(facts, body_id=None, by=INSTALLER, at=at)
    account, _ = people.open_account(PHONE, at)
    people.tie(account.pk, person_id=person.pk, way="union", body_id=None, by=INSTALLER, at=at)
    by = Actor(SELF, person.pk, account_id=account.pk)
    agree(by, world.at)
    union = world.unions[UNION]
    wish = Wish(by, account.pk, union, "330105013", "platform", "蜂闪外卖", "武林站")
    membership.resolve(
        union,
        number=f"入会〔{at.year}〕2号补",
        met_on=day(at),
        present=["骆行远", "钟细心"],
        applications=[hand_in(wish, world, at)],
        by=world.clerk(UNION),
        at=at,
    )
    return Membership.objects.get(person=person)
