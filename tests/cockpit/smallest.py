from gongqiao.cockpit import events
from tests import make
from tests.smallest import call


def recount():
    return call(events.Recounted, "unions", by=make.actor("system-admin"))
