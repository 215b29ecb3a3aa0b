"""The agreement of an alliance, who joins it, who leaves."""

from typing import Any

from django import forms

from gongqiao.alliances.actions import Agreement
from gongqiao.design import fields
from gongqiao.files.fields import Upload
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.fields import Union

PAPER = ("number", "signed_on", "scan")
SCAN = "签字盖章的原件，扫描或者拍照；图片不超过 10 MB，PDF 不超过 20 MB"


class Lines(forms.CharField):
    """One of a kind a line; each is understood as `one` understands it, and a fault names its line."""

    widget = forms.Textarea({"rows": 4})

    def __init__(self, one: forms.Field, **kwargs: Any) -> None:
        super().__init__(max_length=20_000, **kwargs)
        self.one = one

    def clean(self, value: Any) -> list[int]:
        return [self._understood(line) for line in super().clean(value).splitlines() if line.strip()]

    def _understood(self, line: str) -> int:
        try:
            return int(self.one.clean(line))
        except forms.ValidationError as fault:
            raise forms.ValidationError(f"“{line.strip()}”：{fault.messages[0]}", fault.code) from None


class Firm(fields.CreditCode):
    """An employer by its credit code. Gives its number."""

    def clean(self, value: Any) -> int | None:
        if not (code := super().clean(value)):
            return None
        if (found := organisations.employer_with(code)) is None:
            raise forms.ValidationError("没有登记过这个单位，请先在用人单位台账中登记", "unknown")
        return found


class Signed(forms.Form):
    """A paper that was signed, as one thing."""

    number = forms.CharField(label="文号", max_length=40)
    signed_on = fields.Day(label="签署日期")
    scan = Upload(label="签署的文书", help_text=SCAN)

    def clean(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        parts = {name: told.pop(name, None) for name in PAPER}
        return told if self.errors else {**told, "agreement": Agreement(**parts)}


class Allying(Signed):
    name = forms.CharField(label="联盟名称", max_length=60, help_text="例如“定海海上工会联盟”")
    purpose = forms.CharField(label="宗旨", max_length=200, help_text="为什么联合、做哪些事")
    members = Lines(Union(max_length=120), label="成员工会", help_text="每行一个，填全称或短码；本工会不用写")
    partners = Lines(Firm(), label="合作单位", required=False, help_text="每行一个统一社会信用代码；没有的不填")
    field_order = ("name", "purpose", "members", "partners", *PAPER)


class Admitting(Signed):
    """A union or a firm, never both."""

    union = Union(label="工会", max_length=120, required=False, help_text="成员工会填写全称或短码")
    firm = Firm(label="单位", required=False, help_text="合作单位填写统一社会信用代码")
    field_order = ("union", "firm", *PAPER)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        union, firm = told.pop("union", None), told.pop("firm", None)
        if not self.errors and (union is None) == (firm is None):
            self.add_error("union", "工会和单位填写其中一个")
        return {**told, "body": union or firm, "firm": firm is not None}


class LeavingAlliance(forms.Form):
    words = forms.CharField(label="说明", max_length=120, required=False, help_text="可以不填")


class HandingOver(forms.Form):
    to = Union(label="移交给哪家成员工会", max_length=120, help_text="填全称或短码")


class EndingAlliance(forms.Form):
    words = forms.CharField(label="终止的依据", max_length=120, help_text="例如成员单位会议纪要的文号和日期")


class AsOf(forms.Form):
    """Which day is asked about; today when nothing is."""

    on = fields.Day(label="看哪一天的成员", required=False)
