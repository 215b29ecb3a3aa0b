"""A table that was taken away, as an office opens it."""

from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook


@dataclass(frozen=True)
class Table:
    title: str
    above: list[str]
    heads: list[str]
    rows: list[tuple[object, ...]]
    below: list[str]
    kinds: set[str]


def read(content: bytes) -> Table:
    page = load_workbook(BytesIO(content)).active
    lines = [[cell.value for cell in row] for row in page.iter_rows()]
    first, last = (int("".join(filter(str.isdigit, corner))) for corner in page.auto_filter.ref.split(":"))
    return Table(
        title=lines[0][0],
        above=[line[0] for line in lines[1 : first - 1]],
        heads=lines[first - 1],
        rows=[tuple(line) for line in lines[first:last]],
        below=[line[0] for line in lines[last:]],
        kinds={cell.data_type for row in page.iter_rows() for cell in row},
    )
