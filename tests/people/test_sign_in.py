from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from gongqiao.kernel.senders import Message
from gongqiao.people import actions, queries
from gongqiao.people.models import Account, Code, Consent, SignIn
from gongqiao.people.models.sign_ins import digest_of
from tests import make
from tests.at_once import apart, somebody_waits
from tests.make import AT
from tests.people.conftest import last_code
from tests.worker import until

NOBODY = Actor()


def ask(phone, at=AT, **parts):
    return actions.ask(phone=phone, agreed=True, origin=make.origin(**parts), by=NOBODY, at=at)


def enter(code, at=AT, **parts):
    return actions.sign_in(code=code, origin=make.origin(**parts), by=NOBODY, at=at)


def why(verb, *args, **parts):
    with pytest.raises(Refused) as refused:
        verb(*args, **parts)
    return [reason.code for reason in refused.value.reasons]


def wrong(phone):
    return f"{(int(last_code(phone)) + 1) % 10**6:06d}"


@pytest.mark.django_db
def test_a_phone_nobody_used_before_opens_its_account():
    phone = make.phone()
    ask(phone)

    entered = enter(last_code(phone))

    account = Account.objects.get()
    assert account.phone == phone
    assert (entered.sign_in.account_id, bytes(SignIn.objects.get().key)) == (account.pk, digest_of(entered.key))
    assert queries.actor_of(entered.sign_in, AT) == make.oneself(account)
    assert [record.event for record in Record.objects.order_by("pk")] == ["people.CodeAsked", "people.SignedIn"]
    assert Consent.objects.get().purpose == "privacy"


@pytest.mark.django_db
def test_a_known_phone_finds_its_account_however_it_is_written():
    account = make.account(make.person())
    ask(f"+86 {account.phone.reveal()}")

    entered = enter(last_code(account.phone.reveal()))

    assert (entered.sign_in.account_id, entered.sign_in.person_id) == (account.pk, account.person_id)
    assert Record.objects.get(event="people.SignedIn").facts == {"account_id": str(account.pk), "first_time": False}


@pytest.mark.django_db
def test_what_a_known_and_an_unknown_phone_leave_behind_differs_in_nothing():
    known, unknown = make.account().phone.reveal(), make.phone()

    told = [(ask(phone).purpose, Message.objects.count(), Account.objects.count()) for phone in (known, unknown)]

    assert told == [("sign_in", 1, 1), ("sign_in", 2, 1)]


@pytest.mark.django_db
def test_the_same_statements_are_run_for_a_known_and_an_unknown_phone():
    """The same work takes the same time: whether a phone is known is not looked up before a right code has come."""
    ran = []
    for phone in (make.account(make.person()).phone.reveal(), make.phone()):
        with CaptureQueriesContext(connection) as queries_run:
            ask(phone)
        ran.append([each["sql"].split(" VALUES")[0][:60] for each in queries_run if "SAVEPOINT" not in each["sql"]])
    assert ran[0] == ran[1]


@pytest.mark.django_db
def test_neither_the_record_nor_the_queue_nor_the_tables_hold_phone_or_code():
    phone = make.phone()
    ask(phone)
    code = last_code(phone)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs UNION ALL SELECT facts::text FROM kernel_record")
        told = " ".join(row[0] for row in cursor.fetchall())
        cursor.execute(
            "SELECT people_code::text FROM people_code UNION ALL SELECT kernel_message::text FROM kernel_message"
        )
        told += " ".join(row[0] for row in cursor.fetchall())

    assert phone not in told
    assert f'"{code}"' not in told
    assert phone.encode().hex() not in told


@pytest.mark.django_db
def test_without_agreeing_no_code_is_sent():
    assert why(actions.ask, phone=make.phone(), agreed=False, origin=make.origin(), by=NOBODY, at=AT) == ["not_agreed"]
    assert Message.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "enters"), [(299, True), (300, False)])
def test_a_code_lasts_five_minutes(seconds, enters):
    phone = make.phone()
    ask(phone)
    at = AT + timedelta(seconds=seconds)

    if enters:
        assert enter(last_code(phone), at)
    else:
        assert why(enter, last_code(phone), at) == ["wrong_code"]


@pytest.mark.django_db
def test_the_right_code_on_another_device_is_wrong():
    phone = make.phone()
    ask(phone)
    assert why(enter, last_code(phone), device="another") == ["wrong_code"]


@pytest.mark.django_db
def test_after_five_wrong_tries_the_right_code_is_wrong_too():
    phone = make.phone()
    ask(phone)
    for _ in range(5):
        assert why(enter, wrong(phone)) == ["wrong_code"]
    assert why(enter, last_code(phone)) == ["wrong_code"]
    assert (Code.objects.get().tries, SignIn.objects.count()) == (5, 0)


