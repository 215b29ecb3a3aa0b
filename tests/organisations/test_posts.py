"""Posts and terms: who may act as whom on a day."""

from datetime import date, timedelta

import pytest

from gongqiao.kernel.actions import running
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.organisations import actions, queries
from gongqiao.people import actions as closing
from gongqiao.people import identities
from gongqiao.people import queries as people
from tests import make
from tests.organisations import unions

pytestmark = pytest.mark.django_db


@pytest.fixture(name="tree")
def _tree():
    return unions.tree()


@pytest.fixture(name="person")
def _person():
    return make.person()


def appoint(person, union, role="chair", **parts):
    by = make.actor("cadre", union.body)
    return actions.appoint(
        person.pk, **{"role": role, "body_id": union.pk, "since": make.TODAY, "by": by, "at": make.AT, **parts}
    )


def test_a_post_is_an_identity_from_its_first_day_to_its_last(tree, person):
    appoint(person, tree["joint"], until=date(2026, 3, 20))

    days = {shift: len(identities.held(person.pk, on=make.TODAY + timedelta(days=shift))) for shift in (-1, 0, 10, 11)}

    assert days == {-1: 0, 0: 1, 10: 1, 11: 0}


def test_an_identity_carries_the_paths_of_its_body(tree, person):
    appoint(person, tree["joint"])

    (identity,) = identities.held(person.pk, on=make.TODAY)

    assert identity.words == "城厢新就业形态联合工会 工会主席"
    assert identity.paths["union"].endswith(f".{tree['joint'].pk}.")


def test_who_held_a_post_on_a_past_day_can_be_told(tree, person):
    post = appoint(person, tree["joint"], since=date(2021, 5, 4))
    actions.relieve(post.pk, until=date(2023, 1, 1), by=make.actor("cadre", tree["county"].body), at=make.AT)

    assert list(queries.holders(tree["joint"].pk, "chair", on=date(2021, 5, 4))) == [post]
    assert list(queries.holders(tree["joint"].pk, "chair", on=date(2023, 1, 1))) == [post]
    assert list(queries.holders(tree["joint"].pk, "chair", on=date(2023, 1, 2))) == []


def test_the_operators_three_duties_are_never_in_one_hand(tree, person):
    by = make.actor("installer")
    for role in ("security-admin", "audit-admin"):
        if role == "security-admin":
            actions.appoint(person.pk, role=role, body_id=tree["province"].pk, since=make.TODAY, by=by, at=make.AT)
            continue
        with pytest.raises(Refused, match="必须由不同的人担任"):
            actions.appoint(person.pk, role=role, body_id=tree["province"].pk, since=make.TODAY, by=by, at=make.AT)


def test_nobody_appoints_beside_her_own_part_of_the_tree(tree, person):
    with pytest.raises(Forbidden):
        appoint(person, tree["joint"], by=make.actor("cadre", tree["other"].body))


@pytest.mark.parametrize(("since", "years", "until"), [
    (date(2023, 5, 10), 3, date(2026, 5, 10)),
    (date(2024, 2, 29), 3, date(2027, 2, 28)),
    (date(2024, 2, 29), 5, date(2029, 2, 28)),
])  # fmt: skip
def test_a_term_ends_on_the_corresponding_day_and_reminds_three_times(tree, since, years, until):
    chair = make.actor("chair", tree["joint"].body)

    term = actions.begin_term(tree["joint"].pk, number=2, years=years, since=since, by=chair, at=make.AT)

    assert term.until == until
    assert {each.clock.split("_")[1] for each in running(term)} == {"180", "90", "30"}


@pytest.mark.parametrize("years", [1, 2, 4, 6])
def test_a_term_of_other_length_is_refused_with_the_article(tree, years):
    with pytest.raises(Refused, match="三年或者五年") as refused:
        actions.begin_term(
            tree["joint"].pk,
            number=1,
            years=years,
            since=make.TODAY,
            by=make.actor("chair", tree["joint"].body),
            at=make.AT,
        )

    assert refused.value.reasons[0].law == "工会法 第十六条"


def test_reminders_stop_when_the_next_committee_is_elected(tree):
    chair = make.actor("chair", tree["joint"].body)
    term = actions.begin_term(tree["joint"].pk, number=1, years=3, since=make.TODAY, by=chair, at=make.AT)

    actions.end_term(term.pk, by=chair, at=make.AT)

    assert list(running(term)) == []


@pytest.mark.parametrize(
    ("since", "until", "day", "held"),
    [
        (make.TODAY, None, make.TODAY, True),
        (date(2026, 4, 1), None, make.TODAY, True),
        (make.TODAY, date(2026, 3, 20), date(2026, 3, 20), True),
        (make.TODAY, date(2026, 3, 20), date(2026, 3, 21), False),
    ],
)
def test_whoever_holds_a_post_now_or_soon_closes_her_account_after_it_has_ended(tree, person, since, until, day, held):
    appoint(person, tree["joint"], since=since, until=until)
    account = make.account(person)
    at = make.AT + (day - make.TODAY)

    told = list(people.what_keeps(make.oneself(account), on=day))

    assert [reason.code for reason in told] == (["post_held"] if held else [])
    if held:
        assert "城厢新就业形态联合工会 工会主席，请先请登记任职的工会办理离任" in told[0].words
        with pytest.raises(Refused, match="离任"):
            closing.close(strong_at=at, by=make.oneself(account), at=at)
    else:
        assert closing.close(strong_at=at, by=make.oneself(account), at=at).closed_at == at
