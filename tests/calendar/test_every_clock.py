"""Every clock that is listed can be asked for its last day, and tells either one or why there is none."""

from datetime import date, timedelta

import pytest

from gongqiao.law import queries
from tests.calendar.test_commands import run

pytestmark = pytest.mark.django_db

START = date(2026, 3, 6)
UNRULED = "该地区没有这项期限的规定"
PLACES = ("33", "3301", "3302")
# Where a city alone sets a period it is for the talks on wages, and nobody else in the province has one.
OF_A_CITY = {
    "bargaining.conclusion": "3301",
    "bargaining.conclusion_of_meetings": "3302",
    "bargaining.representatives_posting": "3302",
}


def due(clock, division, kind):
    wages = ("--kind", kind) if kind else ()
    return run("due", clock, "--start", f"{START}", "--division", division, *wages)


@pytest.mark.parametrize("name", sorted(queries.clocks()))
def test_a_clock_has_a_period_everywhere_or_for_wages_in_one_city(name):
    ruled = {(place, kind) for place in PLACES for kind in ("", "wage") if due(name, place, kind)[1]["row"]}
    everywhere = {(place, kind) for place in PLACES for kind in ("", "wage")}
    assert ruled == ({(OF_A_CITY[name], "wage")} if name in OF_A_CITY else everywhere)


@pytest.mark.parametrize("kind", ["", "wage"])
@pytest.mark.parametrize("division", PLACES)
@pytest.mark.parametrize("name", sorted(queries.clocks()))
def test_a_clock_tells_a_day_with_all_it_rests_on_or_says_that_nothing_was_ruled(name, division, kind):
    said, told = due(name, division, kind)

    assert (told["clock"], told["start"], told["division"], told["kind"]) == (name, START, division, kind)
    if not told["row"]:
        assert (said, told["words"]) == (f"{UNRULED}\n", UNRULED)
        assert (told["last_day"], told["unrolled"], told["effect_day"]) == (None, None, None)
        assert (told["unit"], told["article"], told["value"]) == ("", "", "")
        return
    clock = queries.clocks()[name]
    assert isinstance(told["last_day"], date)
    assert isinstance(told["unrolled"], date)
    assert told["row"].startswith(f"{clock.name}@")
    assert told["article"].startswith("《")
    assert told["unit"] in {"calendar", "working", "month", "year"}
    assert told["provisional"] is False, "the holidays of 2026 are known"
    assert told["words"] == ""
    assert said == f"{clock.words}：{told['last_day']}（{told['value']}，{told['article']}）\n"


@pytest.mark.parametrize("name", sorted(queries.clocks()))
def test_a_last_day_lies_on_its_side_of_the_event_and_only_ever_rolls_away_from_it(name):
    clock, division = queries.clocks()[name], OF_A_CITY.get(name, "33")
    _, told = due(name, division, "wage")
    last, unrolled = told["last_day"], told["unrolled"]
    assert last <= unrolled < START if clock.count.backwards else START < unrolled <= last
    assert last == unrolled or (clock.count.roll and told["unit"] != "working")


@pytest.mark.parametrize("kind", ["", "wage"])
@pytest.mark.parametrize("division", PLACES)
def test_a_lapse_has_effect_on_the_day_after_where_the_catalogue_says_so_and_nowhere_else(division, kind):
    for listed in run("clocks")[1]["clocks"]:
        _, told = due(listed["name"], division, kind)
        after = told["last_day"] + timedelta(days=1) if listed["effect"] else None
        assert told["effect_day"] == after, listed["name"]
