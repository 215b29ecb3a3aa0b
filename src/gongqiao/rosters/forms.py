"""What an office is asked when it hands in a list of people."""

from typing import Any

from django import forms

from gongqiao.design import fields, widgets
from gongqiao.design.ledger import Filter
from gongqiao.files.fields import Table
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.rosters import queries
from gongqiao.rosters.flow import ROSTER
from gongqiao.rosters.models import APPLIED, SIGNED, Roster

ANY = ("", "全部")
KINDS = {
    APPLIED: "登记决议后，从会议当天起就是会员",
    SIGNED: "登记决议后，每人收到一条短信；本人确认后才算会员，从会议当天算起",
}


class RosterFile(forms.Form):
    file = Table(label="名册文件")
    kind = forms.ChoiceField(
        label="这些人的入会意愿在哪里",
        choices=list(Roster.KINDS.items()),
        initial=APPLIED,
        widget=widgets.Cards(hints=KINDS),
    )
    employment_form = forms.ChoiceField(
        label="没有写用工形式的，按", choices=EmploymentForm.choices, initial=EmploymentForm.CONTRACT
    )
    layout = forms.CharField(
        label="表格样式", required=False, max_length=40, help_text="一般不用选；没有表头的表，请选它来自哪里"
    )

    def known(self) -> "RosterFile":
        """The other systems' tables an operator has loaded, to choose from; where there is none, nothing is asked."""
        if layouts := queries.layouts():
            choices = [("", "自动认表头"), *((each, each) for each in layouts)]
            self.fields["layout"].widget = forms.Select(choices=choices)
        else:
            del self.fields["layout"]
        return self

    def clean_layout(self) -> str:
        layout: str = self.cleaned_data["layout"]
        if layout and layout not in queries.layouts():
            raise forms.ValidationError("没有导入过这个表格样式；不填就自动认表头", "unknown_layout")
        return layout


class Meeting(forms.Form):
    """The committee's paper about a list."""

    number = forms.CharField(label="决议文号", max_length=40, help_text="例如“长河联会〔2026〕3号”，一个文号登记一次")
    met_on = fields.Day(label="会议日期", help_text="会籍从这一天算起")
    present = fields.Names(
        label="出席会议的委员", max_length=400, widget=forms.Textarea({"rows": 2}), help_text="姓名之间用顿号隔开"
    )


class Nothing(forms.Form):
    """A button."""


class Listing(forms.Form):
    """What somebody on a signed list types to confirm that it is she, and that she wants to."""

    name = forms.CharField(label="姓名", max_length=60, error_messages={"required": "请填写姓名"})
    document_number = fields.Written(
        label="证件号码", widget=widgets.IdentityInput, error_messages={"required": "请填写证件号码"}
    )
    agreed = forms.BooleanField(
        label="我自愿加入中国工会，承认并遵守《中国工会章程》；同意工会为核对身份处理我的证件号码",
        error_messages={"required": "入会要本人自愿，请勾选后再确认"},
    )

    def clean(self) -> dict[str, Any]:
        self.cleaned_data.pop("agreed", None)
        return self.cleaned_data


class RosterSifting(Filter):
    state = forms.ChoiceField(label="状态", required=False, choices=[ANY, *ROSTER.states.items()])


class ProblemSifting(Filter):
    sheet = forms.CharField(label="工作表", required=False, max_length=31)
    column = forms.CharField(label="列", required=False, max_length=3)
