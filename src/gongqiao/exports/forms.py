"""The shape of an export: what it is for. Which rows go is said by the address, as on the ledger's own page."""

from django import forms

from gongqiao.design import fields
from gongqiao.design.ledger import Filter


class Purpose(forms.Form):
    purpose = forms.CharField(
        label="用途",
        max_length=100,
        help_text="拿去做什么，例如“发放夏季高温慰问品”。名单上的每个人都会看到这段话，请不要写个人的姓名和号码",
    )


class Sifting(Filter):
    lookups = {"since": "at__date__gte"}

    since = fields.Day(label="导出日期不早于", required=False)
