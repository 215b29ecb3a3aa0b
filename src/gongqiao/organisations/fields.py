"""Fields in which people write the name of a place or a union, and the platform finds which one is meant."""

from typing import Any

from django import forms

from gongqiao.design.fields import tidy
from gongqiao.organisations import queries
from gongqiao.places import queries as places

SHOWN = 3


class Place(forms.CharField):
    """A division by its code or in words: “萧山区瓜沥镇” or 330109113. Gives the code."""

    def clean(self, value: Any) -> str:
        words = super().clean(tidy(value))
        if not words:
            return ""
        if words.isalnum() and words.isascii():
            found = places.division(words)
        else:
            guess = places.township_of(words)
            found = guess.division if guess and guess.sure else None
        if found is None:
            raise forms.ValidationError("没有认出这个地方，请写明县（市、区）和乡镇（街道），或者填写区划代码", "place")
        return found.code


class Union(forms.CharField):
    """A union by its whole name or its short code. Gives its number."""

    def clean(self, value: Any) -> int | None:
        words = super().clean(tidy(value))
        if not words:
            return None
        found = list(queries.named(words)[: SHOWN + 1])
        if len(found) == 1:
            return int(found[0].pk)
        if found:
            raise forms.ValidationError("有同名的工会，请填写它的短码（在该工会页面上，例如 u1024）", "ambiguous")
        raise forms.ValidationError("没有找到这个工会，请填写全称，例如“杭州市萧山区瓜沥镇总工会”", "unknown")
