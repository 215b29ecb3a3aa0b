import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongqiao.kernel.secrets import (
    mask_identity_number,
    mask_name,
    mask_phone,
    mask_text,
    normal_document,
    normal_phone,
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("33010619900101123x", "33010619900101123X"),
        ("３３０１０６１９９００１０１１２３Ｘ", "33010619900101123X"),
        (" 330106 19900101 1234 ", "330106199001011234"),
        ("e-12345678", "E12345678"),
        ("h0123456(7)", "H01234567"),
    ],
)
def test_a_document_number_has_one_spelling(written, normal):
    assert normal_document(written) == normal


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        "+8613812345678",
        "+86 138-1234-5678",
        "008613812345678",
        "8613812345678",
        "１３８１２３４５６７８",
    ],
)
def test_a_mobile_number_has_one_spelling(written):
    assert normal_phone(written) == "13812345678"


def test_a_number_that_merely_begins_with_86_keeps_its_digits():
    assert normal_phone("86123456") == "86123456"


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text):
    assert normal_document(normal_document(text)) == normal_document(text)
    assert normal_phone(normal_phone(text)) == normal_phone(text)


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (mask_identity_number, "330106199001011234", "330***********1234"),
        (mask_identity_number, "E12345678", "E******78"),
        (mask_identity_number, "", ""),
        (mask_phone, "13812345678", "138****5678"),
        (mask_phone, "057188001122", "05*******122"),
        (mask_name, "张三", "张*"),
        (mask_name, "张三丰", "张*"),
        (mask_text, "任何内容", "＊＊＊＊"),
        (mask_text, "", ""),
    ],
)
def test_what_a_mask_shows(mask, value, shown):
    assert mask(value) == shown


@given(st.text(alphabet="0123456789X", min_size=4, max_size=30))
def test_a_masked_number_keeps_its_length_and_hides_at_least_half_of_what_is_not_18_long(number):
    shown = mask_identity_number(number)
    assert len(shown) == len(number)
    assert shown.count("*") >= min(len(number) - 7, len(number) / 2)
