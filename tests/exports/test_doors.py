"""From the ledger's page to the table in hand, and the same by program."""

import json
import re
from datetime import date
from urllib.parse import quote

import pytest
from django.urls import reverse

from gongqiao.exports import grants
from gongqiao.exports.models import Export
from gongqiao.kernel.clock import moment
from gongqiao.kernel.models import Record
from gongqiao.membership.models import Application, Membership
from gongqiao.people.models import DeniedLook, Look
from tests import make
from tests.exports.reading import read
from tests.membership import made
from tests.membership.test_api import clerk as program

pytestmark = pytest.mark.django_db
PURPOSE = "发放夏季高温慰问品"
FORMULA = '=HYPERLINK("http://x")'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def letters(answer):
    return re.sub(r"\s+|<[^>]+>", "", answer.content.decode())


def joined(union, *, on, **parts):
    """A member who joined on a day, as `parts` say."""
    account = make.account(make.person(**parts.pop("who", {})))
    member = made.member(union, of=account)
    Membership.objects.filter(pk=member.pk).update(joined_on=on, **parts)
    return member


def take(desk, asked="", ledger="members", **parts):
    return desk.post(f"/desk/export/{ledger}/{asked}", {"purpose": PURPOSE, **parts})


def fetched(desk, answer):
    page = desk.get(answer.url)
    (href,) = re.findall(r'href="([^"]+/file/)"', page.content.decode())
    return desk.get(href)


def table(desk, asked="", ledger="members"):
    return read(fetched(desk, take(desk, asked, ledger)).content)


@pytest.fixture
def three(union):
    """Members of three days, of two forms of employment; the second has a name that looks like a formula."""
    return [
        joined(union, on=date(2024, 1, 1), who={"name": "赵一"}),
        joined(union, on=date(2025, 1, 1), who={"name": FORMULA}, employment_form="contract"),
        joined(union, on=date(2026, 1, 1), who={"name": "孙三"}),
    ]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["孙*", "=*", "赵*"]),
        ("?sort=joined_on", ["赵*", "=*", "孙*"]),
        ("?employment_form=platform&sort=joined_on", ["赵*", "孙*"]),
        ("?employment_form=contract", ["=*"]),
        ("?since=2025-01-01", ["孙*", "=*"]),
        ("?sort=no_such_column&after=nobody&before=x", ["孙*", "=*", "赵*"]),
    ],
)
def test_a_table_holds_exactly_the_rows_the_ledger_shows_in_its_order_masked(clerk, union, asked, names):
    desk = clerk(union)
    shown = re.findall(r'data-label="姓名"><a [^>]*>([^<]+)<', desk.get(f"/desk/members/{asked}").content.decode())

    got = table(desk, asked)

    assert [row[0] for row in got.rows] == names
    if "after" not in asked:
        assert shown == names
    assert got.heads == ["姓名", "状态", "性别", "用工形式", "入会日期"]


@pytest.mark.usefixtures("three")
def test_it_is_not_one_page_of_the_ledger_but_all_of_it(clerk, union, monkeypatch):
    monkeypatch.setattr("gongqiao.design.ledger.Page.found", None)

    assert len(table(clerk(union)).rows) == 3


@pytest.mark.usefixtures("three", "demo_day")
def test_it_says_which_union_who_when_what_for_and_which_part(let_in, union):
    desk = let_in(make.account(make.person(name="李明")), "clerk", union)

    got = table(desk, "?employment_form=contract")

    assert got.title == "会员台账"
    assert re.fullmatch(
        rf"单位：{union.name}　　导出人：李明（工会经办人）　　导出时间：2026-03-10 \d\d:\d\d", got.above[0]
    )
    assert got.above[1] == f"用途：{PURPOSE}"
    assert got.above[2] == "范围：用工形式：劳动合同；按入会日期从新到旧　　共 1 行，个人信息已遮蔽"
    assert str(Export.objects.get().pk) in got.below[0]


@pytest.mark.usefixtures("three")
def test_nothing_in_it_tells_a_number_or_a_whole_name_of_a_member_and_nothing_is_a_formula(clerk, union):
    person = Membership.objects.first().person
    numbers = person.document_number.reveal(), person.phone.reveal() if person.phone else "x" * 9
    got = table(clerk(union), "?sort=joined_on")
    said = " ".join(str(value) for row in got.rows for value in row)

    assert not any(each in said for each in ("赵一", "孙三", FORMULA, *numbers))
    assert got.rows[1][0] == "=*"
    assert got.kinds <= {"s", "n", "d"}


