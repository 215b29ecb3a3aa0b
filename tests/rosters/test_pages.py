"""A list on the desk: handed in, shown with what is wrong, taken, undone; and whatever else may be handed in."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from gongqiao.files import queries as documents
from gongqiao.kernel.models import Record
from gongqiao.membership.models import Membership
from gongqiao.rosters.actions import load_spellings
from gongqiao.rosters.models import Roster
from gongqiao.rosters.queries.spellings import Spelt
from tests import make
from tests.design.books import HEADS, ROW, book, comma_separated, sheet_of, with_part, written
from tests.design.test_workbooks import hostile
from tests.rosters import lists

pytestmark = pytest.mark.django_db
MB = 1024 * 1024
NEW = "/desk/rosters/new/"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="desk")
def _desk(clerk, union):
    return clerk(union)


def handed_in(desk, content, name="名册.xlsx", **parts):
    told = {"kind": "applied", "employment_form": "contract", "act": "1", **parts}
    return desk.post(NEW, {**told, "file": SimpleUploadedFile(name, content)})


def page_of(desk, where):
    answer = desk.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def latest():
    return Roster.objects.order_by("-received_at", "-pk").first()


@pytest.mark.usefixtures("demo_day")
def test_from_the_file_to_the_members_and_back(desk, union):
    content = lists.listed(lists.row("张三"), lists.row("李四", "330109199001011230"), lists.row("王五"))
    answer = handed_in(desk, content)
    roster = latest()
    where = f"/desk/rosters/{roster.pk}/"
    assert (answer.status_code, answer["Location"]) == (302, where)
    assert "正在逐行读取和核对" in page_of(desk, where)
    assert 'http-equiv="refresh"' in page_of(desk, where)

    lists.read(roster)
    page = page_of(desk, where)
    assert "表1 第 3 行 B 列" in page
    assert "号码的最后一位校验不符，请逐位对照证件检查" in page
    assert "330109199001011230" not in page

    meeting = {"number": "1号", "met_on": "2026年3月10日", "present": "李明、王芳", "act": "2"}
    assert desk.post(f"{where}decide/", meeting)["Location"] == where
    assert "要么全部登记，要么一个也不登记" in page_of(desk, where)
    lists.queue.run(lists.ENTER, roster=str(roster.pk), at=make.AT.isoformat())
    assert "已接收" in page_of(desk, where)
    assert Membership.objects.count() == 2

    assert desk.post(f"{where}undo/", {"act": "3"})["Location"] == where
    assert "2 人要么全部收回，要么一个也不收回" in (page := page_of(desk, where))
    assert "撤销整批" not in page
    desk.post(f"{where}undo/", {"act": "33"})
    assert "正在撤销，不用再点" in page_of(desk, where)
    lists.worked(roster)
    assert "已撤销：2 人的会籍和会员证都已收回" in (page := page_of(desk, where))
    assert "曾经接收，已撤销" in page
    assert "还要接收的，点“重新核对”" in page
    assert Membership.objects.count() == 0

    assert desk.post(f"{where}read-again/", {"act": "4"})["Location"] == where
    assert lists.read(roster).good == 2


def test_a_wrong_resolution_is_told_at_its_fields_and_nothing_typed_is_lost(desk, union):
    roster = lists.checked(union)

    answer = desk.post(
        f"/desk/rosters/{roster.pk}/decide/", {"number": "1号", "met_on": "2099-1-1", "present": "李明", "act": "1"}
    )

    page = answer.content.decode()
    assert "会议日期不能晚于今天" in page
    assert ("1号" in page, lists.fresh(roster).state) == (True, "checked")


def test_a_list_of_nobody_good_says_why_it_cannot_be_taken(desk, union):
    roster = lists.checked(union, lists.listed(lists.row(number="1")))

    page = page_of(desk, f"/desk/rosters/{roster.pk}/")

    assert "没有可以接收的人；请先按提示改好，再重新上传" in page
    assert re.search(r"<button[^>]*disabled[^>]*>登记决议并接收", page)


def test_what_was_built_on_it_is_told_beside_the_sleeping_button(desk, union):
    roster = lists.entered(union)
    Membership.objects.update(state="retained")

    page = page_of(desk, f"/desk/rosters/{roster.pk}/")

    assert re.search(r"<button[^>]*disabled[^>]*>撤销整批", page)
    assert "有 1 人会籍已经变动" in page


def test_the_bad_rows_come_as_a_workbook_and_the_record_tells_who_took_them(desk, union):
    roster = lists.checked(union, lists.listed(lists.row(), lists.row("李四", "330109199001011230")))

    answer = desk.post(f"/desk/rosters/{roster.pk}/bad-rows.xlsx", {"act": "1"})

    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).active.iter_rows()]
    assert rows[3][:4] == ["B 列：号码的最后一位校验不符，请逐位对照证件检查", "表1 3", "李四", "330109199001011230"]
    assert answer["Cache-Control"] == "private, no-store"
    assert Record.objects.get(event="rosters.RowsTakenOut").facts["rows"] == 1
    assert desk.get(f"/desk/rosters/{roster.pk}/bad-rows.xlsx").status_code == 302


def test_without_the_file_the_rows_are_not_to_be_had_and_the_page_says_so(desk, union, settings, tmp_path):
    roster = lists.checked(union, lists.listed(lists.row(number="1")))
    settings.FILES = tmp_path / "elsewhere"

    desk.post(f"/desk/rosters/{roster.pk}/bad-rows.xlsx", {"act": "1"})

    assert "原来的文件已经过了保存期，请重新上传" in page_of(desk, f"/desk/rosters/{roster.pk}/")


def test_all_problems_are_listed_and_can_be_narrowed(desk, union):
    roster = lists.checked(union, lists.listed(*(lists.row(number="1") for _ in range(60)), lists.row(phone="1")))
    where = f"/desk/rosters/{roster.pk}/problems/"

    assert "共 61 处" in page_of(desk, where)
    assert "共 1 处" in page_of(desk, f"{where}?column=C")


def test_the_template_has_drop_downs_and_an_example(desk):
    answer = desk.get("/desk/rosters/template.xlsx")

    page, choices = load_workbook(BytesIO(answer.content)).worksheets
    assert [cell.value for cell in page[4]][:3] == ["姓名 *", "证件类型", "证件号码 *"]
    assert page["A5"].value == "张三（示例）"
    assert {str(each.sqref)[:2] for each in page.data_validations.dataValidation} == {
        "B5",
        "E5",
        "F5",
        "H5",
        "I5",
        "J5",
    }
    assert (choices.sheet_state, "劳动合同" in [cell.value for cell in choices["B"]]) == ("hidden", True)


def test_a_layout_an_operator_loaded_can_be_chosen_and_its_template_downloaded(desk, union):
    load_spellings([Spelt("实名制库", 2, "name", "XM", "")], by=make.actor("installer"), at=make.AT)

    assert '<option value="实名制库">' in (page := page_of(desk, NEW))
    assert "按“实名制库”列序的模板" in page
    template = load_workbook(BytesIO(desk.get("/desk/rosters/template.xlsx?layout=实名制库").content))
    assert "XM *" in [cell.value for row in template.active.iter_rows() for cell in row]
    handed_in(desk, lists.listed(lists.row()), layout="实名制库")
    assert latest().layout == "实名制库"


def test_the_list_of_lists_shows_those_of_the_own_union(desk, union, tree):
    lists.checked(union)
    lists.checked(tree["community"].body)

    assert "共 1 份" in page_of(desk, "/desk/rosters/")


def far_rows():
    rows = b"".join(b'<row r="%d"/>' % number for number in range(2, 200_000))
    return sheet_of(b"<sheetData>" + written(1, HEADS) + rows + written(1_048_576, ROW) + b"</sheetData>")


HOSTILE = {
    **hostile(),
    "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "program": b"MZ" + b"\0" * 500,
    "page": b"<html><script>alert(1)</script></html>",
    "large": b"PK\x03\x04" + b"\0" * 21 * MB,
    "other encoding": b"\xff\xfe\xfa" * 1000,
    "long cell": comma_separated([["姓名", "证件号码"], ["张" * 200_000, "1"]]),
    "wide": comma_separated([["姓名", "证件号码", *map(str, range(20_000))], ["张三", "1"]]),
    "half a document": with_part(book([HEADS, ROW]), "xl/sharedStrings.xml", b"<sst"),
    "empty rows": far_rows(),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_is_handed_in_the_answer_says_why_and_nothing_breaks(desk, kind):
    answer = handed_in(desk, HOSTILE[kind])

    assert answer.status_code in {200, 302}
    if answer.status_code == 200:
        assert "请" in re.search(r'role="alert".*?</ul>', answer.content.decode(), re.DOTALL).group()
        return
    roster = lists.read(latest())
    told = roster.fault or roster.problems.first().words
    assert "请" in told
    page = page_of(desk, f"/desk/rosters/{roster.pk}/")
    assert told in page
    assert Membership.objects.count() == 0


@pytest.mark.long
@pytest.mark.parametrize("kind", ["empty rows", "wide"])
def test_what_is_only_odd_is_read(desk, kind):
    handed_in(desk, HOSTILE[kind])

    assert lists.read(latest()).rows == 1


def test_a_file_once_handed_in_stays_when_something_else_is_refused(desk, union):
    content = lists.listed(lists.row())

    page = handed_in(desk, content, kind="").content.decode()
    word = re.search(r'name="file-kept" value="([^"]+)"', page).group(1)
    answer = desk.post(NEW, {"file-kept": word, "kind": "applied", "employment_form": "contract", "act": "2"})

    assert (answer.status_code, latest().name) == (302, "名册.xlsx")


def test_the_original_file_is_nobodys_to_open(desk, union):
    stored = documents.of(lists.checked(union)).get()

    assert desk.get(f"/files/{stored.pk}/").status_code == 404


def test_a_discarded_list_is_only_history(desk, union):
    roster = lists.checked(union)
    assert "作废名册" in page_of(desk, f"/desk/rosters/{roster.pk}/discard/")

    assert desk.post(f"/desk/rosters/{roster.pk}/discard/", {"act": "1"})["Location"] == "/desk/rosters/"

    assert "已作废" in page_of(desk, f"/desk/rosters/{roster.pk}/")
    assert "登记决议并接收" not in page_of(desk, f"/desk/rosters/{roster.pk}/")


def test_steps_that_cannot_be_taken_any_more_are_told_on_the_page(desk, union):
    roster = lists.entered(union)

    desk.post(f"/desk/rosters/{roster.pk}/read-again/", {"act": "1"})

    assert "现在是“已接收”，不能重新核对" in page_of(desk, f"/desk/rosters/{roster.pk}/")


def test_nobody_enters_by_a_list_without_the_duty(let_in, union):
    browser = let_in(make.account(make.person()))

    assert browser.get("/desk/rosters/").status_code == 403
    assert handed_in(browser, lists.listed(lists.row())).status_code == 403
