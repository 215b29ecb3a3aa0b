"""The demo province: whole, valid, the same every time, with everybody of it at hand."""

from datetime import UTC, datetime

from django.test import TestCase

from gongqiao.kernel.authority import ROLES
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Record
from gongqiao.membership.models import Application, Card, Membership, Stay
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.organisations import queries
from gongqiao.organisations.models import Coverage, Employer, LabourDepartment, Organisation, Station, Term
from gongqiao.organisations.rules import code
from gongqiao.people import identities as held_by
from gongqiao.people.models import Account, Person
from gongqiao.shell.demo import build
from gongqiao.shell.demo.applicants import JOINED
from gongqiao.shell.demo.identities import BY_SLUG, IDENTITIES, phone_of
from gongqiao.shell.demo.members import MEMBERS

AT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)


def person(slug):
    return Account.objects.get(phone_index__of=phone_of(slug)).person


class Demo(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.told = list(build.build(AT))

    def test_every_division_that_is_governed_has_its_general_union(self):
        tiers = {tier: len(queries.bodies_by_division(tier)) for tier in ("province", "city", "county", "township")}

        assert tiers == {"province": 1, "city": 11, "county": 90, "township": 1_386}

    def test_a_township_union_stands_under_its_county_city_and_province(self):
        union = queries.federation_of("330109113")

        over = [each.name for each in queries.ancestors(union)]
        assert over == ["浙江省总工会", "杭州市总工会", "杭州市萧山区总工会"]
        assert Organisation.objects.get(pk=union).name == "杭州市萧山区瓜沥镇总工会"

    def test_labour_departments_stand_at_province_city_and_county(self):
        assert LabourDepartment.objects.count() == 102

    def test_there_are_three_hundred_employers_with_right_codes(self):
        codes = list(Employer.objects.values_list("uscc", flat=True))

        assert 295 <= len(codes) <= 300
        assert not [fault for value in codes for fault in code(value)]
        assert Coverage.objects.count() > 200

    def test_a_hundred_firms_of_the_park_have_the_community_union(self):
        union = Organisation.objects.get(body__name__contains="大港社区工会联合会")

        assert Coverage.objects.filter(union_body=union.body).count() == 100

    def test_some_employers_that_must_be_organised_are_not(self):
        covered = Coverage.objects.values("employer_body")

        assert Employer.objects.filter(staff__gte=100).exclude(body__in=covered).exists()

    def test_stations_lead_to_the_joint_union(self):
        for station in Station.objects.all():
            assert queries.at(station.slug, on=day(AT)).name == "杭州市拱墅区新就业形态联合工会"

    def test_federations_hold_office_for_five_years(self):
        assert set(Term.objects.values_list("years", flat=True)) == {5}
        assert Term.objects.count() == 102

    def test_everybody_holds_the_post_of_the_table(self):
        for each in IDENTITIES:
            roles = [post.role for post in held_by.held(person(each.slug).pk, on=day(AT))] if each.known else []
            assert roles == ([each.role] if each.role else []), each.slug

    def test_the_rider_has_a_phone_and_is_not_yet_known(self):
        assert person("rider") is None

    def test_nobody_is_of_an_age_that_does_not_work(self):
        assert {2026 - each.birth_on.year for each in Person.objects.all()} <= set(range(18, 68))

    def test_twenty_thousand_are_members_and_each_stands_in_one_union(self):
        active = Membership.objects.filter(state="active")

        assert active.count() == MEMBERS + len(JOINED)
        assert Card.objects.count() == Stay.objects.count() == active.count()
        assert not active.filter(county_body=None, city_body=None).exists()
        assert {form for form, _ in EmploymentForm.choices} >= set(active.values_list("employment_form", flat=True))

    def test_nobody_joined_before_sixteen(self):
        for born, joined in Membership.objects.values_list("person__birth_on", "joined_on")[:1000]:
            assert (joined.year - born.year, joined.month, joined.day) >= (16, born.month, born.day)

    def test_twelve_riders_wait_for_the_joint_union_of_the_chair(self):
        union = Organisation.objects.get(body__name="杭州市拱墅区新就业形态联合工会").body

        told = Application.objects.filter(union_body=union)
        assert (told.filter(state="submitted").count(), told.filter(state="sent_back").count()) == (12, 2)
        assert told.filter(state="admitted").count() == 1

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
            venue-operator developer gov-office system-admin security-admin audit-admin
        """

        assert set(promised.split()) <= BY_SLUG.keys()
