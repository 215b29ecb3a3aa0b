"""Where the heading of a table is, and which rows under it are no rows of the list. Runs in the child."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongqiao.design.reader.asking import Ask
from gongqiao.design.reader.cells import tidy

SEARCHED = 40
FEWEST = 2
EXAMPLE = "示例"
ASIDE = re.compile(r"\([^)]*\)|（[^）]*）|\[[^\]]*\]|【[^】]*】")
MARKS = re.compile(r"[\s*＊:：、,，./。?？!！\-_—\"'“”()（）\[\]【】]+")
OUTSIDE = re.compile(
    r"\W*(填表|制表|制单|审核|审批|复核|经办|负责人|单位\s*[(（盖]|盖章|公章|签字|签名|填报|打印|日期|日\s*期|联系人|"
    r"合\s*计|总\s*计|小\s*计|共\s*计|共\s*\d+\s*人|总人数|备\s*注\W|注\s*\d?\W|说\s*明|填写说明|第\s*\d+\s*页|本页)"
)
COUNT = re.compile(r"\d{1,6}\s*[人名位]?")


class Heads(NamedTuple):
    """`row` counts from 0, -1 when the order of the columns was known beforehand; columns by code, from 0."""

    row: int
    columns: dict[str, int]
    words: dict[str, str]


def plain(words: str) -> str:
    """A heading as it is compared: "* 身份证 号码（必填）" is 身份证号码."""
    words = tidy(words).lower()
    return MARKS.sub("", ASIDE.sub("", words)) or MARKS.sub("", words)


def find(rows: Sequence[Sequence[str]], ask: Ask) -> Heads | None:
    """The row near the top that names most of what is wanted; titles and notes above it name nothing."""
    best = Heads(-1, {}, {})
    for number, row in enumerate(rows[:SEARCHED]):
        found = _named(number, row, ask)
        if len(found.columns) > len(best.columns):
            best = found
    if len(best.columns) >= FEWEST and any(code in best.columns for code in ask.needed):
        return _merged_down(best, rows, ask)
    if ask.order:
        return Heads(-1, {code: place for place, code in enumerate(ask.order) if code}, {})
    return None


def _named(number: int, row: Sequence[str], ask: Ask) -> Heads:
    columns: dict[str, int] = {}
    words: dict[str, str] = {}
    for place, cell in enumerate(row):
        code = ask.spellings.get(plain(cell), "") if cell else ""
        if code and code not in columns:
            columns[code], words[code] = place, cell.replace("\n", "")
    return Heads(number, columns, words)


def _merged_down(best: Heads, rows: Sequence[Sequence[str]], ask: Ask) -> Heads:
    """Where a heading's cell is empty the one above it may reach down: names of two rows make one heading."""
    if best.row == 0:
        return best
    above = [cell if not under else "" for cell, under in zip(rows[best.row - 1], rows[best.row], strict=False)]
    more = _named(best.row, above, ask)
    return Heads(best.row, {**more.columns, **best.columns}, {**more.words, **best.words})


def outside(row: Sequence[str]) -> bool:
    """Whether a row without a number is a signature, a sum or a note below the list."""
    return any(OUTSIDE.match(cell) for cell in row if cell)


def no_number(value: str) -> bool:
    """Whether what stands where a number is looked for belongs to a signature, or counts the rows: 合计 60 人."""
    return outside([value]) or COUNT.fullmatch(value) is not None


def example(values: Sequence[str]) -> bool:
    """The example of the template, left standing."""
    return any(EXAMPLE in value for value in values)
