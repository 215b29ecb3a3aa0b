"""What no worker will try again leaves no list standing still."""

import pytest

from gongqiao.intake.jobs import not_entered, not_read, not_undone
from gongqiao.kernel.reasons import GIVEN_UP
from tests import make
from tests.intake import lists

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="county")
def _county(tree):
    return tree["county"].body


def test_one_that_could_not_be_read_says_so_and_can_be_read_again(county):
    intake = lists.received(county)

    for _ in "twice":
        not_read(str(intake.pk))

    assert (lists.fresh(intake).state, lists.fresh(intake).fault) == ("unreadable", GIVEN_UP.words)
    assert lists.fresh(intake).at_rest


def test_one_that_could_not_be_entered_is_handed_back(county):
    intake = lists.accepted(lists.checked(county))

    for _ in "twice":
        not_entered(str(intake.pk), at=make.AT.isoformat())

    assert (lists.fresh(intake).state, lists.fresh(intake).fault) == ("checked", GIVEN_UP.words)
    assert lists.fresh(intake).good == 1


def test_one_that_could_not_be_taken_back_stands_and_can_be_called_back_again(county):
    intake = lists.entered(county)
    lists.called_back(intake)

    for _ in "twice":
        not_undone(str(intake.pk), at=make.AT.isoformat())

    intake = lists.fresh(intake)
    assert (intake.state, intake.working, intake.fault) == ("entered", False, GIVEN_UP.words)
    assert lists.called_back(intake).working
