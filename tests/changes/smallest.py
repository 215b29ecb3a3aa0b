from datetime import UTC, datetime, timedelta

from gongqiao.changes import actions, events
from gongqiao.changes.actions.resettling import Where
from gongqiao.changes.flow import CORRECTING, ENDING, EXPELLING, KEEPING, LEAVING, MOVING
from gongqiao.kernel.authority import system_clock
from tests import make
from tests.changes import made
from tests.organisations import unions
from tests.smallest import call

MUCH_LATER = datetime(2026, 9, 11, 4, tzinfo=UTC)


def _life():
    return made.Life(unions.tree())


def retain():
    life = _life()
    told = {"cause": "retired", "effect_on": make.TODAY}
    return call(events.Retained, life.pk, **told, by=life.herself, law=KEEPING)


def restore():
    life = _life().retained()
    told = {"employment_form": "contract", "effect_on": make.TODAY}
    return call(events.Restored, life.pk, **told, by=life.herself, law=KEEPING)


def declare():
    life = _life()
    return call(events.LeavingDeclared, life.pk, by=life.herself, law=LEAVING)


def take_back():
    life = _life().declared()
    return call(events.ChangeDropped, life.change, by=life.herself)


def announce_leaving():
    life = _life().declared()
    told = {"group_on": make.TODAY, "card": "returned", **made.MEETING}
    return call(events.MembershipEnded, life.change, **told, by=life.clerk)


def let_leave():
    life = _life().declared()
    return call(events.MembershipEnded, life.change, due_on=make.TODAY, by=system_clock())


def set_aside():
    life = _life().declared()
    return call(events.ChangeDropped, life.change, because="moved", by=life.clerk)


def expel():
    life = _life()
    told = {"judgment": made.judgment(), "decision": made.decision()}
    return call(events.MembershipEnded, life.pk, **told, by=life.clerk, law=EXPELLING)


def file_expulsion():
    life = _life().expelled()
    return call(events.ExpulsionFiled, life.change, filed_as="萧总工备〔2026〕3号", by=life.above)


def record_death():
    life = _life()
    return call(events.MembershipEnded, life.pk, died_on=make.TODAY, paper=made.paper(), by=life.clerk)


def undo_death():
    life = _life().died()
    told = {"words": "登记错了人", "paper": made.paper()}
    return call(events.DeathUndone, life.change, **told, by=make.actor("chair", life.union), law=CORRECTING)


def resettle():
    life = _life()
    where = Where(to=None, named=(), kept_at=life.tree["township"].pk)
    told = {"where": where, "number": "区总工〔2026〕6号", **made.MEETING}
    return call(events.Resettled, life.union.pk, **told, by=make.actor("cadre", life.tree["county"].body), law=ENDING)


def bring_along():
    life = _life()
    where = Where(to=life.tree["community"].pk, named=[life.membership.card.number], kept_at=None)
    told = {"where": where, "number": "区总工〔2026〕7号", **made.MEETING}
    by = make.actor("cadre", life.tree["county"].body)
    return call(events.Resettled, life.union.pk, **told, by=by, law=MOVING)


def _warned():
    life = _life()
    told = {"paid_until": make.TODAY, "active_until": make.TODAY, "paper": made.paper(dated_on=MUCH_LATER.date())}
    life.change = actions.warn(life.pk, **told, by=life.clerk, at=MUCH_LATER).pk
    return life


def warn():
    life = _life()
    told = {"paid_until": make.TODAY, "active_until": make.TODAY, "paper": made.paper(dated_on=MUCH_LATER.date())}
    return call(events.Reminded, life.pk, **told, by=life.clerk, at=MUCH_LATER, law=LEAVING)


def explain():
    life = _warned()
    return call(events.ReminderAnswered, life.change, words="出差半年", by=life.herself, at=MUCH_LATER)


def keep_member():
    life = _warned()
    return call(events.ChangeDropped, life.change, words="有正当理由", by=life.clerk, at=MUCH_LATER)


def confirm_exit():
    life, at = _warned(), MUCH_LATER + timedelta(days=40)
    told = {"decision": made.decision(met_on=at.date()), "words": "没有正当理由"}
    return call(events.MembershipEnded, life.change, **told, by=life.clerk, at=at)
