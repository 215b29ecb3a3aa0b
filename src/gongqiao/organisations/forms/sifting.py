"""What narrows the ledgers."""

from typing import TypeVar

from django import forms
from django.db.models import Model, QuerySet

from gongqiao.design.ledger import Filter
from gongqiao.organisations.models.industries import SECTION_OF, SECTIONS
from gongqiao.organisations.models.unions import KINDS, TIERS

T = TypeVar("T", bound=Model)
ALL = ("", "全部")


class OrganisationSifting(Filter):
    name = forms.CharField(label="名称", required=False, max_length=60)
    tier = forms.ChoiceField(label="层级", required=False, choices=[ALL, *TIERS.items()])
    kind = forms.ChoiceField(label="组织形式", required=False, choices=[ALL, *KINDS.items()])
    platform_work = forms.ChoiceField(
        label="面向新就业形态", required=False, choices=[ALL, ("True", "是"), ("False", "否")]
    )
    lookups = {"name": "body__name__contains"}


class EmployerSifting(Filter):
    name = forms.CharField(label="单位名称", required=False, max_length=60)
    uscc = forms.CharField(label="统一社会信用代码", required=False, max_length=18)
    size = forms.ChoiceField(
        label="职工人数",
        required=False,
        choices=[ALL, ("25", "二十五人以上"), ("100", "一百人以上"), ("200", "二百人以上")],
    )
    organised = forms.ChoiceField(
        label="工会", required=False, choices=[ALL, ("yes", "已有工会"), ("no", "还没有工会")]
    )
    section = forms.ChoiceField(label="行业", required=False, choices=[ALL, *SECTIONS.items()])
    lookups = {"name": "body__name__contains", "size": "staff__gte"}

    def narrow(self, rows: QuerySet[T]) -> QuerySet[T]:
        organised, section = self.cleaned_data.pop("organised", ""), self.cleaned_data.pop("section", "")
        if organised:
            rows = rows.filter(organised=organised == "yes")
        if section:
            rows = rows.filter(industry__in=[code for code, over in SECTION_OF.items() if over == section])
        return super().narrow(rows)
