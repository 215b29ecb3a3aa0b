from gongqiao.files import actions, events
from tests import make
from tests.files import corpus
from tests.smallest import call


def store():
    union = make.body()
    return call(events.Stored, corpus.kept(), owner=union, by=make.actor("clerk", union))


def remove():
    union = make.body()
    clerk = make.actor("clerk", union)
    stored = actions.store(corpus.kept(), owner=union, by=clerk, at=make.AT)
    return call(events.Removed, stored.pk, by=clerk)
