"""A province of any size: nobody in it exists, every number in it is right, and the same seed makes the same one."""

import json
import os
from datetime import date
from math import gcd
from pathlib import Path

import pytest
from django.test import TestCase
from stdnum.cn import uscc

from gongqiao.cockpit import actions as cockpit
from gongqiao.cockpit.queries.indicators import KEPT
from gongqiao.membership.models import Membership, Resolution
from gongqiao.organisations.models import Coverage, Employer, Organisation
from gongqiao.people.models import Person
from gongqiao.shell.demo import numbers
from gongqiao.shell.demo.members import MOBILE
from gongqiao.shell.world import build, hands, plan
from gongqiao.shell.world.plan import Plan
from tests import make
from tests.platform import own_server
from tests.typed import typed

PLACES = ("330105013", "330109113", "330206002", "330302102")
PLENTY = 10**13


def small(seed=7, members=3_000, employers=60):
    return Plan(members, employers, PLACES, seed)


def is_right(number):
    """GB 11643: weighed and summed up, the eighteen digits leave one."""
    digits = [10 if digit == "X" else int(digit) for digit in number]
    return sum(digit * 2 ** (17 - place) for place, digit in enumerate(digits)) % 11 == 1


def lines(of):
    return [(number, name, phone, form) for firm in of.firms for name, _, number, phone, form, *_ in of.roster(firm)]


def test_the_same_seed_makes_the_same_people_and_another_one_others():
    assert lines(small()) == lines(small())
    assert lines(small()) != lines(small(seed=8))


def test_all_the_members_asked_for_are_there_and_no_firm_has_more_than_work_in_it():
    firms = small().firms

    assert (len(firms), sum(firm.members for firm in firms)) == (60, 3_000)
    assert all(firm.members < firm.staff for firm in firms)
    assert {firm.own for firm in firms} == {True, False}
    assert all(firm.own is (firm.staff >= 25) for firm in firms)


def test_every_number_is_right_in_its_check_digit_and_given_once():
    of = small()
    told = lines(of)
    codes = [of.code_of(firm, kind) for firm in of.firms for kind in (numbers.FIRM, numbers.BASIC_UNION)]

    assert all(is_right(number) for number, *_ in told)
    assert all(uscc.is_valid(code) for code in codes)
    assert len({number for number, *_ in told}) == len({phone for *_, phone, _ in told}) == 3_000
    assert len(set(codes)) == 2 * 60
    assert len({of.name_of(firm, firm.county) for firm in of.firms}) == 60


def test_no_number_is_given_twice_however_many_there_are():
    for slots in (plan.DAYS * plan.SEQUENCES // 2, len(MOBILE) * plan.PHONES, plan.CODES):
        assert gcd(plan.STRIDE, slots) == 1


def test_everybody_was_of_working_age_when_she_joined():
    of = small()
    for firm in of.firms:
        ages = [of.met_on(firm).year - int(number[6:10]) for _, _, number, *_ in of.roster(firm)]
        assert all(17 <= age <= 59 for age in ages), ages


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ({"members": 100, "employers": 10, "free": PLENTY}, []),
        ({"members": 10, "employers": 10, "free": PLENTY}, []),
        ({"members": 9, "employers": 10, "free": PLENTY}, ["few"]),
        ({"members": 9, "employers": 10, "free": PLENTY, "beside": True}, ["few"]),
        ({"members": 10**6, "employers": 10, "free": 10**9}, ["disk"]),
    ],
)
def test_what_cannot_be_built_is_told_before_anything_is_written(told, codes):
    assert [reason.code for reason in build.barred(**told)] == codes


def test_a_platform_in_earnest_gets_no_invented_people(settings):
    settings.PRODUCTION = True
    (reason,) = build.barred(members=10, employers=1, free=PLENTY)
    assert reason.code == "production"


class Built(TestCase):
    @classmethod
    def setUpTestData(cls):
        federations = build.begin(1_200, 40, free=PLENTY, at=make.AT)
        standing, parts = build.build(build.planned(1_200, 40, 7), federations, make.AT)
        unions = standing.communities, standing.firms
        cls.told = list(hands.admitted(parts, (1_200, 40, 7, plan.HERE), unions, 1, make.AT))

    def test_members_employers_and_their_unions_are_there(self):
        firms = build.planned(1_200, 40, 7).firms

        assert sum(self.told) == Membership.objects.filter(state="active").count() == 1_200
        assert Employer.objects.count() == Coverage.objects.count() == 40
        assert Organisation.objects.filter(kind="committee").count() == sum(firm.own for firm in firms)
        assert Resolution.objects.count() >= sum(firm.own for firm in firms)
        joined = Membership.objects.values_list("joined_on", flat=True)
        assert date(2021, 1, 4) <= min(joined) <= max(joined) < date(2026, 3, 10)

    def test_what_stands_in_the_tables_can_be_opened(self):
        person = Person.objects.order_by("pk").first()
        assert is_right(person.document_number.reveal())
        assert len(person.phone.reveal()) == 11

    def test_the_figures_are_those_of_the_tables(self):
        found = [cockpit.recount(name, by=make.actor("system-admin"), at=make.AT) for name in KEPT]
        assert [each.cells for each in found] == [0] * len(found)

    def test_it_is_not_built_on_another_unless_it_is_told_to(self):
        (reason,) = build.barred(members=10, employers=1, free=PLENTY)
        assert reason.code == "stands"
        assert list(build.barred(members=10, employers=1, free=PLENTY, beside=True)) == []

    def test_built_beside_another_nobody_has_the_number_of_anybody(self):
        here, beside = (build.planned(1_200, 40, 7, home) for home in (plan.HERE, plan.ELSEWHERE))
        assert {number for number, *_ in lines(here)} & {number for number, *_ in lines(beside)} == set()
        assert all(is_right(number) for number, *_ in lines(beside))


@pytest.mark.long
def test_an_operator_builds_it_with_two_processes_and_the_figures_agree():
    with own_server("world") as server:
        server.start()
        told = {"GONGQIAO_MODE": "demo", "DATABASE_URL": "", "GONGQIAO_DATA": str(Path(os.environ["GONGQIAO_DATA"]))}
        assert typed("migrate", **told).code == 0
        said = typed("world", "--members", "2000", "--employers", "50", "--processes", "2", "--json", **told)
        assert (said.code, said.err) == (0, "")
        facts = json.loads(said.out.splitlines()[-1])
        assert (facts["members"], facts["employers"]) == (2000, 50)
        assert typed("cockpit", "recount", **told).code == 0
        again = typed("world", "--members", "2000", "--employers", "50", **told)
        assert (again.code, "已经有工会" in again.err) == (2, True)
        beside = typed("world", "--beside", "--members", "500", "--employers", "20", "--json", **told)
        assert (beside.code, json.loads(beside.out.splitlines()[-1])["members"]) == (0, 500)
        assert typed("cockpit", "recount", **told).code == 0
