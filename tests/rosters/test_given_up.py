"""What no worker will try again leaves no list standing still."""

import pytest

from gongqiao.kernel.reasons import GIVEN_UP
from gongqiao.rosters.jobs import not_entered, not_read, not_undone
from tests import make
from tests.rosters import lists

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def test_one_that_could_not_be_read_says_so_and_can_be_read_again(union):
    roster = lists.received(union)

    for _ in "twice":
        not_read(str(roster.pk))

    assert (lists.fresh(roster).state, lists.fresh(roster).fault) == ("unreadable", GIVEN_UP.words)
    assert lists.fresh(roster).at_rest


def test_one_that_could_not_be_entered_is_handed_back(union):
    roster = lists.decided(lists.checked(union))

    for _ in "twice":
        not_entered(str(roster.pk), at=make.AT.isoformat())

    assert (lists.fresh(roster).state, lists.fresh(roster).fault) == ("checked", GIVEN_UP.words)
    assert lists.fresh(roster).good == 1


def test_one_that_could_not_be_taken_back_stands_and_can_be_called_back_again(union):
    roster = lists.entered(union)
    lists.called_back(roster)

    for _ in "twice":
        not_undone(str(roster.pk), at=make.AT.isoformat())

    roster = lists.fresh(roster)
    assert (roster.state, roster.working, roster.fault) == ("entered", False, GIVEN_UP.words)
    assert lists.called_back(roster).working
