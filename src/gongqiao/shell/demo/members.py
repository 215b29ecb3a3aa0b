"""Twenty thousand members, on the rosters of the unions that the employers and the platforms have."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from gongqiao.kernel.clock import day
from gongqiao.people.actions import Facts
from gongqiao.rosters import actions
from gongqiao.shell.demo import numbers
from gongqiao.shell.demo.names import name
from gongqiao.shell.demo.world import INSTALLER, World

MEMBERS = 20_000
JOINED_LEAST, JOINED_MOST = 0.55, 0.92
PER_RESOLUTION = 160
FIRST = {"employer": date(2020, 10, 20), "community": date(2022, 6, 1), "joint": date(2022, 6, 1)}
LATELY, LATELY_DAYS = 0.25, 40
WORKING, RETIRED = (18, 59), (60, 66)
MOBILE = ("134", "135", "136", "137", "138", "150", "151", "158", "159", "182", "187", "188")

FORMS = {
    "employer": (("contract", 82), ("dispatch", 11), ("part_time", 4), ("overage", 3)),
    "community": (("contract", 70), ("flexible", 16), ("part_time", 10), ("overage", 4)),
    "joint": (("platform", 88), ("flexible", 12)),
}
WOMEN = {"employer": 0.44, "community": 0.48, "joint": 0.14}


def members(world: World) -> None:
    """So many per union as work there and joined; the rest of the twenty thousand ride and drive for platforms."""
    sizes = {key: int(staff * world.chance.uniform(JOINED_LEAST, JOINED_MOST)) for key, staff in world.staff.items()}
    joint = [key for key in world.unions if key.startswith("joint-")]
    rest = MEMBERS - sum(sizes.values())
    sizes |= {key: rest // len(joint) + (number < rest % len(joint)) for number, key in enumerate(joint)}
    numbers_used: set[str] = set()
    for key, size in sizes.items():
        _admit(key, size, world, numbers_used)


def _admit(key: str, size: int, world: World, used: set[str]) -> None:
    """One resolution for every so many of a union's members, years apart; of some the last is of these weeks."""
    union, county = world.unions[key], world.county_of[key]
    days = sorted(_meetings(-(-size // PER_RESOLUTION), _kind(key), world))
    for number, met_on in enumerate(days, 1):
        share = size // len(days) + (number <= size % len(days))
        if share == 0:
            continue
        actions.admit_many(
            union,
            roster=[_line(_kind(key), county, met_on, world, used) for _ in range(share)],
            number=f"入会〔{met_on.year}〕{number}号",
            met_on=met_on,
            present=[name(world.chance.choice("12"), world.chance) for _ in range(3)],
            by=INSTALLER,
            at=world.at,
        )


def _kind(key: str) -> str:
    return "joint" if key.startswith("joint-") else "community" if key.endswith("-community") else "employer"


def _meetings(count: int, kind: str, world: World) -> Iterator[date]:
    today = day(world.at)
    for number in range(count):
        lately = number == 0 and world.chance.random() < LATELY
        first = today - timedelta(days=LATELY_DAYS) if lately else FIRST[kind]
        yield first + timedelta(days=world.chance.randrange((today - first).days))


def _line(kind: str, county: str, met_on: date, world: World, used: set[str]) -> tuple[Facts, str]:
    chance = world.chance
    sex = "2" if chance.random() < WOMEN[kind] else "1"
    forms, weights = zip(*FORMS[kind], strict=True)
    form = chance.choices(forms, weights)[0]
    ages, on = (RETIRED, day(world.at)) if form == "overage" else (WORKING, met_on)
    born = numbers.birthday(*ages, on, chance)
    number = _fresh(county, born, sex, chance, used)
    phone = f"{chance.choice(MOBILE)}{chance.randrange(10**8):08d}"
    return Facts("card", number, name(sex, chance), phone=phone), form


def _fresh(county: str, born: date, sex: str, chance: Random, used: set[str]) -> str:
    while (number := numbers.identity_number(county, born, sex, chance)) in used:
        continue
    used.add(number)
    return number
