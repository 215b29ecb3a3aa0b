from datetime import date

import pytest
from django import forms

from gongqiao.design import fields


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-10",
        "20260310",
        "2026-3-10",
        "2026/3/10",
        "2026.3.10",
        "2026年3月10日",
        " ２０２６－３－１０ ",
        "2026 3 10",
    ],
)
def test_a_day_is_understood_however_people_write_it(written):
    assert fields.Day().clean(written) == date(2026, 3, 10)


def test_names_are_told_apart_by_whatever_stands_between_them():
    assert fields.Names().clean("李明、王芳，张三 ;\n 赵六、") == ["李明", "王芳", "张三", "赵六"]
    assert fields.Names().clean("、") == []
    with pytest.raises(forms.ValidationError):
        fields.Names().clean(" ")


@pytest.mark.parametrize("written", ["昨天", "2026-13-01", "2026-02-30", "26-3-10", "2026", "2026-3", "202603101"])
def test_what_is_not_a_day_is_told_with_an_example(written):
    with pytest.raises(forms.ValidationError, match="例如 2026-03-10"):
        fields.Day().clean(written)


@pytest.mark.parametrize("written", ["13812345678", "138 1234 5678", "+86 138-1234-5678", "１３８１２３４５６７８"])
def test_a_phone_number_may_carry_blanks(written):
    assert fields.Phone().clean(written) == "13812345678"


@pytest.mark.parametrize("written", ["1381234567", "138123456789", "23812345678", "abc"])
def test_a_phone_number_has_eleven_digits(written):
    with pytest.raises(forms.ValidationError, match="11 位"):
        fields.Phone().clean(written)


def test_the_last_letter_of_an_identity_number_may_be_small():
    assert fields.IdentityNumber().clean("330102 19700101 001x") == "33010219700101001X"


def test_an_empty_required_day_asks_for_it():
    with pytest.raises(forms.ValidationError, match="请填写日期"):
        fields.Day().clean("")


def test_an_optional_day_may_stay_empty():
    assert fields.Day(required=False).clean("") is None
