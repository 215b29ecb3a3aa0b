"""注销账号: her own act; what was kept for the account goes, what the union keeps stays, the phone is free again."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client

from gongqiao.kernel import drafts
from gongqiao.kernel.clock import moment
from gongqiao.kernel.drafts import Draft
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Reason
from gongqiao.people import actions, queries
from gongqiao.people.models import Account, Consent, Person, RecoveryCode, SignIn, Token
from gongqiao.people.queries import bonds
from tests import make
from tests.at_once import at_once
from tests.make import AT
from tests.people.conftest import last_code
from tests.people.test_actions import why
from tests.people.test_doors import letters, sign_in
from tests.programs import program

pytestmark = pytest.mark.django_db


@pytest.fixture(name="account")
def _account():
    """Somebody the union knows, with the phone it wrote down."""
    phone = make.phone()
    return make.account(make.person(phone=phone), phone=phone)


@pytest.fixture
def busy(monkeypatch):
    """Something is under way with everybody."""
    reason = Reason("under_way", "您的申请正在办理，请先撤回")
    monkeypatch.setattr(bonds, "_BONDS", [lambda _viewer, _on: iter([reason])])


def close(account, **parts):
    return actions.close(**{"strong_at": None, "by": make.oneself(account), "at": AT, **parts})


def test_what_was_kept_for_the_account_goes_and_what_the_union_keeps_stays(account):
    by, phone = make.oneself(account), account.phone.reveal()
    actions.let_in(account.pk, origin=make.origin(), by=by, at=AT)
    actions.issue(name="对接", days=30, strong_at=None, by=by, at=AT)
    actions.give("identity", by=by, at=AT)
    RecoveryCode.objects.create(account=account, digest=b"x", made_at=AT)
    drafts.keep(drafts.owner_of(account.pk), "/me/recognise/", QueryDict("name=张三丰"), at=AT)
    other = make.account()
    drafts.keep(drafts.owner_of(other.pk), "/me/recognise/", QueryDict("name=张三丰"), at=AT)

    close(account)

    account.refresh_from_db()
    assert (account.phone, account.phone_index, account.closed_at, str(account)) == (None, None, AT, "已注销的账号")
    assert (SignIn.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert Token.objects.get().revoked_at == AT
    assert Consent.objects.get().withdrawn_at == AT
    assert Draft.objects.get().owner == drafts.owner_of(other.pk)
    assert (account.person.phone, account.tied_by) == (phone, "union")
    record = Record.objects.get(event="people.AccountClosed")
    assert (record.subject_id, record.facts) == (str(account.pk), {"account_id": str(account.pk)})


def test_its_phone_opens_another_account_which_knows_nothing_of_the_first(account):
    phone = account.phone.reveal()
    close(account)
    browser = Client()

    sign_in(browser, phone)

    fresh = Account.objects.get(closed_at=None)
    assert (fresh.pk != account.pk, fresh.person_id, fresh.phone) == (True, None, phone)
    assert "账号还没有关联到人员信息" in letters(browser.get("/me/"))
    assert queries.consented(fresh.pk, "privacy", moment())


def test_she_comes_back_by_the_roster_or_by_the_union(account):
    person = account.person
    close(account)
    again, _ = actions.open_account(person.phone.reveal(), AT)
    told = {"name": person.name, "document_type": "card", "document_number": person.document_number.reveal()}

    assert actions.recognise(**told, agreed=True, by=make.oneself(again), at=AT)
    again.refresh_from_db()
    assert (again.person_id, Person.objects.count()) == (person.pk, 1)


def test_a_message_to_her_goes_to_the_account_she_has_and_never_as_the_closed_one(account):
    close(account)
    assert queries.contact(person_id=account.person_id).account_id is None
    assert queries.contact(account_id=account.pk) is None
    again = make.account(account.person, opened_at=AT - timedelta(days=9))

    assert queries.contact(person_id=account.person_id) == queries.Contact(again.phone.reveal(), again.pk)


@pytest.mark.usefixtures("busy")
def test_whoever_has_something_under_way_is_told_how_to_end_it_and_loses_nothing(account):
    actions.give("identity", by=make.oneself(account), at=AT)

    assert why(close, account) == ["under_way"]
    account.refresh_from_db()
    assert (account.closed_at, account.phone is not None) == (None, True)
    assert Consent.objects.get().withdrawn_at is None


@pytest.mark.parametrize(("minutes", "told"), [(None, ["step_up"]), (16, ["step_up"]), (15, None)])
def test_whoever_has_a_second_factor_shows_it_first(account, minutes, told):
    Account.objects.filter(pk=account.pk).update(otp_since=AT)
    strong_at = None if minutes is None else AT - timedelta(minutes=minutes)

    assert (why(close, account, strong_at=strong_at) if told else close(account, strong_at=strong_at) and None) == told


def test_what_another_window_does_with_a_closed_account_is_refused(account):
    by = make.oneself(account)
    close(account)

    for verb in (
        lambda: actions.give("identity", by=by, at=AT),
        lambda: actions.issue(name="对接", days=1, strong_at=None, by=by, at=AT),
        lambda: actions.enrol(by=by, at=AT),
        lambda: close(account),
    ):
        with pytest.raises(Forbidden, match="已经注销"):
            verb()


def test_the_page_tells_what_goes_and_what_stays_and_asks_once_more(account):
    browser, hers = Client(), program(make.oneself(account))
    sign_in(browser, account.phone.reveal())
    assert 'href="/me/close/"' in browser.get("/me/").text

    page = letters(browser.get("/me/close/"))
    assert [words in page for words in ("会籍、会员证号和工会名册", "注销账号不是退会", "下载我的数据")] == [True] * 3
    assert "确定要注销的，请先勾选" in letters(browser.post("/me/close/", {"act": "1"}))
    assert hers.get("/api/v1/me").status_code == 200

    left = browser.post("/me/close/", {"agreed": "on", "act": "2"})

    assert left.url == "/"
    assert "账号已注销" in letters(browser.get("/"))
    assert (browser.get("/me/looks/").status_code, hers.get("/api/v1/me").status_code) == (303, 401)


@pytest.mark.usefixtures("busy")
def test_the_page_tells_beforehand_why_not_yet(account):
    browser = Client()
    sign_in(browser, account.phone.reveal())

    page = browser.get("/me/close/")

    assert ("现在还不能注销" in letters(page), "请先撤回" in page.text, 'name="agreed"' in page.text) == (
        True, True, False,
    )  # fmt: skip
    assert "请先撤回" in browser.post("/me/close/", {"agreed": "on", "act": "1"}).text
    assert browser.get("/me/looks/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_signing_in_and_closing_at_once_nobody_is_left_in_a_closed_account():
    phone = make.phone()
    account = make.account(phone=phone)
    visitor = make.actor("visitor")
    actions.ask(phone=phone, origin=make.origin(), by=visitor, at=AT)
    code = last_code(phone)

    at_once(
        lambda: actions.sign_in(code=code, origin=make.origin(), by=visitor, at=AT),
        lambda: close(account),
    )

    assert not SignIn.objects.filter(account__closed_at__isnull=False).exists()
    assert Account.objects.filter(closed_at__isnull=False).count() == 1
