"""What a vote is to be, who keeps its key, and the files that the trustees hand in."""

from typing import Any

from django import forms

from gongqiao.ballots.models import FORMS, GROUPS, HOUSES, MAJORITIES, QUORUMS
from gongqiao.ballots.rules import KEEPERS, Plan
from gongqiao.design.widgets import FileInput, MomentInput

MOST = 2 * 1024 * 1024
ORDINALS = ("first", "second", "third")


class Lines(forms.CharField):
    """One a line; empty lines and blanks around are nothing."""

    widget = forms.Textarea({"rows": 5})

    def clean(self, value: Any) -> list[str]:
        return [told for line in super().clean(value).splitlines() if (told := line.strip())]


class Moment(forms.DateTimeField):
    """A day and the time of day in Shanghai."""

    widget = MomentInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": "请按 2026-03-10 09:00 的样子填写"})
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs)


class Told(forms.FileField):
    """A small file of text, as the programs of this house write them. Gives the text without its last line break."""

    widget = FileInput

    def clean(self, data: Any, initial: Any = None) -> str:
        file = super().clean(data, initial)
        if file.size > MOST:
            raise forms.ValidationError("文件太大，不是这里要的文件", "too_large")
        try:
            return str(file.read().decode()).strip()
        except UnicodeDecodeError:
            raise forms.ValidationError("不是文字文件，请交程序写出的原文件，不要改动", "not_text") from None


class Preparing(forms.Form):
    """Everything that is laid down beforehand, as one plan."""

    title = forms.CharField(label="名称", max_length=80, help_text="例如“第三届委员会委员选举”")
    about = forms.CharField(label="说明", max_length=400, required=False, widget=forms.Textarea({"rows": 3}))
    form = forms.ChoiceField(label="票式", choices=list(FORMS.items()))
    asked = Lines(
        label="表决事项", max_length=5000, help_text="逐项表决每行一项；选举只写一句，例如“选举工会委员会委员”"
    )
    candidates = Lines(
        label="候选人", max_length=20_000, required=False, help_text="选举时填写，每行一位，按姓氏笔画为序"
    )
    seats = forms.IntegerField(label="应选人数", min_value=1, max_value=300, initial=1, help_text="选举时填写")
    blank = forms.BooleanField(label="可以投空白票", required=False)
    opens_at = Moment(label="开始投票")
    closes_at = Moment(label="截止投票")
    method = forms.CharField(label="通过的选举办法或者表决办法", max_length=120, help_text="会议名称、日期和条款")
    revotes = forms.BooleanField(
        label="截止以前可以重投，以最后一张为准", required=False, help_text="只有表决办法写明可以的才选"
    )
    quorum = forms.ChoiceField(label="到会规则", choices=list(QUORUMS.items()))
    majority = forms.ChoiceField(label="通过规则", choices=list(MAJORITIES.items()))
    group = forms.ChoiceField(label="密码群", choices=list(GROUPS.items()), help_text="没有特别要求的不用改")

    def clean(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return told if self.errors else {"plan": Plan(**told)}


class Entrusting(forms.Form):
    """The parameters of three trustees, and who they are by their numbers."""

    parameters = Told(label="保管人名单", help_text="gongqiao ballots trustee publish 显示的那一行，存成文件")
    first = forms.CharField(label="第 1 位保管人", max_length=60, help_text="姓名或者单位；用人单位不能保管")
    first_house = forms.ChoiceField(label="第 1 位来自", choices=list(HOUSES.items()))
    second = forms.CharField(label="第 2 位保管人", max_length=60)
    second_house = forms.ChoiceField(label="第 2 位来自", choices=list(HOUSES.items()))
    third = forms.CharField(label="第 3 位保管人", max_length=60)
    third_house = forms.ChoiceField(label="第 3 位来自", choices=list(HOUSES.items()))

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if self.errors:
            return told
        keepers = [(told[name].strip(), told[f"{name}_house"]) for name in ORDINALS[:KEEPERS]]
        return {"parameters": told["parameters"], "keepers": keepers}


class BringingPart(forms.Form):
    part = Told(label="部分解密", help_text="保管人用 gongqiao ballots trustee decrypt 写出的文件")


class VoidingVote(forms.Form):
    because = forms.CharField(label="作废的原因", max_length=200, help_text="会向所有人公布")


class Confirming(forms.Form):
    """Nothing to be told but yes."""


class Finding(forms.Form):
    tracker = forms.CharField(
        label="追踪码", max_length=60, required=False, strip=False, help_text="投出选票时显示的 43 个字符"
    )
