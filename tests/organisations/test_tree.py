"""Founding, moving and dissolving; who is over whom, today and on a day."""

from datetime import date, timedelta

import pytest

from gongqiao.kernel.models import Line, Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.organisations import actions, queries
from gongqiao.organisations.actions import NewUnion
from gongqiao.organisations.actions.places_on_lines import stand
from gongqiao.organisations.models import Organisation
from tests import make
from tests.organisations import unions
from tests.organising.made import union_code

pytestmark = pytest.mark.django_db


@pytest.fixture(name="tree")
def _tree():
    return unions.tree()


def test_a_union_is_founded_under_the_higher_one_that_approved_it(tree):
    by = make.actor("cadre", tree["county"].body)

    union = actions.found(
        tree["township"].pk,
        kind="committee",
        tier="employer",
        name="某厂工会委员会",
        division="330109001",
        by=by,
        at=make.AT,
    )

    assert Line.path_of(union.pk) == f"{Line.path_of(tree['township'].pk)}{union.pk}."
    assert [each.pk for each in queries.ancestors(union.pk)] == [
        tree[t].pk for t in ("province", "city", "county", "township")
    ]
    assert Record.objects.latest("id").facts["tier"] == "employer"


def test_a_cadre_of_another_county_founds_nothing_here(tree):
    stranger = make.actor("cadre", tree["other"].body)

    with pytest.raises(Forbidden):
        actions.found(
            tree["county"].pk, kind="joint", tier="community", name="某", division="330109", by=stranger, at=make.AT
        )


@pytest.mark.parametrize(
    ("tier", "codes"), [("community", []), ("township", []), ("county", ["below_its_own"]), ("city", ["below_its_own"])]
)
def test_a_union_is_not_founded_under_one_of_a_lower_tier(tree, tier, codes):
    by = make.actor("cadre", tree["county"].body)
    try:
        actions.found(tree["township"].pk, kind="joint", tier=tier, name="某", division="330109", by=by, at=make.AT)
        told = []
    except Refused as refused:
        told = [reason.code for reason in refused.reasons]

    assert told == codes


def test_a_union_that_moves_takes_its_branch_along_and_past_days_keep_what_they_were(tree):
    by = make.actor("cadre", tree["province"].body)

    actions.move_under(tree["township"].pk, above=tree["other"].pk, by=by, at=make.AT)

    assert [each.pk for each in queries.ancestors(tree["joint"].pk)] == [
        tree[t].pk for t in ("province", "city", "other", "township")
    ]
    yesterday = queries.ancestors(tree["joint"].pk, on=make.TODAY - timedelta(days=1))
    assert [each.pk for each in yesterday] == [tree[t].pk for t in ("province", "city", "county", "township")]
    assert list(queries.children(tree["other"].pk)) == [tree["township"]]


def test_a_union_never_comes_under_one_of_its_own(tree):
    by = make.actor("cadre", tree["province"].body)

    with pytest.raises(Refused, match="不能调整到自己或者自己的下级之下"):
        actions.move_under(tree["county"].pk, above=tree["township"].pk, by=by, at=make.AT)


def test_a_dissolved_union_stands_on_no_line_and_takes_nobody_in(tree):
    by = make.actor("cadre", tree["county"].body)

    actions.dissolve(tree["joint"].pk, by=by, at=make.AT)

    assert Line.path_of(tree["joint"].pk) == ""
    assert queries.closed(tree["joint"].pk, on=make.TODAY)
    assert tree["joint"] not in queries.joinable(on=make.TODAY)


def test_the_county_of_a_union_is_the_division_whose_rules_hold(tree):
    assert queries.county_of(tree["joint"].pk) == "330109"
    assert queries.county_of(tree["city"].pk) == "330100"


def test_a_whole_branch_is_founded_at_once_with_one_record(tree):
    before = Record.objects.count()
    plans = [
        NewUnion("c", "某县总工会", "federation", "county", "330110", tree["city"].pk),
        NewUnion("t", "某镇总工会", "federation", "township", "330110005", "c"),
    ]

    numbers = actions.found_many(plans, on=date(2020, 5, 1), by=make.actor("installer"), at=make.AT)

    above = [tree["province"].pk, tree["city"].pk, numbers["c"], numbers["t"]]
    assert Line.path_of(numbers["t"]) == "u" + "".join(f"{each}." for each in above)
    assert Record.objects.count() == before + 1
    assert Organisation.objects.get(pk=numbers["t"]).set_up_on == date(2020, 5, 1)


