from datetime import timedelta

from django.conf import settings

from gongqiao.kernel.authority import Actor
from gongqiao.openid import actions, events
from gongqiao.openid.models import Link
from tests import make
from tests.smallest import call

NAMED = {"issuer": "https://id.example", "client": "gongqiao", "secret": "s", "called": "浙里办"}


def _waiting(by):
    settings.OPENID = NAMED
    errand = actions.begin("a state", issuer=NAMED["issuer"], device="a device", onward="", by=by, at=make.AT)
    actions._returned("a state", "a device", make.AT)
    return actions.hear(errand.pk, claims={"sub": "zhang"}, by=by, at=make.AT)


def begin():
    told = {"issuer": NAMED["issuer"], "device": "a device", "onward": ""}
    return call(events.SetOut, "a state", **told, by=Actor())


def hear():
    settings.OPENID = NAMED
    told = {"issuer": NAMED["issuer"], "device": "a device", "onward": ""}
    errand = actions.begin("a state", **told, by=Actor(), at=make.AT)
    actions._returned("a state", "a device", make.AT)
    return call(events.CameBack, errand.pk, claims={"sub": "zhang"}, by=Actor(), at=make.AT + timedelta(seconds=1))


def link():
    by = make.oneself(make.account())
    return call(events.Linked, _waiting(by).pk, device="a device", by=by)


def unlink():
    account = make.account()
    Link.objects.create(account=account, issuer=NAMED["issuer"], subject="zhang", linked_at=make.AT)
    return call(events.Unlinked, by=make.oneself(account))
