"""Tables in the wild: whatever their makers did, their rows arrive under the columns one asked for."""

import resource
from datetime import date, datetime

import pytest

from gongqiao.design.reader.cells import letters, number, tidy
from gongqiao.design.reader.heads import plain
from gongqiao.design.workbooks import Note, Rows, Sheet, Unreadable, read, rows_as_written
from tests.design.books import ASK, HEADS, ROW, book, comma_separated, sheet_of, with_part, written

MB = 1024 * 1024


@pytest.fixture(name="told")
def _told(tmp_path):
    """What a file says when it is read."""

    def hear(content, ask=ASK, **how):
        path = tmp_path / "handed-in"
        path.write_bytes(content)
        return list(read(path, ask, **how))

    return hear


@pytest.fixture(name="rows")
def _rows(told):
    """The rows of a file, with their numbers."""
    return lambda content, ask=ASK: [
        tuple(row) for each in told(content, ask) if isinstance(each, Rows) for row in each.rows
    ]


@pytest.fixture(name="fault")
def _fault(told):
    """Why a file cannot be read."""

    def code_of(content, **how):
        with pytest.raises(Unreadable) as caught:
            told(content, **how)
        assert "请" in caught.value.reason.words
        return caught.value.reason.code

    return code_of


def outcome(told, content):
    try:
        told(content)
    except Unreadable as caught:
        return caught.reason.code
    return "read"


def notes(said):
    return [(each.code, each.sheet, each.row, each.column) for each in said if isinstance(each, Note)]


def test_rows_come_in_the_order_asked_for_with_the_numbers_they_have_in_the_sheet(rows):
    content = book([["手机号", "姓名", "身份证号", "部门"], ["13900000001", "张三", "330109199001011234", "一车间"]])

    assert rows(content) == [(2, ["张三", "330109199001011234", "13900000001", ""])]


@pytest.mark.parametrize(
    "heading",
    ["身份证号", "证件号码", "公民身份号码", "身 份 证 号", "＊身份证号（必填）", "身份证号:", "身份证号\n(18位)"],
)
def test_a_heading_is_known_however_it_is_written(rows, heading):
    assert rows(book([["姓名", heading], ["张三", "33"]])) == [(2, ["张三", "33", "", ""])]


def test_titles_and_blank_rows_above_are_passed_over(rows):
    content = book([["萧江公司会员名册"], [], ["单位：（盖章）", None, "2026年3月"], HEADS, ROW])

    assert rows(content) == [(5, [*ROW, ""])]


def test_a_heading_of_two_rows_is_one_heading(rows):
    content = book(
        [["姓名", "证件", None, "联系方式"], [None, "类型", "身份证号", "手机号"], ["张三", "身份证", "33", "139"]]
    )

    assert rows(content) == [(3, ["张三", "33", "139", ""])]


def test_a_table_may_begin_anywhere(told):
    content = book([[], [], [None, None, *HEADS], [None, None, *ROW]])

    sheet, listed = told(content)
    assert isinstance(sheet, Sheet)
    assert (sheet.columns, listed.rows) == ({"name": "C", "number": "D", "phone": "E"}, [[4, [*ROW, ""]]])


def test_full_width_digits_and_blanks_become_plain(rows):
    content = book([HEADS, [" 张三\u3000", "３３０１０９１９９００１０１１２３Ｘ", "\u200b139 0000 0001\u00a0"]])

    assert rows(content) == [(2, ["张三", "33010919900101123X", "139 0000 0001", ""])]


def test_numbers_keep_their_digits_and_those_that_lost_some_say_so(rows):
    content = book([HEADS, ["张三", 330109199001011234, 13900000001], ["李四", "3.30109E+17", 1.5]])

    assert rows(content) == [(2, ["张三", "3.30E+17", "13900000001", ""]), (3, ["李四", "3.30109E+17", "1.5", ""])]


def test_days_that_are_days_in_the_sheet_come_as_days(rows):
    days = [date(2026, 3, 10), datetime(2026, 3, 10, 8, 30), 46091, "2026年3月10日"]  # noqa: DTZ001 -- a cell's
    content = book([["姓名", "入会日期"], *(["张三", day] for day in days)])

    assert [values[3] for _, values in rows(content)] == ["2026-03-10", "2026-03-10", "46091", "2026年3月10日"]


