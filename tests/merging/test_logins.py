"""Both her phones go on to sign in, as one and the same; no office is gained without the factor that guards it."""

from datetime import timedelta

import pytest

from gongqiao.kernel.authority import ROLES
from gongqiao.organisations import actions as organisations
from gongqiao.people import actions as people
from gongqiao.people import queries
from gongqiao.people.models import Account, SignIn, Token
from gongqiao.people.queries import actor_of
from gongqiao.phones import actions as phones
from tests import make
from tests.membership import made
from tests.merging.made import refused

pytestmark = pytest.mark.django_db


def came_in(account, **parts):
    entered = people.let_in(
        account.pk, origin=make.origin(device=str(account.pk)), by=make.actor("visitor"), at=make.AT
    )
    SignIn.objects.filter(pk=entered.pk).update(strong_at=None, **parts)
    return SignIn.objects.get(pk=entered.pk)


def held(person, role, body):
    told = {"role": role, "body_id": body.pk, "since": make.TODAY, "by": make.actor("installer"), "at": make.AT}
    return organisations.appoint(person.pk, **told)


def enrolled(account, sign_in):
    """A device that shows one-time passwords for this account; gives what it shows at a moment."""
    by = make.oneself(account)
    secret = bytes.fromhex(people.enrol(by=by, at=make.AT).otp_secret.reveal())

    def shown(at):
        return make.one_time_password_of(secret, at)

    people.confirm(sign_in.pk, code=shown(make.AT), by=by, at=make.AT)
    return shown


def fresh(account):
    account.refresh_from_db()
    return make.oneself(account)


def take(account, sign_in, post, at=make.AT):
    told = {"appointment_id": post.pk, "presented": "key", "by": fresh(account), "at": at}
    return people.take(sign_in.pk, **told)


def test_both_phones_sign_in_to_the_same_person_with_the_same_identities(twins):
    delegate = held(twins.kept, "scrutineer", twins.beside)
    sessions = came_in(twins.phone_old), came_in(twins.phone_new)
    twins.merged()

    for session in sessions:
        session.refresh_from_db()
        actor = actor_of(session, make.AT)
        assert actor.person_id == twins.kept.pk
        assert [row.appointment_id for row in queries.identities_of(actor, make.AT)] == [delegate.pk]
    again = came_in(twins.phone_old)
    assert (again.person, again.called) == (twins.kept, twins.kept.shown_name)


def test_an_identity_without_a_factor_is_taken_from_either_phone(twins):
    post = held(twins.kept, "scrutineer", twins.beside)
    assert not ROLES["scrutineer"].staff
    session = came_in(twins.phone_old)
    twins.merged()

    assert take(twins.phone_old, session, post).sign_in.appointment == post.pk


LATER = make.AT + timedelta(minutes=5)


def test_the_other_phone_acts_for_an_office_once_it_has_shown_that_offices_factor(twins):
    post = held(twins.kept, "clerk", twins.beside)
    mine, other = came_in(twins.phone_new), came_in(twins.phone_old)
    shown = enrolled(twins.phone_new, mine)
    own = enrolled(twins.phone_old, other)
    twins.merged()

    assert refused(take, twins.phone_old, other, post) == ["behind"]
    assert refused(people.vouch, code=own(LATER), by=fresh(twins.phone_old), at=LATER) == ["wrong_code"]
    people.vouch(code=shown(LATER), by=fresh(twins.phone_old), at=LATER)
    assert take(twins.phone_old, other, post, at=LATER).sign_in.appointment == post.pk
    assert refused(people.vouch, code=shown(LATER), by=fresh(twins.phone_old), at=LATER) == ["not_behind"]


def test_the_phone_that_held_the_office_goes_on_as_before(twins):
    post = held(twins.kept, "clerk", twins.beside)
    session = came_in(twins.phone_new)
    enrolled(twins.phone_new, session)
    twins.merged()

    assert take(twins.phone_new, session, post).sign_in.appointment == post.pk


