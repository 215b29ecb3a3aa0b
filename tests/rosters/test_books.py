"""The lists of many unions in one act: each union's by its committee's own resolution, all of them or nobody."""

from datetime import date, timedelta

import pytest
from stdnum.cn import ric

from gongqiao.cockpit import actions as cockpit
from gongqiao.cockpit.queries.indicators import KEPT
from gongqiao.kernel.authority import Forbidden
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from gongqiao.membership.actions import Decision
from gongqiao.membership.models import Card, Membership, Resolution, Stay
from gongqiao.organisations import actions as organisations
from gongqiao.people.models import Person
from gongqiao.rosters import actions, queries
from gongqiao.rosters.actions import Judge, Terms
from tests import make
from tests.organisations import unions

pytestmark = pytest.mark.django_db
MET = date(2024, 5, 6)
PRESENT = ("李明", "王芳")
BORN = date(1990, 1, 1)


@pytest.fixture(name="tree")
def _tree():
    return unions.tree()


def people_of(count, first=1):
    """Names, numbers and phones of so many, as a list holds them."""
    for number in range(first, first + count):
        stem = f"330109{BORN + timedelta(days=number // 900):%Y%m%d}{number % 900:03d}"
        yield ("王芳", "", stem + ric.calc_check_digit(f"{stem}0"), f"138{number:08d}", "劳动合同", *[""] * 5)


def lines(union, rows):
    judge = Judge(Terms(uuid7(), union.pk, "", needs_phone=True, on=make.TODAY, words=queries.words("")))
    return judge.judge("会员名册", {}, enumerate(rows, 1)).lines


def decision(union, count, **parts):
    told = {"number": f"入会{union.pk}号", "met_on": MET, "present": PRESENT, "count": count} | parts
    return Decision(union.pk, **told)


def bring(tree, decisions, rows, **parts):
    told = {"above": tree["province"].pk, "by": make.actor("installer"), "at": make.AT} | parts
    return actions.admit_books(decisions, rows, **told)


def refused(*told, **parts):
    with pytest.raises(Refused) as caught:
        bring(*told, **parts)
    return [reason.code for reason in caught.value.reasons]


def nobody_came():
    return not Membership.objects.exists() and not Resolution.objects.exists()


def test_each_list_enters_by_a_resolution_of_its_own_and_the_figures_agree(tree):
    joint, community = tree["joint"], tree["community"]
    rows = [*lines(joint, people_of(3)), *lines(community, people_of(2, first=10))]

    batch = bring(tree, [decision(joint, 3), decision(community, 2, met_on=date(2025, 1, 2))], rows)

    counted = dict(Resolution.objects.filter(batch=batch).values_list("union_body_id", "count"))
    assert counted == {joint.pk: 3, community.pk: 2}
    assert Person.objects.count() == Card.objects.count() == Stay.objects.filter(state="active").count() == 5
    for union, met_on in ((joint, MET), (community, date(2025, 1, 2))):
        held = Membership.objects.filter(union_body=union.pk)
        assert set(held.values_list("joined_on", flat=True)) == {met_on}
        assert set(Card.objects.filter(membership__in=held).values_list("issued_on", flat=True)) == {met_on}
    found = [cockpit.recount(name, by=make.actor("system-admin"), at=make.AT) for name in KEPT]
    assert [each.cells for each in found] == [0] * len(found)
    facts = Record.objects.get(event="membership.AdmittedMany").facts
    assert (facts["resolutions"], facts["count"]) == (2, 5)
    registered = Record.objects.get(event="people.PersonsRegistered")
    assert (registered.subject_type, registered.subject_id) == ("kernel.body", str(tree["province"].pk))


def test_the_past_counts_each_from_the_day_of_its_meeting(tree):
    bring(tree, [decision(tree["joint"], 3)], lines(tree["joint"], people_of(3)))

    told = {"on": MET, "by": make.actor("system-admin"), "at": make.AT}
    found = [cockpit.recount_past(name, **told) for name in ("members", "joined")]
    assert [each.cells for each in found] == [0, 0]


