"""台账: a list that filters, sorts and pages on the server and never counts a province.

Pages and counts are `kernel.ledger`'s: page 1,000 costs what page 1 costs, an address holds ids only, never a name, and
a count ends at "多于 1000 条": figures of a province belong to the cockpit.
"""

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, Literal, TypeVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from gongqiao.design.words import plain
from gongqiao.kernel import ledger as keyset
from gongqiao.kernel.authority import Permission

PAGE = 20
WAYS = {"day": ("从旧到新", "从新到旧"), "number": ("从小到大", "从大到小"), "text": ("升序", "降序")}

T = TypeVar("T", bound=Model)
Value = str | Callable[[Any], object]


@dataclass(frozen=True)
class Column:
    """One column: its head, its value (`"person.name"` or a function of the row), what sorts it, what it opens.

    `link` is a function of the row that gives an address; `tone` one that gives a badge's tone.
    """

    label: str
    value: Value
    sort: str = ""
    link: Callable[[Any], str] | None = None
    tone: Callable[[Any], str] | None = None
    kind: Literal["text", "number", "day"] = "text"

    @cached_property
    def read(self) -> Callable[[Any], object]:
        return attrgetter(self.value) if isinstance(self.value, str) else self.value


class Filter(forms.Form):
    """What narrows a ledger. A field's name is a lookup, or `lookups` names it; override `narrow` for more."""

    use_required_attribute = False
    lookups: dict[str, str] = {}
    written: SafeString | None = None

    def __str__(self) -> SafeString:
        return self.written or self.render()

    def told(self) -> list[str]:
        """What was chosen, in the words of the form: 状态：在会."""
        given = ((field, field.data) for field in self if field.name in self.changed_data)
        return [
            f"{field.label}：{_chosen(field.field, self.cleaned_data.get(field.name), raw)}" for field, raw in given
        ]

    def narrow(self, rows: QuerySet[T]) -> QuerySet[T]:
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        return rows.filter(**{self.lookups.get(name, name): value for name, value in given.items()}) if given else rows


def _chosen(field: forms.Field, value: object, raw: str) -> str:
    """A choice in its words, anything else as a page says it."""
    choices = getattr(field, "choices", ())
    return dict(_flat(choices)).get(raw, plain(value))


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from _flat(words)
        else:
            yield str(value), str(words)


@dataclass(frozen=True)
class Ledger:
    """How a kind of thing is listed. `order` ends the sorting of every page, the id makes it total.

    `export` is the address (it may be a lazy one) where the list, as it is filtered and sorted, may be taken away;
    where not everybody who reads it may do that, by whoever may `taken_by`.
    """

    title: str
    columns: tuple[Column, ...]
    order: str = "-id"
    filter: type[Filter] = Filter
    empty: str = "还没有记录"
    size: int = PAGE
    unit: str = "条"
    export: object = ""
    taken_by: Permission | None = None

    @cached_property
    def hand_out(self) -> str:
        """The address of the export, looked up once."""
        return str(self.export)

    def page(self, rows: QuerySet[Any], asked: QueryDict) -> "Page":
        form = self.filter(asked) if _narrowing(asked) else _at_rest(self.filter)
        if form.is_valid():
            rows = form.narrow(rows)
        sort = asked.get("sort", "")
        known = {name for column in self.columns if column.sort for name in (column.sort, f"-{column.sort}")}
        return Page(self, rows, form, asked, sort if sort in known else self.order)


SORTING = frozenset({"after", "before", "sort"})


def _narrowing(asked: QueryDict) -> bool:
    """Whether an address gives anything at all to a filter."""
    return any(words for name, given in asked.lists() if name not in SORTING for words in given)


def _at_rest(kind: type[Filter]) -> Filter:
    """A filter that was given nothing: read and written once in a process, since it is the same for everybody."""
    form = copy(_untouched(kind))
    form.cleaned_data = dict(form.cleaned_data)
    return form


@cache
def _untouched(kind: type[Filter]) -> Filter:
    form = kind(QueryDict())
    form.written = form.render()
    return form


@dataclass
class Page:
    """One page of a ledger, read when it is rendered."""

    ledger: Ledger
    all_rows: QuerySet[Any]
    form: Filter
    asked: QueryDict
    sort: str

    @cached_property
    def found(self) -> keyset.Page[Any]:
        after, before = self.asked.get("after", ""), self.asked.get("before", "")
        return keyset.page(self.all_rows, *_order(self.sort), after=after, before=before, size=self.ledger.size)

    @property
    def rows(self) -> list[Any]:
        return self.found.rows

    @property
    def later(self) -> str:
        """The address of the following page, or nothing."""
        return self.address(after=self.found.next) if self.found.next else ""

    @property
    def earlier(self) -> str:
        return self.address(before=self.found.back) if self.found.back else ""

    @cached_property
    def count(self) -> str:
        whole = not self.found.next and not self.found.back
        found = keyset.Count(len(self.rows), more=False) if whole else keyset.count(self.all_rows)
        return f"{'多于' if found.more else '共'} {found.number} {self.ledger.unit}"

    def keys(self, most: int) -> list[Any]:
        """The first of the rows by their ids, in the order shown: all of them, when there are not more."""
        return list(self.all_rows.order_by(*_order(self.sort)).values_list("pk", flat=True)[:most])

    @property
    def told(self) -> str:
        """How the list is filtered and sorted, in words: what stands on a table that was taken away."""
        sorts = (
            f"按{column.label}{WAYS[column.kind][self.sort.startswith('-')]}"
            for column in self.ledger.columns
            if column.sort and column.sort == self.sort.removeprefix("-")
        )
        chosen = self.form.told() if self.form.is_valid() else []
        return "；".join([*(chosen or ["全部"]), *sorts])

    @property
    def export(self) -> str:
        """Where this very list may be taken away."""
        return f"{self.ledger.hand_out}{self.address().rstrip('?')}" if self.ledger.hand_out else ""

    @property
    def narrowed(self) -> bool:
        """Whether the viewer has filtered: then the filter stays open on a phone."""
        return any(self.asked.get(name) for name in self.form.fields)

    def address(self, **changes: str) -> str:
        """The same list with something changed; a shareable link."""
        kept = {key: self.asked.getlist(key) for key in self.asked if key not in {"after", "before", *changes}}
        given = {key: values for key, values in kept.items() if any(values)}
        return "?" + urlencode({**given, **{key: value for key, value in changes.items() if value}}, doseq=True)


def _order(sort: str) -> tuple[str, ...]:
    """The key makes every order total, running the same way."""
    return (sort,) if sort.lstrip("-") in {"id", "pk"} else (sort, "-pk" if sort.startswith("-") else "pk")
