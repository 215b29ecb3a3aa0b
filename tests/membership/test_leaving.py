"""Closing an account, seen from joining and belonging: what is under way comes first, drafts go, 会籍 stays."""

import pytest

from gongqiao.kernel.reasons import Refused
from gongqiao.membership import actions, queries
from gongqiao.membership.models import Application, Card, Membership
from gongqiao.notices import actions as notices
from gongqiao.notices.models import Notice, Preference
from gongqiao.people import actions as people
from tests import make
from tests.journeys.counties import paper
from tests.membership import made
from tests.membership.test_pages import letters

pytestmark = pytest.mark.django_db


def close(account):
    return people.close(strong_at=None, by=make.oneself(account), at=make.AT)


@pytest.mark.parametrize("state", ["submitted", "sent_back"])
def test_what_a_union_has_is_ended_first_and_the_page_says_where(let_in, union, state):
    account = make.account()
    application = made.applied(union, of=account)
    if state == "sent_back":
        actions.send_back(application.pk, missing=["station"], by=make.actor("clerk", union), at=make.AT)

    with pytest.raises(Refused, match="先在“入会进度”中撤回申请"):
        close(account)
    assert "先在“入会进度”中撤回申请" in letters(let_in(account).get("/me/close/"))

    actions.withdraw(application.pk, by=make.oneself(account), at=make.AT)
    close(account)


def test_what_was_begun_and_never_handed_in_goes_with_the_account(hear, union, settings, tmp_path):
    settings.FILES = tmp_path
    account, other = make.account(), make.account()
    begun, kept = made.draft(union, of=account), made.draft(union, of=other)
    shown = [paper(each, application) for each, application in ((account, begun), (other, kept))]

    close(account)
    hear()

    assert list(Application.objects.all()) == [kept]
    for each in shown:
        each.refresh_from_db()
    assert [each.removed_at for each in shown] == [make.AT, None]


def test_what_a_union_has_decided_stays_with_it(hear, union):
    account = make.account()
    application = made.applied(union, of=account)
    actions.reject(application.pk, words="请向单位工会申请", by=make.actor("chair", union), at=make.AT)

    close(account)
    hear()

    assert Application.objects.get().state == "rejected"


def test_a_member_stays_a_member_with_her_card(hear, union):
    account = make.account()
    made.member(union, of=account)
    account.refresh_from_db()
    card = Card.objects.get()

    close(account)
    hear()

    assert Membership.objects.get().state == "active"
    assert queries.card_shown(card.token, on=make.TODAY).valid
    again = make.account(account.person)
    assert queries.own_membership(make.oneself(again)).pk == card.pk


def test_the_inbox_of_a_closed_account_is_empty(hear, union):
    account, other = make.account(), make.account()
    for each in (account, other):
        application = made.applied(union, of=each)
        actions.reject(application.pk, words="请向单位工会申请", by=make.actor("chair", union), at=make.AT)
        notices.mute(["入会办理"], among=["入会办理"], by=make.oneself(each), at=make.AT)
    hear()
    assert Notice.objects.filter(account=account.pk).exists()

    close(account)
    hear()

    assert {each.account for each in Notice.objects.exclude(account=None)} == {other.pk}
    assert Preference.objects.get().account == other.pk
