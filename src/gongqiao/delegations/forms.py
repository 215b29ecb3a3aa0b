"""The committee's paper, and its taking it back."""

from typing import Any

from django import forms

from gongqiao.delegations import grants
from gongqiao.delegations.actions import Paper
from gongqiao.design import fields, widgets
from gongqiao.files.fields import Upload
from gongqiao.kernel.authority import ROLES

PAPER = ("number", "met_on", "present", "since", "until", "scan")


def delegable() -> list[tuple[str, str]]:
    """What a committee may delegate, as the modules above have entered it."""
    return [(name, permission.words) for name, permission in grants.DELEGABLE.items()]


class Delegating(forms.Form):
    """The committee's resolution, whom it names, and how long."""

    permission = forms.ChoiceField(label="授权事项", choices=delegable)
    roles = forms.MultipleChoiceField(
        label="受托职务",
        choices=[(each, ROLES[each].words) for each in grants.DELEGATES],
        widget=widgets.Checks,
        error_messages={"required": "请勾选委员会授权给谁"},
        help_text="由担任这些职务的人办理；换人以后，新任的人接着办理",
    )
    number = forms.CharField(label="授权决议文号", max_length=40, help_text="例如“长河联会〔2026〕1号”")
    met_on = fields.Day(label="会议日期")
    present = fields.Names(
        label="出席会议的委员", max_length=400, widget=forms.Textarea({"rows": 2}), help_text="姓名之间用顿号隔开"
    )
    since = fields.Day(label="授权自哪天起")
    until = fields.Day(label="到哪天止", help_text="不超过本届委员会的任期")
    scan = Upload(label="授权决议", help_text="签字盖章的决议，扫描或者拍照；图片不超过 10 MB，PDF 不超过 20 MB")

    def clean(self) -> dict[str, Any]:
        """The committee's paper as one thing."""
        told = dict(self.cleaned_data)
        parts = {name: told.pop(name, None) for name in PAPER}
        return told if self.errors else {**told, "paper": Paper(**parts)}


class EndingDelegation(forms.Form):
    words = forms.CharField(label="收回的依据", max_length=120, help_text="例如委员会决议的文号和日期")
