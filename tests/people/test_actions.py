from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import transaction

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.people import actions, queries
from gongqiao.people.models import Account, Belonging, Consent, Look, Person, RecoveryCode
from gongqiao.people.rules.documents import Facts
from tests import make
from tests.at_once import apart, somebody_waits
from tests.make import AT, TODAY
from tests.people.conftest import REGISTRAR
from tests.worker import until

STRANGER = {"name": "张三", "document_type": "card", "document_number": "11010519491231002X"}


def why(verb, *args, **parts):
    with pytest.raises(Refused) as refused:
        verb(*args, **parts)
    return [reason.code for reason in refused.value.reasons]


def register(facts, by, at=AT):
    return actions.register(facts, body_id=by.body_id, by=by, at=at)


def test_a_person_is_registered_once_however_her_number_is_written(registrar):
    number = make.identity_number(sequence=2)
    first = register(make.facts(document_number=number), registrar)
    again = register(make.facts(document_number=f"{number[:6]} {number[6:].lower()}"), registrar)

    assert (first.pk, Person.objects.count()) == (again.pk, 1)
    assert (first.sex, first.birth_on, first.document_number) == ("2", date(1990, 1, 1), number)
    assert [record.facts["first_time"] for record in Record.objects.order_by("pk")] == [True, False]


def test_one_number_under_two_names_is_refused_without_telling_the_name(registrar):
    facts = make.facts(name="张三丰")
    register(facts, registrar)
    with pytest.raises(Refused) as refused:
        register(make.facts(document_number=facts.document_number, name="李四"), registrar)
    assert "张三丰" not in str(refused.value)
    assert Record.objects.count() == 1


