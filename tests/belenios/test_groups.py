"""The two groups: the same laws hold in both, and nothing from outside comes in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongqiao.belenios.groups import BELENIOS_2048, ED25519, GROUPS, OutsideError, small

BOTH = pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
P = 2**255 - 19
EXPONENTS = st.integers(-3, 3) | st.integers(0, 2**260)


def point(y, sign=0):
    return f"{y | sign << 255:064x}"


SMALL_ORDER = [
    point(P - 1),  # order 2
    point(0),  # order 4
    point(0, 1),
    point(2707385501144840649318225287225658788936804267575313519463743609750303021022),  # order 8
    point(55188659117513257062467267217118295137698188065244968500265048394206261417927, 1),
]


@BOTH
def test_the_generator_has_the_order_of_the_group(group):
    assert group.raised(1) == group.generator == small(group.name, 1)
    assert group.raised(group.order) == group.raised(0) == group.one
    assert group.raised(group.order - 1) == group.over(group.one, group.generator)
    assert group.power(group.generator, group.order + 2) == group.raised(2)


@BOTH
@settings(max_examples=20, deadline=None)
@given(one=EXPONENTS, other=EXPONENTS)
def test_exponents_add_where_elements_are_multiplied(group, one, other):
    left, right = group.raised(one), group.raised(other)

    assert group.times(left, right) == group.raised(one + other)
    assert group.over(left, right) == group.raised(one - other)
    assert group.power(left, other) == group.secret_power(left, other) == group.raised(one * other)
    assert group.admits(left)


@BOTH
def test_the_identity_is_an_element_and_all_its_powers_are_itself(group):
    assert group.admits(group.one)
    assert {group.power(group.one, each) for each in (0, 1, 2, group.order)} == {group.one}
    assert group.times(group.one, group.generator) == group.generator
    assert group.over(group.generator, group.generator) == group.one


@BOTH
@pytest.mark.parametrize(
    "text", ["", "x", "-1", "+1", " 1", "1 ", "01", "１", "²", "0", "1.0", "1e3", "0x1", "9" * 5000]
)
def test_a_text_that_is_no_element_is_not_admitted(group, text):
    assert not group.admits(text)
    assert not group.plausible(text)


@pytest.mark.parametrize("text", [ED25519.generator.upper(), ED25519.generator[1:], "0" + ED25519.generator])
def test_a_point_is_sixty_four_small_hexadecimal_digits(text):
    assert not ED25519.admits(text.replace("6", "a") if text == ED25519.generator else text)


@pytest.mark.parametrize(
    "text", [*SMALL_ORDER, point(P), point(P + 1), point(1, 1), point(2), point(2**255 - 1)], ids=str
)
def test_points_of_small_order_off_the_curve_or_in_a_second_form_stay_outside(text):
    assert not ED25519.admits(text)
    for exponent in (0, 1, 8):
        with pytest.raises(OutsideError):
            ED25519.power(text, exponent)


def test_a_point_with_a_part_of_small_order_stays_outside():
    mixed = ED25519.times(ED25519.generator, point(P - 1))

    assert not ED25519.admits(mixed)
    with pytest.raises(OutsideError):
        ED25519.power(mixed, 3)
    assert ED25519.admits(ED25519.times(mixed, point(P - 1)))


@pytest.mark.parametrize("pair", [(point(2), ED25519.generator), (ED25519.generator, point(2))])
def test_what_is_off_the_curve_is_named_by_whoever_multiplies_it(pair):
    for how in (ED25519.times, ED25519.over):
        with pytest.raises(OutsideError) as wrong:
            how(*pair)
        assert wrong.value.element == point(2)


def test_residues_outside_the_subgroup_or_the_modulus_stay_outside():
    p = int(BELENIOS_2048.modulus)

    assert p.bit_length() == 2048
    assert (p - 1) % BELENIOS_2048.order == 0
    assert [text for text in ("2", str(p - 1), str(p), str(p + 1), "0") if BELENIOS_2048.admits(text)] == []
    assert not BELENIOS_2048.admits(str(p - int(BELENIOS_2048.generator)))
    assert not BELENIOS_2048.admits(str(p + int(BELENIOS_2048.generator)))
