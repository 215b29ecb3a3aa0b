"""The two groups against slow arithmetic that shares nothing with them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from arithmetic import GROUPS
from gongqiao_verifier.groups import Group, NotCanonical, NotMember, group_named
from gongqiao_verifier.groups import integers as integers_module


@pytest.fixture(params=list(GROUPS))
def both(request: pytest.FixtureRequest) -> tuple[Group[Any], Any]:
    return group_named(request.param), GROUPS[request.param]


def test_powers_and_products_agree_with_plain_arithmetic(both: tuple[Group[Any], Any]) -> None:
    group, plain = both
    dice = random.Random(7)
    assert group.q == plain.q
    for _ in range(20):
        a, b = dice.randrange(group.q), dice.randrange(group.q)
        x = plain.power(plain.generator, a)
        fast = group.g_power(a)
        assert group.text(fast) == plain.text(x)
        assert group.text(group.power(fast, b)) == plain.text(plain.power(x, b))
        assert group.text(group.fixed(fast)(b)) == plain.text(plain.power(x, b))
        y = plain.power(plain.generator, b)
        assert group.text(group.multiply(fast, group.g_power(b))) == plain.text(plain.multiply(x, y))
        assert group.text(group.divide(fast, group.g_power(b))) == plain.text(plain.multiply(x, plain.invert(y)))


def test_the_identity_and_the_zero_exponent_are_handled(both: tuple[Group[Any], Any]) -> None:
    group, plain = both
    one, g = group.identity, group.generator
    assert group.text(one) == plain.identity_text()
    assert group.is_member(one)
    assert group.power(g, 0) == group.power(one, 5) == group.g_power(0) == group.g_power(group.q) == one
    assert group.multiply(g, one) == group.multiply(one, g) == g
    assert group.divide(g, g) == one
    assert group.divide(one, g) == group.power(g, group.q - 1)


def test_elements_outside_the_subgroup_are_told(both: tuple[Group[Any], Any]) -> None:
    group, plain = both
    for exponent in (1, 2, 77, group.q - 1):
        text = plain.text(plain.outside(plain.power(plain.generator, exponent)))
        assert not group.is_member(group.parse(text))
        with pytest.raises(NotMember):
            group.member(text)


def test_strict_power_refuses_what_is_outside_even_with_exponent_zero(both: tuple[Group[Any], Any]) -> None:
    group, plain = both
    outside = group.parse(plain.text(plain.outside(plain.generator)))
    for exponent in (0, 1, 2, 8, group.q - 1) if group.strict_power else ():
        with pytest.raises(NotMember):
            group.power(outside, exponent)


def test_elements_of_small_order_and_odd_writings_are_refused(both: tuple[Group[Any], Any]) -> None:
    group, plain = both
    text = plain.text(plain.generator)
    odd = [*plain.small_order_texts(), plain.foreign_text(plain.text(plain.power(plain.generator, 3)))]
    odd += ["", " " + text, text + "\n", "0" + text, "0x" + text, "-" + text, "+" + text, text[:-1] + "g", "９" * 64]
    for each in odd:
        with pytest.raises((NotCanonical, NotMember)):
            group.member(each)
    for each in [*odd, plain.identity_text()]:
        with pytest.raises((NotCanonical, NotMember)):
            group.key(each)


def test_scalars_are_canonical_and_below_q(both: tuple[Group[Any], Any]) -> None:
    group, _ = both
    assert group.scalar("0") == 0
    assert group.scalar(str(group.q - 1)) == group.q - 1
    for each in ("", "-1", "+1", "01", "00", " 1", "1\n", "1_0", "٣", "1.0", "0x1", str(group.q), "9" * 10_000):
        with pytest.raises(NotCanonical):
            group.scalar(each)


def test_the_curve_point_of_order_eight_times_the_generator_is_not_a_member() -> None:
    group, plain = group_named("Ed25519"), GROUPS["Ed25519"]
    for text in plain.small_order_texts()[:4]:
        mixed = plain.text(plain.multiply(plain.generator, plain.parse(text)))
        assert not group.is_member(group.parse(mixed))


def test_without_gmpy2_the_answers_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = group_named("BELENIOS-2048")
    wanted = [fast.text(fast.g_power(123456789)), fast.text(fast.divide(fast.identity, fast.generator))]
    monkeypatch.setattr(integers_module, "gmpy2", None)
    slow = group_named("BELENIOS-2048")
    assert [slow.text(slow.g_power(123456789)), slow.text(slow.divide(slow.identity, slow.generator))] == wanted
    assert type(slow.power(slow.generator, 5)) is int


def test_a_y_coordinate_is_below_the_order_of_the_field() -> None:
    group = group_named("Ed25519")
    for extra in range(19):
        for sign in (0, 1 << 255):
            with pytest.raises(NotCanonical):
                group.parse(f"{2**255 - 19 + extra | sign:064x}")
