"""What a document says, and what is wrong with one."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.kernel.secrets import normal_document
from gongqiao.people.models.codes import DOCUMENTS, EDUCATION, ETHNIC, POLITICAL, SEX

OLDEST = 120
_WEIGHTS, _CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
_NUMBERED = {"card": re.compile(r"[1-8]\d{16}[\dX]"), "residence": re.compile(r"8[1-3]0000\d{11}[\dX]")}
_SHAPES = {
    **_NUMBERED,
    "hk_mo": re.compile(r"[HM]\d{8}(\d{2})?"),
    "taiwan": re.compile(r"\d{8}|\d{10}[A-Z]?"),
    "foreigner": re.compile(r"[A-Z]{3}\d{12}|9\d{16}[\dX]"),
    "passport": re.compile(r"[A-Z0-9]{5,17}"),
}
_EXAMPLES = {
    "card": "18 位数字，最后一位可能是 X",
    "residence": "810000、820000 或 830000 开头的 18 位",
    "hk_mo": "H 或 M 加 8 位数字",
    "taiwan": "8 位数字",
    "foreigner": "9 开头的 18 位，或 3 个字母加 12 位数字",
    "passport": "5 至 17 位字母和数字",
}


@dataclass(frozen=True)
class Facts:
    """What is told of a person when she is registered; sex and birth date are read off a number that holds them."""

    document_type: str
    document_number: str
    name: str
    phone: str = ""
    sex: str = ""
    birth_on: date | None = None
    ethnic: str = ""
    political: str = ""
    education: str = ""

    @property
    def number(self) -> str:
        return normal_document(self.document_number)

    @property
    def born(self) -> date | None:
        return birth_in(self.document_type, self.number) or self.birth_on

    @property
    def of_sex(self) -> str:
        return sex_in(self.document_type, self.number) or self.sex or "0"


def _carries_facts(document_type: str, number: str) -> bool:
    pattern = _NUMBERED.get(document_type) or (re.compile(r"9\d{16}[\dX]") if document_type == "foreigner" else None)
    return bool(pattern and pattern.fullmatch(number))


def birth_in(document_type: str, number: str) -> date | None:
    """The birth date an identity number carries; nothing when it carries none or an impossible one."""
    if not _carries_facts(document_type, number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_in(document_type: str, number: str) -> str:
    """GB/T 2261.1 by the seventeenth digit: odd is male."""
    if not _carries_facts(document_type, number):
        return ""
    return "1" if int(number[16]) % 2 else "2"


def document(document_type: str, number: str, *, on: date) -> Reasons:
    """What is wrong with a document number, told so that it can be put right."""
    number = normal_document(number)
    if document_type not in DOCUMENTS:
        yield Reason("unknown_document", "请选择证件类型", field="document_type")
        return
    words = DOCUMENTS[document_type]
    if not _SHAPES[document_type].fullmatch(number):
        yield Reason("shape", f"{words}号码应为{_EXAMPLES[document_type]}，请对照证件检查", field="document_number")
        return
    if not _carries_facts(document_type, number):
        return
    born = birth_in(document_type, number)
    if born is None or born > on or on.year - born.year > OLDEST:
        yield Reason("impossible_birth", "号码中的出生日期不存在或不可能，请检查第 7 至 14 位", field="document_number")
    elif number[-1] != ric.calc_check_digit(number):
        yield Reason("check_digit", "号码的最后一位校验不符，请逐位对照证件检查", field="document_number")


def registration(facts: Facts, *, on: date) -> Reasons:
    """What stands in the way of registering a person with these facts."""
    yield from document(facts.document_type, facts.document_number, on=on)
    if not facts.name.strip():
        yield Reason("no_name", "请填写姓名", field="name")
    if not _carries_facts(facts.document_type, facts.number):
        if facts.birth_on is None:
            yield Reason("no_birth", "该证件不含出生日期，请填写", field="birth_on")
        elif facts.birth_on > on or on.year - facts.birth_on.year > OLDEST:
            yield Reason("impossible_birth", "出生日期不可能，请检查年份", field="birth_on")
    yield from _codes(facts)


def _codes(facts: Facts) -> Reasons:
    for field, known in (("sex", SEX), ("ethnic", ETHNIC), ("political", POLITICAL), ("education", EDUCATION)):
        value = getattr(facts, field)
        if value and value not in known:
            yield Reason("unknown_code", "请从列表中选择", field=field)


def same_person(facts: Facts, name: str) -> Reasons:
    """A document that is known under another name is a mistake in one of the two; which one, the office finds out."""
    if _plain(facts.name) != _plain(name):
        yield Reason("other_name", "该证件已用另一姓名登记，请核对证件；确有更名的，由所在工会办理更正", field="name")


def correction(facts: Facts, changed: Collection[str], *, taken: bool, on: date) -> Reasons:
    faults = list(registration(facts, on=on))
    yield from faults
    if not (changed or faults):
        yield Reason("nothing", "填写的内容与现在登记的相同，请填写要更正的内容")
    if taken:
        yield Reason("document_taken", "该证件号码属于另一条人员记录，请先核实是否同一人", field="document_number")


def tying(*, tied_to_other: bool) -> Reasons:
    """An account belongs to one person for good: a number that changed hands is a new account."""
    if tied_to_other:
        yield Reason("tied", "该账号已关联到另一人员，请核对手机号；手机号已换人使用的，请先由原使用人注销")


def _plain(name: str) -> str:
    return "".join(name.split()).replace("•", "·").casefold()


class Cards:
    """Many numbers of identity cards, one after the other: what `document` says of each, for a fraction of its time.

    A number falls into three parts that come again and again: where, when, and the order of that day.
    """

    def __init__(self, on: date) -> None:
        self.on = on
        self.sums: dict[str, int] = {}
        self.days: dict[str, tuple[str, int]] = {}

    def born(self, number: str) -> str:
        """The birth date of a right number in its normal spelling, as ISO writes it; nothing of any other."""
        if _NUMBERED["card"].fullmatch(number) is None:
            return ""
        day, weight = self.days.get(number[6:14]) or self._day(number[6:14])
        where, order = number[:6], number[14:17]
        total = (self.sums.get(where) or self._sum(where, 0)) + weight
        total += self.sums.get(order) or self._sum(order, 14)
        return day if number[17] == _CHECKS[total % 11] else ""

    def _sum(self, digits: str, place: int) -> int:
        """Never nothing, so that a sum once made is found again: eleven more change no remainder."""
        pairs = zip(map(int, digits), _WEIGHTS[place:], strict=False)
        self.sums[digits] = found = 11 + sum(digit * weight for digit, weight in pairs)
        return found

    def _day(self, digits: str) -> tuple[str, int]:
        try:
            born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            born = None
        possible = born is not None and born <= self.on and self.on.year - born.year <= OLDEST
        pairs = zip(map(int, digits), _WEIGHTS[6:], strict=False)
        found = str(born) if possible else "", sum(digit * weight for digit, weight in pairs)
        self.days[digits] = found
        return found
