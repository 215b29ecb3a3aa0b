"""The shape of narrowing an inbox, of a confirmation, and of what one wants by SMS."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongqiao.design import widgets
from gongqiao.design.ledger import Filter
from gongqiao.notices.kinds import kind_of, topics


def sifting(kinds: Iterable[str]) -> type[Filter]:
    """A filter by the kinds that lie in a folder; none when there is nothing to choose."""
    choices = sorted((code, kind_of(code).words) for code in kinds)
    if len(choices) == 1 or not choices:
        return Filter
    field = forms.ChoiceField(label="类别", choices=[("", "全部"), *choices], required=False)
    return type("Sifting", (Filter,), {"kind": field})


class Bare(forms.Form):
    """An act that needs no words: pressing, settling, having read all."""


class Texting(forms.Form):
    topics = forms.MultipleChoiceField(
        label="短信提醒", required=False, choices=lambda: [(each, each) for each in topics()], widget=widgets.Checks
    )

    def clean(self) -> dict[str, Any]:
        """The verb is told what is not wanted."""
        chosen = self.cleaned_data.pop("topics", [])
        self.cleaned_data["muted"] = [topic for topic in topics() if topic not in chosen]
        return self.cleaned_data
