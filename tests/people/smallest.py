from datetime import timedelta

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.identifiers import uuid7
from gongqiao.people import actions, events
from gongqiao.people.actions import Facts
from gongqiao.people.models import Person
from tests import make
from tests.people.conftest import REGISTRAR
from tests.smallest import call

AT, LATER = make.AT, make.AT + timedelta(seconds=30)


def _registrar():
    return make.actor(REGISTRAR, make.body())


def _entered(**parts):
    """Somebody who came in, and her session."""
    by = make.oneself(make.account(**parts))
    return by, actions.let_in(by.account_id, origin=make.origin(), by=by, at=AT)


def send():
    return call(events.CodeAsked, make.phone(), purpose="sign_in", device="a device", by=Actor())


def enter():
    asked = actions.ask(phone=make.phone(), origin=make.origin(), by=Actor(), at=AT)
    return call(events.SignedIn, asked.pk, origin=make.origin(), by=Actor())


def let_in():
    by = make.oneself(make.account())
    return call(events.SignedIn, by.account_id, origin=make.origin(), by=by)


def enter_known():
    account = make.account()
    return call(events.SignedIn, account.pk, origin=make.origin(), by=Actor())


def take():
    by, here = _entered()
    return call(events.IdentityTaken, here.pk, appointment_id=None, presented=here.key, by=by)


def sign_out():
    by, here = _entered()
    return call(events.SignedOut, here.pk, by=by)


def revoke():
    by, _ = _entered()
    lost = actions.let_in(by.account_id, origin=make.origin(device="a lost device"), by=by, at=AT)
    return call(events.SignedOut, lost.pk, by=by)


def issue():
    return call(events.TokenIssued, name="报表", days=1, strong_at=None, by=make.oneself(make.account()))


def revoke_token():
    by = make.oneself(make.account())
    issued = actions.issue(name="报表", days=1, strong_at=None, by=by, at=AT)
    return call(events.TokenRevoked, issued.pk, by=by)


def give():
    return call(events.ConsentGiven, "messages", by=make.oneself(make.account()))


def withdraw():
    by = make.oneself(make.account())
    actions.give("messages", by=by, at=AT)
    return call(events.ConsentWithdrawn, "messages", by=by)


def close():
    return call(events.AccountClosed, strong_at=None, by=make.oneself(make.account()), law="个人信息保护法 第四十七条")


def _factor():
    """Somebody who came in and whose device holds the secret; her session, and what the device shows at a moment."""
    by, here = _entered()
    secret = bytes.fromhex(actions.enrol(by=by, at=AT).otp_secret.reveal())
    return by, here, lambda at: make.one_time_password_of(secret, at)


def enrol():
    return call(events.FactorEnrolled, by=make.oneself(make.account()))


def put_into_force():
    by, here, shown = _factor()
    return call(events.FactorPassed, here.pk, code=shown(AT), by=by)


def step_up():
    by, here, shown = _factor()
    actions.confirm(here.pk, code=shown(AT), by=by, at=AT)
    return call(events.FactorPassed, here.pk, code=shown(LATER), by=by, at=LATER)


def remove_factor():
    by, here, shown = _factor()
    actions.confirm(here.pk, code=shown(AT), by=by, at=AT)
    return call(events.FactorRemoved, strong_at=AT, by=by)


def register():
    by = _registrar()
    return call(events.PersonRegistered, make.facts(), body_id=by.body_id, by=by)


def register_many():
    by = _registrar()
    return call(events.PersonsRegistered, [make.facts()], body_id=by.body_id, by=by)


def register_prepared():
    by, known = _registrar(), make.person()
    rows = Person.objects.filter(pk=known.pk).values_list(*actions.COLUMNS).query.sql_with_params()
    told = {"about": known, "batch": uuid7(), "body_id": by.body_id}
    return call(events.PersonsRegistered, rows, **told, by=by)


def unregister():
    by, known = _registrar(), make.person()
    told = {"registered_at": AT, "about": known, "batch": uuid7(), "body_id": by.body_id}
    return call(events.PersonsUnregistered, [known.pk], **told, by=by)


def correct():
    person, by = make.person(), make.actor(REGISTRAR, make.body(), person_id=make.person().pk)
    actions.belong([(person.pk, by.body_id)], kind="member", on=make.TODAY)
    told = {"facts": Facts("", "", "张三峰"), "reason": "核对身份证原件", "strong_at": AT}
    return call(events.PersonCorrected, person.pk, **told, by=by, law="个人信息保护法 第四十六条")


def tie():
    by, account, person = _registrar(), make.account(), make.person()
    return call(events.AccountTied, account.pk, person_id=person.pk, way="union", body_id=by.body_id, by=by)


def tie_by_roster():
    phone = make.phone()
    facts = make.facts(document_number=make.person(phone=phone).document_number.reveal())
    return call(events.AccountTied, facts, by=make.oneself(make.account(phone=phone)))


def tie_by_openid():
    return call(events.AccountTied, make.person().pk, by=make.oneself(make.account()))


def reveal():
    by = make.oneself(make.account(make.person()))
    return call(events.LookedAt, by.person_id, what="document_number", reason="", strong_at=None, by=by)


def raise_alarm():
    by = Actor(account_id=make.account().pk)
    return call(events.LookedTooOften, by.account_id, count=200, by=by)


def stand_beside():
    other, here, shown = _factor()
    actions.confirm(here.pk, code=shown(AT), by=other, at=AT)
    second = make.account(behind_id=other.account_id)
    return call(events.FactorPassed, code=shown(LATER), by=make.oneself(second), at=LATER)
