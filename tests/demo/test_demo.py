"""The demo province: whole, valid, the same every time, with everybody of it at hand."""

from datetime import UTC, date, datetime

from django.db import connection
from django.test import TestCase

from gongqiao.alliances import queries as alliances
from gongqiao.alliances.models import Alliance
from gongqiao.changes.models import Change, Resettlement
from gongqiao.kernel.authority import ROLES
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Line, Record
from gongqiao.membership.models import Application, Card, Membership, Stay
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.merging.models import Merger
from gongqiao.organisations import queries
from gongqiao.organisations.models import Coverage, Employer, LabourDepartment, Organisation, Station, Term
from gongqiao.organisations.rules import code
from gongqiao.people import identities as held_by
from gongqiao.people.models import Account, Person
from gongqiao.places import queries as places
from gongqiao.shell.demo import build
from gongqiao.shell.demo.applicants import JOINED
from gongqiao.shell.demo.identities import BY_SLUG, IDENTITIES, phone_of
from gongqiao.shell.demo.members import MEMBERS

AT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)


XIAOJIANG = "杭州萧江精密机械有限公司工会委员会"
COMMUNITY = "宁波市北仑区新碶街道大港社区工会联合会"
FLEET = "舟山定海远航渔业有限公司工会委员会"
JOINT = "杭州市拱墅区新就业形态联合工会"
SHOES = "温州鹿城瓯鹿鞋业有限公司工会委员会"
IN_UNION = {
    **dict.fromkeys(("member", "shoes-chair"), SHOES),
    "operator": "温州瓯江阀门有限公司工会委员会",
    "joint-chair": JOINT,
    **dict.fromkeys(("fisher", "captain", "vessel-chair"), FLEET),
    **dict.fromkeys(("officer", "community-chair", "mould-worker"), COMMUNITY),
    **dict.fromkeys(("chair", "delegate", "worker", "women-chair", "scrutineer", "recorder"), XIAOJIANG),
}
SERVES = {
    "shoes-chair": SHOES,
    "captain": "远航渔 168",
    "vessel-chair": "远航渔 168 船工会分会",
    **dict.fromkeys(("officer", "community-chair"), COMMUNITY),
    "small-firm": "宁波北仑小港巧手模具厂",
    **dict.fromkeys(("chair", "delegate", "women-chair", "scrutineer", "recorder"), XIAOJIANG),
    **dict.fromkeys(("boss", "hr"), "杭州萧江精密机械有限公司"),
    "party-org": "中共杭州萧江精密机械有限公司支部委员会",
    "guide": "杭州市萧山区总工会",
    "chamber": "杭州市萧山区机械行业协会",
    "reviewer": "杭州市萧山区人力资源和社会保障局",
    **dict.fromkeys(("joint-chair", "clerk"), JOINT),
    "township": "杭州市萧山区瓜沥镇总工会",
    "county": "杭州市萧山区总工会",
    "county-other": "瑞安市总工会",
    "county-beilun": "宁波市北仑区总工会",
    "city": "杭州市总工会",
    "province": "浙江省总工会",
    "womens-federation": "杭州市妇女联合会",
    "youth-league": "共青团杭州市委员会",
    "venue-operator": "杭州市工人文化宫",
    "developer": "杭州桥下软件有限公司",
    "gov-office": "杭州市人民政府办公厅",
    **dict.fromkeys(("system-admin", "security-admin", "audit-admin"), "工桥平台运行中心"),
}
STANDS = {
    **dict.fromkeys(("officer", "community-chair"), "330206002"),
    "vessel-chair": "330902105",
    "chair": "330109113",
    **dict.fromkeys(("joint-chair", "clerk"), "330105"),
    "township": "330109113",
    **dict.fromkeys(("guide", "county"), "330109"),
    "county-other": "330381",
    "county-beilun": "330206",
    "township-beilun": "330206002",
    "city": "330100",
    "province": "330000",
}


def person(slug):
    return Account.objects.get(phone_index__of=phone_of(slug)).person


def _body_of(slug):
    (post,) = held_by.held(person(slug).pk, on=day(AT))
    return post.body_id


def _unions_of(member):
    return list(Membership.objects.held().filter(person=member).values_list("union_body__name", flat=True))


def _employer_of(slug):
    """How many work there, in which county, and in whose union they are."""
    employer = Employer.objects.get(pk=_body_of(slug))
    union = Coverage.objects.on(day(AT)).filter(employer_body=employer.body).first()
    return employer.staff, employer.division_id[:6], union and union.union_body.name


