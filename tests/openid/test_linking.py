"""What is linked to an account, compared with it and taken off again."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import moment
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.secrets import blind
from gongqiao.kernel.senders import Message
from gongqiao.openid import actions, jobs, queries
from gongqiao.openid.models import Errand, Link
from gongqiao.people import actions as people
from gongqiao.people import queries as persons
from gongqiao.people.models import Consent
from tests import make
from tests.hearing import hear  # noqa: F401 -- a fixture
from tests.openid.conftest import NUMBER
from tests.openid.smallest import NAMED
from tests.openid.test_signing_in import words

pytestmark = pytest.mark.django_db
ISSUER = NAMED["issuer"]


@pytest.fixture(autouse=True)
def _named(settings):
    settings.OPENID = {**NAMED, "number": "id_number"}


def came(by, subject="zhang", *, name="张三丰", number="", device="a device"):
    """What waits after somebody came back."""
    state = f"state {subject} {make.phone()}"
    errand = actions.begin(state, issuer=ISSUER, device=device, onward="", by=by, at=make.AT)
    actions._returned(state, device, make.AT)
    return actions.hear(errand.pk, claims={"sub": subject, "name": name, "id_number": number}, by=by, at=make.AT)


def link(account, errand=None, *, agreed=False, device="a device", at=make.AT, **told):
    by = make.oneself(account)
    errand = errand or came(by, **told)
    return actions.link(errand.pk, agreed=agreed, device=device, by=by, at=at)


def why(*args, **parts):
    with pytest.raises(Refused) as refused:
        link(*args, **parts)
    return [reason.code for reason in refused.value.reasons]


def texts(account):
    return [each.text.reveal() for each in Message.objects.order_by("pk") if each.to == account.phone.reveal()]


def test_linked_both_ways_lead_in_and_she_is_told_on_her_phone():
    account = make.account()

    made = link(account)

    assert (made.account, made.subject, made.ended_at) == (account, "zhang", None)
    record = Record.objects.get(event="openid.Linked")
    assert record.facts == {"account_id": str(account.pk), "compared": False}
    assert "您的账号已绑定浙里办登录" in texts(account)[-1]
    assert actions._known(ISSUER, "zhang", make.AT) == account.pk
    assert people.open_account(account.phone.reveal(), make.AT) == (account, False)


def test_a_subject_leads_into_one_account_and_an_account_has_one_subject():
    first, second = make.account(), make.account()
    link(first)

    assert why(second) == ["taken"]
    assert why(first, subject="li") == ["linked"]
    assert why(first) == ["linked"]
    assert Link.objects.count() == 1


def test_of_two_who_name_one_subject_at_the_same_moment_one_gets_her():
    link(make.account())
    late = Link(account=make.account(), issuer=ISSUER, subject="zhang", linked_at=make.AT)

    with pytest.raises(Refused, match="已经绑定了另一个工桥账号"):
        actions._linked(late, "浙里办")
    with pytest.raises(IntegrityError), transaction.atomic():
        late.save(force_insert=True)


def test_what_came_back_is_decided_on_this_device_in_time_and_by_whoever_set_out():
    account, other = make.account(), make.account()
    errand = came(make.oneself(account))

    assert why(account, errand, device="another") == ["over"]
    assert why(other, errand) == ["over"]
    assert why(account, errand, at=make.AT + actions.DECIDES) == ["over"]
    link(account, errand)
    assert why(account, errand) == ["over"]


def test_nobody_links_who_is_not_in():
    errand = came(Actor())
    with pytest.raises(Forbidden):
        actions.link(errand.pk, device="a device", by=Actor(), at=make.AT)


def test_unlinked_the_phone_still_leads_in_and_the_subject_is_forgotten():
    account = make.account()
    link(account)

    ended = actions.unlink(by=make.oneself(account), at=make.AT)

    ended.refresh_from_db()
    assert (ended.subject, ended.subject_index, ended.ended_at) == (None, None, make.AT)
    assert actions._known(ISSUER, "zhang", make.AT) is None
    assert people.open_account(account.phone.reveal(), make.AT) == (account, False)
    assert Record.objects.get(event="openid.Unlinked").facts == {"account_id": str(account.pk)}
    assert "已解除浙里办登录" in texts(account)[-1]
    with pytest.raises(Refused, match="没有绑定浙里办账号，或者已经解除"):
        actions.unlink(by=make.oneself(account), at=make.AT)
    assert link(account).ended_at is None


def test_the_last_way_in_cannot_be_taken_off():
    """An account that is open has a phone: the database itself keeps it."""
    account = make.account()
    link(account)
    account.phone = None
    with pytest.raises(IntegrityError), transaction.atomic():
        account.save()


def test_only_the_index_of_her_number_is_written_down():
    errand = came(Actor(), number=NUMBER)
    errand.refresh_from_db()

    assert bytes(errand.document) == blind("document", NUMBER)
    assert NUMBER not in str(Errand.objects.values())


def test_a_document_the_union_knows_makes_the_account_hers_when_she_agrees():
    person, account = make.person(document_number=NUMBER, name="张三丰"), make.account()

    link(account, number=NUMBER, agreed=True)

    account.refresh_from_db()
    assert (account.person, account.tied_by) == (person, "openid")
    assert Consent.objects.get(account=account).purpose == "identity"
    assert Record.objects.get(event="openid.Linked").facts["compared"] is True


def test_without_her_agreement_nothing_is_compared():
    make.person(document_number=NUMBER, name="张三丰")
    account = make.account()

    link(account, number=NUMBER)

    account.refresh_from_db()
    assert account.person is None
    assert not Consent.objects.filter(account=account).exists()


def test_a_consent_that_was_given_before_is_not_given_again():
    account = make.account()
    people.give("identity", by=make.oneself(account), at=make.AT)

    link(account, number=NUMBER, agreed=True)

    assert Consent.objects.filter(account=account).count() == 1


def test_where_the_provider_tells_of_no_document_there_is_nothing_to_agree_to():
    account = make.account()
    link(account, agreed=True)
    assert not Consent.objects.filter(account=account).exists()


def test_a_number_that_is_known_under_another_name_makes_nobody_hers_and_is_not_told():
    make.person(document_number=NUMBER, name="王五")
    account = make.account()

    link(account, number=NUMBER, agreed=True)

    account.refresh_from_db()
    assert account.person is None


def test_a_number_without_a_name_is_enough():
    person, account = make.person(document_number=NUMBER), make.account()
    link(account, number=NUMBER, agreed=True, name="")
    account.refresh_from_db()
    assert account.person == person


def test_a_number_nobody_knows_makes_nobody_hers():
    account = make.account()
    link(account, number=NUMBER, agreed=True)
    account.refresh_from_db()
    assert account.person is None


@pytest.mark.parametrize("known", [True, False])
def test_a_document_of_somebody_else_than_the_accounts_person_is_refused(known):
    if known:
        make.person(document_number=NUMBER)
    account = make.account(make.person())

    assert why(account, number=NUMBER, agreed=True) == ["other_person"]
    assert not Link.objects.exists()


def test_whoever_is_known_by_a_passport_is_not_refused_for_her_card():
    account = make.account(make.person(document_type="passport", document_number="E12345678", birth_on=make.TODAY))
    assert link(account, number=NUMBER, agreed=True).account == account


def test_the_document_of_a_row_that_was_merged_into_hers_is_hers():
    kept = make.person()
    gone = make.person(document_number=NUMBER)
    gone.same_as = kept
    gone.save()
    account = make.account(kept)
    assert link(account, number=NUMBER, agreed=True).account == account

    new = make.account()
    assert link(new, number=NUMBER, agreed=True, subject="li").account == new
    new.refresh_from_db()
    assert new.person == kept


def test_the_accounts_own_document_is_compared_and_nothing_changes():
    account = make.account(make.person(document_number=NUMBER))
    link(account, number=NUMBER, agreed=True)
    account.refresh_from_db()
    assert account.tied_by == "union"


def test_nothing_leads_into_an_account_that_is_closed(hear):  # noqa: F811 -- the fixture
    account = make.account()
    link(account)
    came(make.oneself(account), "li")
    people.close(strong_at=None, by=make.oneself(account), at=make.AT)

    known = actions._known(ISSUER, "zhang", make.AT)
    with pytest.raises(Refused, match="已经注销"):
        people.enter_known(known, origin=make.origin(), by=Actor(), at=make.AT)
    hear()

    assert actions._known(ISSUER, "zhang", make.AT) is None
    assert [each.subject for each in Link.objects.all()] == [None]
    assert not Errand.objects.exists()


def test_what_nobody_came_back_for_is_forgotten_in_the_hour():
    over, waits = came(Actor(), "zhang"), came(Actor(), "li")
    Errand.objects.filter(pk=over.pk).update(until=moment())
    Errand.objects.filter(pk=waits.pk).update(until=moment() + actions.DECIDES)

    jobs.forget()

    assert list(Errand.objects.all()) == [waits]


def test_her_own_data_tells_what_is_linked_and_never_a_digest():
    account = make.account()
    link(account)

    told = persons.own_data(make.oneself(account))

    assert [row["政务服务用户标识"] for row in told["政务服务登录绑定"]] == ["zhang"]
    assert "state" not in str(told["政务服务登录往返"])


def test_a_link_is_seen_by_its_owner_alone(settings):
    account = make.account()
    link(account)
    came(make.oneself(account), "li")
    seen = {}
    settings.WALL_AT_REST = wall.UP
    for name, viewer in {"own": make.oneself(account), "other": make.oneself(make.account())}.items():
        wall.raise_for(viewer)
        seen[name] = (Link.objects.count(), Errand.objects.count(), queries.links(viewer).count())
    settings.WALL_AT_REST = wall.DOWN
    wall.rest()

    assert seen == {"own": (1, 2, 1), "other": (0, 0, 0)}


def test_she_takes_it_off_on_her_page(settings, visitor):
    account = make.account()
    link(account)
    visitor.enter(account)

    assert "请先勾选" in words(visitor.here.post(reverse("openid:link"), {}))
    visitor.here.post(reverse("openid:link"), {"agreed": "on"})

    page = words(visitor.here.get(reverse("openid:link")))
    assert "前往浙里办绑定" in page
    assert "工桥得到的只有您在浙里办的用户标识和姓名，以及证件号码不可还原的摘要，得不到密码" in page
    assert "解除" in page
    settings.OPENID = {}
    assert "现在没有开通政务服务登录" in words(visitor.here.get(reverse("openid:link")))


def test_the_page_of_the_account_leads_there(visitor):
    visitor.enter(make.account())
    assert "浙里办登录" in words(visitor.here.get(reverse("people:me")))
