"""Every number of the law, typed from the texts and not from the code, where it binds and where it does not."""

from datetime import date
from fractions import Fraction

import pytest

from gongqiao.law.parameters import TABLE, Mark, held
from gongqiao.law.parameters.row import AT_LEAST, AT_MOST, OVER
from tests.law.test_parameters import ANY, HANGZHOU, NATION, NINGBO, WAGE, WENZHOU, ZHEJIANG, value

ON = date(2026, 11, 23)
PLACES = (NATION, ZHEJIANG, HANGZHOU, NINGBO)
THIRD, HALF, TWO_THIRDS = Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)
YEARLY = (1, "次/年")

# What binds every contract but one on wages: in the nation, and in the whole province, the two cities included.
BARGAINING = {
    "bargaining.representatives": [(3, "人"), (3, "人")],
    "bargaining.representatives_above_scale": [None, (5, "人")],
    "bargaining.representatives_most": [None, None],
    "bargaining.representatives_posting": [None, None],
    "bargaining.outsiders": [(THIRD, AT_MOST), (THIRD, AT_MOST)],
    "bargaining.nomination": [(HALF, AT_LEAST), (HALF, OVER)],
    "bargaining.vacancy": [(15, "calendar"), (15, "calendar")],
    "bargaining.reply": [(20, "calendar"), (10, "working")],
    "bargaining.information": [None, (7, "calendar")],
    "bargaining.suspension": [None, (60, "calendar")],
    "bargaining.conclusion": [None, None],
    "bargaining.conclusion_of_meetings": [None, None],
    "bargaining.draft_to_congress": [None, (15, "working")],
    "bargaining.resubmit": [None, (5, "working")],
    "bargaining.adoption_quorum": [(TWO_THIRDS, AT_LEAST), (TWO_THIRDS, AT_LEAST)],
    "bargaining.adoption": [(HALF, AT_LEAST), (HALF, OVER)],
    "bargaining.file": [(10, "calendar"), (10, "calendar")],
    "bargaining.file_copies": [(3, "份"), (5, "份")],
    "bargaining.review": [(15, "calendar"), (15, "calendar")],
    "bargaining.publish": [None, (5, "working")],
    "bargaining.term": [((1, 3), "year"), ((1, 3), "year")],
    "bargaining.renewal": [(3, "month"), (90, "calendar")],
    "bargaining.termination_report": [None, (5, "working")],
    "bargaining.performance_report": [None, YEARLY],
    "bargaining.mediation": [(30, "calendar"), (30, "calendar")],
    "bargaining.mediation_extension": [(15, "calendar"), (15, "calendar")],
    "bargaining.wage_talks": [None, None],
    "bargaining.piece_rate": [None, None],
    "bargaining.regional_call": [None, None],
    "bargaining.algorithm_talks": [YEARLY, YEARLY],
    "bargaining.layoff_notice": [(30, "calendar"), (30, "calendar")],
    "bargaining.layoff_persons": [(20, "人"), (20, "人")],
    "bargaining.layoff_share": [(Fraction(1, 10), AT_LEAST), (Fraction(1, 10), AT_LEAST)],
}
NATIONAL = {
    "organising.committee_members": (25, "人"),
    "organising.women_committee_members": (10, "人"),
    "organising.fulltime_chair_staff": (200, "人"),
    "organising.registration": (60, "calendar"),
    "organising.seats_1": ((3, 5), "人"),
    "organising.seats_25": ((3, 7), "人"),
    "organising.seats_201": ((7, 15), "人"),
    "organising.seats_1001": ((15, 21), "人"),
    "organising.seats_5001": ((21, 29), "人"),
    "organising.seats_10001": ((29, 37), "人"),
    "organising.seats_50001": ((37, 45), "人"),
    "organising.chair_contest": ("差额", ""),
    "organisations.term": ((3, 5), "year"),
    "organisations.extraordinary_meeting": (THIRD, AT_LEAST),
    "organisations.full_meeting": (100, "人"),
    "organisations.delay": (6, "month"),
    "organisations.acting_chair": (6, "month"),
    "organisations.election_180": (180, "calendar"),
    "organisations.election_90": (90, "calendar"),
    "organisations.election_30": (30, "calendar"),
    "organisations.legal_person": ("与届期相同", ""),
    "organisations.legal_person_renewal": (30, "calendar"),
    "organisations.funds": (Fraction(2, 100), ""),
    "membership.dues": (Fraction(5, 1000), ""),
    "erasure.archive": (10, "year"),
    "membership.lapse": (6, "month"),
    "congress.election_quorum": (TWO_THIRDS, AT_LEAST),
    "congress.election_majority": (HALF, OVER),
    "congress.election_margin": (Fraction(5, 100), AT_LEAST),
    "congress.election_standing_margin": (Fraction(10, 100), AT_LEAST),
    "congress.candidates_posting": (5, "working"),
    "congress.chair_posting": (7, "calendar"),
    "congress.election_approval": (15, "calendar"),
    "congress.papers": (7, "calendar"),
    "congress.motions_call": (30, "calendar"),
    "congress.motion_seconders": (2, "人"),
    "services.legal_aid_decision": (7, "calendar"),
    "services.legal_aid_assignment": (3, "calendar"),
    "security.logs": (6, "month"),
    "security.impact_assessments": (3, "year"),
}
PROVINCIAL = {
    "congress.quorum": (TWO_THIRDS, AT_LEAST),
    "congress.majority": (HALF, OVER),
    "congress.ballot": ("无记名投票", ""),
    "congress.managers": (Fraction(20, 100), AT_MOST),
    "congress.women": ("不低于女职工所占比例", ""),
    "congress.staff_meeting": (100, "人"),
    "congress.meetings": YEARLY,
    "congress.extraordinary_meeting": (THIRD, AT_LEAST),
    "congress.recall": (THIRD, AT_LEAST),
    "congress.openness_reply": (30, "calendar"),
    "inspection.refusal": (5, "working"),
    "inspection.opinion": (15, "working"),
    "inspection.investigators": (2, "人"),
    "inspection.committee_members": (25, "人"),
    "benefits.recuperation_days": (5, "日"),
    "benefits.recuperation_per_day": (600, "元/人·日"),
}
OF_HANGZHOU = {"benefits.recuperation_per_year": (3000, "元/人·年")}


