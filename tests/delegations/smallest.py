from gongqiao.delegations import events
from tests import make
from tests.delegations import made
from tests.organisations import unions
from tests.smallest import call


def delegate():
    union = unions.tree()["joint"].body
    return call(events.Delegated, union.pk, **made.told(), by=make.actor("clerk", union))


def end_delegation():
    union = unions.tree()["joint"].body
    held = made.delegated(union)
    return call(events.DelegationEnded, held.pk, words="联会〔2026〕9号", by=make.actor("clerk", union))
