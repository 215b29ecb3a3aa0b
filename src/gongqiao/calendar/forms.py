"""A year's days as people copy them from the notice, one stretch a line; and a reading."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from gongqiao.calendar.queries import Touched, touched
from gongqiao.design import fields
from gongqiao.law.calendar import Year
from gongqiao.law.models import Reading

OFF, WORK = "放假", "上班"
LINE = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2})(?:\s*[至到~]\s*(\d{4}-\d{1,2}-\d{1,2}))?\s*(放假|上班)\s*(.{0,40})$")
LONGEST = 40
Days = dict[date, str]


def division(**how: Any) -> forms.RegexField:
    return forms.RegexField(
        r"^\d{2}(\d{2}){0,2}$",
        label="适用地区代码",
        required=False,
        help_text="全国留空；浙江填 33，杭州填 3301，萧山填 330109",
        error_messages={"invalid": "请填 2 位、4 位或者 6 位的行政区划代码"},
        **how,
    )


class Arranging(forms.Form):
    source = forms.CharField(label="文号或者文件名", max_length=120, help_text="例如 国办发明电〔2025〕7号")
    published_on = fields.Day(label="公布日期")
    division = division()
    days = forms.CharField(
        label="放假和上班的日子",
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="一行一段，照通知写，例如“2027-02-05至2027-02-11 放假 春节”“2027-02-14 上班 春节”；普通周末不用写",
    )
    seen = forms.BooleanField(label="我已看过会受影响的期限", required=False)

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = number
        self.touched: list[Touched] = []

    def clean_division(self) -> str:
        return tidy(self.cleaned_data["division"])

    def clean_days(self) -> tuple[Days, Days]:
        found: dict[str, Days] = {OFF: {}, WORK: {}}
        for number, line in enumerate(self.cleaned_data["days"].splitlines(), start=1):
            if line.strip():
                days, kind, name = _read(fields.tidy(line), number)
                found[kind] |= dict.fromkeys(days, name)
        return found[OFF], found[WORK]

    def clean(self) -> dict[str, Any]:
        """What the verb is told. Whoever would touch running clocks must have seen which."""
        facts = dict(self.cleaned_data)
        seen, (off, work) = facts.pop("seen", False), facts.pop("days", ({}, {}))
        if not self.errors:
            draft = Year(self.number, off, work, "", facts["source"], facts["published_on"], division=facts["division"])
            self.touched = touched(draft)
            if self.touched and not seen:
                self.add_error("seen", "请先看过页面下方列出的期限，再勾选确认")
        return facts | {"off": off, "work": work}


class Settling(forms.Form):
    division = division()
    answer = forms.ChoiceField(label="取值")
    basis = forms.CharField(label="依据", max_length=120, help_text="例如 市人力社保局复函的文号")
    since = fields.Day(label="自何日起", help_text="只对自这一天起开始的期限、交来的材料有效")

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = list(Reading.ANSWERS[question].items())  # type: ignore[attr-defined]

    def clean_division(self) -> str:
        return tidy(self.cleaned_data["division"])


def tidy(code: str) -> str:
    """330100 is 3301: the place and everything in it."""
    while code.endswith("00"):
        code = code[:-2]
    return code


def written(year: Year) -> str:
    """A year's days as the form takes them, neighbours of one name in one line."""
    every = [(day, OFF, name) for day, name in year.off.items()] + [(d, WORK, name) for d, name in year.work.items()]
    return "\n".join(_lines(sorted(every)))


def _lines(every: list[tuple[date, str, str]]) -> Iterator[str]:
    start = 0
    for at in range(1, len(every) + 1):
        day, kind, name = every[at - 1]
        if every[at : at + 1] != [(day + timedelta(days=1), kind, name)]:
            first = every[start][0]
            yield f"{first}至{day} {kind} {name}" if first != day else f"{day} {kind} {name}"
            start = at


def _read(line: str, number: int) -> tuple[list[date], str, str]:
    try:
        first, last, kind, name = LINE.match(line).groups()  # type: ignore[union-attr]
        start, end = _day(first), _day(last or first)
    except (AttributeError, ValueError):
        raise forms.ValidationError(f"第{number}行看不懂，请写成“2027-02-14 上班 春节”的样子") from None
    if not 0 <= (end - start).days < LONGEST:
        raise forms.ValidationError(f"第{number}行的起止日期不对，请检查先后和长短")
    return [start + timedelta(days=each) for each in range((end - start).days + 1)], kind, name


def _day(text: str) -> date:
    return date(*(int(part) for part in text.split("-")))


def kept(year: Year) -> Mapping[str, Any]:
    """What the form begins with: the year as it holds."""
    told = year.version and not year.provisional
    return {"source": year.source if told else "", "published_on": year.published_on, "days": written(year)}
