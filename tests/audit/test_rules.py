"""When a witness is asked, and when its silence is told: each at its boundary."""

from datetime import timedelta

import pytest

from gongqiao.audit import rules
from gongqiao.audit.models import Witness
from tests import make

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def standing(**parts):
    return Witness(**{"name": "court.example", "named_at": make.AT, "size": 5, "confirmed_at": make.AT} | parts)


@pytest.mark.parametrize(
    ("parts", "after", "due"),
    [
        ({"size": 0, "confirmed_at": None}, timedelta(), True),
        ({}, HOUR - SECOND, False),
        ({}, HOUR, True),
        ({}, -SECOND, True),
        ({"size": 4}, timedelta(), True),
        ({"size": 6}, timedelta(), True),
        ({"size": 4, "failures": 1, "tried_at": make.AT}, timedelta(seconds=29), False),
        ({"size": 4, "failures": 1, "tried_at": make.AT}, timedelta(seconds=30), True),
        ({"size": 4, "failures": 1, "tried_at": make.AT}, -SECOND, True),
    ],
)
def test_a_witness_is_asked_of_what_is_new_and_once_an_hour_and_later_after_each_time_in_vain(parts, after, due):
    assert rules.due(standing(**parts), 5, make.AT + after) == due


def test_the_pauses_grow_to_an_hour_and_no_further():
    seconds = [rules.pause(failures) / SECOND for failures in range(1, 11)]

    assert seconds == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert rules.pause(10_000) == HOUR


@pytest.mark.parametrize(
    ("parts", "after", "silent"),
    [
        ({}, 24 * HOUR, False),
        ({}, 24 * HOUR + SECOND, True),
        ({"confirmed_at": None}, 24 * HOUR, False),
        ({"confirmed_at": None}, 24 * HOUR + SECOND, True),
    ],
)
def test_silence_is_counted_from_the_last_confirmation_or_from_the_first_question(parts, after, silent):
    assert rules.silent(standing(**parts), make.AT + after, hours=24) == silent