def test_a_factor_that_nobody_put_into_force_cannot_be_shown_and_the_guard_stands(twins):
    post = held(twins.kept, "clerk", twins.beside)
    session = came_in(twins.phone_old)
    twins.merged()
    enrolled(twins.phone_old, session)

    assert refused(people.vouch, code="123456", by=fresh(twins.phone_old), at=make.AT) == ["wrong_code"]
    assert refused(take, twins.phone_old, session, post) == ["behind"]


def test_the_other_phone_does_not_shut_out_the_one_that_guards_an_office(twins):
    held(twins.kept, "clerk", twins.beside)
    session = came_in(twins.phone_old)
    twins.merged()

    assert refused(phones.end_others, held=session, by=fresh(twins.phone_old), at=make.AT) == ["behind"]
    assert Account.objects.filter(closed_at=None).count() == 2


def test_offices_on_both_sides_are_guarded_on_both(twins):
    held(twins.kept, "clerk", twins.beside)
    held(twins.gone, "officer", twins.union)
    twins.merged()

    assert {each.behind_id for each in Account.objects.all()} == {twins.phone_old.pk, twins.phone_new.pk}


def test_where_no_account_guarded_an_office_the_one_that_is_there_takes_it_as_any_newly_tied_one(twins):
    held(twins.gone, "clerk", twins.union)
    twins.phone_old.person, twins.phone_old.tied_by, twins.phone_old.tied_at = None, "", None
    twins.phone_old.save()
    twins.proposed().confirmed().says(twins.phone_new)

    assert set(Account.objects.values_list("behind", flat=True)) == {None}


def test_a_programs_key_goes_on_for_the_same_identity(twins):
    issued = people.issue(name="报表", days=30, strong_at=None, by=make.oneself(twins.phone_old), at=make.AT)
    twins.merged()

    token = Token.objects.get(pk=issued.pk)
    assert (token.person, token.role, token.appointment) == (twins.kept, "self", None)
    assert queries.actor_of_token(queries.token_of(issued.secret, make.AT), make.AT).person_id == twins.kept.pk


def test_whoever_is_recognised_by_the_old_document_is_who_she_is_now(twins):
    twins.merged()
    third = make.account()
    told = {"person_id": twins.gone.pk, "way": "union", "body_id": twins.union.pk}
    people.tie(third.pk, **told, by=twins.clerk, at=make.AT)
    third.refresh_from_db()
    assert third.person == twins.kept

    fourth = make.account()
    people.tie_by_openid(twins.gone.pk, by=make.oneself(fourth), at=make.AT)
    fourth.refresh_from_db()
    assert fourth.person == twins.kept


def test_who_registers_the_old_document_again_gets_the_one_row(twins):
    twins.merged()
    gone = twins.gone
    told = {"document_type": "passport", "document_number": gone.document_number.reveal(), "name": gone.name}
    facts = make.facts(**told, birth_on=gone.birth_on)

    assert people.register(facts, body_id=twins.union.pk, by=twins.clerk, at=make.AT) == twins.kept
    assert people.register_many([facts], body_id=twins.union.pk, by=twins.clerk, at=make.AT) == [twins.kept.pk]


def test_she_applies_as_nobody_else_by_the_old_document(twins):
    twins.merged()
    gone = twins.gone
    told = {"document_type": "passport", "document_number": gone.document_number.reveal(), "name": gone.name}
    applied = made.applied(twins.union, **told, sex="2", birth_on=gone.birth_on)

    assert applied.suspected


def test_a_phone_that_was_closed_before_guards_nothing_and_is_not_asked(twins):
    held(twins.kept, "clerk", twins.beside)
    old = make.account(twins.kept)
    Account.objects.filter(pk=old.pk).update(closed_at=make.AT, phone=None, phone_index=None)
    twins.merged()

    old.refresh_from_db()
    assert (old.person, old.behind) == (twins.kept, None)
