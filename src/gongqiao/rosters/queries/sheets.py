"""Lists of people as tables: the template to fill in, and the rows that could not be taken, each with its reasons."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from gongqiao.design.ledger import Column
from gongqiao.design.sheets import Sheet, write
from gongqiao.design.workbooks import Unreadable, Whole, rows_as_written
from gongqiao.files import queries as documents
from gongqiao.people.models.codes import DOCUMENTS
from gongqiao.rosters.models import Roster, RosterProblem
from gongqiao.rosters.queries.spellings import COLUMNS, LISTS, NEEDED, ask, ordered

BLANK = 3_000
PROBLEM = "问题"
ABOVE = (
    "带 * 的必填，签名名单还要填手机号码。有下拉列表的请从列表里选；不要改表头，其他列可以加在后面。",
    "性别、出生日期只在证件是护照等、号码里没有的时候填写。示例一行可以留着，读取时会跳过。",
)
EXAMPLE = {
    "name": "张三（示例）",
    "document_type": DOCUMENTS["card"],
    "document_number": "33010919900101123X",
    "phone": "13800000000",
    "employment_form": "劳动合同",
    "education": "大学专科教育",
}


def template(at: datetime, layout: str = "") -> bytes:
    """会员名册 to be filled in: text cells, drop-downs, one example; or in another system's order."""
    order = ordered(layout) or list(COLUMNS.items())
    heads = [(code, f"{words} *" if code in NEEDED else words) for code, words in order]
    columns = tuple(Column(head, itemgetter(place)) for place, (_, head) in enumerate(heads))
    lists = {head: list(LISTS[code].values()) for code, head in heads if code in LISTS}
    example = [EXAMPLE.get(code, "") for code, _ in heads]
    return write(Sheet("会员名册", columns, [example], above=ABOVE, blank=BLANK, lists=lists), made_at=at)


@dataclass(frozen=True)
class Bad:
    """The rows of a list that could not be taken, as one table."""

    rows: int
    content: bytes


def bad_rows(roster: Roster, at: datetime) -> Bad | None:
    """They as they stand in the file, the reasons first; nothing when the file is not kept any more."""
    reasons = _reasons(roster)
    only: dict[str, list[int]] = defaultdict(list)
    for sheet, row in reasons:
        only[sheet].append(row)
    stored = documents.of(roster).first()
    if stored is None or not documents.place_of(stored).exists():
        return None
    try:
        written = list(rows_as_written(documents.place_of(stored), ask(roster.layout), dict(only)))
    except Unreadable:
        return None
    return _as_table(roster, written, reasons, at)


def bad_rows_name(roster: Roster) -> str:
    return f"{roster.name.rpartition('.')[0]}（待改）.xlsx"


def _reasons(roster: Roster) -> Mapping[tuple[str, int], str]:
    told: dict[tuple[str, int], list[str]] = defaultdict(list)
    for each in RosterProblem.objects.filter(roster=roster, row__gt=0).order_by("pk").iterator():
        column = f"{each.column} 列：" if each.column else ""
        told[each.sheet, each.row].append(f"{column}{each.words}")
    return {place: "；".join(words) for place, words in told.items()}


def _as_table(roster: Roster, written: Sequence[Whole], reasons: Mapping[tuple[str, int], str], at: datetime) -> Bad:
    """Under the heading of the first sheet; what was told beside the rows of an earlier such table is left out."""
    heads = next((list(each.cells) for each in written if each.is_head), [])
    kept = [place for place, words in enumerate(heads) if words != PROBLEM]
    columns = [Column(PROBLEM, itemgetter(0)), Column("原表行号", itemgetter(1))]
    columns += [Column(heads[place], itemgetter(2 + number)) for number, place in enumerate(kept)]
    rows = [
        (reasons[each.sheet, each.row], _where(each), *(_cell(each, place) for place in kept))
        for each in written
        if not each.is_head and (each.sheet, each.row) in reasons
    ]
    above = ("照“问题”一列改好以后，整个文件可以直接再上传；“问题”“原表行号”两列不用删。",)
    sheet = Sheet(bad_rows_name(roster).removesuffix(".xlsx"), columns, rows, above=above, blank=1)
    return Bad(len(rows), write(sheet, made_at=at))


def _where(each: Whole) -> str:
    return f"{each.sheet} {each.row}".strip()


def _cell(each: Whole, place: int) -> str:
    return each.cells[place] if place < len(each.cells) else ""
