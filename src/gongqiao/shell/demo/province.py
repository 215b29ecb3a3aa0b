"""The real tree: a general union for every division, and the labour departments that review contracts."""

from datetime import date

from gongqiao.organisations import actions
from gongqiao.places import actions as divisions
from gongqiao.places import queries as places
from gongqiao.places.models import Kind
from gongqiao.shell import founding
from gongqiao.shell.demo.world import INSTALLER, OPERATOR, World

FOUNDED = date(2018, 5, 1)
FIVE_YEARS = 5
AREAS = (("330109113", "瓜沥智造产业园", Kind.PARK), ("330206002", "大港小微企业园", Kind.PARK))
MASS = (
    "共青团杭州市委员会",
    "杭州市妇女联合会",
    "杭州市科学技术协会",
    "杭州市归国华侨联合会",
    "杭州市文学艺术界联合会",
    "杭州市社会科学界联合会",
    "杭州市残疾人联合会",
    "杭州市红十字会",
    "杭州市工商业联合会",
    "杭州市计划生育协会",
    "杭州市法学会",
    "杭州市作家协会",
    "杭州市新闻工作者协会",
    "杭州市国际商会",
    "杭州市台湾同胞联谊会",
)


def areas(world: World) -> None:
    """Two parks without an official code: those of 萧山's machine makers and of 北仑's small firms."""
    for inside, name, kind in AREAS:
        divisions.mark_area(inside, name=name, kind=kind, by=OPERATOR, at=world.at)


def general_unions(world: World) -> None:
    """总工会 from the province to the township."""
    world.unions |= founding.general_unions(on=FOUNDED, by=INSTALLER, at=world.at)


def labour_departments(world: World) -> None:
    """人力社保 at province, city and county."""
    departments = founding.labour_departments(by=INSTALLER, at=world.at)
    world.bodies |= {f"labour-{division}": body for division, body in departments.items()}


def mass_organisations(world: World) -> None:
    """The fifteen mass organisations of Hangzhou beside the unions."""
    for name in MASS:
        registered = actions.register_mass_organisation(name=name, division="330100", by=INSTALLER, at=world.at)
        world.bodies[name] = registered.pk


def terms(world: World) -> None:
    """Committees of province, cities and counties hold office for five years, elected at different times."""
    for place in (each for level in founding.GOVERNED[:3] for each in places.current(level)):
        elected = date(world.chance.choice((2021, 2022, 2023, 2024)), world.chance.randint(1, 12), 18)
        number = world.chance.randint(9, 17)
        union = world.unions[place.code]
        actions.begin_term(union, number=number, years=FIVE_YEARS, since=elected, by=INSTALLER, at=world.at)