def test_what_an_applicant_typed_like_a_formula_stays_what_she_typed(clerk, union):
    application = made.applied(union, name=FORMULA)
    Application.objects.filter(pk=application.pk).update(employer=FORMULA, station="@SUM(A1)")

    got = table(clerk(union), ledger="applications")

    assert dict(zip(got.heads, got.rows[0], strict=True)) | {"提交日期": None} == {
        "申请人": "=*",
        "状态": "审查中",
        "提示": None,
        "用工形式": "不完全劳动关系（平台）",
        "工作单位或者平台": FORMULA,
        "站点": "@SUM(A1)",
        "提交日期": None,
    }
    assert "f" not in got.kinds


def test_another_unions_rows_are_never_inside(clerk, tree):
    joint, community = tree["joint"].body, tree["community"].body
    joined(joint, on=date(2024, 1, 1), who={"name": "赵一"})
    joined(community, on=date(2024, 1, 1), who={"name": "钱二"})
    made.applied(community, name="周四")

    assert [row[0] for row in table(clerk(joint)).rows] == ["赵*"]
    assert [row[0] for row in table(clerk(community)).rows] == ["钱*"]
    for above in ("township", "county", "city"):
        assert "没有可以导出的行" in letters(take(clerk(tree[above].body)))
    assert [row[0] for row in table(clerk(joint), ledger="applications").rows] == ["赵*"]


def test_the_ledger_leads_to_where_it_is_taken_away_as_it_is_filtered_and_sorted(clerk, union):
    joined(union, on=date(2024, 1, 1))
    desk = clerk(union)

    page = desk.get("/desk/members/?state=active&sort=joined_on").content.decode()
    assert 'href="/desk/export/members/?state=active&amp;sort=joined_on"' in page
    asked = desk.get("/desk/export/members/?state=active&sort=joined_on")
    assert "状态：在会；按入会日期从旧到新" in letters(asked)
    assert "1人" in letters(asked)
    assert 'href="/desk/members/?state=active&amp;sort=joined_on"' in asked.content.decode()


def test_more_rows_than_may_go_are_refused_before_and_after_with_the_way_out(clerk, union, monkeypatch):
    monkeypatch.setitem(grants.CAPS, "clerk", 1)
    desk = clerk(union)
    for _ in range(2):
        joined(union, on=date(2024, 1, 1))

    for answer in (desk.get("/desk/export/members/"), take(desk)):
        assert "一次最多导出1行" in letters(answer)
        assert "缩小范围" in letters(answer)
        assert 'name="purpose"' not in answer.content.decode()
    assert (Export.objects.count(), Look.objects.count()) == (0, 0)


def test_a_filter_that_makes_no_sense_does_not_take_everything(clerk, union):
    joined(union, on=date(2024, 1, 1))
    desk = clerk(union)

    for answer in (desk.get("/desk/export/members/?state=elsewhere"), take(desk, "?state=elsewhere")):
        assert "筛选条件不对" in letters(answer)
    assert Export.objects.count() == 0


@pytest.mark.parametrize(
    ("purpose", "told"), [("", "用途"), ("无", "请写清楚用途"), ("找 13912345678", "不要写证件号码")]
)
def test_without_a_purpose_nothing_goes_and_what_was_typed_stays(clerk, union, purpose, told):
    joined(union, on=date(2024, 1, 1))

    answer = take(clerk(union), purpose=purpose)

    assert answer.status_code == 200
    assert told in letters(answer)
    assert f'value="{purpose}"' in answer.content.decode() or not purpose
    assert Export.objects.count() == 0


def test_a_double_click_takes_away_once(clerk, union):
    joined(union, on=date(2024, 1, 1))
    desk = clerk(union)

    answers = {take(desk, act="the same").url for _ in range(2)}

    assert len(answers) == 1
    assert (Export.objects.count(), Look.objects.count()) == (1, 1)


def test_the_table_comes_as_an_attachment_that_nobody_keeps(clerk, union):
    joined(union, on=date(2024, 1, 1))
    desk = clerk(union)

    got = fetched(desk, take(desk))

    assert got["Content-Type"] == KIND
    assert got["Content-Disposition"].startswith("attachment; filename*=utf-8''" + quote("会员台账"))
    assert (got["Cache-Control"], got["X-Content-Type-Options"]) == ("private, no-store", "nosniff")


def test_a_colleague_sees_that_it_was_taken_and_what_for_but_does_not_get_it(clerk, union):
    joined(union, on=date(2024, 1, 1))
    here = take(clerk(union)).url
    colleague = clerk(union)

    page = letters(colleague.get(here))
    assert PURPOSE in page
    assert "只有导出人本人能下载" in page
    answer = colleague.get(f"{here}file/")
    assert (answer.status_code, "只有导出人本人能下载" in letters(answer)) == (403, True)
    assert PURPOSE in letters(colleague.get("/desk/exports/"))