def test_blank_rows_between_and_below_are_passed_over(rows):
    content = book([HEADS, ROW, [], [None, None, None, "1"], ROW, [], []])

    assert [number for number, _ in rows(content)] == [2, 5]


@pytest.mark.parametrize(
    "line",
    [
        ["填表人：张三", None, "审核人：李四"],
        ["填表人：张三", "审核人：李四", "2026年3月10日"],
        ["合计", None, "60人"],
        ["合计", "60 人"],
        ["总计", "1500"],
        [None, None, "共 60 人"],
        ["注：以上人员均为自愿入会"],
        ["单位（盖章）：", None, "2026年3月10日"],
        ["负责人签字：", None, "日期：2026-03-10"],
        ["第 1 页"],
    ],
)
def test_signatures_sums_and_notes_below_are_no_rows_and_are_told(told, line):
    said = told(book([HEADS, ROW, [], line]))

    assert [len(each.rows) for each in said if isinstance(each, Rows)] == [1]
    assert notes(said) == ([("outside", "表1", 4, "")] if any(line[:3]) else [])


def test_a_row_with_a_number_is_a_row_whatever_its_name_looks_like(rows):
    assert len(rows(book([HEADS, ["审核", "330109199001011234", "139"]]))) == 1


def test_a_row_of_a_name_and_a_short_number_is_a_row_to_be_mended(rows):
    assert len(rows(book([HEADS, ["张三", "1500"], ["李四", "60 人"]]))) == 2


def test_a_heading_repeated_on_every_printed_page_and_the_templates_example_are_passed_over(told):
    said = told(book([HEADS, ["张三（示例）", "330109199001011234", "139"], ROW, HEADS, ROW]))

    assert [number for number, _ in said[1].rows] == [3, 5]
    assert notes(said) == []


def test_several_sheets_are_read_and_those_without_a_heading_are_told(told):
    said = told(book([HEADS, ROW], [["填写说明"], ["请逐项填写"]], [HEADS, ROW, ROW]))

    assert [each.name for each in said if isinstance(each, Sheet)] == ["表1", "表3"]
    assert sum(len(each.rows) for each in said if isinstance(each, Rows)) == 3
    assert notes(said) == [("no_heading", "表2", 0, "")]


def test_hidden_sheets_are_not_read_and_hidden_columns_are_read_and_told(told):
    said = told(book([HEADS, ROW], [HEADS, ROW, ROW], hidden=["表2"], columns=["B"]))

    assert [each.name for each in said if isinstance(each, Sheet)] == ["表1"]
    assert notes(said) == [("hidden", "表1", 1, "B")]


def test_a_needed_column_that_is_missing_is_named(told):
    (sheet, *_) = told(book([["姓名", "手机号"], ["张三", "139"]]))

    assert sheet.missing == ["number"]


