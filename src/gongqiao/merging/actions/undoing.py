"""Two rows again: what was changed is put back, as long as nothing was built on it."""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from gongqiao.changes import queries as changes
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import actions as membership
from gongqiao.membership.models import Membership, Transfer
from gongqiao.merging import events, grants, rules
from gongqiao.merging.actions.carrying import Held, beside, held_still
from gongqiao.merging.actions.shifting import changed, keys_of, put_back
from gongqiao.merging.flow import MERGER
from gongqiao.merging.models import Merger, Shift
from gongqiao.organisations import queries as organisations
from gongqiao.people import queries as people
from gongqiao.people.models import Person, SignIn, Token

# What the figures count goes back by the verb that tells them.
COUNTED = {("membership.Membership", "sex"), ("membership.Membership", "joined_on")}


@operation
def undo(pk: UUID, *, words: str, by: Actor, at: datetime) -> Merger:
    """They were two after all: each has her own again, and her phones sign in as who they were."""
    held = held_still(pk)
    merger = held.merger
    mine = by.scope(grants.PROPOSE)
    require(by, grants.PROPOSE, next(filter(mine.covers, merger.parties), merger.union_body_id))
    settle(merger, MERGER, at)
    refuse(MERGER.blocks("undo", merger), rules.saying(words))
    shifts = list(merger.shifts.order_by("-pk"))
    refuse(_built(held, shifts))

    merger.undone_by = words
    step = move(merger, MERGER, "undo", on=day(at))
    merger.save()
    told = _apart(merger, shifts, by, at)

    announce(told, by=by, about=merger, at=at, law=step.law)
    return merger


def _built(held: Held, shifts: list[Shift]) -> Reasons:
    """What was done since with what was merged: then it cannot be told apart any more."""
    merger = held.merger
    later = Person.objects.filter(pk=merger.kept_id, same_as__isnull=False).exists()
    since, her = (
        cast("datetime", merger.merged_at),
        Person.objects.filter(pk=merger.kept_id).values_list("pk", flat=True),
    )
    built = (
        changes.changed_since(her, since) + organisations.appointed_since(her, since) + people.tied_since(her, since)
    )
    moved = Transfer.objects.filter(person__in=her, begun_at__gt=since).count()
    name, touched = held.pair.kept.name, sum(map(changed, shifts))
    yield from rules.undoing(name=name, later=later, changed=touched, built=built + moved)


def _apart(merger: Merger, shifts: list[Shift], by: Actor, at: datetime) -> events.MergeUndone:
    """Column by column as it was; the memberships by their own verbs, so that history and figures follow."""
    counted = [each for each in shifts if (each.table, each.column) in COUNTED]
    for shift in shifts:
        if shift not in counted:
            put_back(shift)
    _sign_in_as_before(merger, keys_of(shifts, "people.Account", "person_id"))
    with beside():
        if merger.goes_on:
            _count_back(merger.goes_on, {each.column: each.was for each in counted}, by, at)
        ended = _last_again(merger.ends, merger.ended_as, at) if merger.ends else None
    if ended is None:
        return events.MergeUndone(merger.pk, None, "", "", "", day(at))
    stands = ended.union_body_id, ended.state, ended.employment_form, ended.sex
    return events.MergeUndone(merger.pk, *stands, day(at))


def _sign_in_as_before(merger: Merger, accounts: list[UUID]) -> None:
    """Also whoever has signed in since, or has been given a key for a program."""
    SignIn.objects.filter(account__in=accounts).update(person=merger.merged_id, called=merger.merged.shown_name)
    Token.objects.filter(account__in=accounts).update(person=merger.merged_id)


def _count_back(pk: UUID, was: dict[str, str | None], by: Actor, at: datetime) -> None:
    held = Membership.objects.locked(pk)
    joined_on = date.fromisoformat(was["joined_on"] or "")
    membership.count_as(held, sex=was["sex"] or "", joined_on=joined_on, by=by, at=at)


def _last_again(pk: UUID, state: str, at: datetime) -> Membership:
    held = Membership.objects.locked(pk)
    membership.stand_again(held, state, on=day(at))
    return held