def test_half_an_hour_later_it_is_gone_with_the_way_out(clerk, union):
    joined(union, on=date(2024, 1, 1))
    desk = clerk(union)
    here = take(desk).url
    Export.objects.update(until=moment())

    assert "重新导出" in letters(desk.get(here))
    answer = desk.get(f"{here}file/")
    assert (answer.status_code, "重新导出" in letters(answer)) == (403, True)
    assert not Record.objects.filter(event="exports.Fetched").exists()


def test_of_another_union_nothing_is_found_and_the_looking_is_counted(clerk, tree):
    joined(tree["joint"].body, on=date(2024, 1, 1))
    here = take(clerk(tree["joint"].body)).url

    for key in ("community", "township", "county"):
        stranger = clerk(tree[key].body)
        assert [stranger.get(each).status_code for each in (here, f"{here}file/")] == [404, 404]
        assert PURPOSE not in letters(stranger.get("/desk/exports/"))
    assert sum(DeniedLook.objects.values_list("count", flat=True)) == 6


def test_no_ledger_of_that_name_is_not_found_and_no_duty_is_told(clerk, let_in, union):
    assert clerk(union).get("/desk/export/nothing/").status_code == 404
    hr = let_in(make.account(make.person()), "hr", union)
    told = hr.get("/desk/export/members/")
    assert (told.status_code, "导出台账" in letters(told)) == (403, True)


def test_a_ledger_of_the_union_lists_what_was_taken_newest_first(clerk, union):
    joined(union, on=date(2024, 1, 1))
    desk = clerk(union)
    take(desk, purpose="第一次导出")
    take(desk, purpose="第二次导出")

    page = letters(desk.get("/desk/exports/"))

    assert 0 < page.index("第二次导出") < page.index("第一次导出")
    assert "没有符合条件" in letters(desk.get("/desk/exports/?since=2099-01-01"))


def post(client, path, body=None):
    answer = client.post(f"/api/v1{path}", json.dumps(body or {}), content_type="application/json")
    return answer.status_code, answer.json()


@pytest.mark.usefixtures("three")
def test_by_program_the_same_rows_for_the_same_words(union):
    client = program(union)

    status, told = post(client, "/ledgers/members/exports?since=2025-01-01&sort=joined_on", {"purpose": PURPOSE})

    assert (status, told["done"]) == (200, True)
    shown = client.get(f"/api/v1/exports/{told['id']}").json()
    assert (shown["count"], shown["purpose"], shown["told"]) == (
        2,
        PURPOSE,
        "入会日期不早于：2025-01-01；按入会日期从旧到新",
    )
    got = client.get(f"/api/v1/exports/{told['id']}/file")
    assert (got.status_code, got["Content-Type"]) == (200, KIND)
    assert [row[0] for row in read(got.content).rows] == ["=*", "孙*"]
    assert [row["id"] for row in client.get("/api/v1/exports").json()["rows"]] == [told["id"]]


def codes(told):
    return [reason["code"] for reason in told["reasons"]]


@pytest.mark.usefixtures("three")
def test_by_program_the_same_refusals(union, tree):
    client, other = program(union), program(tree["community"].body)
    _, told = post(client, "/ledgers/members/exports", {"purpose": PURPOSE})

    assert post(client, "/ledgers/members/exports", {})[0] == 422
    assert codes(post(client, "/ledgers/members/exports", {"purpose": "无"})[1]) == ["no_purpose"]
    assert codes(post(client, "/ledgers/members/exports?state=x", {"purpose": PURPOSE})[1]) == ["filter"]
    assert post(client, "/ledgers/nothing/exports", {"purpose": PURPOSE})[0] == 404
    assert other.get(f"/api/v1/exports/{told['id']}").status_code == 404
    assert other.get(f"/api/v1/exports/{told['id']}/file").status_code == 404
    assert other.get("/api/v1/exports").json() == {"rows": [], "next": ""}
    colleague = program(union).get(f"/api/v1/exports/{told['id']}/file")
    assert (colleague.status_code, codes(colleague.json())) == (403, ["not_own"])


def test_the_table_of_an_identity_that_ended_is_not_to_be_had(clerk, union):
    joined(union, on=date(2024, 1, 1))
    desk = clerk(union)
    here = take(desk).url
    desk.post(reverse("people:identities"), {"appointment_id": ""})

    assert desk.get(f"{here}file/").status_code == 404