def test_a_list_whose_order_is_wrong_founds_nothing(tree):
    plans = [NewUnion("t", "某镇总工会", "federation", "township", "330110005", "c")]

    with pytest.raises(Refused, match="不在名单中它的前面"):
        actions.found_many(plans, by=make.actor("installer"), at=make.AT)


def test_what_a_viewer_sees_of_the_tree_is_what_is_at_and_below(tree):
    seen = set(queries.organisations(make.actor("cadre", tree["county"].body)))

    assert seen == {tree["county"], tree["township"], tree["joint"], tree["community"]}


def test_a_union_that_leads_others_on_any_line_is_not_dissolved(tree):
    by = make.actor("cadre", tree["county"].body)
    stand(tree["community"].body, tree["joint"].pk, "industry", on=make.TODAY)

    with pytest.raises(Refused) as caught:
        actions.dissolve(tree["joint"].pk, by=by, at=make.AT)
    assert [reason.code for reason in caught.value.reasons] == ["below"]

    actions.dissolve(tree["community"].pk, by=by, at=make.AT)
    assert actions.dissolve(tree["joint"].pk, by=by, at=make.AT).dissolved_on == make.TODAY


def test_nothing_is_moved_under_a_union_that_has_ended(tree):
    by = make.actor("cadre", tree["county"].body)
    before = Line.path_of(tree["community"].pk)
    actions.dissolve(tree["joint"].pk, by=by, at=make.AT)

    with pytest.raises(Refused) as caught:
        actions.move_under(tree["community"].pk, above=tree["joint"].pk, by=make.actor("installer"), at=make.AT)

    assert [reason.code for reason in caught.value.reasons] == ["closed_above"]
    assert Line.path_of(tree["community"].pk) == before


UNION = {"kind": "joint", "tier": "community", "name": "某", "division": "330109001"}
EMPLOYER = {"name": "某厂", "uscc": "91330109MA2AXU7B0B", "division": "330109001"}


@pytest.mark.parametrize("column", ["dissolved_on", "slug", "body_id", "set_up_on", "union_body_id", "pk"])
def test_no_column_is_written_but_those_that_are_named(tree, column):
    by = make.actor("installer")

    with pytest.raises(TypeError, match=column):
        actions.found(tree["township"].pk, **UNION, **{column: 1}, by=by, at=make.AT)
    with pytest.raises(TypeError, match=column):
        actions.register_employer(tree["township"].pk, **EMPLOYER, **{column: 1}, by=by, at=make.AT)


def test_one_credit_code_is_one_union_and_one_employer_of_a_place(tree):
    by = make.actor("installer")
    for told in (
        lambda: actions.found(tree["township"].pk, **UNION, uscc="813301095000000018", by=by, at=make.AT),
        lambda: actions.register_employer(tree["township"].pk, **EMPLOYER, by=by, at=make.AT),
    ):
        told()
        with pytest.raises(Refused) as caught:
            told()
        assert [reason.code for reason in caught.value.reasons] == ["uscc_taken"]


def test_the_workers_of_a_union_that_has_ended_are_organised_nowhere(tree):
    by, at = make.actor("cadre", tree["county"].body), make.AT
    told = {"name": "某厂", "uscc": make.credit_code(), "division": "330109001"}
    firm = actions.register_employer(tree["township"].pk, **told, by=by, at=at)
    actions.cover(firm.pk, union=tree["joint"].pk, by=by, at=at)
    assert (queries.covering(firm.pk), queries.covered_by(tree["joint"].pk)) == (tree["joint"], [firm.pk])

    actions.dissolve(tree["joint"].pk, by=by, at=at)

    assert (queries.covering(firm.pk), queries.covered_by(tree["joint"].pk)) == (None, [])
    assert not queries.employers(by).get(pk=firm.pk).organised


def test_a_union_gets_its_credit_code_and_no_two_have_the_same(tree):
    by, told = make.actor("cadre", tree["county"].body), {"at": make.AT}
    code = union_code()
    assert actions.give_code(tree["joint"].pk, uscc=code, by=by, **told).uscc == code
    assert actions.give_code(tree["joint"].pk, uscc=code, by=by, **told).uscc == code
    for union, wrong in (("community", code), ("community", make.credit_code())):
        with pytest.raises(Refused):
            actions.give_code(tree[union].pk, uscc=wrong, by=by, **told)
    with pytest.raises(Forbidden):
        actions.give_code(tree["joint"].pk, uscc=code, by=make.actor("chair", tree["community"].body), **told)
