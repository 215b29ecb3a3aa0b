from datetime import timedelta

from gongqiao.kernel.authority import system_clock
from gongqiao.merging import events
from gongqiao.merging.flow import ONCE, TRUE
from tests import make
from tests.merging.made import Applicant, Twins
from tests.organisations import unions
from tests.smallest import call


def _twins():
    return Twins(unions.tree())


def propose():
    twins = _twins()
    told = twins.told()
    return call(
        events.MergeProposed,
        twins.old.pk,
        **{name: told[name] for name in ("card_number", "name", "ground")},
        by=twins.clerk,
    )


def propose_applicant():
    known = Applicant(unions.tree())
    return call(events.MergeProposed, known.application.pk, **known.typed(), by=known.clerk, law=TRUE)


def confirm():
    twins = _twins().proposed()
    return call(events.MergeConfirmed, twins.pk, by=twins.other)


def decline():
    twins = _twins().proposed()
    return call(events.MergeDropped, twins.pk, words="不是同一人", by=twins.other)


def withdraw():
    twins = _twins().proposed()
    return call(events.MergeDropped, twins.pk, words="看错了", by=twins.clerk)


def agree():
    twins = _twins().proposed().confirmed()
    twins.says(twins.phone_old)
    return call(events.Merged, twins.pk, by=make.oneself(twins.phone_new), law=ONCE)


def object_to():
    twins = _twins().proposed().confirmed()
    return call(events.MergeDropped, twins.pk, words="", by=make.oneself(twins.phone_new))


def lapse():
    twins = _twins().proposed().confirmed()
    return call(events.MergeDropped, twins.pk, due_on=make.TODAY, by=system_clock())


def undo():
    twins = _twins().merged()
    return call(events.MergeUndone, twins.pk, words="不是同一人", by=twins.clerk, at=make.AT + timedelta(hours=1))
