from gongqiao.people import actions as people
from gongqiao.people.models import SignIn
from gongqiao.phones import events
from tests import make
from tests.smallest import call


def move():
    by = make.oneself(make.account())
    asked = people.ask(phone=make.phone(), purpose="phone", origin=make.origin(), by=by, at=make.AT)
    return call(events.PhoneChanged, asked.pk, held=SignIn(started_at=make.AT), by=by)


def end_others():
    person = make.person()
    make.account(person)
    by = make.oneself(make.account(person))
    return call(events.LostPhonesEnded, held=SignIn(started_at=make.AT), by=by)
