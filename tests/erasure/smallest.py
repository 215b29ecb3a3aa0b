from datetime import timedelta

from gongqiao.erasure import actions, events
from gongqiao.erasure.flow import ERASING
from gongqiao.kernel.authority import system_clock
from tests import make
from tests.changes.made import Life
from tests.erasure.made import Gone, ground, paper, told
from tests.files import corpus
from tests.organisations import unions
from tests.smallest import call


def _gone(**parts):
    return Gone(unions.tree(), **parts)


def ask():
    return call(events.ErasureAsked, strong_at=None, by=_gone().herself)


def enter():
    gone = _gone()
    return call(events.ErasureAsked, gone.who, paper=paper(), by=gone.clerk, law=ERASING)


def withdraw():
    gone = _gone().asked()
    return call(events.ErasureDropped, gone.pk, by=gone.herself)


def erase():
    gone = _gone().asked()
    return call(events.Cleared, gone.pk, due_on=make.TODAY, by=system_clock())


def set_aside():
    life = Life(unions.tree()).died()
    by_kin = actions.enter(told(life.membership.person), by_kin=True, paper=paper(), by=life.clerk, at=make.AT)
    return call(events.ErasureDropped, by_kin.pk, by=life.clerk)


def erase_again():
    gone = _gone()
    return call(events.ErasedAgain, gone.person_id, by=make.actor("system-admin"), law=ERASING)


def hold():
    gone = _gone()
    return call(events.HoldSet, gone.who, ground=ground(), scan=corpus.kept(), by=gone.chair, law=ERASING)


def prolong():
    gone = _gone().held()
    until = make.TODAY + timedelta(days=60)
    return call(events.HoldProlonged, gone.hold_pk, until=until, words="案件没有审结", by=gone.chair, law=ERASING)


def lift():
    gone = _gone().held()
    return call(events.HoldLifted, gone.hold_pk, words="案件已经审结", by=gone.chair, law=ERASING)
