"""The unions between the street and the firms: a community union, joint unions of platform work, a fleet's vessels."""

from datetime import date
from typing import Any

from gongqiao.organisations import actions
from gongqiao.organisations.actions import NewUnion
from gongqiao.places import queries as places
from gongqiao.places.models import Level
from gongqiao.shell.demo.firms import BEILUN, COMMUNITY
from gongqiao.shell.demo.world import INSTALLER, World

FOUNDED = date(2022, 4, 28)
JOINT_COUNTIES = {
    "330105": "杭州市拱墅区",
    "330109": "杭州市萧山区",
    "330206": "宁波市北仑区",
    "330302": "温州市鹿城区",
    "330381": "瑞安市",
}
COURIERS = "杭州市快递行业工会联合会"
STATIONS = (
    ("蜂闪外卖", "武林站", "330105013", "武林路 188 号"),
    ("蜂闪外卖", "拱宸桥站", "330105005", "桥弄街 26 号"),
    ("蜂闪外卖", "朝晖站", "330105016", "朝晖路 219 号"),
    ("捷骑速运", "上塘转运中心", "330105008", "上塘路 333 号"),
    ("捷骑速运", "石桥站", "330105019", "石桥路 279 号"),
)


def regional(world: World) -> None:
    """Founded before the employers, whose workers some of them take in."""
    plans = [
        _plan(COMMUNITY, "宁波市北仑区新碶街道大港社区工会联合会", "union_association", BEILUN, world.unions[BEILUN]),
        *(_joint(code, name, world) for code, name in _served().items()),
    ]
    world.unions |= actions.found_many(plans, on=FOUNDED, by=INSTALLER, at=world.at)
    world.county_of |= {f"joint-{code}": (f"{code[:4]}02" if code.endswith("00") else code) for code in _served()}


def _plan(key: str, name: str, kind: str, division: str, above: int, *, platform_work: bool = False) -> NewUnion:
    return NewUnion(key, name, kind, "community", division, above, platform_work=platform_work)


def _joint(code: str, name: str, world: World) -> NewUnion:
    union = f"{name}新就业形态联合工会"
    return _plan(f"joint-{code}", union, "joint", code, world.unions[code], platform_work=True)


def _served() -> dict[str, str]:
    """Every city, and the counties where couriers are most."""
    return {city.code: city.name for city in places.current(Level.CITY)} | JOINT_COUNTIES


def industry(world: World) -> None:
    """The couriers' union of Hangzhou, under the city's general union and on a line of its own, which riders join."""
    city = world.unions["330100"]
    couriers = NewUnion("couriers", COURIERS, "trade", "city", "330100", city, platform_work=True, industry="G")
    world.unions |= actions.found_many([couriers], on=FOUNDED, by=INSTALLER, at=world.at)
    top = world.unions["couriers"]
    actions.join_line(top, by=INSTALLER, at=world.at)
    for code in ("330105", "330109"):
        actions.join_line(world.unions[f"joint-{code}"], above=top, by=INSTALLER, at=world.at)


def stations(world: World) -> None:
    """Where riders gather; the poster's code leads to the joint union of 拱墅."""
    union = world.unions["joint-330105"]
    for brand, name, division, address in STATIONS:
        actions.open_station(
            union, brand=brand, name=name, division=division, address=address, by=INSTALLER, at=world.at
        )


def terms(world: World) -> None:
    """The machine makers' committee is to be elected soon; the community's was put off by the street, on paper."""
    who: dict[str, Any] = {"by": INSTALLER, "at": world.at}
    for union, number, elected in (("xiaojiang-union", 4, date(2023, 5, 18)), (COMMUNITY, 1, date(2023, 1, 12))):
        term = actions.begin_term(world.unions[union], number=number, years=3, since=elected, **who)
    approved_on, until = date(2025, 12, 20), date(2026, 6, 30)
    paper = "新碶工〔2025〕12号"
    actions.enter_postponement(term.pk, document_number=paper, approved_on=approved_on, until=until, **who)


def vessels(world: World) -> None:
    """A distant-water vessel with a branch of the fleet's union aboard."""
    world.bodies["vessel"] = actions.register_body(kind="vessel", name="远航渔 168", by=INSTALLER, at=world.at).pk
    branch = actions.found(
        world.unions["fleet-union"],
        kind="branch",
        tier="employer",
        name="远航渔 168 船工会分会",
        division="330902105",
        by=INSTALLER,
        at=world.at,
    )
    world.unions["vessel-union"] = branch.pk
