"""What an office is asked when it hands in a list of employers or posts."""

from typing import Any

from django import forms

from gongqiao.design import fields
from gongqiao.design.ledger import Filter
from gongqiao.files.fields import Table
from gongqiao.intake.flow import INTAKE
from gongqiao.intake.models import Intake
from gongqiao.organisations.models.employers import SOURCES

ANY = ("", "全部")
USUAL = ("staff_counted_on", "staff_source")


class EmployersFile(forms.Form):
    """The list, and what holds for rows with a number of staff that do not say when and by whom it was counted."""

    file = Table(label="名单文件")
    staff_counted_on = fields.Day(label="没有写人数日期的，按")
    staff_source = forms.ChoiceField(label="没有写人数来源的，按", choices=[(each, each) for each in SOURCES])

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        told["usual"] = {name: told.pop(name) for name in USUAL if name in told}
        return told


class PostsFile(forms.Form):
    file = Table(label="名单文件")


class Nothing(forms.Form):
    """A button."""


class IntakeSifting(Filter):
    kind = forms.ChoiceField(label="登记什么", required=False, choices=[ANY, *Intake.KINDS.items()])
    state = forms.ChoiceField(label="状态", required=False, choices=[ANY, *INTAKE.states.items()])


class IntakeProblemSifting(Filter):
    sheet = forms.CharField(label="工作表", required=False, max_length=31)
    column = forms.CharField(label="列", required=False, max_length=3)