def _division_of(slug):
    return Organisation.objects.get(pk=_body_of(slug)).division_id


class Demo(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.told = list(build.build(AT))
        connection.check_constraints()  # once for all; else each test would look at every row anew

    def test_every_division_that_is_governed_has_its_general_union(self):
        tiers = {tier: len(queries.bodies_by_division(tier)) for tier in ("province", "city", "county", "township")}

        assert tiers == {"province": 1, "city": 11, "county": 90, "township": 1_386}

    def test_two_parks_without_an_official_code_are_marked(self):
        told = {area.code: (area.name, area.parent.name) for area in places.areas()}

        assert told == {"Z330109001": ("瓜沥智造产业园", "瓜沥镇"), "Z330206001": ("大港小微企业园", "新碶街道")}

    def test_a_township_union_stands_under_its_county_city_and_province(self):
        union = queries.federation_of("330109113")

        over = [each.name for each in queries.ancestors(union)]
        assert over == ["浙江省总工会", "杭州市总工会", "杭州市萧山区总工会"]
        assert Organisation.objects.get(pk=union).name == "杭州市萧山区瓜沥镇总工会"

    def test_labour_departments_stand_at_province_city_and_county(self):
        assert LabourDepartment.objects.count() == 102

    def test_there_are_three_hundred_employers_with_right_codes(self):
        codes = list(Employer.objects.values_list("uscc", flat=True))

        assert len(codes) == len(set(codes)) == 300
        assert not [fault for value in codes for fault in code(value)]
        assert Coverage.objects.count() > 200

    def test_every_county_has_employers_whether_or_not_it_has_townships(self):
        counties = {county.code for county in places.current("county")}

        assert {code[:6] for code in Employer.objects.values_list("division", flat=True)} == counties

    def test_a_hundred_firms_of_the_park_have_the_community_union(self):
        union = Organisation.objects.get(body__name__contains="大港社区工会联合会")

        assert Coverage.objects.filter(union_body=union.body).count() == 100

    def test_some_employers_that_must_be_organised_are_not(self):
        covered = Coverage.objects.values("employer_body")

        assert Employer.objects.filter(staff__gte=100).exclude(body__in=covered).exists()

    def test_twenty_two_unions_at_sea_are_allied_with_the_fleets_firm_beside_them(self):
        kept = Alliance.objects.get(name="定海海上工会联盟")
        rows = alliances.belonging(kept, on=day(AT))

        assert alliances.counted(rows) == "22 家工会、1 家合作单位"
        assert {rows[0].body.name, rows[-1].body.name} == {"舟山市定海区干览镇总工会", "舟山定海远航渔业有限公司"}

    def test_stations_lead_to_the_joint_union(self):
        for station in Station.objects.all():
            assert queries.at(station.slug, on=day(AT)).name == "杭州市拱墅区新就业形态联合工会"

    def test_the_couriers_union_of_hangzhou_leads_joint_unions_on_a_line_of_its_own(self):
        couriers = Organisation.objects.get(body__name="杭州市快递行业工会联合会")

        assert [each.name for each in queries.ancestors(couriers.pk)] == ["浙江省总工会", "杭州市总工会"]
        assert queries.ancestors(couriers.pk, line="industry") == []
        below = [each.name for each in queries.children(couriers.pk, line="industry")]
        assert below == ["杭州市拱墅区新就业形态联合工会", "杭州市萧山区新就业形态联合工会"]
        assert not queries.children(couriers.pk).exists()

    def test_federations_hold_office_for_five_years(self):
        federations = Term.objects.filter(body__organisation__kind="federation")

        assert set(federations.values_list("years", flat=True)) == {5}
        assert federations.count() == 102

    def test_one_committee_is_to_be_elected_soon_and_another_was_put_off(self):
        ends = {term.body.name: (term.until, term.postponements.count()) for term in Term.objects.filter(years=3)}

        assert ends == {XIAOJIANG: (date(2026, 5, 18), 0), COMMUNITY: (date(2026, 6, 30), 1)}

    def test_everybody_holds_the_post_of_the_table(self):
        for each in IDENTITIES:
            roles = [post.role for post in held_by.held(person(each.slug).pk, on=day(AT))] if each.known else []
            assert roles == ([each.role] if each.role else []), each.slug

    def test_everybody_acts_for_the_body_that_others_know_her_by(self):
        told = {slug: [post.body_name for post in held_by.held(person(slug).pk, on=day(AT))] for slug in SERVES}

        assert told == {slug: [name] for slug, name in SERVES.items()}

    def test_members_are_members_of_the_union_that_others_know_them_by(self):
        told = {slug: _unions_of(person(slug)) for slug in IN_UNION}

        assert told == {slug: [name] for slug, name in IN_UNION.items()}

    def test_the_firms_others_count_on_are_of_the_size_and_in_the_place_they_know(self):
        told = {slug: _employer_of(slug) for slug in ("boss", "hr", "small-firm")}

        assert told == {
            "boss": (320, "330109", XIAOJIANG),
            "hr": (320, "330109", XIAOJIANG),
            "small-firm": (9, "330206", None),
        }

    def test_officers_and_cadres_stand_in_the_place_they_are_known_by(self):
        told = {slug: _division_of(slug) for slug in STANDS}

        assert told == STANDS

    def test_the_rider_has_a_phone_and_is_not_yet_known(self):
        assert person("rider") is None
        assert not Application.objects.filter(
            account=Account.objects.get(phone_index__of=phone_of("rider")).pk
        ).exists()

    def test_the_small_firms_owner_and_those_of_other_houses_are_nobodys_members(self):
        others = BY_SLUG.keys() - IN_UNION.keys() - {"rider"}

        assert {slug for slug in others if _unions_of(person(slug))} == set()

    def test_nobody_is_of_an_age_that_does_not_work(self):
        assert {2026 - each.birth_on.year for each in Person.objects.all()} <= set(range(18, 68))

    def test_twenty_thousand_are_members_and_each_stands_in_one_union(self):
        held, twice, ended = Membership.objects.held(), 1, 3

        assert held.count() == MEMBERS + len(JOINED) + twice - ended
        assert Card.objects.count() == Membership.objects.count() == held.count() + ended
        assert Stay.objects.filter(until=None).count() == Membership.objects.count()
        active = held.filter(state="active")
        standing = Line.objects.filter(line="union", until=None).values("body_id")
        assert not active.exclude(union_body__in=standing).exists()
        assert {form for form, _ in EmploymentForm.choices} >= set(active.values_list("employment_form", flat=True))

    def test_one_of_each_change_of_a_membership_is_on_the_desk_of_the_community(self):
        found = Change.objects.filter(union_body__name=COMMUNITY).values_list("kind", "state")

        assert sorted(found) == [
            ("death", "done"),
            ("death", "dropped"),
            ("expulsion", "decided"),
            ("idle", "reminded"),
            ("restore", "done"),
            ("retain", "done"),
            ("retain", "done"),
            ("wish", "done"),
        ]

    def test_the_members_of_a_union_that_is_to_end_are_kept_by_the_one_above(self):
        decided = Resettlement.objects.get()

        assert (decided.decided_body.name, decided.moved) == ("瑞安市总工会", 0)
        held = Membership.objects.filter(union_body=decided.kept_body, state="retained")
        assert held.count() == decided.kept > 0

    def test_nobody_joined_before_sixteen(self):
        for born, joined in Membership.objects.values_list("person__birth_on", "joined_on")[:1000]:
            assert (joined.year - born.year, joined.month, joined.day) >= (16, born.month, born.day)

    def test_twelve_riders_wait_for_the_joint_union_of_the_chair(self):
        union = Organisation.objects.get(body__name="杭州市拱墅区新就业形态联合工会").body

        told = Application.objects.filter(union_body=union)
        assert (told.filter(state="submitted").count(), told.filter(state="sent_back").count()) == (12, 2)
        assert sorted(each.called for each in told.filter(state="admitted")) == ["赵小军", "骆行远"]

    def test_a_worker_with_two_cards_is_to_be_found_one_by_the_chair_of_his_union(self):
        merger = Merger.objects.get()

        assert (merger.state, merger.kept, merger.other_body.name) == ("proposed", person("worker"), XIAOJIANG)
        assert merger.merged.document_type == "passport"

    def test_every_role_of_the_table_opens_a_face(self):
        assert {ROLES[each.role].face for each in IDENTITIES if each.role} == {"market", "desk", "employer"}

    def test_it_is_built_once(self):
        records = Record.objects.count()

        assert list(build.build(AT)) == []
        assert Record.objects.count() == records
        assert len(self.told) == len(build.PARTS)

    def test_the_slugs_that_others_rely_on_are_all_there(self):
        promised = """
            rider member operator fisher captain vessel-chair officer community-chair small-firm
            chair delegate worker women-chair scrutineer recorder boss hr party-org guide chamber reviewer joint-chair
            township county county-other county-beilun city province womens-federation youth-league
            venue-operator developer gov-office system-admin security-admin audit-admin clerk
        """

        assert set(promised.split()) <= BY_SLUG.keys()
