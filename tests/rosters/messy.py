"""A list of three thousand as offices keep them: odd where oddness does no harm, wrong in places that can be named."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from itertools import count

from openpyxl import Workbook, load_workbook

from tests import make

SHEETS = {
    "一车间": ("姓 名", "身份证号", "手机号 ", "用工形式", "出生日期", "备注"),
    "二车间": ("职工姓名", "公民身份号码", "联系电话", "用工性质", "出生年月", "备注"),
}
ROWS = 1500
SURNAMES, GIVEN = "张王李赵陈刘杨黄周吴徐孙马朱胡郭何林高罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红梅"
FORMS = ("劳动合同", "合同工", "正式工", "劳务派遣工", "小时工", "")
WIDE = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")
NAME, NUMBER, PHONE, FORM = range(4)
Spoilt = dict[int, object]
GONE = ("请去掉一行", "未满十六周岁")
PLACE = re.compile(r"([A-Z]) 列：")


@dataclass
class Messy:
    """The workbook, what should stand in each cell that is wrong, and how many rows are: by the words that tell it."""

    content: bytes = b""
    right: dict[tuple[str, int, int], str] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)

    @property
    def bad(self) -> int:
        return sum(self.wrong.values())

    def mended(self, told: dict[tuple[str, int], str]) -> bytes:
        """The same list with only that changed which was told: (sheet, row) → words with the columns in them."""
        opened = load_workbook(BytesIO(self.content))
        for (sheet, row), words in told.items():
            cells = opened[sheet][row]
            gone = any(each in words for each in GONE)
            for place in range(len(cells)) if gone else [ord(letter) - ord("A") for letter in PLACE.findall(words)]:
                cells[place].value = None if gone else self.right.get((sheet, row, place))
        return _kept(opened)


def messy() -> Messy:
    """Three thousand rows in two sheets, under titles, above signatures, beside a sheet that is no list."""
    made, serial = Messy(), count()
    opened = Workbook()
    for name, heads in SHEETS.items():
        sheet = opened.active if name == "一车间" else opened.create_sheet()
        sheet.title = name
        sheet.append([f"杭州萧江精密机械有限公司{name}会员名册"])
        sheet.merge_cells("A1:F1")
        sheet.append(["单位（盖章）：                     2026年3月"])
        sheet.append(list(heads))
        for row in range(4, 4 + ROWS):
            _write(made, sheet, row, next(serial))
        sheet.append([])
        sheet.append(["合计", f"{ROWS} 人"])
        sheet.append(["填表人：", "", "审核人：", "", "2026年3月10日"])
        sheet.column_dimensions["F"].hidden = True
    opened.create_sheet("填表说明").append(["请各车间逐项填写，三月十日前交工会"])
    made.content = _kept(opened)
    return made


def _write(made: Messy, sheet, row: int, serial: int) -> None:
    """One person; every so often a cell is wrong."""
    right = _person(serial)
    written = _odd(right, serial)
    for words, every, spoil in FAULTS:
        if serial % 100 == every:
            for place, value in spoil(right, serial).items():
                written[place] = value
                made.right[sheet.title, row, place] = right[place]
            made.wrong[words] = made.wrong.get(words, 0) + 1
    for column, value in enumerate([*written, _birth(serial), ""], 1):
        sheet.cell(row, column, value)


def _born(serial: int) -> date:
    return date(1966, 1, 1) + timedelta(days=serial * 5)


def _person(serial: int) -> list[str]:
    name = SURNAMES[serial % 20] + GIVEN[serial // 20 % 28] + GIVEN[serial // 7 % 28]
    number = make.identity_number(born=_born(serial), division="330109", sequence=100 + serial % 800)
    return [name, number, f"137{serial:08d}", FORMS[serial % 6]]


def _odd(right: list[str], serial: int) -> list[object]:
    """As people type it: all of it can be read."""
    name, number, phone, form = right
    ways = {
        1: [f"{name[0]} {name[1:]}", number.lower(), phone, form],
        2: [f" {name}　", number.translate(WIDE), phone.translate(WIDE), form],
        3: [name, f"{number}  ", int(phone), f"{form} "],
        4: [name, f"{number[:6]} {number[6:14]} {number[14:]}", f"{phone[:3]}-{phone[3:7]}-{phone[7:]}", form],
        5: [f"{name}\n", number, f"+86{phone}", form],
    }
    return list(ways.get(serial % 10, right))


def _birth(serial: int) -> object:
    """The day in the five forms; the number holds it as well."""
    born = _born(serial)
    forms = [f"{born:%Y%m%d}", f"{born.year}-{born.month}-{born.day}", f"{born:%Y/%m/%d}", f"{born:%Y.%m.%d}"]
    return [*forms, f"{born.year}年{born.month}月{born.day}日", born][serial % 6]


def _lost(right: list[str], _: int) -> Spoilt:
    return {NUMBER: float(right[NUMBER].replace("X", "0"))}


def _checked_wrongly(right: list[str], _: int) -> Spoilt:
    return {NUMBER: right[NUMBER][:-1] + ("0" if right[NUMBER][-1] != "0" else "1")}


def _child(_: list[str], serial: int) -> Spoilt:
    return {NUMBER: make.identity_number(born=date(2014, 5, 1), division="330109", sequence=100 + serial // 100)}


def _twice(_: list[str], serial: int) -> Spoilt:
    before = _person(serial - 1)
    return {NAME: before[NAME], NUMBER: before[NUMBER]}


FAULTS = (
    ("3.30E+17", 11, _lost),
    ("校验不符", 23, _checked_wrongly),
    ("没有填证件号码", 37, lambda *_: {NUMBER: ""}),
    ("应为 11 位数字", 41, lambda right, _: {PHONE: right[PHONE][:-1]}),
    ("用工形式认不出", 53, lambda *_: {FORM: "老员工"}),
    ("未满十六周岁", 67, _child),
    ("请去掉一行", 79, _twice),
)


def _kept(opened: Workbook) -> bytes:
    kept = BytesIO()
    opened.save(kept)
    return kept.getvalue()
