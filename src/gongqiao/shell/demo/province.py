"""The real tree: a general union for every division, and the labour departments that review contracts."""

from datetime import date

from gongqiao.organisations import actions
from gongqiao.organisations.actions import NewUnion
from gongqiao.places import queries as places
from gongqiao.places.models import Division, Kind, Level
from gongqiao.shell.demo.world import INSTALLER, World

FOUNDED = date(2018, 5, 1)
GOVERNED = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP)
FIVE_YEARS = 5
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


def general_unions(world: World) -> None:
    """总工会 from the province to the township. Nobody governs where villages lie directly in their county."""
    plans = [
        NewUnion(place.code, f"{_called(place)}总工会", "federation", place.level, place.code, place.parent_id)
        for level in GOVERNED
        for place in places.current(level).peopled().select_related("parent__parent")
    ]
    world.unions |= actions.found_many(plans, on=FOUNDED, by=INSTALLER, at=world.at)


def _called(place: Division) -> str:
    """杭州市萧山区城厢街道, but 瑞安市塘下镇: a county-level city or county needs no city before it."""
    over = place.parent
    if over is None or place.level == Level.CITY:
        return place.name
    if place.level == Level.COUNTY:
        return f"{over.name}{place.name}" if place.kind == Kind.DISTRICT else place.name
    return _called(over) + place.name


def labour_departments(world: World) -> None:
    """人力社保 at province, city and county."""
    for place in (each for level in GOVERNED[:3] for each in places.current(level).select_related("parent__parent")):
        office = "厅" if place.level == Level.PROVINCE else "局"
        department = actions.register_department(
            world.bodies.get(f"labour-{place.parent_id}"),
            name=f"{_called(place)}人力资源和社会保障{office}",
            division=place.code,
            by=INSTALLER,
            at=world.at,
        )
        world.bodies[f"labour-{place.code}"] = department.pk


def mass_organisations(world: World) -> None:
    """The fifteen mass organisations of Hangzhou beside the unions."""
    for name in MASS:
        registered = actions.register_mass_organisation(name=name, division="330100", by=INSTALLER, at=world.at)
        world.bodies[name] = registered.pk


def terms(world: World) -> None:
    """Committees of province, cities and counties hold office for five years, elected at different times."""
    for place in (each for level in GOVERNED[:3] for each in places.current(level)):
        elected = date(world.chance.choice((2021, 2022, 2023, 2024)), world.chance.randint(1, 12), 18)
        number = world.chance.randint(9, 17)
        union = world.unions[place.code]
        actions.begin_term(union, number=number, years=FIVE_YEARS, since=elected, by=INSTALLER, at=world.at)
