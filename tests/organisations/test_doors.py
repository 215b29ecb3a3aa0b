"""The desk of unions: ledgers, one union, and every act on it by page and by API."""

import json
import re

import pytest
import segno

from gongqiao.kernel.models import Line
from gongqiao.organisations import actions, queries
from gongqiao.organisations.models import Appointment, Coverage, Employer, Organisation, Station, Term
from gongqiao.people import actions as people
from gongqiao.places import actions as places
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(name="cadre")
def _cadre(browser, tree):
    return browser("cadre", tree["county"].body)


@pytest.fixture(name="employer")
def _employer(tree):
    return actions.register_employer(
        tree["township"].pk,
        name="杭州某机械有限公司",
        uscc=make.credit_code(),
        division="330109001",
        staff=120,
        by=make.actor("installer"),
        at=make.AT,
    )


def test_the_ledger_shows_what_stands_below_and_nothing_beside(cadre, tree):
    page = cadre.get("/desk/unions/").text

    assert "共 4 个" in page
    assert tree["joint"].name in page
    assert tree["other"].name not in page


def test_the_ledger_is_narrowed_on_the_server(cadre, tree):
    page = cadre.get("/desk/unions/", {"kind": "joint", "tier": "community", "name": "新就业"}).text

    assert "共 1 个" in page
    assert tree["township"].name not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_ledger_costs_the_same_however_many_rows(cadre, tree, rows, django_assert_max_num_queries):
    plans = [
        actions.NewUnion(f"k{n}", f"第{n}厂工会委员会", "committee", "employer", "330109001", tree["township"].pk)
        for n in range(rows)
    ]
    actions.found_many(plans, by=make.actor("installer"), at=make.AT)

    with django_assert_max_num_queries(12):
        assert cadre.get("/desk/unions/").status_code == 200


def test_one_union_tells_whom_it_stands_under_who_leads_it_and_until_when(cadre, tree, browser):
    browser("joint-chair", tree["joint"].body)
    by = make.actor("installer")
    actions.begin_term(tree["joint"].pk, number=2, years=3, since=make.TODAY, by=by, at=make.AT)

    page = cadre.get(f"/desk/unions/{tree['joint'].pk}/").text

    for words in ("浙江省总工会", "城厢街道总工会", "联合工会主席", "第2届", "换届提醒"):
        assert words in page
    assert "张三丰" not in page


@pytest.mark.parametrize("address", ["", "found/", "move/", "dissolve/", "begin-term/", "appoint/", "open-station/"])
def test_a_union_of_another_county_is_not_there(cadre, tree, address):
    assert cadre.get(f"/desk/unions/{tree['other'].pk}/{address}").status_code == 404


@pytest.mark.parametrize("address", ["/desk/unions/", "/desk/employers/", "/desk/employers/register/"])
def test_a_stranger_is_sent_to_sign_in(client, address):
    assert client.get(address).status_code == 303


def test_a_clerk_sees_the_union_and_is_told_why_founding_is_not_hers(browser, tree):
    clerk = browser("clerk", tree["township"].body)

    assert clerk.get(f"/desk/unions/{tree['township'].pk}/").status_code == 200
    answer = clerk.get(f"/desk/unions/{tree['township'].pk}/found/")
    assert answer.status_code == 403
    assert "没有“建立工会组织”的权限" in answer.text


def test_a_union_is_founded_from_the_page_and_found_by_name_afterwards(cadre, tree):
    told = {"name": "某厂工会委员会", "kind": "committee", "tier": "employer", "division": "萧山区城厢街道"}

    answer = cadre.post(f"/desk/unions/{tree['township'].pk}/found/", told)

    union = Organisation.objects.get(body__name="某厂工会委员会")
    assert answer["Location"] == f"/desk/unions/{union.pk}/"
    assert (union.division_id, Line.objects.get(body=union.pk).above_id) == ("330109001", tree["township"].pk)


def test_a_union_stands_in_an_area_without_an_official_code(cadre, tree):
    park = places.mark_area("330109001", name="城厢智造园", kind="park", by=make.actor("system-admin"), at=make.AT)
    told = {"name": "城厢智造园联合工会", "kind": "joint", "tier": "community", "division": park.code}

    page = cadre.post(f"/desk/unions/{tree['township'].pk}/found/", told)

    union = Organisation.objects.get(body__name="城厢智造园联合工会")
    assert (union.division_id, queries.county_of(union.pk)) == ("Z330109001", "330109")
    assert "城厢街道城厢智造园" in cadre.get(page["Location"]).text


def test_a_place_nobody_knows_is_told_beside_its_field_and_nothing_typed_is_lost(cadre, tree):
    told = {"name": "某厂工会委员会", "kind": "committee", "tier": "employer", "division": "火星基地"}

    page = cadre.post(f"/desk/unions/{tree['township'].pk}/found/", told).text

    assert "没有认出这个地方" in page
    assert 'value="某厂工会委员会"' in page
    assert not Organisation.objects.filter(body__name="某厂工会委员会").exists()


