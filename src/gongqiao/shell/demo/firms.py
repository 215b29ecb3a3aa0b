"""Who employs in the demo province: a few that the journeys tell of, and three hundred in all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from random import Random

from gongqiao.organisations import actions
from gongqiao.organisations.actions import NewEmployer, NewUnion
from gongqiao.places import queries as places
from gongqiao.places.models import Division, Level
from gongqiao.shell.demo import numbers
from gongqiao.shell.demo.world import INSTALLER, World

FOUNDED = date(2020, 9, 15)
EMPLOYERS, PARK = 300, 100
COUNTED = timedelta(days=70)
MUST_ORGANISE, MEDIAN, SPREAD, LARGEST = 25, 60.0, 1.1, 4000
BEILUN, COMMUNITY = "330206002", "beilun-community"
TRADES = (
    ("13", "食品"),
    ("17", "纺织"),
    ("18", "服饰"),
    ("26", "化工"),
    ("33", "五金"),
    ("34", "精密机械"),
    ("36", "汽车零部件"),
    ("38", "电器"),
    ("39", "电子科技"),
    ("54", "物流"),
    ("62", "餐饮管理"),
    ("65", "软件"),
    ("70", "物业服务"),
    ("80", "家政服务"),
)
FIRST, SECOND = "金银瑞永兴隆恒泰华新东南海江宏远正大", "达源丰成盛通顺和信诚发利昌安明泽润宇"


@dataclass(frozen=True)
class Firm:
    """An employer to be entered; `union` is the key of the union that its workers have, `own` founds one for it."""

    key: str
    name: str
    township: str
    industry: str
    staff: int
    own: bool = False
    union: str = ""
    brand: str = ""
    kind: str = numbers.FIRM
    uscc: str = ""

    @property
    def union_key(self) -> str:
        return f"{self.key}-union" if self.own else self.union


TOLD = (
    Firm("xiaojiang", "杭州萧江精密机械有限公司", "330109113", "34", 320, own=True),
    Firm("lucheng-shoes", "温州鹿城瓯鹿鞋业有限公司", "330302102", "19", 180, own=True),
    Firm("oujiang-valves", "温州瓯江阀门有限公司", "330303001", "34", 260, own=True),
    Firm("fleet", "舟山定海远航渔业有限公司", "330902105", "04", 560, own=True),
    Firm("mould-works", "宁波北仑小港巧手模具厂", BEILUN, "35", 9),
    Firm("machinery-association", "杭州市萧山区机械行业协会", "330109001", "95", 6, kind=numbers.ASSOCIATION),
    Firm("bridge-software", "杭州桥下软件有限公司", "330108002", "65", 48, own=True),
    Firm("bee", "杭州蜂闪网络科技有限公司", "330105013", "64", 1200, own=True, brand="蜂闪外卖"),
    Firm("swift", "浙江捷骑速运有限公司", "330105008", "60", 900, own=True, brand="捷骑速运"),
)


def firms(world: World) -> None:
    """The told ones, a park of small ones in Beilun, and others over every county; unions first, then employers."""
    every = [*TOLD, *_park(world.chance), *_spread(world.chance)]
    plans = [_union(firm, world.chance) for firm in every if firm.own]
    plans = [NewUnion(**vars(plan) | {"above": world.unions[str(plan.above)]}) for plan in plans]
    world.unions |= actions.found_many(plans, on=FOUNDED, by=INSTALLER, at=world.at)
    rows = [_employer(firm, world) for firm in every]
    bodies = actions.register_employers(rows, by=INSTALLER, at=world.at - COUNTED)
    world.employers |= {firm.key: body for firm, body in zip(every, bodies, strict=True)}
    for firm in (each for each in every if each.union_key in world.unions):
        world.staff[firm.union_key] = world.staff.get(firm.union_key, 0) + firm.staff
        world.county_of[firm.union_key] = firm.township[:6]


def _union(firm: Firm, chance: Random) -> NewUnion:
    code = numbers.credit_code(numbers.BASIC_UNION, firm.township[:6], chance)
    name = f"{firm.name}工会委员会"
    return NewUnion(firm.union_key, name, "committee", "employer", firm.township, firm.township, uscc=code)


def _employer(firm: Firm, world: World) -> NewEmployer:
    return NewEmployer(
        firm.name,
        firm.uscc or numbers.credit_code(firm.kind, firm.township[:6], world.chance),
        firm.township,
        world.unions[firm.township],
        staff=firm.staff,
        industry=firm.industry,
        brand=firm.brand,
        covered_by=world.unions.get(firm.union_key),
        above_designated_size=firm.staff > LARGEST // 20,
    )


def _park(chance: Random) -> Iterator[Firm]:
    """Firms too small for a union of their own: their workers have the community union."""
    for number, name in enumerate(_names("宁波北仑", PARK, chance)):
        industry, word = chance.choice(TRADES)
        staff = chance.randint(3, MUST_ORGANISE - 1)
        yield Firm(f"park-{number}", f"{name}{word}有限公司", BEILUN, industry, staff, union=COMMUNITY)


def _spread(chance: Random) -> Iterator[Firm]:
    """At least two in every county, in its first townships; one in eight of those that must organise has not."""
    counties = list(places.current(Level.COUNTY))
    for number in range(EMPLOYERS - PARK - len(TOLD)):
        county = counties[number % len(counties)]
        township = places.children(county.code).filter(level=Level.TOWNSHIP).first()
        if township is None:
            yield _right_under(county, number)
            continue
        industry, word = chance.choice(TRADES)
        staff = min(LARGEST, int(MEDIAN * exp(chance.gauss(0, SPREAD))) + 5)
        own = staff >= MUST_ORGANISE and chance.random() > 1 / 8
        name = f"{county.short_name}{_name(number, chance)}{word}有限公司"
        yield Firm(f"firm-{number}", name, township.code, industry, staff, own=own)


def _right_under(county: Division, number: int) -> Firm:
    """Where a county has no townships its firms stand under its own union; by a chance that draws for nobody else."""
    chance = Random(number)  # noqa: S311 -- names of a demo
    industry, word = chance.choice(TRADES)
    name, staff = f"{county.short_name}{_name(number, chance)}{word}有限公司", chance.randint(3, MUST_ORGANISE - 1)
    code = numbers.credit_code(numbers.FIRM, county.code, chance)
    return Firm(f"firm-{number}", name, county.code, industry, staff, uscc=code)


def _names(place: str, count: int, chance: Random) -> list[str]:
    return [f"{place}{_name(number, chance)}" for number in range(count)]


def _name(number: int, chance: Random) -> str:
    """Two characters, the first drawn and the second by number, so that neighbours differ."""
    return chance.choice(FIRST) + SECOND[number % len(SECOND)]