@pytest.mark.django_db
def test_a_new_code_takes_the_place_of_the_old_one():
    phone = make.phone()
    ask(phone)
    first = last_code(phone)
    ask(phone, AT + timedelta(seconds=61))
    if first != last_code(phone):
        assert why(enter, first, AT + timedelta(seconds=62)) == ["wrong_code"]
    assert enter(last_code(phone), AT + timedelta(seconds=62))


@pytest.mark.django_db
def test_a_double_click_ends_in_one_session_and_a_later_replay_in_none():
    phone = make.phone()
    ask(phone)
    code = last_code(phone)

    first, second = enter(code), enter(code, AT + timedelta(seconds=2))

    assert (first.key, first.pk) == (second.key, second.pk)
    assert SignIn.objects.count() == 1
    assert why(enter, code, AT + timedelta(seconds=61)) == ["wrong_code"]


@pytest.mark.django_db
def test_signing_in_gives_an_old_session_a_new_key():
    phone = make.phone()
    SignIn.objects.create(key=digest_of("fixed by a stranger"), data="", until=AT + timedelta(days=1))
    ask(phone)

    entered = enter(last_code(phone), session="fixed by a stranger")

    assert [bytes(each.key) for each in SignIn.objects.all()] == [digest_of(entered.key)]
    assert entered.key != "fixed by a stranger"


@pytest.mark.django_db
def test_from_an_office_one_comes_back_to_oneself_without_a_second_factor():
    account = make.account(make.person())
    by, here = make.oneself(account), actions.let_in(account.pk, origin=make.origin(), by=NOBODY, at=AT).sign_in
    SignIn.objects.filter(pk=here.pk).update(strong_at=None, appointment=uuid7())

    entered = actions.take(here.pk, appointment_id=None, presented="a", by=by, at=AT)

    held = SignIn.objects.get()
    assert (held.appointment, bytes(held.key)) == (None, digest_of(entered.key))


@pytest.mark.django_db
def test_a_session_in_use_is_written_down_and_never_earlier_than_it_was():
    here = actions.let_in(make.account().pk, origin=make.origin(), by=NOBODY, at=AT).sign_in.pk

    for minutes, stands in ((2, 2), (1, 2)):
        actions.seen(here, AT + timedelta(minutes=minutes))
        assert SignIn.objects.get().seen_at == AT + timedelta(minutes=stands)


@pytest.mark.django_db
def test_one_phone_gets_five_codes_an_hour_and_ten_a_day_from_wherever_they_are_asked():
    phone = make.phone()
    for n in range(5):
        ask(phone, device=f"d{n}", network=f"n{n}")
    assert why(ask, phone, device="x", network="y") == ["too_often"]

    sent = 0
    for n in range(24):
        try:
            ask(phone, AT + timedelta(minutes=15 * n + 60), device=f"e{n}", network=f"m{n}")
            sent += 1
        except Refused:
            pass
    assert sent <= 10


@pytest.mark.django_db
def test_a_device_that_asks_often_is_asked_for_work_and_then_served():
    for _ in range(4):
        ask(make.phone())
    assert why(ask, make.phone()) == ["work"]
    assert ask(make.phone(), proven=True)


@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_guesses_at_once_at_most_five_are_evaluated():
    phone = make.phone()
    ask(phone)
    right = int(last_code(phone))

    def guess(n):
        try:
            return actions.sign_in(code=f"{(right + n) % 10**6:06d}", origin=make.origin(proven=True), by=NOBODY, at=AT)
        except Refused as refused:
            return refused.reasons[0].code

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(apart, [guess] * 100, range(1, 101)))

    assert set(told) <= {"wrong_code", "too_often"}
    assert Code.objects.get().tries == 5
    assert SignIn.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_open_an_account_with_one_phone_at_once_all_find_the_same():
    phone = make.phone()

    def open_():
        return actions.open_account(phone, AT)[0].pk

    with ThreadPoolExecutor(9) as pool:
        with transaction.atomic():
            first = open_()
            others = [pool.submit(apart, open_) for _ in range(9)]
            assert until(somebody_waits)
        assert {other.result(20) for other in others} == {first}
    assert Account.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("tries", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_ten_thousand_wrong_codes_from_one_address_are_hardly_evaluated(tries):
    """Every device of the address gets its own code; the address is asked for work long before a millionth is tried."""
    told = set()
    for n in range(tries // 50):
        phone, device = make.phone(), f"d{n}"
        try:
            ask(phone, device=device)
        except Refused as refused:
            told |= {reason.code for reason in refused.reasons}
        for _ in range(50):
            try:
                enter("000000", device=device)
            except Refused as refused:
                told |= {reason.code for reason in refused.reasons}
    evaluated = sum(Code.objects.values_list("tries", flat=True))

    assert told <= {"wrong_code", "work", "too_often"}
    assert evaluated <= 70
    assert SignIn.objects.count() == 0