@pytest.mark.parametrize(("key", "expected"), BARGAINING.items(), ids=BARGAINING)
@pytest.mark.parametrize("kind", [ANY, "safety", "women", "other"])
def test_contracts_not_on_wages_are_bound_by_the_nation_and_the_province(key, expected, kind):
    nation, province = expected
    found = [value(key, place, kind, on=ON) for place in (*PLACES, WENZHOU)]
    assert found == [nation, province, province, province, province]


@pytest.mark.parametrize(
    ("key", "nation", "zhejiang", "hangzhou", "ningbo"),
    [
        ("outsiders", *[(THIRD, AT_MOST)] * 4),
        ("nomination", (HALF, AT_LEAST), *[(HALF, OVER)] * 3),
        (
            "suspension_consent",
            ("双方协商一致", ""),
            ("劳动者一方同意", ""),
            ("职工方首席代表同意", ""),
            ("劳动者一方同意", ""),
        ),
        ("adoption_quorum", *[(TWO_THIRDS, AT_LEAST)] * 4),
        ("wage_talks", *[YEARLY] * 4),
        ("performance_report", None, *[YEARLY] * 3),
        ("piece_rate", None, None, *[(Fraction(90, 100), AT_LEAST)] * 2),
        ("regional_call", None, None, None, (Fraction(1, 5), AT_LEAST)),
        ("algorithm_talks", *[YEARLY] * 4),
        ("layoff_notice", *[(30, "calendar")] * 4),
        ("layoff_persons", *[(20, "人")] * 4),
        ("layoff_share", *[(Fraction(10, 100), AT_LEAST)] * 4),
    ],
)
def test_wage_bargaining_is_bound_by_these_numbers_too(key, nation, zhejiang, hangzhou, ningbo):
    found = [value(f"bargaining.{key}", place, WAGE, on=ON) for place in PLACES]
    assert found == [nation, zhejiang, hangzhou, ningbo]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("outsiders", (THIRD, AT_MOST)),
        ("wage_talks", YEARLY),
        ("reply", (20, "calendar")),
        ("information", (5, "calendar")),
        ("file", (7, "calendar")),
        ("file_copies", (3, "份")),
        ("review", (15, "calendar")),
        ("publish", (5, "calendar")),
        ("renewal", (60, "calendar")),
    ],
)
def test_until_the_provisions_of_2004_wages_were_bound_by_the_trial_measures_alone(key, expected):
    assert value(f"bargaining.{key}", HANGZHOU, WAGE, on=date(2004, 4, 30)) == expected
    assert value(f"bargaining.{key}", HANGZHOU, ANY, on=date(2004, 4, 30)) is None


