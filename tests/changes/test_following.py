"""Members whose unit founded a union of its own go there by one resolution; their old union goes on."""

import pytest

from gongqiao.changes import actions, queries
from gongqiao.changes.actions.resettling import Where
from gongqiao.changes.models import Change, Resettlement
from gongqiao.kernel.reasons import Forbidden
from tests import make
from tests.changes.made import MEETING, Life, refused
from tests.cockpit.tree import nothing_is_wrong
from tests.membership.moving import Way
from tests.membership.test_pages import letters

pytestmark = pytest.mark.django_db


def told(life, *cards, **parts):
    where = Where(life.tree["community"].pk, cards, None)
    by = make.actor("cadre", life.tree["county"].body)
    return {"where": where, "number": "7号", **MEETING, "by": by, "at": make.AT, **parts}


def card(life):
    return life.membership.card.number


def test_whoever_is_named_goes_as_she_stands_and_the_others_stay(life):
    stays = Life(life.tree)
    kept = Life(life.tree).retained()

    actions.bring_along(life.union.pk, **told(life, card(life), card(kept)))

    assert (life.membership.union_body_id, life.membership.state) == (life.tree["community"].pk, "active")
    assert (kept.membership.union_body_id, kept.membership.state) == (life.tree["community"].pk, "retained")
    assert stays.membership.union_body == life.union
    nothing_is_wrong()


@pytest.mark.parametrize(("cards", "code"), [((), "nobody"), (("000000000000",), "not_there")])
def test_nobody_is_forgotten_and_nobody_is_named_who_is_not_there(life, cards, code):
    assert refused(actions.bring_along, life.union.pk, **told(life, *cards)) == [code]


def test_whoever_is_moving_finishes_that_first(life):
    moving = Way(life.tree).asked()

    number = moving.membership.card.number
    assert refused(actions.bring_along, life.union.pk, **told(life, number)) == ["moving"]


def test_what_she_has_declared_goes_with_her(life):
    life.declared()

    actions.bring_along(life.union.pk, **told(life, card(life)))

    assert Change.objects.get(pk=life.change).union_body_id == life.tree["community"].pk


def test_her_own_union_does_not_decide_it(life):
    with pytest.raises(Forbidden):
        actions.bring_along(life.union.pk, **told(life, card(life), by=life.clerk))


def test_she_and_the_unions_read_that_her_old_union_goes_on(life, let_in):
    actions.bring_along(life.union.pk, **told(life, card(life)))

    page = letters(let_in(life.account).get("/me/membership/"))
    assert "单位成立了自己的工会，会籍随名册转入" in page
    facts = {fact.label for fact in queries.resettled(Resettlement.objects.get())}
    assert "原来的工会" in facts
    assert "将要终止的工会" not in facts
