"""A list of employers or posts by program: the same verbs, the same reasons, the same who."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongqiao.intake.models import Intake
from gongqiao.organisations.models import Appointment, Employer
from tests import make
from tests.intake import lists
from tests.membership.test_api import codes, post, program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
HEADS = {"staff_counted_on": "2026-03-01", "staff_source": "单位自报"}


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def office(union, role="cadre"):
    return program(make.account(make.person()), role, union)


def handed_in(office, content, kind="employers", **parts):
    deposit = office.post("/api/v1/files/tables", {"file": SimpleUploadedFile("名单.xlsx", content)}).json()
    return post(office, f"/intakes/{kind}", {"file": deposit["word"], **parts})


def shown(office, pk):
    return office.get(f"/api/v1/intakes/{pk}").json()


def test_from_the_file_to_the_ledger_and_back(tree):
    cadre = office(tree["county"].body)

    status, told = handed_in(cadre, lists.firms(lists.firm(), lists.firm(code="1")), **HEADS)
    pk = told["id"]
    assert (status, shown(cadre, pk)["state"], shown(cadre, pk)["holder"]) == (200, "正在读取", "平台（自动）")

    lists.read(Intake.objects.get())
    read = shown(cadre, pk)
    assert (read["state"], read["rows"], read["good"], read["bad"]) == ("待登记", 2, 1, 1)
    assert (read["due_on"], read["lapse"]) == (
        "2026-04-09",
        "名单作废，平台不再保存其中的内容；已登记的和其他名单不受影响",
    )
    (problem,) = cadre.get(f"/api/v1/intakes/{pk}/problems").json()["rows"]
    assert (problem["row"], problem["column"], problem["code"]) == (3, "B", "shape")
    answer = cadre.post(f"/api/v1/intakes/{pk}/bad-rows")
    assert "18 位" in load_workbook(BytesIO(answer.content)).active["A4"].value

    assert post(cadre, f"/intakes/{pk}/registration")[0] == 200
    lists.queue.run(lists.ENTER, intake=pk, at=make.AT.isoformat())
    assert (shown(cadre, pk)["state"], Employer.objects.count()) == ("已登记", 1)
    assert post(cadre, f"/intakes/{pk}/undoing")[0] == 200
    assert (shown(cadre, pk)["state"], shown(cadre, pk)["holder"]) == ("正在撤销", "平台（自动）")
    lists.worked(Intake.objects.get())
    assert (shown(cadre, pk)["state"], Employer.objects.count()) == ("已撤销", 0)
    assert post(cadre, f"/intakes/{pk}/reading")[0] == 200
    lists.read(Intake.objects.get())
    assert post(cadre, f"/intakes/{pk}/discarding")[0] == 200
    assert [row["state"] for row in cadre.get("/api/v1/intakes").json()["rows"]] == ["已作废"]


def test_a_list_of_lists_costs_the_same_however_many_stand_on_it(tree):
    cadre, costs = office(tree["county"].body), []
    cadre.get("/api/v1/intakes")  # a token's first use of the day is noted
    for _ in range(3):
        lists.checked(tree["county"].body)
        with CaptureQueriesContext(connection) as asked:
            rows = cadre.get("/api/v1/intakes").json()["rows"]
        costs.append(len(asked))

    assert [row["due_on"] for row in rows] == ["2026-04-09"] * 3
    assert costs == [costs[0]] * 3


def test_posts_by_program(tree):
    cadre = office(tree["county"].body)
    status, told = handed_in(cadre, lists.posts(lists.post()), "posts")
    assert status == 200
    lists.read(Intake.objects.get())
    assert post(cadre, f"/intakes/{told['id']}/registration")[0] == 200
    lists.queue.run(lists.ENTER, intake=told["id"], at=make.AT.isoformat())

    assert Appointment.objects.filter(role="clerk").count() == 1


def test_the_templates_and_who_may_have_them(tree):
    cadre, officer = office(tree["county"].body), office(tree["township"].body, "officer")

    assert load_workbook(BytesIO(cadre.get("/api/v1/intake-templates/posts").content)).active["A1"].value == "任职名单"
    assert officer.get("/api/v1/intake-templates/employers").status_code == 200
    assert officer.get("/api/v1/intake-templates/posts").status_code == 403


def test_what_is_refused_says_why(tree, settings, tmp_path):
    cadre = office(tree["county"].body)
    status, told = handed_in(cadre, lists.firms(lists.firm(code="1")), staff_source="单位自报")
    assert (status, codes(told)) == (422, ["required"])

    _, told = handed_in(cadre, lists.firms(lists.firm(code="1")), **HEADS)
    lists.read(Intake.objects.get())
    assert codes(post(cadre, f"/intakes/{told['id']}/registration")[1]) == ["nothing"]
    settings.FILES = tmp_path / "elsewhere"
    assert cadre.post(f"/api/v1/intakes/{told['id']}/bad-rows").status_code == 403
    assert cadre.get(f"/api/v1/intakes/{make.uuid7()}").status_code == 404
