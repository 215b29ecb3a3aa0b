from datetime import timedelta

from gongqiao.intake import events
from gongqiao.kernel.reasons import Reason
from tests import make
from tests.intake import lists
from tests.organisations import unions
from tests.smallest import call


def _union():
    return unions.tree()["county"].body


def _listed(**parts):
    """A list that was read, and the cadre whose it is."""
    union = _union()
    cadre = make.actor("cadre", union)
    return lists.checked(union, by=cadre, **parts), cadre


def receive_intake():
    union = _union()
    told = {"kind": "employers", "file": lists.kept(lists.firms(lists.firm())), "usual": lists.USUAL}
    return call(events.IntakeReceived, union.pk, **told, by=make.actor("cadre", union))


def check_intake():
    union = _union()
    cadre = make.actor("cadre", union)
    return call(events.IntakeChecked, lists.received(union, by=cadre).pk, by=cadre)


def fail_intake():
    union = _union()
    cadre = make.actor("cadre", union)
    told = {"reason": Reason("broken", "文件不完整")}
    return call(events.IntakeFailed, lists.received(union, by=cadre).pk, **told, by=cadre)


def reread_intake():
    intake, cadre = _listed()
    return call(events.IntakeReread, intake.pk, by=cadre)


def take_out_bad_rows():
    intake, cadre = _listed(content=lists.firms(lists.firm(code="1")))
    return call(events.IntakeRowsTakenOut, intake.pk, by=cadre)


def accept_intake():
    intake, cadre = _listed()
    return call(events.IntakeAccepted, intake.pk, by=cadre)


def hand_back_intake():
    intake, cadre = _listed()
    lists.accepted(intake)
    return call(events.IntakeHandedBack, intake.pk, reasons=[Reason("changed", "变了")], by=cadre)


def enter_intake():
    intake, cadre = _listed()
    lists.accepted(intake)
    return call(events.IntakeEntered, intake.pk, by=cadre)


def undo_intake():
    intake, cadre = _listed()
    return call(events.IntakeUndone, lists.entered(None, of=intake).pk, by=cadre, at=make.AT + timedelta(hours=1))


def call_back_intake():
    intake, cadre = _listed()
    lists.entered(None, of=intake)
    return call(events.IntakeCalledBack, intake.pk, by=cadre, at=make.AT + timedelta(hours=1))


def leave_intake():
    intake, cadre = _listed()
    lists.called_back(lists.entered(None, of=intake))
    return call(events.IntakeLeft, intake.pk, reasons=[Reason("built_on", "已经用到")], by=cadre)


def discard_intake():
    intake, cadre = _listed()
    return call(events.IntakeDiscarded, intake.pk, by=cadre)
