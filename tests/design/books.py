"""Tables as they come from offices, made on the spot: a sheet is a list of rows of cells."""

import csv
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from gongqiao.design.workbooks import Ask

ASK = Ask(
    columns=("name", "number", "phone", "since"),
    spellings={
        "姓名": "name",
        "职工姓名": "name",
        "身份证号": "number",
        "证件号码": "number",
        "公民身份号码": "number",
        "手机号": "phone",
        "联系电话": "phone",
        "入会日期": "since",
    },
    needed=("name", "number"),
    telling=("number",),
)
HEADS = ["姓名", "身份证号", "手机号"]
ROW = ["张三", "330109199001011234", "13900000001"]


def book(*sheets, hidden=(), columns=()):
    """An .xlsx file of sheets named 表1, 表2 …; `hidden` are names of sheets, `columns` letters of hidden columns."""
    made = Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets, 1):
        sheet = made.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
        for letter in columns:
            sheet.column_dimensions[letter].hidden = True
        if sheet.title in hidden:
            sheet.sheet_state = "hidden"
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def comma_separated(rows, encoding="utf-8-sig"):
    kept = StringIO()
    csv.writer(kept).writerows(rows)
    return kept.getvalue().encode(encoding)


def with_part(content, name, part=b""):
    """The same archive with one part more, or another in its place."""
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(kept, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return kept.getvalue()


def sheet_of(xml):
    """A workbook whose one sheet is written by hand."""
    head = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return with_part(book([HEADS, ROW]), "xl/worksheets/sheet1.xml", head + xml + b"</worksheet>")


def written(row, cells):
    """A row of text cells as XML."""
    told = "".join(
        f'<c r="{get_column_letter(place)}{row}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for place, cell in enumerate(cells, 1)
    )
    return f'<row r="{row}">{told}</row>'.encode()
