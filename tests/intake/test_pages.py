"""A list of employers or posts on the desk: handed in, shown with what is wrong, entered, undone."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from gongqiao.design.reader.heads import plain
from gongqiao.intake.models import Intake
from gongqiao.intake.shapes import SHAPES
from gongqiao.kernel.models import Record
from gongqiao.organisations.models import Appointment, Employer
from tests import make
from tests.intake import lists

pytestmark = pytest.mark.django_db
HEADS = {"staff_counted_on": "2026年3月1日", "staff_source": "单位自报"}
OPENED = {"act": "1"}


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="desk")
def _desk(let_in, tree):
    return let_in(make.account(make.person()), "cadre", tree["county"].body)


def handed_in(desk, content, kind="employers", name="名单.xlsx"):
    told = {**(HEADS if kind == "employers" else {}), **OPENED, "file": SimpleUploadedFile(name, content)}
    return desk.post(f"/desk/intake/{kind}/new/", told)


def page_of(desk, where):
    answer = desk.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def latest():
    return Intake.objects.order_by("-received_at", "-pk").first()


def test_from_the_file_to_the_ledger_and_back(desk):
    answer = handed_in(desk, lists.firms(lists.firm("甲公司"), lists.firm(code="1"), lists.firm("乙公司")))
    where = f"/desk/intake/{latest().pk}/"
    assert (answer.status_code, answer["Location"]) == (302, where)
    assert "正在逐行读取和核对" in (page := page_of(desk, where))
    assert 'http-equiv="refresh"' in page

    lists.read(latest())
    page = page_of(desk, where)
    assert "表1 第 3 行 B 列" in page
    assert "统一社会信用代码是 18 位数字或大写字母" in page
    assert "没有写人数日期的，按" in page
    assert "统一社会信用代码" in page_of(desk, f"{where}problems/")

    assert desk.post(f"{where}accept/", {"act": "2"})["Location"] == where
    assert "要么全部登记，要么一行也不登记" in page_of(desk, where)
    lists.queue.run(lists.ENTER, intake=str(latest().pk), at=make.AT.isoformat())
    assert "已登记" in page_of(desk, where)
    assert Employer.objects.count() == 2

    assert desk.post(f"{where}undo/", {"act": "3"})["Location"] == where
    waiting = desk.get(where).content.decode()
    assert "2 行要么全部收回，要么一行也不收回" in waiting
    assert ("every 1s" in waiting, f"{where}undo/" in waiting) == (True, False)
    lists.worked(latest())
    assert "已撤销：这份名单登记的 2 行都已收回" in (page := page_of(desk, where))
    assert "还要登记的，点“重新核对”" in page
    assert Employer.objects.count() == 0

    assert desk.post(f"{where}read-again/", {"act": "4"})["Location"] == where
    assert lists.read(latest()).good == 2
    assert "作废名单" in page_of(desk, f"{where}discard/")
    assert desk.post(f"{where}discard/", {"act": "5"})["Location"] == "/desk/intake/"
    assert "已作废" in page_of(desk, "/desk/intake/")


def test_posts_are_entered_by_the_same_steps(desk):
    handed_in(desk, lists.posts(lists.post(), lists.post(role="工会主席")), "posts")
    lists.entered(None, of=lists.read(latest()))

    assert "任职名单" in page_of(desk, f"/desk/intake/{latest().pk}/")
    assert Appointment.objects.exclude(role="cadre").count() == 2


def test_why_it_cannot_be_undone_is_told_beside_the_sleeping_button_and_to_whoever_tries(desk):
    handed_in(desk, lists.firms(lists.firm()))
    intake = lists.entered(None, of=lists.read(latest()))
    Employer.objects.get().body.appointments.create(person=make.person(), role="hr", since=make.TODAY)
    where = f"/desk/intake/{intake.pk}/"

    assert "登记以后，有 1 家已经用到" in page_of(desk, where)
    desk.post(f"{where}undo/", {"act": "3"})
    assert "登记以后，有 1 家已经用到" in page_of(desk, where)
    assert lists.fresh(intake).state == "entered"


def test_the_bad_rows_come_as_a_workbook_and_the_record_tells_who_took_them(desk):
    handed_in(desk, lists.firms(lists.firm(code="1"), lists.firm()))
    intake = lists.read(latest())

    answer = desk.post(f"/desk/intake/{intake.pk}/bad-rows.xlsx", OPENED)

    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[2][:2] == ("问题", "原表行号")
    assert rows[3][2:4] == ("城厢食品有限公司", "1")
    assert "18 位" in rows[3][0]
    assert Record.objects.get(event="intake.IntakeRowsTakenOut").facts["rows"] == 1


def test_bad_rows_of_a_file_that_is_gone_are_refused(desk, settings, tmp_path):
    handed_in(desk, lists.firms(lists.firm(code="1")))
    intake = lists.read(latest())
    settings.FILES = tmp_path / "elsewhere"
    where = f"/desk/intake/{intake.pk}/"

    assert desk.post(f"{where}bad-rows.xlsx", OPENED)["Location"] == where
    assert "请重新上传" in page_of(desk, where)


@pytest.mark.parametrize(("kind", "example"), [("employers", "示例食品有限公司（示例）"), ("posts", "张三（示例）")])
def test_a_template_that_is_filled_in_and_comes_back_is_read(desk, kind, example):
    content = desk.get(f"/desk/intake/{kind}/template.xlsx").content
    book = load_workbook(BytesIO(content))
    sheet = book.active
    heads = [plain(str(cell.value)) for cell in sheet[4]]
    assert heads == [plain(words) for words in SHAPES[kind].heads.values()]
    assert example in [cell.value for cell in sheet[5]]
    row = lists.firm()[:3] if kind == "employers" else lists.post()
    for place, value in enumerate(row, 1):
        sheet.cell(6, place, value)
    kept = BytesIO()
    book.save(kept)

    handed_in(desk, kept.getvalue(), kind)

    intake = lists.read(latest())
    assert (intake.rows, lists.wrong(intake)) == (1, [])


def test_an_office_without_posts_is_offered_none(let_in, tree):
    officer = let_in(make.account(make.person()), "officer", tree["township"].body)

    page = page_of(officer, "/desk/intake/")

    assert "上传用人单位名单" in page
    assert "上传任职名单" not in page
    assert officer.get("/desk/intake/posts/new/").status_code == 403


def test_a_file_without_the_day_of_its_numbers_stays_handed_in(desk):
    told = {
        **HEADS,
        **OPENED,
        "staff_counted_on": "",
        "file": SimpleUploadedFile("名单.xlsx", lists.firms(lists.firm())),
    }
    answer = desk.post("/desk/intake/employers/new/", told)

    assert "请填写日期" in answer.content.decode()
    assert "名单.xlsx" in answer.content.decode()
    assert latest() is None
