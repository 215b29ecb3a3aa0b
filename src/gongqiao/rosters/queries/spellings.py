"""How lists are written in the wild: what is shipped, and what an operator has loaded beside it or over it."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongqiao.design.reader.heads import plain
from gongqiao.design.workbooks import Ask
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.people.models.codes import DOCUMENTS, EDUCATION, ETHNIC, POLITICAL, SEX
from gongqiao.rosters.models import Spelling

SHIPPED = Path(__file__).parent.parent / "data/spellings.csv"
COLUMNS = {
    "name": "姓名",
    "document_type": "证件类型",
    "document_number": "证件号码",
    "phone": "手机号码",
    "employment_form": "用工形式",
    "sex": "性别",
    "birth_on": "出生日期",
    "ethnic": "民族",
    "political": "政治面貌",
    "education": "学历",
}
NEEDED, TELLING = ("name", "document_number"), ("document_number",)
LISTS: Mapping[str, Mapping[str, str]] = {
    "document_type": DOCUMENTS,
    "employment_form": dict(EmploymentForm.choices),
    "sex": SEX,
    "ethnic": ETHNIC,
    "political": POLITICAL,
    "education": EDUCATION,
}
ANYWHERE = ""


@dataclass(frozen=True)
class Spelt:
    layout: str
    place: int | None
    column: str
    words: str
    value: str


def spelt_in(path: Path) -> list[Spelt]:
    """The spellings of a table: layout, place, column, words, value."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            Spelt(row["layout"], int(row["place"]) if row["place"] else None, row["column"], row["words"], row["value"])
            for row in csv.DictReader(file)
        ]


@cache
def shipped() -> tuple[Spelt, ...]:
    return tuple(spelt_in(SHIPPED))


def _known() -> Iterator[Spelt]:
    """What is loaded comes last, and so wins."""
    yield from shipped()
    for row in Spelling.objects.order_by("pk"):
        yield Spelt(row.layout, row.place, row.column, row.words, row.value)


def layouts() -> list[str]:
    """The tables of other systems that are known by the order of their columns."""
    return sorted({each.layout for each in _known() if each.layout})


def ordered(layout: str) -> list[tuple[str, str]]:
    """Another system's columns in its order: our code and its heading; those that we do not read are left empty."""
    placed = {each.place: each for each in _known() if layout and each.layout == layout and each.place}
    found = [placed.get(place) for place in range(1, max(placed, default=0) + 1)]
    return [
        (each.column, each.words or COLUMNS[each.column]) if each else ("", f"（第 {place} 列，不用填）")
        for place, each in enumerate(found, 1)
    ]


def ask(layout: str = "") -> Ask:
    """What is asked of a file: our columns, by whatever heading; or in the order of another system's table."""
    known = list(_known())
    heads = {plain(each.words): each.column for each in _of(known, layout) if not each.value and each.words}
    places = {each.place: each.column for each in known if each.layout == layout and layout and each.place}
    order = tuple(places.get(place, "") for place in range(1, max(places, default=0) + 1))
    return Ask(tuple(COLUMNS), heads, NEEDED, TELLING, order)


def words(layout: str = "") -> dict[str, dict[str, str]]:
    """By column: how each code may be written, as itself, in the words of its list, and otherwise."""
    found = {
        column: {"": ""} | {code: code for code in listed} | {said: code for code, said in listed.items()}
        for column, listed in LISTS.items()
    }
    found["ethnic"] |= {said.removesuffix("族"): code for code, said in ETHNIC.items()}
    for each in _of(_known(), layout):
        if each.value:
            found[each.column][each.words] = each.value
    return found


def _of(known: Iterable[Spelt], layout: str) -> Iterator[Spelt]:
    return (each for each in known if each.layout in {ANYWHERE, layout})
