"""The pages about journeys and for people at work show what the tests of the journeys photograph, and nothing else."""

import re

import pytest

from gongqiao.shell.environment import CLONE

PAGES = sorted([*(CLONE / "docs/journeys").glob("*.md"), *(CLONE / "docs/how-to").glob("for-a-*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_journey_shows_every_picture_of_it(page):
    shown = re.findall(r"!\[.+?\]\((.+?)\)", page.read_text())
    kept = [f"{page.stem}/{each.name}" for each in sorted((page.parent / page.stem).glob("*.png"))]
    assert shown == kept != []


def test_every_picture_is_taken_by_a_test():
    told = "".join(each.read_text() for each in (CLONE / "tests/journeys").glob("test_*.py"))
    taken = set(re.findall(r'\.picture\(\w+, "(.+?)"\)', told))
    kept = {each.stem for each in (CLONE / "docs").glob("*/*/*.png")}
    assert kept <= taken
