"""Figures drawn: cards, the map, the ranking, breakdowns, the last days. Each with its table and its definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from gongqiao.cockpit import queries
from gongqiao.cockpit.pages.looks import Look
from gongqiao.cockpit.queries import INDICATORS, Dimension, Indicator, Reading, Seat
from gongqiao.cockpit.queries.indicators import APPLICATIONS, FORM, JOINED, MEMBERS, SEX
from gongqiao.design.charts import Chart, Point, Series, bars, line
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.organisations import queries as organisations
from gongqiao.places import queries as places

RANKED, RANKED_ALONE, ACROSS = 14, 25, 5  # rows beside a map, rows where there is none, days in a line
LAST_DAYS = f"近{queries.DAYS}日"


class Beside(TypedDict):
    unit: str
    definition: str
    as_of: datetime


def beside(indicator: Indicator, at: datetime) -> Beside:
    return {"unit": indicator.unit, "definition": indicator.definition, "as_of": at}


@dataclass(frozen=True)
class Card:
    """One indicator's number; choosing it draws the map and the charts of that indicator."""

    label: str
    value: int
    unit: str
    note: str
    href: str
    chosen: bool


def words_of(indicator: Indicator) -> str:
    return f"{LAST_DAYS}{indicator.words}" if indicator.per_day else indicator.words


def cards(readings: Mapping[str, Reading], look: Look, today: int) -> list[Card]:
    sent_back = readings[APPLICATIONS].cells.get("sent_back", 0)
    notes = {JOINED: f"{'当日' if look.on else '今日'} {today:,} 人", APPLICATIONS: f"其中待补正 {sent_back:,} 件"}
    return [
        Card(
            words_of(each.indicator),
            each.total,
            each.indicator.unit,
            notes.get(name, ""),
            look.address(show=name, start=0),
            name == look.show,
        )
        for name, each in readings.items()
    ]


@dataclass(frozen=True)
class Ranking:
    """The unions below, the largest first; a page of them, and the number of all the rest."""

    chart: Chart
    count: int
    earlier: str
    later: str


def ranking(viewer: Actor, seat: Seat, indicator: Indicator, look: Look, at: datetime) -> Ranking | None:
    lower = queries.below(viewer, seat)
    if not lower:
        return None
    numbers = queries.compare([each.body_id for each in lower], indicator.name, on=day(at), as_of=look.as_of)
    ordered = sorted(lower, key=lambda each: (-numbers[each.body_id], each.body_id))
    size = RANKED if seat.has_map else RANKED_ALONE
    chosen = ordered[look.start : look.start + size]
    points = [Point(each.name, numbers[each.body_id], _way_to(each, look)) for each in chosen]
    return Ranking(
        bars(f"下级工会：{words_of(indicator)}", points, head="工会", **beside(indicator, at)),
        len(ordered),
        look.address(start=max(look.start - size, 0)) if look.start else "",
        look.address(start=look.start + size) if look.start + size < len(ordered) else "",
    )


@dataclass(frozen=True)
class Breakdown:
    """One dimension of the chosen indicator; `hidden` are the values whose numbers may not be shown."""

    chart: Chart
    hidden: tuple[str, ...]


def breakdown(seat: Seat, reading: Reading, dimension: Dimension, at: datetime) -> Breakdown:
    numbers = queries.shown(seat, reading, dimension)
    points = [Point(dimension.words_of(code), n) for code, n in numbers.items() if n]
    chart = bars(f"按{dimension.words}", points, head=dimension.words, **beside(reading.indicator, at))
    return Breakdown(chart, tuple(dimension.words_of(code) for code, n in numbers.items() if n is None))


def map_of(seat: Seat, indicator: Indicator, look: Look, on: date) -> places.Drawing | None:
    """The counties of the province, or of a city, by our tile grid or the operator's boundaries."""
    if not seat.has_map:
        return None
    bodies = organisations.bodies_by_division("county")
    city = seat.division if seat.tier == "city" else ""
    counties = {code: body for code, body in bodies.items() if code.startswith(city[:4])}
    numbers = queries.compare(counties.values(), indicator.name, on=on, as_of=look.as_of)
    return places.drawing(
        {code: numbers[body] for code, body in counties.items()},
        title=f"{words_of(indicator)}（按县级总工会）",
        unit=indicator.unit,
        city=city,
        link=lambda code: look.address(at=counties[code], start=0) if code in counties else "",
    )


def days_of(numbers: Mapping[date, int], at: datetime) -> Chart:
    days = tuple(f"{day.month}月{day.day}日" for day in numbers)
    return line(
        f"{LAST_DAYS}每日新入会", days, (Series("新入会", tuple(numbers.values())),), **beside(INDICATORS[JOINED], at)
    )


@dataclass(frozen=True)
class Crossed:
    """Employment form by sex, with sums; no rows where it may not be shown."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def crossed(seat: Seat, readings: Mapping[str, Reading]) -> Crossed:
    numbers = queries.crossed(seat, readings[MEMBERS], FORM, SEX)
    if numbers is None:
        return Crossed((), ())
    sexes = [code for code in SEX.values if any(key.endswith(f".{code}") for key in numbers)]
    forms = [code for code in FORM.values if any(key.startswith(f"{code}.") for key in numbers)]
    rows = [(FORM.words_of(form), [numbers.get(f"{form}.{sex}", 0) for sex in sexes]) for form in forms]
    sums = [sum(column) for column in zip(*(values for _, values in rows), strict=True)]
    told = [(words, (*values, sum(values))) for words, values in (*rows, ("合计", sums))]
    return Crossed((FORM.words, *(SEX.words_of(sex) for sex in sexes), "合计"), tuple(told) if rows else ())


def lower_rows(viewer: Actor, seat: Seat, look: Look, on: date) -> list[tuple[str, str, list[int]]]:
    """The unions below with every indicator, in the order of their divisions."""
    lower = queries.below(viewer, seat)
    bodies = [each.body_id for each in lower]
    numbers = [queries.compare(bodies, name, on=on, as_of=look.as_of) for name in queries.INDICATORS]
    return [(each.name, _way_to(each, look), [column[each.body_id] for column in numbers]) for each in lower]


def _way_to(lower: Seat, look: Look) -> str:
    return look.address(at=lower.body_id, start=0) if lower.seen else ""


def in_rows(numbers: Mapping[date, int]) -> list[list[tuple[date, int]]]:
    """Days side by side, so that a month is a few lines on paper."""
    days = list(numbers.items())
    return [days[first : first + ACROSS] for first in range(0, len(days), ACROSS)]
