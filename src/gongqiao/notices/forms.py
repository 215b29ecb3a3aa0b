"""The shape of narrowing an inbox, of a confirmation, and of what one wants by SMS."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from gongqiao.design import widgets
from gongqiao.design.ledger import Filter
from gongqiao.notices.kinds import kind_of


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
    """Which of the topics that concern her the viewer wants by SMS; the verb is told which she does not."""

    topics = forms.MultipleChoiceField(label="发短信提醒的事项", required=False, widget=widgets.Checks)

    def __init__(self, data: Any = None, *, offered: list[str], wanted: list[str]) -> None:
        super().__init__(data, initial={"topics": wanted})
        self.offered = offered
        cast("forms.MultipleChoiceField", self.fields["topics"]).choices = [(each, each) for each in offered]

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.pop("topics", [])
        muted = [topic for topic in self.offered if topic not in chosen]
        return {"muted": muted, "among": self.offered}
