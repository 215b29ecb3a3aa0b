"""Three thousand rows as an office keeps them: each fault at its place, and mended by what is told of it."""

from collections import Counter, defaultdict

import pytest

from tests.rosters import lists, messy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.mark.long  # the chair's journey hands the same list in
def test_each_fault_is_told_once_at_its_place_and_mending_these_places_mends_the_list(union):
    made = messy.messy()
    roster = lists.checked(union, made.content)

    assert (roster.rows, roster.bad) == (3000, made.bad)
    told, kinds = defaultdict(str), Counter()
    for each in roster.problems.order_by("pk"):
        told[each.sheet, each.row] += f"{each.column} 列：{each.words}；"
        kinds[next(words for words, _, _ in messy.FAULTS if words in each.words)] += 1
    assert kinds == made.wrong

    mended = lists.checked(union, made.mended(told))
    gone = made.wrong["请去掉一行"] + made.wrong["未满十六周岁"]
    assert (mended.rows, mended.bad) == (3000 - gone, 0)
