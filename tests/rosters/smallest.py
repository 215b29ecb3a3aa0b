from datetime import timedelta

from gongqiao.kernel.authority import system_clock
from gongqiao.kernel.reasons import Reason
from gongqiao.rosters import events
from gongqiao.rosters.flow import DECISION
from gongqiao.rosters.models import RosterLine
from gongqiao.rosters.queries.spellings import Spelt
from tests import make
from tests.membership import made
from tests.organisations import unions
from tests.rosters import lists
from tests.smallest import call

MEETING = {"number": "1号", "met_on": made.MET, "present": ["李明"]}


def _union():
    return unions.tree()["joint"].body


def _listed(**parts):
    """A list that was read, and the clerk whose it is."""
    union = _union()
    clerk = make.actor("clerk", union)
    return lists.checked(union, by=clerk, **parts), clerk


def receive_roster():
    union = _union()
    told = {"file": lists.kept(lists.listed(lists.row())), "kind": "applied", "employment_form": "contract"}
    return call(events.RosterReceived, union.pk, **told, by=make.actor("clerk", union))


def check_roster():
    union = _union()
    clerk = make.actor("clerk", union)
    return call(events.RosterChecked, lists.received(union, by=clerk).pk, by=clerk)


def fail_roster():
    union = _union()
    clerk = make.actor("clerk", union)
    told = {"reason": Reason("broken", "文件不完整")}
    return call(events.RosterFailed, lists.received(union, by=clerk).pk, **told, by=clerk)


def reread_roster():
    roster, clerk = _listed()
    return call(events.RosterReread, roster.pk, by=clerk)


def take_out_rows():
    roster, clerk = _listed(content=lists.listed(lists.row(number="1")))
    return call(events.RowsTakenOut, roster.pk, by=clerk)


def decide_roster():
    roster, clerk = _listed()
    return call(events.RosterDecided, roster.pk, **MEETING, by=clerk)


def hand_back_roster():
    roster, clerk = _listed()
    lists.decided(roster)
    return call(events.RosterHandedBack, roster.pk, reasons=[Reason("changed", "变了")], by=clerk)


def enter_roster():
    roster, clerk = _listed()
    lists.decided(roster)
    return call(events.RosterEntered, roster.pk, by=clerk)


def undo_roster():
    roster, clerk = _listed()
    return call(events.RosterUndone, lists.entered(None, of=roster).pk, by=clerk, at=make.AT + timedelta(hours=1))


def call_back_roster():
    roster, clerk = _listed()
    return call(events.RosterCalledBack, lists.entered(None, of=roster).pk, by=clerk, at=make.AT + timedelta(hours=1))


def leave_roster():
    roster, clerk = _listed()
    lists.called_back(lists.entered(None, of=roster))
    return call(events.RosterLeft, roster.pk, reasons=[Reason("built_on", "办过事")], by=clerk)


def discard_roster():
    roster, clerk = _listed()
    return call(events.RosterDiscarded, roster.pk, by=clerk)


def close_roster():
    roster, _ = _listed(kind="signed")
    return call(events.RosterClosed, lists.entered(None, of=roster).pk, due_on=make.TODAY, by=system_clock())


def _asked():
    """Somebody of a signed list, what she types, and her account."""
    row = lists.row("张三")
    roster, _ = _listed(kind="signed", content=lists.listed(row))
    lists.entered(None, of=roster)
    return RosterLine.objects.get(), row, make.account(phone=row[2])


def confirm():
    line, row, account = _asked()
    told = {"name": row[0], "document_number": row[1]}
    return call(events.ListingConfirmed, line.pk, **told, by=make.oneself(account), law=DECISION)


def decline_listing():
    line, _, account = _asked()
    return call(events.ListingDeclined, line.pk, by=make.oneself(account))


def load_spellings():
    rows = [Spelt("", None, "name", "大名", "")]
    return call(events.SpellingsLoaded, rows, by=make.actor("installer"))