def test_one_number_of_two_kinds_of_document_is_two_persons(registrar):
    parts = {"document_number": "E12345678", "birth_on": date(1990, 1, 1)}
    register(make.facts(document_type="passport", **parts), registrar)
    register(make.facts(document_type="passport", **{**parts, "document_number": "E12345679"}), registrar)
    assert Person.objects.count() == 2


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_registered(registrar):
    facts = Facts("card", "110105194912310021", " ", sex="7")
    assert why(register, facts, registrar) == ["check_digit", "no_name", "unknown_code"]
    assert (Person.objects.count(), Record.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_nobody_registers_persons_without_the_grant():
    with pytest.raises(Forbidden):
        register(make.facts(), make.oneself(make.account()))


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_register_the_same_card_at_once_all_find_one_person():
    by, facts = make.actor(REGISTRAR, make.body()), make.facts()

    def one():
        return register(facts, by).pk

    with ThreadPoolExecutor(9) as pool:
        with transaction.atomic():
            first = one()
            others = [pool.submit(apart, one) for _ in range(9)]
            assert until(somebody_waits)
        assert {other.result(20) for other in others} == {first}
    assert Person.objects.count() == 1


def test_a_roster_is_registered_in_its_order_with_one_record(registrar):
    known = make.person()
    rows = [make.facts(phone=make.phone()) for _ in range(3)]
    rows.insert(1, make.facts(document_number=known.document_number.reveal()))

    ids = actions.register_many([*rows, rows[0]], body_id=registrar.body_id, by=registrar, at=AT)

    assert ids[1] == known.pk
    assert (ids[0], len(set(ids)), Person.objects.count()) == (ids[4], 4, 4)
    assert Person.objects.get(pk=ids[2]).phone == rows[2].phone
    record = Record.objects.get()
    assert (record.event, record.facts["count"]) == ("people.PersonsRegistered", 3)


def test_a_roster_of_known_persons_registers_nobody_anew(registrar):
    persons = [make.person() for _ in range(2)]
    rows = [make.facts(document_number=person.document_number.reveal()) for person in persons]

    ids = actions.register_many(rows, body_id=registrar.body_id, by=registrar, at=AT)

    assert (ids, Person.objects.count()) == ([person.pk for person in persons], 2)
    assert Record.objects.get().facts["count"] == 0


def test_a_roster_with_a_wrong_row_registers_nobody(registrar):
    rows = [make.facts(), make.facts(document_number="110105194912310021")]
    assert why(actions.register_many, rows, body_id=registrar.body_id, by=registrar, at=AT) == ["check_digit"]
    assert Person.objects.count() == 0


def test_the_union_ties_an_account_and_its_open_sessions_know_at_once(registrar):
    account, person = make.account(), make.person(name="张三丰")
    entered = actions.let_in(account.pk, origin=make.origin(), by=Actor(), at=AT)

    actions.tie(account.pk, person_id=person.pk, way="union", body_id=registrar.body_id, by=registrar, at=AT)

    entered.sign_in.refresh_from_db()
    actor = queries.actor_of(entered.sign_in, AT)
    assert (actor.person_id, actor.name) == (person.pk, "张*")
    assert Record.objects.filter(event="people.AccountTied").count() == 1


def test_an_account_belongs_to_one_person_for_good(registrar):
    account = make.account(make.person())
    parts = {"person_id": make.person().pk, "way": "union", "body_id": registrar.body_id, "by": registrar, "at": AT}
    assert why(actions.tie, account.pk, **parts) == ["tied"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parts", "recognised"),
    [
        ({}, True),
        ({"name": "李四"}, False),
        ({"document_number": "11010519491231002X"}, False),
        ({"phone": None}, False),
    ],
)
def test_the_roster_recognises_name_document_and_phone_together_or_not_at_all(parts, recognised):
    phone = make.phone()
    person = make.person(phone=parts.pop("phone", phone) or make.phone())
    account = make.account(phone=phone)
    told = {"name": "张三丰", "document_type": "card", "document_number": person.document_number.reveal(), **parts}

    assert actions.recognise(**told, agreed=True, by=make.oneself(account), at=AT) is recognised

    account.refresh_from_db()
    assert (account.person_id, account.tied_by) == ((person.pk, "roster") if recognised else (None, ""))


@pytest.mark.django_db
def test_whoever_was_tied_by_the_union_is_recognised_too_and_stays_tied_by_it():
    person = make.person(phone=make.phone())
    account = make.account(person, phone=person.phone.reveal())
    told = {"name": "张三丰", "document_type": "card", "document_number": person.document_number.reveal()}

    assert actions.recognise(**told, agreed=True, by=make.oneself(account), at=AT)

    account.refresh_from_db()
    assert (account.person_id, account.tied_by) == (person.pk, "union")


@pytest.mark.django_db
def test_the_roster_is_asked_five_times_a_day():
    parts = {**STRANGER, "agreed": True, "by": make.oneself(make.account()), "at": AT}
    for _ in range(5):
        assert not actions.recognise(**parts)
    assert why(actions.recognise, **parts) == ["too_often"]


@pytest.mark.django_db
def test_a_document_is_compared_only_with_the_agreement_to_it_and_as_long_as_that_stands():
    phone = make.phone()
    person, account = make.person(phone=phone), make.account(phone=phone)
    by = make.oneself(account)
    told = {**STRANGER, "name": person.name, "document_number": person.document_number.reveal(), "by": by, "at": AT}

    assert why(actions.recognise, **told) == ["no_agreement"]
    assert (Consent.objects.count(), Account.objects.get(pk=account.pk).person_id) == (0, None)
    assert not actions.recognise(**{**told, "name": "李四"}, agreed=True)
    actions.withdraw("identity", by=by, at=AT + timedelta(hours=1))
    assert why(actions.recognise, **{**told, "at": AT + timedelta(hours=2)}) == ["no_agreement"]
    actions.give("identity", by=by, at=AT + timedelta(hours=3))

    assert actions.recognise(**{**told, "at": AT + timedelta(hours=4)})


@pytest.mark.django_db
def test_nothing_is_agreed_to_with_a_number_that_cannot_be_compared():
    parts = {**STRANGER, "document_number": "110105", "by": make.oneself(make.account()), "at": AT}

    assert why(actions.recognise, **parts, agreed=True) == ["shape"]
    assert why(actions.recognise, **parts) == ["shape", "no_agreement"]
    assert Consent.objects.count() == 0


def test_a_full_value_is_shown_for_a_reason_after_a_second_factor_and_she_sees_who_looked(registrar):
    person = make.person()
    actions.belong([(person.pk, registrar.body_id)], kind="member", on=TODAY)
    looked = {"what": "document_number", "by": Actor(**{**vars(registrar), "person_id": make.person().pk}), "at": AT}

    assert why(actions.reveal, person.pk, reason=" ", strong_at=None, **looked) == ["no_reason", "step_up"]
    old = AT - timedelta(minutes=15, seconds=1)
    assert why(actions.reveal, person.pk, reason="核对", strong_at=old, **looked) == ["step_up"]
    shown = actions.reveal(person.pk, reason="核对入会材料", strong_at=AT - timedelta(minutes=15), **looked)

    assert person.document_number == shown
    look = queries.looks(Actor("self", person.pk)).get()
    assert (look.what, look.reason, look.role_words, look.body_words) == (
        "证件号码", "核对入会材料", "测试登记员", registrar.body_name,
    )  # fmt: skip
    assert Record.objects.get(event="people.LookedAt").facts == {"person_id": str(person.pk), "what": "document_number"}


def test_whoever_is_of_another_body_sees_nothing(registrar):
    person = make.person()
    actions.belong([(person.pk, make.body().pk)], kind="member", on=TODAY)
    with pytest.raises(Forbidden):
        actions.reveal(person.pk, what="phone", reason="核对", strong_at=AT, by=registrar, at=AT)
    assert Look.objects.count() == 0


@pytest.mark.django_db
def test_ones_own_number_is_shown_without_a_trace():
    person = make.person()
    shown = actions.reveal(
        person.pk, what="document_number", reason="", strong_at=None, by=make.oneself(make.account(person)), at=AT
    )
    assert (person.document_number == shown, Look.objects.count()) == (True, 0)


def test_belonging_twice_is_belonging_once_and_leaving_ends_it(registrar):
    person = make.person()
    for _ in range(2):
        actions.belong([(person.pk, registrar.body_id)], kind="member", on=TODAY)
    assert list(queries.persons(registrar)) == [person]

    actions.leave([person.pk], registrar.body_id, kind="member", on=TODAY)

    assert (list(queries.persons(registrar)), Belonging.objects.get().until) == ([], TODAY)


@pytest.mark.django_db
class TestSecondFactor:
    def enrolled(self):
        account = make.account()
        by = make.oneself(account)
        here = actions.let_in(account.pk, origin=make.origin(), by=Actor(), at=AT).sign_in.pk
        secret = actions.enrol(by=by, at=AT).otp_secret.reveal()
        spare = actions.confirm(here, code=self.shown(secret, AT), by=by, at=AT)
        return by, here, secret, spare

    def shown(self, secret, at):
        return make.one_time_password_of(bytes.fromhex(secret), at)

    def test_it_counts_only_after_its_first_code(self):
        account = make.account()
        by = make.oneself(account)
        actions.enrol(by=by, at=AT)
        assert why(actions.confirm, account.pk, code="000000", by=by, at=AT) == ["wrong_code"]
        assert Account.objects.get().otp_since is None

    def test_the_secret_on_the_page_stays_the_same_until_it_is_proven_and_cannot_be_drawn_again_after(self):
        by = make.oneself(make.account())
        first, again = (actions.enrol(by=by, at=AT).otp_secret.reveal() for _ in range(2))
        assert first == again

        by, _, _, _ = self.enrolled()
        assert why(actions.enrol, by=by, at=AT) == ["enrolled"]

    def test_what_was_never_in_force_cannot_be_removed(self):
        by = make.oneself(make.account())
        assert why(actions.remove_factor, strong_at=AT, by=by, at=AT) == ["not_enrolled"]

    def test_each_code_passes_once(self):
        by, here, secret, _ = self.enrolled()
        assert why(actions.pass_factor, here, code=self.shown(secret, AT), by=by, at=AT) == ["wrong_code"]
        later = AT + timedelta(seconds=30)
        assert actions.pass_factor(here, code=self.shown(secret, later), by=by, at=later)
        assert why(actions.pass_factor, here, code=self.shown(secret, later), by=by, at=later) == ["wrong_code"]

    @pytest.mark.parametrize(("seconds", "passes"), [(60, True), (90, True), (120, True), (150, False), (30, False)])
    def test_a_clock_may_be_half_a_minute_off(self, seconds, passes):
        by, here, secret, _ = self.enrolled()
        code, at = self.shown(secret, AT + timedelta(seconds=seconds)), AT + timedelta(seconds=90)
        if passes:
            assert actions.pass_factor(here, code=code, by=by, at=at)
        else:
            assert why(actions.pass_factor, here, code=code, by=by, at=at) == ["wrong_code"]

    def test_a_spare_code_passes_once(self):
        by, here, _, spare = self.enrolled()
        assert actions.pass_factor(here, code=spare[3].lower(), by=by, at=AT)
        assert why(actions.pass_factor, here, code=spare[3], by=by, at=AT) == ["wrong_code"]
        assert queries.spare_codes(by) == 9
        assert bytes(RecoveryCode.objects.first().digest) != spare[0].encode()

    def test_five_tries_in_five_minutes(self):
        by, here, secret, _ = self.enrolled()
        later = AT + timedelta(minutes=10)
        for _ in range(5):
            assert why(actions.pass_factor, here, code="000000", by=by, at=later) == ["wrong_code"]
        assert why(actions.pass_factor, here, code=self.shown(secret, later), by=by, at=later) == ["too_often"]

    def test_it_is_removed_only_right_after_it_was_shown(self):
        by, _, _, _ = self.enrolled()
        late = AT + timedelta(minutes=16)
        assert why(actions.remove_factor, strong_at=AT, by=by, at=late) == ["step_up"]
        actions.remove_factor(strong_at=AT, by=by, at=AT)
        assert (Account.objects.get().otp_secret, RecoveryCode.objects.count()) == (None, 0)


@pytest.mark.django_db
def test_a_text_is_agreed_to_once_and_taken_back_once():
    by = make.oneself(make.account())
    actions.give("identity", by=by, at=AT)
    actions.give("identity", by=by, at=AT)
    assert (Consent.objects.count(), queries.consented(by.account_id, "identity", AT)) == (1, True)

    actions.withdraw("identity", by=by, at=AT)

    assert not queries.consented(by.account_id, "identity", AT)
    assert why(actions.withdraw, "identity", by=by, at=AT) == ["not_given"]
    assert why(actions.give, "everything", by=by, at=AT) == ["unknown_purpose"]


@pytest.mark.django_db
def test_a_visitor_has_nothing_of_her_own_to_change():
    for verb in (actions.enrol, lambda **parts: actions.give("identity", **parts)):
        with pytest.raises(Forbidden):
            verb(by=Actor(), at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "wrong"), [(0, ["until"]), (1, []), (365, []), (366, ["until"])])
def test_a_token_lasts_a_year_at_most(days, wrong):
    by = make.oneself(make.account())
    parts = {"name": "对接", "days": days, "strong_at": None, "by": by, "at": AT}
    if wrong:
        assert why(actions.issue, **parts) == wrong
    else:
        issued = actions.issue(**parts)
        assert queries.actor_of_token(queries.token_of(issued.secret, AT), AT).account_id == by.account_id
        assert queries.token_of(issued.secret, AT + timedelta(days=days)) is None
        assert queries.token_of(f"{issued.secret}x", AT) is None
        assert queries.actor_of_token(None, AT) == Actor()
