"""谁看过我的信息, for everybody on a list that was taken away."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gongqiao.kernel import wall
from gongqiao.people import actions, queries
from gongqiao.people.models import Account, Look
from tests import make
from tests.make import AT

pytestmark = pytest.mark.django_db
TOLD = {"what": "会员台账", "reason": "发放慰问品", "at": AT}


@pytest.fixture
def clerk():
    return make.actor("clerk", make.body(name="甲工会"), person_id=make.person().pk)


def traced(by, *whose):
    with wall.lowered():
        actions.trace_many(whose, by=by, **TOLD)


def test_each_is_told_who_took_her_away_on_a_list_and_what_for(clerk):
    persons = [make.person() for _ in range(3)]
    traced(clerk, *((each.pk, None) for each in persons))

    for each in persons:
        look = queries.looks(make.oneself(make.account(each))).get()
        told = (look.body_words, look.role_words, look.get_way_display(), look.what, look.reason, look.at)
        assert told == ("甲工会", "工会经办人", "导出了", "会员台账", "发放慰问品", AT)


def test_whoever_is_known_by_an_account_alone_is_told_too_and_still_when_it_has_become_hers(clerk):
    account = make.account()
    traced(clerk, (None, account.pk))
    before = queries.looks(make.oneself(account)).count()
    Account.objects.filter(pk=account.pk).update(person=make.person(), tied_by="union", tied_at=AT)
    account.refresh_from_db()

    assert (before, queries.looks(make.oneself(account)).count()) == (1, 1)


def test_a_person_with_an_account_is_told_once_and_only_as_a_person(clerk):
    account = make.account(make.person())
    traced(clerk, (account.person_id, account.pk))

    assert queries.looks(make.oneself(account)).get().account_id is None


def test_behind_the_wall_nobody_else_reads_of_it(clerk):
    mine, other = make.account(), make.account()
    traced(clerk, (None, mine.pk))

    seen = []
    for each in (mine, other):
        wall.raise_for(make.oneself(each))
        seen.append(Look.objects.count())
        wall.rest()
    assert seen == [1, 0]


def test_a_list_of_any_length_is_one_statement(clerk):
    persons = [(make.person().pk, None) for _ in range(5)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        actions.trace_many(persons, by=clerk, **TOLD)

    assert (len(asked), Look.objects.count()) == (1, 5)


def test_a_look_is_always_at_somebody(clerk):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.trace(None, what="x", reason="y", by=clerk, at=AT)
    traced(clerk, (None, None))

    assert Look.objects.count() == 0
