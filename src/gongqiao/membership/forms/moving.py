"""What a move asks: of the member where she works now, of the unions a reason or a paper."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongqiao.design import fields, widgets
from gongqiao.files.papers import ON_PAPER, OnPaperForm
from gongqiao.membership.forms.applying import Choice, Nothing
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.membership.models.transfers import REFUSAL
from gongqiao.membership.rules import VERDICTS
from gongqiao.organisations.fields import Union
from gongqiao.organisations.queries import Candidate

CHOICES = {
    "release": ("转出", "由新工会接收"),
    "take_in": ("接收", "会籍即转入新工会"),
    "keep": ("不转", "会籍留在原工会，这件转会办结"),
}


class Destination(Choice):
    union = forms.IntegerField(label="转到哪家工会", error_messages={"required": "请选择一家工会"})
    agreed = forms.BooleanField(
        label="我同意把会籍转到所选的工会，并同意该工会为接收会籍核对我的姓名和证件号码",
        error_messages={"required": "转会要经您本人同意，请勾选后再提交"},
    )

    def among(self, unions: Iterable[Candidate], *, chosen: int | None = None) -> "Destination":
        super().among(unions, chosen=chosen)
        return self

    def clean(self) -> dict[str, Any]:
        self.cleaned_data.pop("agreed", None)
        return self.cleaned_data


class Agreeing(Nothing):
    agreed = forms.BooleanField(
        label="我同意转会，并同意新工会为接收会籍核对我的姓名和证件号码",
        error_messages={"required": "转会要经您本人同意，请勾选后再提交；不同意的请返回"},
    )

    def clean(self) -> dict[str, Any]:
        return {}


class Reasoned(forms.Form):
    words = forms.CharField(
        label="理由", max_length=200, widget=forms.Textarea({"rows": 3}), help_text="会员和对方工会会看到"
    )


class ReasonedOnPaper(Reasoned, OnPaperForm):
    field_order = (*ON_PAPER, "words")


class Ruling(forms.Form):
    verdict = forms.ChoiceField(
        label="决定", choices=[(code, words) for code, (words, _) in CHOICES.items()], widget=widgets.Cards
    )
    words = forms.CharField(
        label="理由", max_length=200, widget=forms.Textarea({"rows": 3}), help_text="会员和两家工会会看到"
    )

    def on(self, because: str) -> "Ruling":
        """Only what is to be decided in this case."""
        asked = VERDICTS.get(because, VERDICTS[REFUSAL])
        hints = {code: CHOICES[code][1] for code in asked}
        self.fields["verdict"].widget = widgets.Cards(choices=[(code, CHOICES[code][0]) for code in asked], hints=hints)
        return self


class RulingOnPaper(Ruling, OnPaperForm):
    field_order = (*ON_PAPER, "verdict", "words")


class _New(forms.Form):
    employment_form = forms.ChoiceField(label="在新单位怎样工作", choices=EmploymentForm.choices, widget=widgets.Cards)


class Inviting(_New):
    card_number = fields.Written(label="会员证号", help_text="请本人出示会员证；共十二位数字")
    name = forms.CharField(label="姓名", max_length=60, help_text="与会员证上一致")
    field_order: tuple[str, ...] = ("card_number", "name", "employment_form")


class Requesting(Inviting, OnPaperForm):
    """A member's request on paper, entered at her new union's counter."""

    field_order = ("card_number", "name", "employment_form", *ON_PAPER)


class SendingOff(_New, OnPaperForm):
    """The same, entered at her old union's."""

    union = Union(label="转到哪家工会", max_length=120, help_text="工会全称或者短码")
    field_order = ("union", "employment_form", *ON_PAPER)