def test_whoever_is_known_already_is_that_person(tree):
    (row,) = people_of(1)
    known = make.person(document_number=row[2], name="王芳")

    bring(tree, [decision(tree["joint"], 1)], lines(tree["joint"], [row]))

    assert [each.person_id for each in Membership.objects.all()] == [known.pk]


def test_known_under_another_name_nobody_enters(tree):
    (row,) = people_of(1)
    make.person(document_number=row[2], name="李四")

    assert refused(tree, [decision(tree["joint"], 1)], lines(tree["joint"], [row])) == ["other_name"]
    assert nobody_came()


def test_a_member_of_any_union_is_not_entered_again(tree):
    told = [decision(tree["joint"], 2)], lines(tree["joint"], people_of(2))
    bring(tree, *told)

    again = [decision(tree["community"], 1)], lines(tree["community"], people_of(1))
    assert refused(tree, *again) == ["already_member"]
    assert Resolution.objects.count() == 1


def test_one_number_on_two_lists_stops_them_all(tree):
    rows = [*lines(tree["joint"], people_of(1)), *lines(tree["community"], people_of(1))]

    assert refused(tree, [decision(tree["joint"], 1), decision(tree["community"], 1)], rows) == ["changed"]
    assert nobody_came()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_another_length_than_its_resolution_tells_stops_them_all(tree, count):
    rows = lines(tree["joint"], people_of(2))

    assert refused(tree, [decision(tree["joint"], count)], rows) == ["other_count"]
    assert nobody_came()


def test_a_union_brings_one_list_at_a_time(tree):
    rows = lines(tree["joint"], people_of(2))

    decisions = [decision(tree["joint"], 2), decision(tree["joint"], 2, number="2号")]
    assert refused(tree, decisions, rows) == ["two_lists"]
    assert nobody_came()


def test_rows_of_a_union_that_decided_nothing_stop_them_all(tree):
    rows = [*lines(tree["joint"], people_of(1)), *lines(tree["community"], people_of(1, first=5))]

    assert refused(tree, [decision(tree["joint"], 1)], rows) == ["other_count"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"met_on": make.TODAY + timedelta(days=1)}, "in_the_future"),
        ({"present": ()}, "nobody_present"),
        ({"present": ("李明", "李明")}, "present_twice"),
    ],
)
def test_each_paper_is_held_to_what_a_paper_must_say(tree, parts, code):
    rows = lines(tree["joint"], people_of(1))

    assert refused(tree, [decision(tree["joint"], 1, **parts)], rows) == [code]
    assert nobody_came()


def test_a_number_is_used_once_by_a_union(tree):
    bring(tree, [decision(tree["joint"], 1)], lines(tree["joint"], people_of(1)))

    again = [decision(tree["joint"], 1)], lines(tree["joint"], people_of(1, first=5))
    assert refused(tree, *again) == ["number_used"]


def test_a_union_that_has_ended_takes_nobody_in(tree):
    organisations.dissolve(tree["joint"].pk, by=make.actor("cadre", tree["county"]), at=make.AT)

    told = [decision(tree["joint"], 1)], lines(tree["joint"], people_of(1))
    assert refused(tree, *told) == ["union_closed"]


def test_a_union_beside_the_one_over_them_all_takes_nobody_in(tree):
    told = [decision(tree["joint"], 1)], lines(tree["joint"], people_of(1))

    assert refused(tree, *told, above=tree["other"].pk) == ["not_below"]


def test_nothing_decided_is_refused(tree):
    assert refused(tree, [], []) == ["empty"]


def test_whoever_may_not_enrol_there_enters_nobody(tree):
    rows = lines(tree["joint"], people_of(1))
    with pytest.raises(Forbidden):
        bring(tree, [decision(tree["joint"], 1)], rows, by=make.actor("clerk", tree["joint"]))
    assert nobody_came()
