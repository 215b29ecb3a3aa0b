"""When one may press, when an SMS may disturb, of what to remind, and how last days are said."""

from datetime import date, datetime

import pytest

from gongqiao.notices import rules, words

MONDAY = date(2026, 3, 16)


def codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, []),
        ({"done": True}, ["done"]),
        ({"opened_on": date(2026, 3, 10)}, ["today"]),
        ({"pressed_on": date(2026, 3, 9)}, []),
        ({"pressed_on": date(2026, 3, 10)}, ["pressed"]),
    ],
)
def test_one_may_press_from_the_next_day_once_a_day_while_it_is_open(facts, told):
    given = {"done": False, "pressed_on": None, "opened_on": date(2026, 3, 9), "on": date(2026, 3, 10), **facts}

    assert codes(rules.pressing(**given)) == told


@pytest.mark.parametrize(
    ("done", "by_hand", "told"), [(False, True, []), (True, True, ["done"]), (False, False, ["follows"])]
)
def test_only_an_open_task_that_follows_no_state_is_settled_by_hand(done, by_hand, told):
    assert codes(rules.settling(done=done, by_hand=by_hand)) == told


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("2026-03-10T06:59:59+08:00", "2026-03-10T07:00:00+08:00"),
        ("2026-03-10T07:00:00+08:00", "2026-03-10T07:00:00+08:00"),
        ("2026-03-10T21:59:59+08:00", "2026-03-10T21:59:59+08:00"),
        ("2026-03-10T22:00:00+08:00", "2026-03-11T07:00:00+08:00"),
        ("2026-12-31T23:30:00+08:00", "2027-01-01T07:00:00+08:00"),
        ("2026-03-10T16:30:00+00:00", "2026-03-11T07:00:00+08:00"),
    ],
)
def test_no_sms_between_ten_at_night_and_seven_unless_it_is_urgent(asked, sent):
    at = datetime.fromisoformat(asked)

    assert rules.disturbing(at, urgent=False) == datetime.fromisoformat(sent)
    assert rules.disturbing(at, urgent=True) == at


@pytest.mark.parametrize(
    ("on", "occasion"),
    [
        (date(2026, 3, 12), ""),
        (date(2026, 3, 13), "due:2026-03-16:3"),
        (date(2026, 3, 14), "due:2026-03-16:3"),
        (date(2026, 3, 15), "due:2026-03-16:1"),
        (date(2026, 3, 16), "due:2026-03-16:1"),
        (date(2026, 3, 17), "overdue:2026-03-16"),
    ],
)
def test_the_nearest_reminder_that_has_come_is_the_occasion(on, occasion):
    days = [(3, date(2026, 3, 13)), (1, date(2026, 3, 15))]

    assert rules.reminder(MONDAY, days, on=on) == occasion


@pytest.mark.parametrize(
    ("on", "hint_on", "occasion"),
    [
        (date(2026, 3, 12), date(2026, 3, 11), "hint:2026-03-11"),
        (date(2026, 3, 12), date(2026, 3, 13), ""),
        (date(2026, 3, 13), date(2026, 3, 13), "hint:2026-03-13"),
        (date(2026, 3, 14), date(2026, 3, 13), "hint:2026-03-13"),
        (date(2026, 3, 14), date(2026, 3, 12), "due:2026-03-16:3"),
        (date(2026, 3, 16), date(2026, 3, 15), "hint:2026-03-15"),
        (date(2026, 3, 17), date(2026, 3, 15), "overdue:2026-03-16"),
    ],
)
def test_a_hint_takes_the_place_of_the_reminder_of_its_day_and_gives_way_to_a_later_one(on, hint_on, occasion):
    days = [(3, date(2026, 3, 13)), (1, date(2026, 3, 15))]

    assert rules.reminder(MONDAY, days, hint_on, on=on) == occasion


@pytest.mark.parametrize(
    ("on", "said", "tone"),
    [
        (date(2026, 3, 17), "已逾期（3月16日到期）", "bad"),
        (date(2026, 3, 16), "今天到期", "wait"),
        (date(2026, 3, 15), "明天（3月16日）到期", "wait"),
        (date(2026, 3, 13), "还有3天到期（3月16日）", "wait"),
        (date(2026, 3, 12), "还有4天到期（3月16日）", "plain"),
    ],
)
def test_last_days_are_said_in_words_and_never_by_colour_alone(on, said, tone):
    assert (words.due(MONDAY, on), words.tone(MONDAY, on)) == (said, tone)


@pytest.mark.parametrize(("count", "said"), [(1, "1"), (99, "99"), (100, "99+")])
def test_a_badge_counts_to_ninety_nine(count, said):
    assert words.bounded(count) == said
