"""Those of the demo province whose own steps are to be seen: how they joined, and who waits to be admitted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.clock import day
from gongqiao.membership import actions
from gongqiao.people import actions as people
from gongqiao.shell.demo import numbers
from gongqiao.shell.demo.firms import BEILUN, COMMUNITY
from gongqiao.shell.demo.identities import agree
from gongqiao.shell.demo.names import name
from gongqiao.shell.demo.world import World

WEEKS_AGO = timedelta(days=35)
ENTERPRISE = ("xiaojiang-union", "330109113", "contract", "杭州萧江精密机械有限公司")
FLEET = ("fleet-union", "330902105", "contract", "舟山定海远航渔业有限公司")
PARK = (COMMUNITY, BEILUN, "contract", "宁波市北仑区新碶街道")
SHOES = ("lucheng-shoes-union", "330302102", "contract", "温州鹿城瓯鹿鞋业有限公司")
JOINED = {
    **dict.fromkeys(("member", "shoes-chair"), SHOES),
    "operator": ("oujiang-valves-union", "330303001", "contract", "温州瓯江阀门有限公司"),
    "joint-chair": ("joint-330105", "330105013", "platform", "蜂闪外卖"),
    **dict.fromkeys(("fisher", "captain", "vessel-chair"), FLEET),
    **dict.fromkeys(("officer", "community-chair"), PARK),
    "mould-worker": (COMMUNITY, BEILUN, "contract", "宁波北仑小港巧手模具厂"),
    **dict.fromkeys(("chair", "delegate", "worker", "women-chair", "scrutineer", "recorder"), ENTERPRISE),
}
WAITING = (
    ("joint-330105", "330105013", "蜂闪外卖", "武林站", 8),
    ("joint-330105", "330105008", "捷骑速运", "上塘转运中心", 6),
    ("joint-330381", "330381001", "蜂闪外卖", "安阳站", 8),
    ("joint-330302", "330302102", "捷骑速运", "鹿城站", 6),
)
WAITED_MOST = 9


@dataclass(frozen=True)
class Wish:
    """One person's application: to whom, from where, for which work."""

    by: Actor
    account: UUID
    union: int
    division: str
    form: str
    employer: str
    station: str = ""


def joined(world: World) -> None:
    """Those with an identity of the table, each admitted by her own union some weeks ago."""
    at = world.at - WEEKS_AGO
    waiting: dict[str, list[UUID]] = {}
    for slug, (union, division, form, employer) in JOINED.items():
        by = Actor(SELF, world.people[slug], account_id=world.accounts[slug])
        station = "武林站" if form == "platform" else ""
        wish = Wish(by, world.accounts[slug], world.unions[union], division, form, employer, station)
        waiting.setdefault(union, []).append(hand_in(wish, world, at))
    for union, applications in waiting.items():
        actions.resolve(
            world.unions[union],
            number=f"入会〔{at.year}〕1号补",
            met_on=day(at),
            present=[name("1", world.chance) for _ in range(3)],
            applications=applications,
            by=world.clerk(union),
            at=at,
        )


def applicants(world: World) -> None:
    """Riders who wait for the next meeting of their joint unions; one of each has to complete something first."""
    for union, division, employer, station, count in WAITING:
        for number in range(count):
            at = world.at - timedelta(days=world.chance.randrange(1, WAITED_MOST))
            application = _apply(world, union, (division, employer, station), number, at)
            if number == 0:
                words = "站点请写到具体的分站"
                actions.send_back(application, missing=["station"], words=words, by=world.clerk(union), at=world.at)


def _apply(world: World, union: str, where: tuple[str, str, str], number: int, at: datetime) -> UUID:
    """A new account, and its owner's application."""
    division, employer, station = where
    account, _ = people.open_account(f"1390001{len(world.accounts):04d}", at)
    world.accounts[f"{union}-{division}-{number}"] = account.pk
    by = Actor(SELF, account_id=account.pk)
    agree(by, at)
    return hand_in(Wish(by, account.pk, world.unions[union], division, "platform", employer, station), world, at)


def hand_in(wish: Wish, world: World, at: datetime) -> UUID:
    """The applicant's own steps, one after another."""
    who: dict[str, Any] = {"by": wish.by, "at": at}
    jobs = ["meals" if wish.employer.endswith("外卖") else "courier"] if wish.form == "platform" else []
    key = actions.begin(wish.account, employment_form=wish.form, jobs=jobs, **who).pk
    place = {"division": wish.division, "workplace": wish.station or wish.employer, "station": wish.station}
    actions.tell_place(key, **place, employer=wish.employer, by=wish.by, at=at)
    actions.choose_union(key, union=wish.union, **who)
    if wish.by.person_id is None:
        actions.identify(key, **_claim(wish, world, at), **who)
    actions.submit(key, **who)
    return key


def _claim(wish: Wish, world: World, at: datetime) -> dict[str, Any]:
    """Who the applicant says she is."""
    sex = "2" if world.chance.random() < 1 / 8 else "1"
    born = numbers.birthday(20, 45, day(at), world.chance)
    number = numbers.identity_number(wish.division[:6], born, sex, world.chance)
    return {"name": name(sex, world.chance), "document_type": "card", "document_number": number}
