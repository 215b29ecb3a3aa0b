from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from gongqiao.design.ledger import Column
from gongqiao.design.sheets import Sheet, begins_formula, write

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM", "\t=1", "\r=1", "\n=1", " =1", "\u3000=1")
HARMLESS = ("张*", "1-2", "a=b", "2026-03-10", "'=1", "")


@dataclass(frozen=True)
class Row:
    name: object
    staff: object = 12345
    since: object = date(2026, 3, 10)


COLUMNS = (Column("姓名", "name"), Column("人数", "staff", kind="number"), Column("日期", "since", kind="day"))


def table(*rows, columns=COLUMNS, **parts):
    return write(Sheet("会员台账", columns, rows, **parts), made_at=AT)


def opened(content):
    return load_workbook(BytesIO(content)).active


def names(page, below=1):
    return [row[0].value for row in page.iter_rows(min_row=below + 2)]


def test_title_lines_heads_and_rows_stand_under_each_other_each_value_as_what_it_is():
    page = opened(table(Row("张*"), Row("李*", 3, None), above=("单位：甲",), below=("共 2 人",)))

    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["会员台账", None, None],
        ["单位：甲", None, None],
        ["姓名", "人数", "日期"],
        ["张*", 12345, datetime(2026, 3, 10)],  # noqa: DTZ001 -- as a cell knows it
        ["李*", 3, None],
        ["共 2 人", None, None],
    ]
    assert page.title == "会员台账"
    assert (page.print_title_rows, page.freeze_panes, page.auto_filter.ref) == ("$3:$3", "A4", "A3:C5")


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_begins_like_a_formula_stays_the_text_it_is_also_when_somebody_edits_it(text):
    cell = opened(table(Row(text))).cell(3, 1)

    assert (cell.data_type, unescape(cell.value), cell.number_format) == ("s", text, "@")
    assert cell.quotePrefix


@pytest.mark.parametrize("text", HARMLESS)
def test_what_does_not_is_left_alone(text):
    cell = opened(table(Row(text))).cell(3, 1)

    assert (cell.value or "", cell.quotePrefix) == (text, False)


def test_lines_above_and_below_are_text_too():
    page = opened(table(Row("张*"), above=("=HYPERLINK(1)",), below=("@x",)))

    assert {page.cell(row, 1).data_type for row in (2, 5)} == {"s"}
    assert page.cell(2, 1).quotePrefix


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=40))
def test_whatever_is_written_no_sheet_holds_a_formula_or_a_link(text):
    content = table(Row(text, text, text), above=(text,), below=(text,))

    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "xl/externalLinks" not in "".join(archive.namelist())
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_line_longer_than_the_table_is_wide_is_as_high_as_it_needs():
    page = opened(table(Row("张*"), above=("短", "用途" * 60)))

    assert page.row_dimensions[2].height < page.row_dimensions[3].height
    assert page.cell(3, 1).alignment.wrap_text


@pytest.mark.parametrize("title", ["甲/乙:丙[*?]\\", "'台账'", "台" * 40, "/"])
def test_any_title_names_a_sheet(title):
    assert opened(write(Sheet(title, COLUMNS, [Row("张*")]), made_at=AT)).cell(1, 1).value == title


def test_one_column_alone_is_a_table_too():
    assert opened(table(Row("张*"), columns=COLUMNS[:1])).cell(3, 1).value == "张*"


def test_a_text_longer_than_a_cell_is_cut_and_not_lost():
    assert len(opened(table(Row("长" * 40_000))).cell(3, 1).value) == 32_767


def test_the_same_table_made_at_the_same_moment_is_the_same_file():
    assert table(Row("张*")) == table(Row("张*"))


@pytest.mark.parametrize(
    ("text", "begins"), [*((each, True) for each in DANGEROUS), *((each, False) for each in HARMLESS)]
)
def test_what_begins_a_formula(text, begins):
    assert begins_formula(text) is begins


def test_a_table_to_be_filled_in_has_drop_downs_over_its_blank_rows_and_stays_text_below():
    lists = {"姓名": ["甲", "乙"], "日期": ["今天"]}
    book = load_workbook(BytesIO(table(Row("张*"), above=("请填写",), blank=100, lists=lists)))
    page, choices = book.worksheets

    rules = {str(each.sqref): each.formula1 for each in page.data_validations.dataValidation}
    assert rules == {"A4:A104": "选项!$A$1:$A$2", "C4:C104": "选项!$B$1:$B$1"}
    assert (choices.sheet_state, [cell.value for cell in choices["A"]]) == ("hidden", ["甲", "乙"])
    assert page.column_dimensions["A"].number_format == "@"
