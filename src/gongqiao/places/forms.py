from django import forms
from django.db.models import QuerySet

from gongqiao.design.ledger import Filter
from gongqiao.places.models import OWN_KINDS, Division, Kind

ALL = ("", "全部")
KINDS = [(kind.value, kind.label) for kind in Kind if kind in OWN_KINDS]


class Search(forms.Form):
    """Find a division; the words are place names, so they may stand in the address."""

    use_required_attribute = False
    name = forms.CharField(label="名称、拼音或代码", max_length=40, required=False)


class AreaSifting(Filter):
    name = forms.CharField(label="名称", max_length=40, required=False)
    kind = forms.ChoiceField(label="类型", required=False, choices=[ALL, *KINDS])
    used = forms.ChoiceField(label="状态", required=False, choices=[ALL, ("yes", "在用"), ("no", "已撤销")])
    lookups = {"name": "name__contains"}

    def narrow(self, rows: QuerySet[Division]) -> QuerySet[Division]:  # type: ignore[override]
        if used := self.cleaned_data.pop("used", ""):
            rows = rows.filter(abolished_in="") if used == "yes" else rows.exclude(abolished_in="")
        return super().narrow(rows)


class Marking(forms.Form):
    name = forms.CharField(label="区域名称", max_length=40, help_text="以当地通行的名称为准，例如“大港小微企业园”")
    kind = forms.ChoiceField(label="类型", choices=KINDS)


class Closing(forms.Form):
    """Nothing is asked; what follows is said."""
