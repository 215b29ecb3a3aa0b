from gongqiao.exports import events
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


def fetch():
    union, _ = _member()
    by = taken.clerk(union)
    return call(events.Fetched, taken.members(union, by=by).pk, by=by)
