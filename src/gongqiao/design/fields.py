"""Form fields as people here write things: days in any of the usual ways, phones with blanks, full-width digits.

They only tidy what was typed and check its shape; whether a number is true or allowed is a rule of the module.
"""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms

from gongqiao.design import widgets

LONGEST_DAY = 30
DAY = re.compile(r"^(\d{4})\D*?(?:(\d{2})(\d{2})|\D+(\d{1,2})\D+(\d{1,2})\D*)$")


def tidy(text: object) -> str:
    """Full-width to half-width, no blanks at the ends."""
    return unicodedata.normalize("NFKC", str(text or "")).strip()


class Day(forms.DateField):
    """20260310, 2026-3-10, 2026.3.10, 2026年3月10日: all the tenth of March."""

    widget = widgets.DayInput
    default_error_messages = {
        "required": "请填写日期",
        "invalid": "请按“年-月-日”填写，例如 2026-03-10",
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        words = tidy(value)
        found = DAY.match(words) if len(words) <= LONGEST_DAY else None
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return date(*(int(part) for part in found.groups() if part))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class Names(forms.CharField):
    """Several people's names, with 、 or whatever people put between them."""

    between = re.compile(r"[、，,；;\n]+")

    def clean(self, value: Any) -> Any:
        return [name for part in self.between.split(super().clean(value)) if (name := part.strip())]


class Written(forms.CharField):
    """A number of a document or phone: blanks and dashes inside it are forgiven."""

    shape = re.compile(r".*")
    wrong = "填写有误"

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s\-—]", "", tidy(value)).upper()

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not self.shape.fullmatch(value):
            raise forms.ValidationError(self.wrong, code="shape")


class Phone(Written):
    widget = widgets.PhoneInput
    shape = re.compile(r"1\d{10}")
    wrong = "手机号是 11 位数字，请检查有没有多一位或少一位"

    def to_python(self, value: Any) -> str:
        return super().to_python(value).removeprefix("+86")


class IdentityNumber(Written):
    widget = widgets.IdentityInput
    shape = re.compile(r"\d{17}[\dX]")
    wrong = "身份证号是 18 位（最后一位可能是 X），请对照证件检查"


class CreditCode(Written):
    """统一社会信用代码."""

    widget = widgets.CodeInput
    shape = re.compile(r"[0-9A-Z]{18}")
    wrong = "统一社会信用代码是 18 位数字或大写字母，请对照营业执照检查"


class SmsCode(Written):
    widget = widgets.SmsCodeInput
    shape = re.compile(r"\d{6}")
    wrong = "验证码是 6 位数字"


class Photo(forms.FileField):
    """A picture taken on the spot or chosen from the album."""

    widget = widgets.PhotoInput
