"""The short way that most rows take says the same as the long one."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.cn import ric

from gongqiao.kernel.identifiers import uuid7
from gongqiao.people.actions import COLUMNS, copied
from gongqiao.people.queries import Cards, faults
from gongqiao.rosters import rules
from gongqiao.rosters.actions.lines import FORMS, Judge, Terms
from tests import make

WORDS = {
    "document_type": {"": "", "card": "card", "居民身份证": "card", "护照": "passport"},
    "employment_form": {"": "", "劳动合同": "contract", "contract": "contract"},
    "sex": {"": "", "男": "1"},
    "ethnic": {"": ""},
    "political": {"": ""},
    "education": {"": ""},
}
SEALED = {COLUMNS.index(name) for name in ("id", "document_number", "phone")}


def terms(**parts):
    told = {"roster": uuid7(), "union": 7, "form": "contract", "needs_phone": False, "on": make.TODAY, "words": WORDS}
    return Terms(**{**told, **parts})


def checked(stem):
    return stem + ric.calc_check_digit(f"{stem}0")


days = st.dates(date(1880, 1, 1), date(2030, 1, 1))
places = st.integers(100_000, 899_999)
stems = st.builds(lambda place, day, order: f"{place}{day:%Y%m%d}{order:03d}", places, days, st.integers(0, 999))
numbers = st.one_of(
    stems.map(checked),
    stems.map(lambda stem: f"{stem}0"),
    stems.map(checked).map(str.lower),
    st.text("0123456789X ", max_size=19),
)
names = st.one_of(st.sampled_from(["张三", "张 三", "欧阳明珠", "", "John", "买买提·阿卜杜拉"]), st.text(max_size=8))
phones = st.one_of(st.just(""), st.sampled_from(["13900000001", "139 0000 0001", "1390000", "+8613900000001"]))
forms = st.sampled_from(["", "劳动合同", "contract", "不知道"])
kinds = st.sampled_from(["", "居民身份证", "护照", "工作证"])
rows = st.tuples(names, kinds, numbers, phones, forms, st.sampled_from(["", "男"]), *[st.just("")] * 4)


def unsealed(copied_person):
    """What is the same however often it is written."""
    cells = copied_person.split("\t")
    assert len(cells) == len(COLUMNS)
    return [cell for place, cell in enumerate(cells) if place not in SEALED]


@given(row=rows, needs_phone=st.booleans())
@example(row=("张三", "", checked("33010919900101123"), "13900000001", "", *[""] * 5), needs_phone=True)
@example(row=("张三", "", checked("33010920100310123"), "", "", *[""] * 5), needs_phone=False)
@example(row=("张三", "", checked("33010920100311123"), "", "", *[""] * 5), needs_phone=False)
def test_what_goes_the_short_way_is_good_and_written_alike(row, needs_phone):
    judge = Judge(terms(needs_phone=needs_phone))
    told = rules.Told(*row)
    facts = rules.facts_of(told, WORDS)
    form = judge.forms.get(told.employment_form, "?")
    wrong = list(rules.row(told, facts, form, forms=FORMS, needs_phone=needs_phone, on=make.TODAY))

    short = judge.plain(row)

    assert short is None or (wrong, unsealed(short)) == ([], unsealed(judge.prepare.as_copied(facts)))


def test_most_rows_go_the_short_way():
    judge = Judge(terms())

    assert judge.plain(("张三", "居民身份证", make.identity_number(), "13900000001", "劳动合同", *[""] * 5)) is not None


@given(number=numbers)
def test_a_right_number_is_right_and_born_when_the_rules_say(number):
    facts = make.facts(document_number=number)
    right = not list(faults(facts, on=make.TODAY)) and facts.number == number

    assert Cards(make.TODAY).born(number) == (str(facts.born) if right else "")


def test_a_number_seen_twice_is_judged_alike_both_times():
    cards = Cards(make.TODAY)
    seen = [make.identity_number(born=date(1990, 1, day % 28 + 1), sequence=day) for day in range(50)]

    assert [cards.born(number) for number in seen * 2] == [f"1990-01-{day % 28 + 1:02d}" for day in range(50)] * 2
    assert cards.born("000000200001010008") == ""


def test_text_that_copy_would_take_for_its_own_is_written_as_text():
    assert [copied(value) for value in ("a\tb\\c\nd", None, b"\x01", 7)] == ["a b\\\\c d", "\\N", "\\\\x01", "7"]
