"""A ballot that was given up shows what a device sealed, and no lie about it passes."""

import pytest

from gongqiao.belenios import spoiled
from gongqiao.belenios.forms import FaultyError
from gongqiao.belenios.groups import GROUPS
from tests.belenios.elections import BLANK, COMMITTEE, CONTRACT, Held, altered, given_up

ROWS = ([1, 0, 0], [0, 1, 1], [0, 1, 0])


@pytest.fixture(name="held", scope="module", params=GROUPS.values(), ids=GROUPS)
def _held(request):
    return Held(group=request.param, questions=(CONTRACT, COMMITTEE, BLANK), weights=(1,))


def refused(held, text):
    with pytest.raises(FaultyError) as told:
        spoiled.read(held.election, text)
    return [(fault.code, fault.place) for fault in told.value.faults]


def test_it_opens_as_it_was_sealed(held):
    text, told = given_up(held, *ROWS)

    assert spoiled.read(held.election, text) == spoiled.Opened(told, list(ROWS))


def test_a_number_or_a_noise_that_was_not_sealed_is_located(held):
    text, _ = given_up(held, *ROWS)

    def exchange(told):
        for part, number in zip(told["opened"][0], (0, 1, 0), strict=True):
            part["number"] = number

    assert refused(held, altered(text, exchange)) == [("opened", "opened[0][0]"), ("opened", "opened[0][1]")]
    assert refused(held, altered(text, lambda told: told["opened"][1][0].update(noise="0"))) == [
        ("opened", "opened[1][0]")
    ]


def test_what_is_no_vote_on_a_question_is_named_beside_what_else_is_wrong(held):
    text, _ = given_up(held, *ROWS)

    def more(told):
        told["opened"][0][1]["number"] = 1
        told["opened"][2][2]["noise"] = "1"

    assert refused(held, altered(text, more)) == [("choices", "opened[0]"), ("opened", "opened[2][2]")]
    assert refused(held, altered(text, lambda told: told["opened"][1][0].update(number=10**9))) == [
        ("choices", "opened[1]")
    ]


def test_a_ballot_of_another_election_or_with_another_hash_is_refused(held):
    text, _ = given_up(held, *ROWS)
    another = Held(group=held.group, questions=held.questions, weights=(1,))

    assert ("uuid", "ballot") in refused(another, text)
    assert refused(held, altered(text, lambda told: told.update(hash="x"))) == [("hash", "hash")]


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["opened"].pop(),
        lambda told: told["opened"][0].pop(),
        lambda told: told.pop("hash"),
        lambda told: told["ballot"].update(signature={}),
        lambda told: told["opened"][0][0].update(noise="-1"),
        lambda told: told["opened"][0][0].update(number="1"),
        lambda told: told.update(more=1),
    ],
)
def test_what_has_another_shape_is_refused_before_anything_is_computed(held, change):
    text, _ = given_up(held, *ROWS)

    assert {code for code, _ in refused(held, altered(text, change))} <= {"form", "scalar"}
    assert refused(held, f" {text}") == [("canonical", "")]
