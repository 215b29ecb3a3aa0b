from collections import defaultdict
from itertools import product

import pytest

from gongqiao.cockpit.queries.guard import guarded


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ({"m": 300, "f": 59}, {"m": 300, "f": 59}),
        ({"m": 300, "f": 0}, {"m": 300, "f": 0}),
        ({"m": 300, "f": 1}, {"m": None, "f": None}),
        ({"a": 300, "b": 20, "c": 4}, {"a": 300, "b": None, "c": None}),
        ({"a": 300, "b": 3, "c": 4, "d": 0}, {"a": 300, "b": None, "c": None, "d": 0}),
        ({"a": 300, "b": 1, "c": 1, "d": 0}, {"a": None, "b": None, "c": None, "d": 0}),
        ({"a": 3, "b": 0}, {"a": None, "b": None}),
        ({}, {}),
    ],
)
def test_small_numbers_are_not_shown(numbers, shown):
    assert guarded(numbers) == shown


@pytest.mark.parametrize(("codes", "most"), [("ab", 24), ("abc", 19), ("abcd", 17)])
def test_whoever_knows_the_total_and_the_rule_cannot_reckon_what_is_hidden(codes, most):
    """Every way of sharing out a total that looks the same is possible: each hidden number has two values or more."""
    alike = defaultdict(list)
    for values in product(range(most + 1), repeat=len(codes)):
        if sum(values) <= most:
            numbers = dict(zip(codes, values, strict=True))
            alike[sum(values), tuple(guarded(numbers).items())].append(numbers)

    given_away = [
        (total, shown)
        for (total, shown), possible in alike.items()
        for code, n in shown
        if n is None and total > 1 and len({numbers[code] for numbers in possible}) == 1
    ]
    assert given_away == []
