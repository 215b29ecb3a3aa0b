"""The law for programs, as the terminal tells it."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture(name="ask")
def _ask(client):
    return lambda path, **words: client.get(f"/api/v1/law/{path}", words)


def test_the_clocks_are_listed_with_what_they_start_from(ask):
    told = {each["name"]: each for each in ask("clocks").json()}

    assert told["bargaining.reply"]["words"]
    assert {each["effect"] for each in told.values()} == {True, False}
    assert "membership.review" in told


def test_a_last_day_comes_with_what_it_rests_on(ask):
    told = ask("due", clock="membership.release", start="2026-03-10").json()

    assert (told["last_day"], told["unrolled"], told["provisional"]) == ("2026-03-24", "2026-03-24", False)
    assert told["row"] == "membership.release@CN#2020-01-01"
    assert (told["clock"], told["start"], told["division"]) == ("membership.release", "2026-03-10", "33")


def test_where_no_calendar_is_kept_there_is_no_day_but_the_reason(ask):
    told = ask("due", clock="membership.release", start="2031-03-10").json()

    assert told["last_day"] is None
    assert told["words"]


def test_what_held_in_a_place_on_a_day_comes_with_its_row_and_notes(ask):
    told = ask("held", key="bargaining.reply", division="330100", on="2024-03-01").json()

    assert told["row"].startswith("bargaining.reply@")
    assert (told["on"], told["division"], bool(told["article"])) == ("2024-03-01", "330100", True)


@pytest.mark.usefixtures("demo_day")
def test_without_a_day_it_is_asked_for_today(ask):
    assert ask("held", key="bargaining.reply").json()["on"] == "2026-03-10"


@pytest.mark.parametrize(
    ("path", "words", "code"),
    [
        ("due", {"clock": "none.such", "start": "2026-03-10"}, "clock"),
        ("due", {"clock": "bargaining.reply", "start": "2026-02-30"}, "day"),
        ("due", {"clock": "bargaining.reply", "start": "2026-03-10", "division": "110000"}, "division"),
        ("due", {"clock": "bargaining.reply", "start": "2026-03-10", "kind": "none"}, "kind"),
        ("held", {"key": "bargaining.replay"}, "key"),
        ("held", {"key": "bargaining.reply", "level": "none"}, "level"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_way_out(ask, path, words, code):
    answer = ask(path, **words)

    assert answer.status_code == 422
    assert [reason["code"] for reason in answer.json()["reasons"]] == [code]


def test_digits_of_a_chinese_keyboard_are_digits(ask):
    told = ask("due", clock="membership.release", start="２０２６-０３-１０", division="３３").json()
    assert (told["start"], told["division"]) == ("2026-03-10", "33")
