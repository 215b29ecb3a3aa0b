"""What is wrong with the rows of a list, each told with sheet, row and column, in words that say how to mend it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongqiao.files import queries as documents
from gongqiao.intake.queries import notes_of
from gongqiao.kernel.reasons import Refused
from gongqiao.membership.models import Membership
from gongqiao.people.models import Person
from gongqiao.rosters import actions, queries, rules
from gongqiao.rosters.models import RosterLine, Spelling
from gongqiao.rosters.queries.spellings import COLUMNS, Spelt
from tests import make
from tests.design.books import book, comma_separated
from tests.rosters import lists

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def wrong_in(union, *rows, heads=lists.HEADS, **parts):
    return lists.wrong(lists.checked(union, lists.listed(*rows, heads=heads), **parts))


def number_of(**parts):
    return make.identity_number(**parts)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["张三", 330109199001011234, "13900000001", ""], ("B", "lost_digits")),
        (["张三", "3.30109E+17", "13900000001", ""], ("B", "lost_digits")),
        (["张三", "", "13900000001", ""], ("B", "no_number")),
        (["张三", "33010919900101123", "13900000001", ""], ("B", "shape")),
        (["张三", "330109199013011234", "13900000001", ""], ("B", "impossible_birth")),
        (["张三", "330109199001011230", "13900000001", ""], ("B", "check_digit")),
        (["张" * 61, number_of(), "13900000001", ""], ("A", "long_name")),
        (["", number_of(), "13900000001", ""], ("A", "no_name")),
        (["张三", number_of(), "1390000000", ""], ("C", "phone")),
        (["张三", number_of(), "0571-88888888", ""], ("C", "phone")),
        (["张三", number_of(), "", "不知道"], ("D", "unknown_form")),
        (["张三", number_of(born=date(2010, 3, 11)), "", ""], ("B", "too_young")),
    ],
)
@pytest.mark.usefixtures("demo_day")
def test_each_fault_of_a_row_is_told_at_its_column(union, row, told):
    assert wrong_in(union, lists.row(), row) == [(3, *told)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    [
        ["张三", number_of(), "", ""],
        ["张 三", f" {number_of()} ", "139 0000 0001", "合同工"],
        ["买买提·阿卜杜拉", number_of().lower(), "+86 139-0000-0001", "劳务派遣工"],
        ["张三", number_of(born=date(2010, 3, 10)), "", ""],
    ],
)
def test_what_only_looks_odd_is_good(union, row):
    assert wrong_in(union, row) == []


@pytest.mark.django_db
def test_names_that_are_set_apart_and_forms_in_other_words_are_read_as_meant(union):
    lists.entered(
        union, lists.listed(["张　三", number_of(), "", "正式工"], ["John  Smith", number_of(), "", "外卖骑手"])
    )

    assert sorted(Person.objects.values_list("name", flat=True)) == ["John Smith", "张三"]
    assert sorted(Membership.objects.values_list("employment_form", flat=True)) == ["contract", "platform"]


@pytest.mark.django_db
def test_where_the_form_of_work_is_not_told_that_of_the_list_holds(union):
    lists.entered(
        union, of=lists.checked(union, lists.listed(["张三", number_of(), "", ""]), employment_form="dispatch")
    )

    assert Membership.objects.get().employment_form == "dispatch"


@pytest.mark.django_db
def test_other_documents_carry_what_their_numbers_do_not(union):
    heads = ["姓名", "证件类型", "证件号码", "性别", "出生日期", "民族", "政治面貌", "学历"]
    rows = [
        ["John", "护照", "E12345678", "男", "1990年1月31日", "", "", ""],
        ["Jane", "passport", "E12345679", "女", 32904, "", "", ""],
        ["李", "回乡证", "H12345678", "", "1990/1/31", "", "", ""],
        ["张三", "", number_of(), "", "", "汉", "党员", "大专"],
        ["Jim", "护照", "E12345670", "男", "", "", "", ""],
        ["Joe", "护照", "E12345671", "男", "很久以前", "火星族", "", ""],
        ["Jon", "工作证", "1", "", "", "", "", ""],
    ]
    roster = lists.checked(union, lists.listed(*rows, heads=heads))

    assert lists.wrong(roster) == [
        (6, "E", "no_birth"),
        (7, "E", "day"),
        (7, "E", "no_birth"),
        (7, "F", "unknown_code"),
        (8, "B", "unknown_document"),
    ]
    lists.entered(union, of=roster)
    told = {each.name: each for each in Person.objects.all()}
    assert {told[name].birth_on for name in ("John", "Jane", "李")} == {date(1990, 1, 31)}
    assert (told["张三"].ethnic, told["张三"].political, told["张三"].education) == ("01", "01", "30")
    assert (told["Jane"].sex, told["Jane"].document_type) == ("2", "passport")


@pytest.mark.django_db
def test_a_number_that_stands_twice_is_told_at_the_second_row_and_with_two_names_at_both(union):
    twice, named = number_of(), number_of()
    rows = [["张三", twice, "", ""], ["李四", named, "", ""], ["张三", twice.lower(), "", ""], ["李五", named, "", ""]]

    roster = lists.checked(union, lists.listed(*rows))

    assert lists.wrong(roster) == [
        (3, "B", "one_number_two_names"),
        (4, "B", "twice"),
        (5, "B", "one_number_two_names"),
    ]
    assert roster.problems.get(code="twice").words == "与第 2 行是同一个证件号码，请去掉一行"
    assert roster.good == 1


@pytest.mark.django_db
def test_across_sheets_it_is_told_on_which(union):
    row = lists.row()
    roster = lists.checked(union, book([lists.HEADS, row], [lists.HEADS, row]))

    (problem,) = roster.problems.all()
    assert (problem.sheet, problem.row, problem.words) == ("表2", 2, "与工作表“表1”第 2 行是同一个证件号码，请去掉一行")


@pytest.mark.django_db
def test_members_here_and_elsewhere_are_told_apart_and_nobody_learns_where(union, tree):
    here, there = lists.row("张三"), lists.row("李四")
    lists.entered(union, lists.listed(here))
    lists.entered(tree["community"].body, lists.listed(there))

    roster = lists.checked(union, lists.listed(here, there, lists.row()))

    assert lists.wrong(roster) == [(2, "B", "already_here"), (3, "B", "elsewhere")]
    words = roster.problems.get(code="elsewhere").words
    assert words == "疑似已有会籍，请与本人核实；确已在会、需要换工会的，办理转会"
    assert tree["community"].body.name not in words


@pytest.mark.django_db
def test_a_membership_that_rests_is_still_one_and_one_that_was_left_is_none(union, tree):
    resting, left = lists.row("张三"), lists.row("李四")
    lists.entered(tree["community"].body, lists.listed(resting, left))
    Membership.objects.filter(person__name="张三").update(state="retained")
    Membership.objects.filter(person__name="李四").update(state="left", left_on=make.TODAY)

    assert wrong_in(union, resting, left) == [(2, "B", "elsewhere")]


@pytest.mark.django_db
def test_somebody_known_under_another_name_is_told_and_her_name_is_not(union):
    person = make.person(name="欧阳明珠")
    roster = lists.checked(union, lists.listed(lists.row("张三", person.document_number.reveal())))

    assert lists.wrong(roster) == [(2, "A", "other_name")]
    assert "欧阳明珠" not in roster.problems.get().words


@pytest.mark.django_db
def test_a_name_spelt_otherwise_is_no_other_name(union):
    person = make.person(name="阿卜杜拉•买买提")

    assert wrong_in(union, lists.row("阿卜杜拉·买买提", person.document_number.reveal())) == []


@pytest.mark.django_db
def test_what_is_told_quotes_neither_names_nor_numbers(union):
    rows = [["张三丰", "330109199001011230", "1390000", "x"], ["欧阳明珠", "3.3E+17", "", ""], lists.row(), lists.row()]
    rows += [rows[-1]]

    roster = lists.checked(union, lists.listed(*rows))

    said = " ".join(roster.problems.values_list("words", flat=True))
    assert not any(cell and cell in said for row in rows for cell in row[:3])


@pytest.mark.django_db
def test_a_table_without_a_needed_column_is_told_once_and_none_of_its_rows_is_taken(union):
    roster = lists.checked(
        union, book([["姓名", "手机号"], ["张三", "13900000001"], ["李四", "1"]], [lists.HEADS, lists.row()])
    )

    assert (roster.rows, roster.good, roster.bad) == (3, 1, 2)
    assert lists.wrong(roster) == [(0, "", "missing_column")]
    assert "“证件号码" in roster.problems.get().words


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_says_why_and_can_be_replaced(union):
    roster = lists.checked(union, comma_separated([["张三", "330109"]]))

    assert (roster.state, roster.fault[:8]) == ("unreadable", "没有认出表头；请")
    assert lists.checked(union, lists.listed(lists.row())).state == "checked"


@pytest.mark.django_db
def test_csv_in_gb18030_is_a_list_like_any_other(union):
    roster = lists.checked(union, comma_separated([lists.HEADS, lists.row("张喆")], "gb18030"))

    lists.entered(union, of=roster)
    assert Person.objects.get().name == "张喆"


@pytest.mark.django_db
def test_what_was_passed_over_is_noted(union):
    content = book([lists.HEADS, lists.row(), [], ["填表人：张三"]], [["说明"], ["请逐项填写"]], columns=["C"])

    roster = lists.checked(union, content)

    assert roster.notes == [
        ["hidden", "表1", 1, "C"],
        ["outside", "表1", 4, ""],
        ["no_heading", "表2", 0, ""],
    ]
    assert [place for place, _ in notes_of(roster)] == [
        "工作表“表1” C 列",
        "工作表“表1”第 4 行",
        "工作表“表2”",
    ]


@pytest.mark.django_db
def test_the_template_is_a_list_that_can_be_handed_in(union):
    content = queries.template(make.AT)

    roster = lists.checked(union, content)

    assert (roster.state, roster.rows, sorted(roster.sheets["会员名册"])) == ("checked", 0, sorted(COLUMNS))


@pytest.mark.django_db
def test_the_rows_taken_out_can_be_mended_and_handed_in_as_they_are(union, tmp_path):
    bad = lists.row("李四", "330109199001011230")
    roster = lists.checked(
        union, book([["萧江公司名册"], [*lists.HEADS, "部门"], [*lists.row(), "一车间"], [*bad, "二车间"]])
    )

    taken = actions.take_out_rows(roster.pk, by=roster.actor, at=make.AT)
    path = tmp_path / "bad.xlsx"
    path.write_bytes(taken.content)
    opened = load_workbook(path)
    cells = [[cell.value for cell in row] for row in opened.active.iter_rows()]
    assert taken.rows == 1
    assert cells[2][:3] == ["问题", "原表行号", "姓名"]
    assert cells[3][:2] == ["B 列：号码的最后一位校验不符，请逐位对照证件检查", "表1 4"]
    assert cells[3][2:7] == [*bad, "二车间"]

    opened.active["D4"] = number_of()
    opened.save(path)
    mended = lists.checked(union, path.read_bytes())
    assert (mended.rows, mended.good) == (1, 1)


@pytest.mark.django_db
def test_the_same_file_is_not_taken_in_twice_while_it_is_under_way(union):
    content = lists.listed(lists.row())
    first = lists.checked(union, content)

    with pytest.raises(Refused, match="同样的文件已经交过，现在是“待接收”"):
        lists.received(union, content)

    actions.discard_roster(first.pk, by=first.actor, at=make.AT)
    assert lists.checked(union, content).state == "checked"


@pytest.mark.django_db
def test_read_again_it_finds_what_changed_meanwhile(union, tree):
    row = lists.row()
    roster = lists.checked(union, lists.listed(row, lists.row()))
    lists.entered(tree["community"].body, lists.listed(row))

    roster = lists.read(actions.reread_roster(roster.pk, by=roster.actor, at=make.AT))

    assert (roster.good, lists.wrong(roster)) == (1, [(2, "B", "elsewhere")])


@pytest.mark.django_db
def test_decided_but_changed_meanwhile_nobody_is_entered_and_the_desk_is_told(union, tree):
    row = lists.row()
    roster = lists.checked(union, lists.listed(row, lists.row()))
    lists.entered(tree["community"].body, lists.listed(row))

    roster = lists.entered(union, of=roster)

    assert (roster.state, roster.good) == ("checked", 1)
    assert roster.fault.startswith("登记前又核对了一遍，有 1 行现在不能接收")
    assert lists.wrong(roster) == [(2, "B", "elsewhere")]
    assert Membership.objects.filter(union_body=union).count() == 0
    assert lists.entered(union, of=roster).state == "entered"


@pytest.mark.django_db
def test_a_discarded_list_leaves_nothing_of_anybody(union):
    roster = lists.checked(union, lists.listed(lists.row(), lists.row(number="1")))

    actions.discard_roster(roster.pk, by=roster.actor, at=make.AT)

    roster = lists.fresh(roster)
    assert (roster.state, RosterLine.objects.count(), roster.problems.count()) == ("discarded", 0, 0)
    assert not documents.of(roster).exists()


@pytest.mark.django_db
def test_a_layout_an_operator_loaded_is_read_by_its_order_and_its_own_words(union):
    rows = [
        Spelt("实名制库", 1, "document_number", "", ""),
        Spelt("实名制库", 3, "name", "ZGXM", ""),
        Spelt("实名制库", 4, "employment_form", "", ""),
        Spelt("实名制库", None, "employment_form", "02", "dispatch"),
    ]
    actions.load_spellings(rows, by=make.actor("installer"), at=make.AT)
    content = comma_separated([[number_of(), "x", "张三", "02"], [number_of(), "x", "李四", ""]])

    lists.entered(union, of=lists.checked(union, content, layout="实名制库"))

    assert sorted(Membership.objects.values_list("person__name", "employment_form")) == [
        ("张三", "dispatch"),
        ("李四", "contract"),
    ]
    assert queries.layouts() == ["实名制库"]


@pytest.mark.django_db
def test_the_template_comes_in_the_order_of_a_layout_and_what_is_filled_in_is_read_by_it(union, tmp_path):
    rows = [
        Spelt("实名制库", 1, "document_number", "GMSFHM", ""),
        Spelt("实名制库", 3, "name", "", ""),
        Spelt("实名制库", 4, "employment_form", "YGXS", ""),
    ]
    actions.load_spellings(rows, by=make.actor("installer"), at=make.AT)
    path = tmp_path / "模板.xlsx"
    path.write_bytes(queries.template(make.AT, "实名制库"))
    opened = load_workbook(path)
    sheet = opened.active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (head,) = [number for number, line in enumerate(lines, 1) if line[0] == "GMSFHM *"]

    assert lines[head - 1][:4] == ["GMSFHM *", "（第 2 列，不用填）", "姓名 *", "YGXS"]
    for letter, words in {"A": number_of(), "B": "x", "C": "李四", "D": "劳务派遣"}.items():
        sheet[f"{letter}{head + 2}"] = words
    opened.save(path)
    roster = lists.checked(union, path.read_bytes(), layout="实名制库")
    assert (roster.rows, roster.good) == (1, 1)
    assert queries.template(make.AT, "没有的") == queries.template(make.AT)


@pytest.mark.django_db
def test_a_spelling_loaded_later_wins_and_a_layout_brought_again_takes_the_place_of_the_old():
    by = make.actor("installer")
    actions.load_spellings([Spelt("", None, "sex", "公", "2")], by=by, at=make.AT)
    actions.load_spellings([Spelt("", None, "sex", "公", "1"), Spelt("甲", 1, "name", "", "")], by=by, at=make.AT)
    actions.load_spellings([Spelt("甲", 2, "name", "", "")], by=by, at=make.AT)

    assert queries.words()["sex"]["公"] == "1"
    assert queries.ask("甲").order == ("", "name")
    assert Spelling.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("column", "value"), [("surname", ""), ("sex", "7"), ("name", "x")])
def test_spellings_of_nothing_we_know_are_refused_with_their_line(column, value):
    with pytest.raises(Refused, match="第 2 行"):
        actions.load_spellings([Spelt("", None, column, "x", value)], by=make.actor("installer"), at=make.AT)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("20260310", TODAY),
        ("2026-3-10", TODAY),
        ("2026/03/10", TODAY),
        ("2026.3.10", TODAY),
        ("2026年3月10日", TODAY),
        ("2026 年 3 月 10 日", TODAY),
        ("46091", TODAY),
        ("2026-02-30", None),
        ("20261310", None),
        ("3月10日", None),
        ("", None),
        ("今天", None),
    ],
)
def test_days_in_every_form_offices_write(written, day):
    assert rules.day_in(written) == day


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_days(written):
    assert rules.day_in(written) is None or written


def test_nothing_stands_in_the_way_of_undoing_where_nothing_was_built():
    assert list(rules.undoing({"登记了任职": 0})) == []


@pytest.mark.django_db
def test_whoever_was_known_at_the_last_look_and_is_gone_is_registered_anew(union):
    row = lists.row("张三")
    known = make.person(name="张三", document_number=row[1])
    roster = lists.checked(union, lists.listed(row))
    assert RosterLine.objects.get().known == known.pk
    known.delete()

    assert lists.entered(union, of=roster).state == "entered"
    assert Membership.objects.get().person.name == "张三"