def test_a_union_is_moved_by_the_name_of_its_new_superior(browser, tree):
    city = browser("cadre", tree["city"].body)

    city.post(f"/desk/unions/{tree['joint'].pk}/move/", {"above": "西湖区总工会"})

    assert [each.pk for each in queries.ancestors(tree["joint"].pk)][-1] == tree["other"].pk


@pytest.mark.parametrize(
    ("above", "words"), [("没有这个工会", "没有找到这个工会"), ("城厢新就业形态联合工会", "不能调整到自己")]
)
def test_a_move_that_cannot_be_is_refused_in_words(cadre, tree, above, words):
    assert words in cadre.post(f"/desk/unions/{tree['joint'].pk}/move/", {"above": above}).text


def test_a_union_with_others_below_it_is_not_dissolved(cadre, tree):
    page = cadre.post(f"/desk/unions/{tree['township'].pk}/dissolve/").text

    assert "还有 2 个下级工会" in page
    assert Organisation.objects.get(pk=tree["township"].pk).dissolved_on is None


@pytest.mark.usefixtures("demo_day")
def test_a_union_is_dissolved_once(cadre, tree):
    cadre.post(f"/desk/unions/{tree['community'].pk}/dissolve/")

    assert Organisation.objects.get(pk=tree["community"].pk).dissolved_on == make.TODAY
    assert cadre.get(f"/desk/unions/{tree['community'].pk}/").status_code == 404


def test_an_election_ends_the_running_term_and_begins_the_next(cadre, tree):
    for number, since in ((3, "2021-05-18"), (4, "2026-03-01")):
        answer = cadre.post(
            f"/desk/unions/{tree['township'].pk}/begin-term/", {"number": number, "years": 5, "since": since}
        )
        assert answer.status_code == 302

    assert list(Term.objects.order_by("number").values_list("number", "state")) == [(3, "ended"), (4, "running")]


@pytest.mark.parametrize(
    ("told", "words"),
    [({"number": 2, "since": "2026-03-01"}, "已登记到第3届"), ({"number": 4, "since": "2027-01-01"}, "不能晚于今天")],
)
@pytest.mark.usefixtures("demo_day")
def test_a_term_out_of_order_is_refused(cadre, tree, told, words):
    address = f"/desk/unions/{tree['township'].pk}/begin-term/"
    cadre.post(address, {"number": 3, "years": 5, "since": "2021-05-18"})

    assert words in cadre.post(address, {"years": 5, **told}).text


def test_somebody_new_is_registered_and_appointed_in_one_act(cadre, tree):
    told = {
        "document_number": make.identity_number(),
        "name": "周小燕",
        "phone": make.phone(),
        "role": "officer",
        "since": "2026-03-01",
    }

    cadre.post(f"/desk/unions/{tree['joint'].pk}/appoint/", told)

    post = Appointment.objects.get(body=tree["joint"].pk)
    assert (post.role, post.person.name) == ("officer", "周小燕")
    cadre.post(f"/desk/posts/{post.pk}/relieve/", {"until": "2026-03-10"})
    post.refresh_from_db()
    assert post.until == make.TODAY


def test_a_wrong_identity_number_registers_nobody(cadre, tree):
    number = make.identity_number()
    told = {"document_number": number[:-1] + ("1" if number[-1] != "1" else "2"), "name": "周小燕"}
    told |= {"phone": make.phone(), "role": "officer", "since": "2026-03-01"}

    page = cadre.post(f"/desk/unions/{tree['joint'].pk}/appoint/", told)

    assert page.status_code == 200
    assert not Appointment.objects.filter(body=tree["joint"].pk).exists()


def test_a_station_is_opened_its_poster_printed_and_closed_again(browser, tree, client):
    chair = browser("joint-chair", tree["joint"].body)
    told = {"brand": "蜂闪外卖", "name": "城厢站", "division": "330109001", "address": "文化路 1 号"}

    answer = chair.post(f"/desk/unions/{tree['joint'].pk}/open-station/", told)

    station = Station.objects.get()
    poster = chair.get(answer["Location"]).text
    leads_to = f"http://testserver/join/at/{station.slug}/"
    assert leads_to in poster
    code = re.search(r'<svg[^>]*class="qr"[^>]*>(<path[^>]*/>)</svg>', poster)[1]
    assert code in segno.make(leads_to, error="m", micro=False).svg_inline(omitsize=True, lineclass=None)
    assert client.get(queries.JOIN_AT.format(slug=station.slug)).status_code == 200
    chair.post(f"/desk/stations/{station.pk}/close/")
    assert client.get(queries.JOIN_AT.format(slug=station.slug)).status_code == 404


def test_the_ledger_of_employers_finds_those_without_a_union(cadre, employer, tree):
    assert employer.name in cadre.get("/desk/employers/", {"organised": "no", "size": "100"}).text

    cadre.post(f"/desk/employers/{employer.pk}/cover/", {"union": tree["joint"].slug})

    assert Coverage.objects.get(until=None).union_body_id == tree["joint"].pk
    assert employer.name not in cadre.get("/desk/employers/", {"organised": "no"}).text
    assert tree["joint"].name in cadre.get(f"/desk/employers/{employer.pk}/").text


