from gongqiao.cockpit import events
from tests import make
from tests.smallest import call


def recount_past():
    return call(events.Recounted, "unions", on=make.TODAY, by=make.actor("system-admin"))


def recount():
    return call(events.Recounted, "unions", by=make.actor("system-admin"))
