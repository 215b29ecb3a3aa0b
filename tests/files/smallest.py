from gongqiao.files import actions, events
from gongqiao.files.papers import HandedOver
from gongqiao.kernel.periods import Jurisdiction
from tests import make
from tests.files import corpus
from tests.smallest import call


def store():
    union = make.body()
    return call(events.Stored, corpus.kept(), owner=union, by=make.actor("clerk", union))


def receive():
    union = make.body()
    told = {"bodies": [union.pk], "where": Jurisdiction("330105"), "by": make.actor("clerk", union)}
    return call(events.Received, union, HandedOver(make.AT), **told, law=actions.CLOSING)


def remove():
    union = make.body()
    clerk = make.actor("clerk", union)
    stored = actions.store(corpus.kept(), owner=union, by=clerk, at=make.AT)
    return call(events.Removed, stored.pk, by=clerk)
