"""The shape of an export: what it is for. Which rows go is said by the address, as on the ledger's own page."""

from django import forms

from gongqiao.design import fields
from gongqiao.design.ledger import Filter
from gongqiao.exports.queries import Offer


class OfNobody(forms.Form):
    """Of a ledger on which no person stands."""

    purpose = forms.CharField(
        label="用途", max_length=100, help_text="拿去做什么，例如“制订今年建会计划”。请不要写个人的姓名和号码"
    )


class Masked(forms.Form):
    purpose = forms.CharField(
        label="用途",
        max_length=100,
        help_text="拿去做什么，例如“发放夏季高温慰问品”。名单上的每个人都会看到这段话，请不要写个人的姓名和号码",
    )


class Purpose(Masked):
    """Of a ledger that can be had in full."""

    full = forms.BooleanField(
        label="包含完整的姓名和号码",
        required=False,
        help_text="导出和下载以前都要再输入一次动态口令，一次最多 500 行；名单上的每个人都会看到表格里有完整信息",
    )


def purpose(offered: Offer) -> type[forms.Form]:
    if not offered.lists_people:
        return OfNobody
    return Purpose if offered.full else Masked


class Approving(forms.Form):
    """Nothing to fill in: the page shows what is agreed to."""


class Declining(forms.Form):
    words = forms.CharField(label="不批准的理由", max_length=100, help_text="申请人会看到")


class Sifting(Filter):
    lookups = {"since": "at__date__gte"}

    since = fields.Day(label="导出日期不早于", required=False)
