"""What a cadre says of two cards, and what is said of it."""

from typing import Any

from django import forms

from gongqiao.design import widgets
from gongqiao.files.papers import OnPaperForm
from gongqiao.merging.actions.proposing import Ground
from gongqiao.merging.models import Merger

GROUND = ("seen", "words", "differs", "goes_on")


class ProposingApplicant(forms.Form):
    """The other card, and why its holder is the applicant whose page is open."""

    card_number = forms.CharField(label="另一张会员证的证号", max_length=12, help_text="请本人出示另一张会员证")
    name = forms.CharField(label="另一张会员证上的姓名", max_length=60)
    seen = forms.ChoiceField(label="您看了什么", choices=list(Merger.SEEN.items()), widget=widgets.Cards)
    words = forms.CharField(
        label="为什么是同一人",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text="例如“先用护照入会，后来又用居民身份证入会，两份证件照片、出生日期一致”",
    )
    differs = forms.CharField(
        label="性别、出生日期不一致的说明",
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="两份登记一致的不用填；不一致的，写明哪一份是对的、凭什么",
    )

    def clean(self) -> dict[str, Any]:
        """The ground as one thing."""
        told = dict(self.cleaned_data)
        parts = {name: told.pop(name, "") for name in GROUND}
        return told if self.errors else {**told, "ground": Ground(**parts)}


class Proposing(ProposingApplicant):
    """The same of a member, who has a membership as well."""

    goes_on = forms.ChoiceField(
        label="哪一份会籍继续",
        choices=[("this", "正在办理的这一份"), ("other", "另一张会员证的那一份")],
        initial="this",
        widget=widgets.Cards,
        help_text="另一份以“合并重复会籍”终止；入会日期按较早的一份计算",
    )


class Nothing(forms.Form):
    """For verbs that need no word."""


class Saying(forms.Form):
    words = forms.CharField(label="理由", max_length=200, widget=forms.Textarea({"rows": 3}))


class Objecting(forms.Form):
    words = forms.CharField(
        label="为什么不是同一人",
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="可以不写",
    )


class AgreedOnPaper(OnPaperForm):
    """Her own word, signed."""
