"""A list by program: the same verbs, the same reasons, the same who."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongqiao.kernel.models import Record
from gongqiao.membership.models import Membership
from gongqiao.rosters.actions import load_spellings
from gongqiao.rosters.models import Roster, RosterLine
from gongqiao.rosters.queries.spellings import Spelt
from tests import make
from tests.files import corpus
from tests.membership.test_api import clerk, codes, post, program
from tests.rosters import lists

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
MEETING = {"number": "长河联会〔2026〕3号", "met_on": "2026-03-10", "present": "李明、王芳"}
WRONG = ("表1", 3, "B", "check_digit", "号码的最后一位校验不符，请逐位对照证件检查")


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def uploaded(office, content, name="名册.xlsx"):
    told = office.post("/api/v1/files/tables", {"file": SimpleUploadedFile(name, content)})
    return told.status_code, told.json()


def handed_in(office, content, **parts):
    _, deposit = uploaded(office, content)
    told = {"file": deposit["word"], "kind": "applied", "employment_form": "contract", **parts}
    return post(office, "/rosters", told)


def shown(office, pk):
    return office.get(f"/api/v1/rosters/{pk}").json()


def test_from_the_file_to_the_members_and_back(union):
    office = clerk(union)
    content = lists.listed(lists.row("张三"), lists.row("李四", "330109199001011230"), lists.row("王五"))

    status, told = handed_in(office, content)
    pk = told["id"]
    assert (status, shown(office, pk)["state"], shown(office, pk)["holder"]) == (200, "正在读取", "平台（自动）")

    lists.read(Roster.objects.get())
    read = shown(office, pk)
    assert (read["state"], read["rows"], read["good"], read["bad"]) == ("待接收", 3, 2, 1)
    assert (read["due_on"], read["lapse"]) == ("2026-04-09", "名册作废，平台不再保存其中的名单；会员和其他名册不受影响")
    (problem,) = office.get(f"/api/v1/rosters/{pk}/problems").json()["rows"]
    assert tuple(problem.values()) == WRONG

    assert post(office, f"/rosters/{pk}/resolution", MEETING)[0] == 200
    lists.queue.run(lists.ENTER, roster=pk, at=make.AT.isoformat())
    assert (shown(office, pk)["state"], shown(office, pk)["number"]) == ("已接收", MEETING["number"])
    assert Membership.objects.count() == 2

    assert post(office, f"/rosters/{pk}/undoing")[0] == 200
    assert (shown(office, pk)["state"], shown(office, pk)["holder"]) == ("正在撤销", "平台（自动）")
    lists.worked(Roster.objects.get())
    assert (shown(office, pk)["state"], Membership.objects.count()) == ("已撤销", 0)
    assert post(office, f"/rosters/{pk}/reading")[0] == 200
    assert lists.read(Roster.objects.get()).good == 2
    assert post(office, f"/rosters/{pk}/discarding")[0] == 200
    assert [row["state"] for row in office.get("/api/v1/rosters").json()["rows"]] == ["已作废"]


def test_the_bad_rows_and_the_template_come_as_workbooks_and_the_record_tells_who_took_rows(union):
    office = clerk(union)
    _, told = handed_in(office, lists.listed(lists.row("张三"), lists.row("李四", "330109199001011230")))
    lists.read(Roster.objects.get())

    rows, template = (
        office.post(f"/api/v1/rosters/{told['id']}/bad-rows"),
        office.get("/api/v1/roster-template"),
    )

    sheet = load_workbook(BytesIO(rows.content)).active
    assert "330109199001011230" in {cell.value for row in sheet for cell in row}
    assert template.content.startswith(b"PK")
    assert Record.objects.filter(event="rosters.RowsTakenOut").count() == 1


def test_without_the_file_the_rows_are_not_to_be_had(union, settings, tmp_path):
    office = clerk(union)
    _, told = handed_in(office, lists.listed(lists.row(number="1")))
    lists.read(Roster.objects.get())
    settings.FILES = tmp_path / "elsewhere"

    answer = office.post(f"/api/v1/rosters/{told['id']}/bad-rows")

    assert (answer.status_code, codes(answer.json())) == (403, ["file_gone"])


def test_what_is_no_table_gets_no_word_and_a_word_for_another_file_is_no_list(union):
    office = clerk(union)

    status, told = uploaded(office, corpus.pdf(1000))
    other, wrong = post(
        office, "/rosters", {"file": corpus.kept().word, "kind": "applied", "employment_form": "contract"}
    )

    assert (status, codes(told)) == (422, ["kind"])
    assert (other, codes(wrong)) == (422, ["expired"])


def test_the_same_file_and_a_layout_nobody_loaded_are_refused_with_the_reason(union):
    office, content = clerk(union), lists.listed(lists.row())
    assert codes(handed_in(office, content, layout="实名制库")[1]) == ["unknown_layout"]
    load_spellings([Spelt("实名制库", 1, "name", "XM", "")], by=make.actor("installer"), at=make.AT)

    assert handed_in(office, content, layout="实名制库")[0] == 200
    assert codes(handed_in(office, content)[1]) == ["same_file"]


def test_a_list_of_another_union_is_not_there(union, tree):
    _, told = handed_in(clerk(union), lists.listed(lists.row()))
    other = clerk(tree["community"].body)

    assert other.get("/api/v1/rosters").json()["rows"] == []
    assert other.get(f"/api/v1/rosters/{told['id']}").status_code == 404
    assert post(other, f"/rosters/{told['id']}/resolution", MEETING)[0] == 404


def test_a_list_of_lists_costs_the_same_however_many_stand_on_it(union):
    office = clerk(union)
    costs = []
    office.get("/api/v1/rosters")  # a token's first use of the day is noted
    for _ in range(3):
        lists.checked(union)
        with CaptureQueriesContext(connection) as asked:
            rows = office.get("/api/v1/rosters").json()["rows"]
        costs.append(len(asked))

    assert [row["due_on"] for row in rows] == ["2026-04-09"] * 3
    assert costs == [costs[0]] * 3


def test_a_signed_list_is_confirmed_or_declined_by_whoever_it_names(union):
    rows = lists.row("张三"), lists.row("李四")
    lists.entered(union, lists.listed(*rows), kind="signed")
    first, second = (program(make.account(phone=row[2])) for row in rows)
    (mine,), (hers,) = (each.get("/api/v1/my/listings").json() for each in (first, second))
    told = {"name": "张三", "document_number": rows[0][1], "agreed": True}

    assert (mine["union"], mine["name"], mine["until"]) == (union.name, "张*", "2026-04-09")
    assert post(second, f"/my/listings/{mine['id']}/confirmation", told)[0] == 404
    for repeated in (False, True):  # her answer was lost: she asks again, by then she is somebody the platform knows
        said = post(first, f"/my/listings/{mine['id']}/confirmation", told, **{"Idempotency-Key": "yes"})
        assert (said[0], said[1]["repeated"]) == (200, repeated)
        said = post(second, f"/my/listings/{hers['id']}/refusal", **{"Idempotency-Key": "no"})
        assert (said[0], said[1]["repeated"]) == (200, repeated)
    assert (Membership.objects.count(), RosterLine.objects.count()) == (1, 0)
