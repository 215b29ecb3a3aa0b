"""One scope, two readings: the answers must agree for every role, place and line."""

from datetime import date

import pytest

from gongqiao.kernel.authority import (
    GRANTS,
    SELF,
    SYSTEM,
    Actor,
    Permission,
    Reach,
    grants,
    require,
    role,
    system_clock,
)
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body, Line
from gongqiao.kernel.reasons import Forbidden
from tests import make

pytestmark = pytest.mark.django_db

SEE = Permission("test.authority_see", "查看")
PAY = Permission("test.authority_pay", "查看经费")
HERE, BELOW, ALL, EVERYWHERE = (role(f"test-{name}", name) for name in ("here", "below", "all", "everywhere"))
grants((SEE, {HERE: Reach.HERE, BELOW: Reach.BELOW, ALL: Reach.ALL, EVERYWHERE: Reach.PLATFORM, SELF: Reach.SELF}))
grants((PAY, {ALL: Reach.ALL}), line="fund")


@pytest.fixture(name="tree")
def _tree():
    """Ten unions: two cities, counties below them; the second city's number begins like the first one's path."""
    top = make.body()
    cities = [make.body(top) for _ in range(3)]
    counties = [make.body(city) for city in cities for _ in range(2)]
    return [top, *cities, *counties]


def seen(scope):
    """The bodies whose line rows a list would show: `body` plays the field that names the party."""
    return set(
        Line.objects.filter(scope.as_q(union="body"), line="union", until=None).values_list("body_id", flat=True)
    )


@pytest.mark.parametrize("held", [HERE, BELOW, ALL, EVERYWHERE, "visitor"])
def test_covers_and_query_agree_at_every_place(tree, held):
    for place in tree:
        scope = make.actor(held, place).scope(SEE)
        assert seen(scope) == {body.pk for body in tree if scope.covers(body.pk)}


def test_each_reach_goes_as_far_as_it_says(tree):
    top, city, *_ = tree
    everyone = {body.pk for body in tree}
    below_city = set(Line.objects.below(Line.path_of(city.pk)).values_list("body_id", flat=True))

    assert seen(make.actor(HERE, city).scope(SEE)) == {city.pk}
    assert seen(make.actor(BELOW, city).scope(SEE)) == below_city
    assert seen(make.actor(ALL, city).scope(SEE)) == {city.pk, *below_city}
    assert seen(make.actor(ALL, top).scope(SEE)) == everyone
    assert seen(make.actor(EVERYWHERE).scope(SEE)) == everyone
    assert len(below_city) == 2


def test_a_number_that_begins_like_another_is_not_below_it():
    top = make.body()
    two = Body.objects.create(kind="union", name="二", pk=700002)
    twenty = Body.objects.create(kind="union", name="二十", pk=7000020)
    for body in (two, twenty):
        make.place(body, top)

    scope = make.actor(ALL, two).scope(SEE)

    assert (scope.covers(two.pk), scope.covers(twenty.pk)) == (True, False)
    assert seen(scope) == {two.pk}


def test_a_superior_on_one_line_is_nobody_on_another():
    organiser, payer, trade, union = (make.body() for _ in range(4))
    Line.objects.filter(body=union).update(path=f"u{organiser.pk}.{union.pk}.")
    for above, line in ((payer, "fund"), (trade, "industry")):
        make.place(above, line=line)
        make.place(union, above, line=line)

    superiors = {name: make.actor(ALL, body) for name, body in (("o", organiser), ("p", payer), ("t", trade))}

    assert {name for name, by in superiors.items() if by.scope(SEE).covers(union.pk)} == {"o"}
    assert {name for name, by in superiors.items() if by.scope(PAY).covers(union.pk)} == {"p"}


def test_a_person_reaches_what_is_her_own_and_nothing_else():
    me, other = uuid7(), uuid7()
    scope = Actor(role=SELF, person_id=me).scope(SEE)

    assert (scope.covers(5, person_id=me), scope.covers(5, person_id=other), scope.covers(None)) == (True, False, False)


def test_a_visitor_without_a_person_never_matches_a_thing_without_one():
    assert not Actor(role=SELF).scope(SEE).covers(None, person_id=None)


def test_a_moved_body_is_seen_from_its_new_place_only(tree):
    _, old, new, *_ = tree
    moved = make.body(old)
    Line.objects.filter(body=moved, until=None).update(until=date(2026, 3, 1))
    make.place(moved, new, since=date(2026, 3, 1))

    assert not make.actor(ALL, old).scope(SEE).covers(moved.pk)
    assert make.actor(ALL, new).scope(SEE).covers(moved.pk)
    assert Line.objects.on(date(2026, 2, 28)).get(body=moved).path.startswith(Line.path_of(old.pk))


def test_what_is_not_granted_is_forbidden_with_the_identity_and_the_way_out(tree):
    with pytest.raises(Forbidden, match=r"您当前的身份（访客）没有“查看”的权限，请切换身份") as forbidden:
        require(Actor(), SEE, tree[0].pk)

    assert [reason.code for reason in forbidden.value.reasons] == ["forbidden"]


def test_a_row_of_the_table_of_grants_entered_twice_is_one():
    before = list(GRANTS[PAY.name, ALL])
    grants((PAY, {ALL: Reach.ALL}), line="fund")

    assert GRANTS[PAY.name, ALL] == before


def test_a_list_of_things_that_name_another_party_shows_none_of_them(tree):
    """The permission is over unions; a list that only says which employer a thing is of cannot be narrowed by it."""
    scope = make.actor(ALL, tree[0]).scope(SEE)

    assert seen(scope) == {body.pk for body in tree}
    assert not Line.objects.filter(scope.as_q(employer="body")).exists()


def test_nobody_plays_the_clock_and_the_clock_reaches_everything(tree):
    with pytest.raises(Forbidden):
        Actor(role=SYSTEM)

    require(system_clock(), SEE, tree[0].pk)


def test_what_an_account_began_is_its_own_before_anybody_knows_whose_it_is():
    account, other = uuid7(), uuid7()
    scope = Actor(role=SELF, account_id=account).scope(SEE)

    assert (scope.covers(None, account_id=account), scope.covers(None, account_id=other)) == (True, False)
    assert not scope.covers(None, account_id=None)
    assert scope.as_q(account="account").children[-1] == ("account", account)
    assert not Actor(role=HERE, account_id=account).scope(SEE).covers(None, account_id=account)
