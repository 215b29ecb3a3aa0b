"""Whatever somebody writes into an archive, it is refused and nothing breaks."""

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongqiao.belenios import verify
from gongqiao.belenios.forms import compact
from tests.belenios.elections import BLANK, COMMITTEE, CONTRACT, Held, written

VOTES = [(0, [1, 0, 0], [1, 1, 0], [0, 1, 0]), (1, [0, 1, 0], [0, 0, 0], [1, 0, 0])]
STRANGE = [
    None, True, 0, -1, 10**30, 1.5, "", "0", "x", "\x00", "f" * 64, "0" * 64, "9" * 700, "[]", [], {}, [[]],
    {"a": 1}, ["Single", {}],
]  # fmt: skip


@pytest.fixture(name="happened", scope="module")
def _happened():
    held = Held(questions=(CONTRACT, COMMITTEE, BLANK), weights=(1, 2, 1), votes=VOTES)
    return list(held.items_of_archive())


@pytest.fixture(name="data", scope="module")
def _data(happened):
    return written(happened)


@settings(max_examples=300, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_any_bit_that_is_turned_is_found(data, chance):
    turned = bytearray(data)
    turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)

    assert not verify.verify(bytes(turned)).sound


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_any_part_that_is_missing_is_found(data, chance):
    first, last = sorted(chance.sample(range(len(data) + 1), 2))

    assert not verify.verify(data[:first] + data[last:]).finished


def parts(value, path=()):
    """The way to every part of a structure."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inside:
        yield from parts(part, (*path, name))


def spoilt(value, chance):
    """One part of it replaced by something strange, or taken away."""
    *way, last = chance.choice([path for path in parts(value) if path])
    inner = value
    for step in way:
        inner = inner[step]
    if chance.randrange(3):
        inner[last] = chance.choice(STRANGE)
    else:
        del inner[last]
    return value


@pytest.mark.parametrize("seed", range(100))
def test_any_part_of_any_structure_may_be_strange(happened, seed):
    """Names and events are made anew around it, as whoever holds the server can."""
    chance = Random(seed)
    number = chance.choice([n for n, (_, told) in enumerate(happened) if told is not None])
    kind, told = happened[number]
    if isinstance(told, dict):
        name = chance.choice([name for name, part in told.items() if isinstance(part, str)])
        changed = {**told, name: compact(spoilt(json.loads(told[name]), chance))}
    else:
        changed = compact(spoilt(json.loads(told), chance))
    row = [*happened[:number], (kind, changed), *happened[number + 1 :]]

    found = verify.verify(written(row))

    assert not found.sound or changed == told
