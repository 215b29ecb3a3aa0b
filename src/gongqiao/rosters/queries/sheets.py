"""Lists of people as tables: the template to fill in, and the rows that could not be taken, each with its reasons."""

from datetime import datetime
from operator import itemgetter

from gongqiao.design.ledger import Column
from gongqiao.design.sheets import Sheet, write
from gongqiao.intake.queries import Bad, bad_rows_name, bad_rows_of
from gongqiao.people.models.codes import DOCUMENTS
from gongqiao.rosters.models import Roster, RosterProblem
from gongqiao.rosters.queries.spellings import COLUMNS, LISTS, NEEDED, ask, ordered

BLANK = 3_000
__all__ = ["Bad", "bad_rows", "bad_rows_name", "template"]

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


def bad_rows(roster: Roster, at: datetime) -> Bad | None:
    """The rows that could not be taken as they stand in the file, the reasons first; nothing when it is not kept."""
    return bad_rows_of(roster, RosterProblem.objects.filter(roster=roster), ask(roster.layout), at)