def test_an_employer_is_registered_under_the_union_of_its_place(cadre, tree):
    told = {"name": "某电器厂", "uscc": make.credit_code(), "division": "330109001", "staff": 30, "industry": "38"}
    told |= {"staff_counted_on": "2026-03-01", "staff_source": "工会上门核实"}

    answer = cadre.post("/desk/employers/register/", told)

    employer = Employer.objects.get(body__name="某电器厂")
    assert (employer.union_body_id, employer.staff) == (tree["township"].pk, 30)
    assert "30 人（2026-03-01，工会上门核实）" in cadre.get(answer["Location"]).text


@pytest.mark.parametrize(
    ("code", "words"), [("91330109MA2AXU7B0A", "统一社会信用代码不正确"), ("81330109MA2AXU7B0", "18 位")]
)
def test_a_wrong_credit_code_is_told(cadre, tree, code, words):
    told = {"name": "某电器厂", "uscc": code, "division": "330109001", "staff": 30}
    told |= {"staff_counted_on": "2026-03-01", "staff_source": "工会上门核实"}

    assert words in cadre.post("/desk/employers/register/", told).text
    assert tree["township"].pk


def test_an_employer_sees_itself_on_its_own_face(browser, employer):
    page = browser("hr", employer.body).get("/employer/unit/").text

    assert employer.name in page
    assert "城厢街道总工会" in page


@pytest.mark.usefixtures("demo_day")
class TestApi:
    @pytest.fixture(name="api")
    def _api(self, tree, client):
        """Programs come with a bearer token of the county's cadre."""
        account = make.account(make.person())
        by = make.actor("installer")
        post = actions.appoint(
            account.person_id, role="cadre", body_id=tree["county"].pk, since=make.TODAY, by=by, at=make.AT
        )
        acting = make.actor(
            "cadre", tree["county"].body, person_id=account.person_id, account_id=account.pk, appointment_id=post.pk
        )
        issued = people.issue(name="台账", days=30, strong_at=make.AT, by=acting, at=make.AT)
        head = {"HTTP_AUTHORIZATION": f"Bearer {issued.secret}"}

        def ask(method, path, body=None):
            more = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
            return getattr(client, method)(f"/api/v1{path}", **more, **head)

        return ask

    def test_it_lists_and_shows_what_is_the_tokens(self, api, tree):
        rows = api("get", "/unions").json()["rows"]

        assert {row["id"] for row in rows} == {tree[k].pk for k in ("county", "township", "joint", "community")}
        assert api("get", f"/unions/{tree['joint'].pk}").json()["kind"] == "联合工会"
        assert len(api("get", f"/unions/{tree['township'].pk}/children").json()) == 2
        assert api("get", f"/unions/{tree['other'].pk}").status_code == 404

    def test_it_founds_with_the_form_of_the_page_and_tells_the_same_reasons(self, api, tree):
        told = {"name": "某厂工会委员会", "kind": "committee", "tier": "county", "division": "330109001"}
        refused = api("post", f"/unions/{tree['township'].pk}/children", told)
        assert (refused.status_code, refused.json()["reasons"][0]["code"]) == (422, "below_its_own")

        done = api("post", f"/unions/{tree['township'].pk}/children", {**told, "tier": "employer"})
        assert Organisation.objects.get(pk=done.json()["id"]).name == "某厂工会委员会"

    def test_it_puts_a_union_on_its_industrys_line_and_moves_nobody_who_is_not_there(self, api, tree):
        union = f"/unions/{tree['joint'].pk}"
        refused = api("post", f"{union}/move", {"above": tree["community"].slug, "line": "industry"})
        assert refused.json()["reasons"][0]["code"] == "not_on_line"

        told = {"name": "萧山区快递行业工会联合会", "kind": "trade", "tier": "county", "division": "330109"}
        couriers = api("post", f"/unions/{tree['county'].pk}/children", told).json()["id"]
        assert api("post", f"{union}/industry-line", {}).json()["reasons"][0]["code"] == "not_industry"
        assert api("post", f"/unions/{couriers}/industry-line", {}).status_code == 200
        assert api("post", f"{union}/industry-line", {"above": told["name"]}).status_code == 200
        assert Line.path_of(tree["joint"].pk, "industry") == f"i{couriers}.{tree['joint'].pk}."
        assert api("post", f"/unions/{couriers}/leave-industry-line", {}).json()["reasons"][0]["code"] == "below"
        assert api("post", f"{union}/leave-industry-line", {}).status_code == 200
        assert Line.path_of(tree["joint"].pk, "industry") == ""

    def test_anybody_may_ask_which_union_takes_her_in(self, client, tree):
        asked = {"division": "330109001", "platform_work": "true"}
        rows = client.get("/api/v1/unions/joinable", asked).json()

        assert rows[0]["name"] == tree["joint"].name
        assert rows[0]["reason"]