def test_a_table_without_headings_is_read_by_the_order_one_names(rows):
    by_order = ASK._replace(order=("", "number", "name"))

    assert rows(book([["1", "33", "张三"], ["2", "44", "李四"]]), by_order) == [
        (1, ["张三", "33", "", ""]),
        (2, ["李四", "44", "", ""]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_offices_use(rows, encoding):
    assert rows(comma_separated([HEADS, ["张喆", '="330109199001011234"', "'13900000001"]], encoding)) == [
        (2, ["张喆", "330109199001011234", "13900000001", ""])
    ]


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_csv_may_be_separated_otherwise(rows, mark):
    content = "\n".join(mark.join(row) for row in (HEADS, ROW)).encode()

    assert rows(content) == [(2, [*ROW, ""])]


def test_rows_can_be_had_again_with_all_their_cells(tmp_path):
    path = tmp_path / "handed-in"
    path.write_bytes(book([["名册"], [*HEADS, "部门"], [*ROW, "一车间"], [*ROW, "二车间"]], [HEADS, ROW]))

    told = list(rows_as_written(path, ASK, {"表1": [4]}))

    assert [(each.sheet, each.row, each.cells[3], each.is_head) for each in told] == [
        ("表1", 2, "部门", True),
        ("表1", 4, "二车间", False),
    ]


def hostile():
    good = book([HEADS, ROW])
    far = b"<sheetData>" + written(1, HEADS) + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return {
        "empty": b"",
        "password": books_encrypted(),
        "old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "macro": with_part(good, "xl/vbaProject.bin", b"code"),
        "other": with_part(b"PK\x05\x06" + b"\0" * 18, "word/document.xml", b"<document/>"),
        "broken": good[: len(good) // 2],
        "bomb": with_part(good, "xl/media/image1.png", b"\0" * 100 * MB),
        "memory": sheet_of(far),
        "headless": book([["张三", "330109199001011234"]]),
    }


def books_encrypted():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100


@pytest.mark.parametrize("kind", ["empty", "password", "old", "macro", "other", "broken", "bomb", "memory", "headless"])
def test_what_cannot_be_read_says_why_and_what_to_do(fault, kind):
    assert fault(hostile()[kind]) == kind


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"%PDF-1.7\n\0\1\2", b"MZ\0\0\0\0", b"\0" * 5000]
)
def test_what_is_no_table_is_told_so(fault, content):
    assert fault(content) in {"other", "encoding"}


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"],
)
@pytest.mark.parametrize("with_", [b"", b"<", b"\xff" * 1000, b"<a>" * 100_000])
def test_a_workbook_with_a_broken_part_is_read_or_told_broken(told, part, with_):
    content = with_part(book([HEADS, ROW]), part, with_)

    assert outcome(told, content) in {"read", "broken", "headless", "other", "memory"}


def test_millions_of_empty_rows_cost_no_memory(rows):
    far = b"".join(b'<row r="%d"/>' % number for number in range(2, 300_000))
    content = sheet_of(b"<sheetData>" + written(1, HEADS) + far + written(1_048_576, ROW) + b"</sheetData>")

    assert rows(content) == [(1_048_576, [*ROW, ""])]


HARDLY = 64 * 1024
"""KiB: the reader's own ground and what is being read; millions of lines in a list, or a bomb, would be a million."""


def spent_since(before):
    """KiB that a child has held beyond what it began with."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - before


def most_so_far():
    """KiB that a child has held so far, or this process itself, since a child begins with what its parent holds."""
    whose = resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF
    return max(resource.getrusage(each).ru_maxrss for each in whose)


@pytest.mark.long
def test_ten_million_blank_lines_of_a_csv_are_passed_over(rows):
    content = comma_separated([HEADS]) + b",,\r\n" * 10_000_000 + comma_separated([ROW], "utf-8")
    before = most_so_far()

    assert rows(content) == [(10_000_002, [*ROW, ""])]
    assert spent_since(before) < HARDLY


def test_a_list_that_is_too_long_is_told_so(fault):
    assert fault(book([HEADS, *[ROW] * 5]), ask=ASK._replace(most_rows=4)) == "many"


def test_a_reader_that_takes_too_long_is_stopped_and_told_so(fault):
    assert fault(book([HEADS, *[ROW] * 3]), seconds=0) == "time"


def test_an_entity_bomb_stays_small(told):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'
    sheet = bomb + b"]><worksheet><sheetData>" + cell + b"</sheetData></worksheet>"
    before = most_so_far()

    with pytest.raises(Unreadable):
        told(with_part(book([HEADS, ROW]), "xl/worksheets/sheet1.xml", sheet))

    assert spent_since(before) < HARDLY


@pytest.mark.parametrize(
    ("written_", "tidied"),
    [
        ("'33", "33"),
        ('="33"', "33"),
        ("=1+1", "=1+1"),
        ("Ａ１", "A1"),
        ("\ufeff姓名", "姓名"),
        ("a b", "a b"),
        ("", ""),
    ],
)
def test_text_is_tidied(written_, tidied):
    assert tidy(written_) == tidied


@pytest.mark.parametrize(
    ("value", "said"),
    [(33.0, "33"), (1e15 - 1, "999999999999999"), (1e15, "1.00E+15"), (0.5, "0.5"), (float("nan"), ""), (-2.0, "-2")],
)
def test_numbers_are_said_as_the_sheet_says_them(value, said):
    assert number(value) == said


@pytest.mark.parametrize(("column", "said"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(column, said):
    assert letters(column) == said


def test_a_heading_that_is_all_in_brackets_keeps_its_words():
    assert plain("（姓名）") == "姓名"