@pytest.mark.parametrize("level", ["regional", "industry"])
@pytest.mark.parametrize(("place", "kind"), [(ZHEJIANG, ANY), (ZHEJIANG, WAGE), (HANGZHOU, WAGE), (NINGBO, WAGE)])
def test_the_contract_of_an_area_or_a_trade_is_adopted_by_half(place, kind, level):
    assert value("bargaining.adoption", place, kind, level, on=ON) == (HALF, AT_LEAST)


@pytest.mark.parametrize(("key", "expected"), NATIONAL.items(), ids=NATIONAL)
def test_the_whole_country_has_these_numbers(key, expected):
    assert [value(key, place, on=ON) for place in PLACES] == [expected] * 4


def test_logs_were_kept_as_long_before_the_articles_were_renumbered():
    assert value("security.logs", ZHEJIANG, on=date(2025, 12, 31)) == (6, "month")


@pytest.mark.parametrize(("key", "expected"), PROVINCIAL.items(), ids=PROVINCIAL)
def test_zhejiang_has_these_numbers_and_the_nation_has_none(key, expected):
    assert [value(key, place, on=ON) for place in PLACES] == [None, expected, expected, expected]


@pytest.mark.parametrize(("key", "expected"), OF_HANGZHOU.items(), ids=OF_HANGZHOU)
def test_hangzhou_alone_has_these_numbers(key, expected):
    assert [value(key, place, on=ON) for place in PLACES] == [None, None, expected, None]


@pytest.mark.parametrize(
    ("key", "level", "expected"),
    [
        ("majority", "enterprise", (HALF, OVER)),
        ("majority", "regional", (HALF, AT_LEAST)),
        ("majority", "industry", (HALF, AT_LEAST)),
        ("managers", "enterprise", (Fraction(20, 100), AT_MOST)),
        ("managers", "regional", (Fraction(20, 100), AT_MOST)),
        ("managers", "industry", (Fraction(20, 100), AT_MOST)),
    ],
)
def test_the_congress_of_an_area_passes_with_half_and_no_more_than_a_fifth_of_it_are_managers(key, level, expected):
    assert value(f"congress.{key}", ZHEJIANG, level=level, on=ON) == expected


def test_no_number_of_a_text_is_left_out():
    numbers = {row.key for row in TABLE if row.mark is not Mark.SETTING and not isinstance(row.value, str)}
    assert numbers - {*BARGAINING, *NATIONAL, *PROVINCIAL, *OF_HANGZHOU} == set()


@pytest.mark.parametrize(
    ("key", "mark"),
    [
        ("congress.election_standing_margin", Mark.KNOWLEDGE),
        ("congress.election_approval", Mark.KNOWLEDGE),
        ("congress.papers", Mark.KNOWLEDGE),
        ("organising.registration", Mark.KNOWLEDGE),
        ("organisations.acting_chair", Mark.KNOWLEDGE),
        ("membership.lapse", Mark.KNOWLEDGE),
        ("membership.dues", Mark.SECONDARY),
        ("organisations.delay", Mark.SECONDARY),
        ("bargaining.algorithm_talks", Mark.SECONDARY),
        ("congress.motions_call", Mark.SECONDARY),
        ("congress.motion_seconders", Mark.SECONDARY),
        ("organisations.election_180", Mark.SETTING),
        ("organisations.election_90", Mark.SETTING),
        ("organisations.election_30", Mark.SETTING),
        ("membership.release", Mark.SETTING),
        ("membership.acceptance", Mark.SETTING),
    ],
)
def test_a_number_whose_text_nobody_has_read_says_so(key, mark):
    assert held(key, division=HANGZHOU, on=ON).row.mark is mark


def test_what_only_the_platform_sets_is_never_told_as_law():
    assert {row.text.title for row in TABLE if row.mark is Mark.SETTING} == {"工桥平台办理时限"}
