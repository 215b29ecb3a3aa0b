"""台账: a list that filters, sorts and pages on the server and never counts a province.

A page is found by key (`after` the row with this id), so page 1,000 costs what page 1 costs, and an address holds ids
only, never a name. The end of a count is "多于 1000 条": figures of a province belong to the cockpit.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

PAGE = 20
PROBE = 1000

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

    def narrow(self, rows: QuerySet[T]) -> QuerySet[T]:
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        return rows.filter(**{self.lookups.get(name, name): value for name, value in given.items()})


@dataclass(frozen=True)
class Ledger:
    """How a kind of thing is listed. `order` ends the sorting of every page, the id makes it total."""

    title: str
    columns: tuple[Column, ...]
    order: str = "-id"
    filter: type[Filter] = Filter
    empty: str = "没有符合条件的记录"
    size: int = PAGE
    unit: str = "条"

    def page(self, rows: QuerySet[Any], asked: QueryDict) -> "Page":
        form = self.filter(asked)
        if form.is_valid():
            rows = form.narrow(rows)
        sort = asked.get("sort", "")
        known = {name for column in self.columns if column.sort for name in (column.sort, f"-{column.sort}")}
        return Page(self, rows, form, asked, sort if sort in known else self.order)


@dataclass
class Page:
    """One page of a ledger, read when it is rendered."""

    ledger: Ledger
    all_rows: QuerySet[Any]
    form: Filter
    asked: QueryDict
    sort: str
    earlier: bool = field(default=False, init=False)
    later: bool = field(default=False, init=False)

    @cached_property
    def rows(self) -> Sequence[Any]:
        """The rows of this page; one more is read to know whether it goes on."""
        backward = "before" in self.asked
        anchor = self._anchor(self.asked.get("before" if backward else "after", ""))
        order = _order(self.sort, backward=backward)
        rows = self.all_rows.order_by(*order)
        if anchor is not None:
            rows = rows.filter(_beyond(order, anchor))
        found = list(rows[: self.ledger.size + 1])
        more, found = len(found) > self.ledger.size, found[: self.ledger.size]
        if backward and anchor is not None:
            self.earlier, self.later = more, True
            return found[::-1]
        self.earlier, self.later = anchor is not None, more
        return found

    @cached_property
    def count(self) -> str:
        found = self.all_rows.order_by()[: PROBE + 1].count()
        return f"多于 {PROBE} {self.ledger.unit}" if found > PROBE else f"共 {found} {self.ledger.unit}"

    @property
    def narrowed(self) -> bool:
        """Whether the viewer has filtered: then the filter stays open on a phone."""
        return any(self.asked.get(name) for name in self.form.fields)

    @property
    def after(self) -> str:
        return self.address(after=str(self.rows[-1].pk))

    @property
    def before(self) -> str:
        return self.address(before=str(self.rows[0].pk))

    def address(self, **changes: str) -> str:
        """The same list with something changed; a shareable link."""
        kept = {key: self.asked.getlist(key) for key in self.asked if key not in {"after", "before", *changes}}
        given = {key: values for key, values in kept.items() if any(values)}
        return "?" + urlencode({**given, **{key: value for key, value in changes.items() if value}}, doseq=True)

    def _anchor(self, given: str) -> Any:
        if not given:
            return None
        try:
            return self.all_rows.filter(pk=given).order_by().first()
        except (ValidationError, ValueError):
            return None


def _order(sort: str, *, backward: bool) -> tuple[str, ...]:
    names = (sort,) if sort.lstrip("-") == "id" else (sort, "-id" if sort.startswith("-") else "id")
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in names) if backward else names


def _beyond(order: Iterable[str], anchor: Any) -> Q:
    """Rows after the anchor in this order: (a > x) or (a = x and id > y). Columns of `sort` must not be null."""
    beyond, equal = Q(pk__in=()), Q()
    for name in order:
        plain = name.lstrip("-")
        value: UUID | object = attrgetter(plain.replace("__", "."))(anchor)
        beyond |= equal & Q(**{f"{plain}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{plain: value})
    return beyond
