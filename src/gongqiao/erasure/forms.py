"""What she says herself, what an office enters for her, and what a hold rests on."""

from typing import Any

from django import forms

from gongqiao.design import fields, widgets
from gongqiao.erasure.actions import Ground, Told
from gongqiao.erasure.models import Hold
from gongqiao.files.fields import Upload
from gongqiao.files.papers import OnPaperForm
from gongqiao.people.models.codes import DOCUMENTS

WHO = ("document_type", "document_number", "name")
GROUND = ("kind", "basis", "number", "until")


class Asking(forms.Form):
    agreed = forms.BooleanField(
        label="我知道删除以后不能恢复，仍要删除", error_messages={"required": "确定要删除的，请先勾选"}
    )

    def clean(self) -> dict[str, Any]:
        return {}


class Nothing(forms.Form):
    """For verbs that need no word."""


class Known(forms.Form):
    """Who somebody is, by the document in her hand."""

    document_type = forms.ChoiceField(label="证件类型", choices=list(DOCUMENTS.items()), initial="card")
    document_number = fields.Written(label="证件号码", widget=widgets.IdentityInput, help_text="请看证件原件")
    name = forms.CharField(label="姓名", max_length=60, help_text="与证件上一致")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if self.errors:
            return told
        who = Told(**{name: told.pop(name) for name in WHO})
        return {**told, "who": who}


class OnPaper(OnPaperForm):
    """Her own word, signed, or that of her next of kin: what it begins runs from the day on which it is entered."""

    dated_on = fields.Day(label="落款日期", help_text="签字的那一天；期限从登记的这一天起算")
    signed_by = forms.CharField(label="签字的人", max_length=30, help_text="本人；本人去世的，写近亲属的姓名")


class Entering(Known, OnPaper):
    """What she signed, or the next of kin of somebody who died."""

    by_kin = forms.BooleanField(label="本人已经去世，由近亲属提出", required=False)

    field_order = (*WHO, "by_kin")

    def clean(self) -> dict[str, Any]:
        return Known.clean(self)


class Holding(Known):
    """For what, by which paper, and until when."""

    kind = forms.ChoiceField(label="事由", choices=list(Hold.KINDS.items()), widget=widgets.Cards)
    basis = forms.CharField(label="依据", max_length=200, help_text="例如“××人民法院调查令”“××审计局审计通知书”")
    number = forms.CharField(label="案号或者文号", max_length=60)
    until = fields.Day(label="最后一日", help_text="最长一年，到时仍需要的可以延长")
    scan = Upload(label="文书的扫描件或者照片")

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if self.errors:
            return told
        ground = Ground(**{name: told.pop(name) for name in GROUND})
        return {**told, "ground": ground}


class Prolonging(forms.Form):
    until = fields.Day(label="延长到", help_text="从今天起最长一年")
    words = forms.CharField(label="为什么延长", max_length=200, widget=forms.Textarea({"rows": 3}))


class Lifting(forms.Form):
    words = forms.CharField(label="为什么解除", max_length=200, widget=forms.Textarea({"rows": 3}))
