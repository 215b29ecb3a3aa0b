"""Why a row of a list cannot be taken, and why a list cannot. Nothing said here quotes a name or a number."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.kernel.secrets import mask_name
from gongqiao.membership.queries import working_age
from gongqiao.people import queries as people
from gongqiao.people.actions import Facts
from gongqiao.rosters.flow import CONFIRMING

LOST = re.compile(r"\d(\.\d+)?[Ee]\+?\d+")
PLAIN_NAME = re.compile(r"[\u4e00-\u9fff]{1,20}")
MOBILE = re.compile(r"1\d{10}")
PADDED = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")  # 张 三, set apart to stand under 欧阳明
BETWEEN = re.compile(r"[\s\-—]+")
DAY = re.compile(r"(\d{4})\D{0,2}?(?:(\d{2})(\d{2})|\D+(\d{1,2})\D+(\d{1,2}))\D*")
SERIAL = re.compile(r"\d{5}")
EPOCH = date(1899, 12, 30)  # the day 0 of a spreadsheet
LONGEST_NAME = 60
ENDING, MINORS, ONCE = "工会法 第十三条", "劳动法 第十五条", "工会会员会籍管理办法 第三条"
DOUBT = "疑似已有会籍，请与本人核实；确已在会、需要换工会的，办理转会"


@dataclass(frozen=True, slots=True)
class Told:
    """One row as it stands in the table, each cell as text."""

    name: str
    document_type: str
    document_number: str
    phone: str
    employment_form: str
    sex: str
    birth_on: str
    ethnic: str
    political: str
    education: str


def is_mobile(phone: str) -> bool:
    return MOBILE.fullmatch(phone) is not None


def is_plain_name(name: str) -> bool:
    """Nothing but letters of Chinese, as most names are: nothing to tidy, nothing to doubt."""
    return PLAIN_NAME.fullmatch(name) is not None


Words = Mapping[str, Mapping[str, str]]
"""Column → how a code of it may be written → the code."""


def facts_of(told: Told, words: Words) -> Facts:
    """What the row says of a person; a word that no code is known for stays as it is, for the rules to find."""
    return Facts(
        name=PADDED.sub("", " ".join(told.name.split())),
        document_type=_code("document_type", told.document_type, words) or "card",
        document_number=told.document_number,
        phone=BETWEEN.sub("", told.phone).removeprefix("+86"),
        sex=_code("sex", told.sex, words),
        birth_on=day_in(told.birth_on),
        ethnic=_code("ethnic", told.ethnic, words),
        political=_code("political", told.political, words),
        education=_code("education", told.education, words),
    )


def _code(column: str, written: str, words: Words) -> str:
    return words[column].get(written, written)


def day_in(written: str) -> date | None:
    """20260310, 2026-3-10, 2026/3/10, 2026.3.10, 2026年3月10日, and the number a sheet keeps for it."""
    try:
        if SERIAL.fullmatch(written):
            return EPOCH + timedelta(days=int(written))
        found = DAY.fullmatch(written)
        return date(*(int(part) for part in found.groups() if part)) if found else None
    except ValueError:
        return None


def row(told: Told, facts: Facts, form: str, *, forms: Mapping[str, str], needs_phone: bool, on: date) -> Reasons:
    """All that is wrong with one row by itself."""
    if LOST.fullmatch(told.document_number):
        yield Reason(
            "lost_digits",
            "号码成了 3.30E+17 的样子，后几位已经丢了，改格式也找不回；请把这一列的格式设为“文本”，对照证件重新输入",
            field="document_number",
        )
        return
    if not told.document_number:
        yield Reason("no_number", "没有填证件号码，请补上", field="document_number")
    else:
        yield from _person(facts, on)
        yield from _old_enough(facts, on)
    if len(facts.name) > LONGEST_NAME:
        yield Reason("long_name", f"姓名超过 {LONGEST_NAME} 个字，请检查是不是把几格并成了一格", field="name")
    if told.birth_on and facts.birth_on is None:
        yield Reason("day", "日期看不懂，请按“年-月-日”填写，例如 1990-01-31", field="birth_on")
    yield from _phone(facts.phone, needed=needs_phone)
    if form not in forms:
        yield Reason("unknown_form", "用工形式认不出，请从模板的下拉列表里选", field="employment_form")


def _person(facts: Facts, on: date) -> Reasons:
    """A birth date is asked for only where the number, once it is right, would not hold it."""
    faults = list(people.faults(facts, on=on))
    numbered = any(fault.field in {"document_number", "document_type"} for fault in faults)
    yield from (fault for fault in faults if not (numbered and fault.code == "no_birth"))


def _old_enough(facts: Facts, on: date) -> Reasons:
    born = facts.born
    if born and born <= on and any(working_age(born, on)):
        yield Reason("too_young", "未满十六周岁，不能入会", field="document_number", law=MINORS)


def _phone(phone: str, *, needed: bool) -> Reasons:
    if not phone and needed:
        yield Reason("no_phone", "没有手机号；签名名单要本人用短信确认，请补上", field="phone")
    elif phone and not MOBILE.fullmatch(phone):
        yield Reason("phone", "手机号应为 11 位数字，请检查有没有多一位或者少一位", field="phone")


HEADS = {
    "name": "姓名",
    "document_number": "证件号码（或者“身份证号”“公民身份号码”）",
}


def lacking(columns: Sequence[str]) -> Reason:
    """Of a table without a column that every list must have."""
    told = "、".join(f"“{HEADS[column]}”" for column in columns)
    return Reason("missing_column", f"这张表没有找到{told}这一列，整张表都没有读；请改好表头再上传")


def elsewhere(*, here: bool) -> Reason:
    """Of somebody who is a member: her own union is told so; to another it is a doubt, and never where she is."""
    if here:
        return Reason("already_here", "已经是本工会会员，不用再登记", field="document_number", law=ONCE)
    return Reason("elsewhere", DOUBT, field="document_number", law=ONCE)


def listed() -> Reason:
    return Reason("listed", "已在本工会另一份签名名单里，等本人确认", field="document_number")


def other_name() -> Reason:
    words = "这个证件号码已用另一个姓名登记，请对照证件核对；本人确已更名的，先由所在工会办理更正"
    return Reason("other_name", words, field="name")


def receiving(*, closed: bool, same: str) -> Reasons:
    if closed:
        yield Reason("union_closed", "本工会已经撤销，不能再登记会员", law=ENDING)
    if same:
        yield Reason("same_file", f"同样的文件已经交过，现在是“{same}”，不用再交；请在名册列表里接着办", field="file")


def spellings(
    rows: Sequence[tuple[str, str]], columns: Mapping[str, str], lists: Mapping[str, Mapping[str, str]]
) -> Reasons:
    """What is wrong with the rows (column, code) of a table of spellings, told by their numbers."""
    for number, (column, value) in enumerate(rows, 2):
        if column not in columns:
            known = "、".join(columns)
            yield Reason("unknown_column", f"第 {number} 行：没有“{column}”这一列，可以填 {known}")
        elif value and value not in lists.get(column, ()):
            yield Reason("unknown_value", f"第 {number} 行：“{column}”没有代码“{value}”")


def taking(*, good: int) -> Reasons:
    if not good:
        yield Reason("nobody", "没有可以接收的人；请先按提示改好，再重新上传")


def changed(flagged: int) -> Reasons:
    """Told when rows that were good a moment ago no longer are: nobody is entered, and the rows are on the list."""
    if flagged:
        words = f"登记前又核对了一遍，有 {flagged} 行现在不能接收（例如刚由别人登记），没有登记任何人；请看清后再接收"
        yield Reason("changed", words)


def booking(lists: Sequence[tuple[int, int]], rows: Mapping[int, int], *, renamed: int) -> Reasons:
    """Whether every list (union, how many were decided about) came whole, and each person under her own name."""
    decided = dict(lists)
    if len(decided) < len(lists):
        yield Reason("two_lists", "同一个工会有两份名册，请合并成一份，或者分两次登记")
    elif wrong := [union for union in {*decided, *rows} if decided.get(union) != rows.get(union)]:
        words = f"有 {len(wrong)} 份名册的人数与决议的人数不一致，没有登记任何人；请对照决议检查名册"
        yield Reason("other_count", words)
    if renamed:
        yield Reason("other_name", f"有 {renamed} 行的证件号码已用另一个姓名登记，没有登记任何人；请对照证件核对")


def confirming(*, state: str, same: bool) -> Reasons:
    """Which of name, number and phone did not agree is told to nobody."""
    if state != CONFIRMING:
        yield Reason("closed", "确认的时间已经过了；想入会的，请联系所在工会，或者自己提出申请")
    elif not same:
        yield Reason("not_the_same", "与名单上的不一致，请对照证件检查；名单写错了的，请所在工会更正")


def answered() -> Reasons:
    yield Reason("answered", "这份名单上已经没有等您确认的了，请刷新页面查看")


def confirmed(count: int) -> Reasons:
    """Whoever has confirmed is a member by her own word, which no office takes back."""
    if count:
        yield Reason("built_on", f"已经有 {count} 人确认入会，不能整批撤销；个别登错的，请逐人办理更正")


def undoing(built: Mapping[str, int]) -> Reasons:
    """What was built on the people of a list: each kind by its words, with how many."""
    for words, count in built.items():
        if count:
            yield Reason("built_on", f"名册登记以后，有 {count} 人{words}，不能整批撤销；个别登错的，请逐人办理更正")


def calling_back(*, already: bool) -> Reasons:
    if already:
        yield Reason("being_undone", "正在撤销，不用再点；撤销完会告诉您")


def leaving(*, wanted: bool) -> Reasons:
    if not wanted:
        yield Reason("not_called_back", "没有人要求撤销这份名册")


def dropping(*, kept: bool) -> Reasons:
    if not kept:
        yield Reason("file_gone", "原来的文件已经过了保存期，请重新上传")


def roster(rows: Sequence[tuple[str, date | None]], *, on: date) -> Reasons:
    """What is wrong with the lines of a roster, each told by its number."""
    if not rows:
        yield Reason("empty_roster", "名册是空的，请至少填写一行", field="roster")
    for line, (name, birth_on) in enumerate(rows, 1):
        if birth_on and any(working_age(birth_on, on)):
            yield Reason("too_young", f"{_line(line, name)}：未满十六周岁，不能入会", field="roster", law=MINORS)


def unique_members(names: Sequence[str], persons: Sequence[UUID], members: Collection[UUID]) -> Reasons:
    seen = set(members)
    for line, (name, person) in enumerate(zip(names, persons, strict=True), 1):
        if person in members:
            words = f"{_line(line, name)}：已有会籍，请去掉后再登记，需要换工会的办理转会"
            yield Reason("already_member", words, field="roster", law=ONCE)
        elif person in seen:
            yield Reason("twice", f"{_line(line, name)}：在名册中出现两次，请去掉一行", field="roster")
        seen.add(person)


def _line(line: int, name: str) -> str:
    return f"第 {line} 行 {mask_name(name)}"
