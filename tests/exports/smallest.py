from gongqiao.exports import events, grants
from gongqiao.kernel.authority import system_clock
from tests import make
from tests.exports import taken
from tests.membership import made
from tests.organisations import unions
from tests.smallest import call


def _member():
    union = unions.tree()["joint"].body
    return union, made.member(union)


def hand_out():
    union, member = _member()
    return call(events.HandedOut, "members", rows=[member.pk], **taken.WORDS, by=taken.clerk(union))


def _asked_for():
    """More than one person takes alone."""
    union, _ = _member()
    by = taken.clerk(union)
    alone, grants.ALONE = grants.ALONE, 0
    try:
        return union, taken.members(union, by=by)
    finally:
        grants.ALONE = alone


def approve():
    union, export = _asked_for()
    return call(events.ExportApproved, export.pk, by=taken.clerk(union, "chair"))


def decline():
    union, export = _asked_for()
    return call(events.ExportDeclined, export.pk, words="活动已经取消", by=taken.clerk(union, "chair"))


def let_lapse():
    _, export = _asked_for()
    return call(events.ExportDeclined, export.pk, due_on=make.TODAY, by=system_clock())


def raise_alarm():
    union, _ = _member()
    by = taken.clerk(union)
    return call(events.TakenTooOften, by.person_id, count=20, rows=20, by=by)


def fetch():
    union, _ = _member()
    by = taken.clerk(union)
    return call(events.Fetched, taken.members(union, by=by).pk, by=by)
