"""A membership that ends without the member's own word: for a serious crime alone, or because she has died."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from gongqiao.changes import events, grants, rules
from gongqiao.changes.actions.parts import aside, begun, credible, finished, put_down, since, stood_before
from gongqiao.changes.flow import CHANGE, EXPELLING
from gongqiao.changes.models import DEATH, DUPLICATE, EXPULSION, Change
from gongqiao.files.papers import OnPaper, effective, entitled, faults, moment
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import actions as membership
from gongqiao.membership import queries as members
from gongqiao.membership.models import Membership
from gongqiao.organisations import actions as posts
from gongqiao.organisations import queries as organisations
from gongqiao.people import actions as people
from gongqiao.people import queries as persons


@dataclass(frozen=True)
class Judgment:
    """The criminal judgment on which an expulsion rests: where it is found, and since when it is in force."""

    number: str
    judged_on: date


@dataclass(frozen=True)
class Decision:
    """The committee's paper: its group was heard first."""

    number: str
    group_on: date
    met_on: date
    present: Sequence[str]


@operation
def expel(membership_id: UUID, *, judgment: Judgment, decision: Decision, by: Actor, at: datetime) -> Change:
    """The committee has expelled a member punished for a serious crime; it is filed with the union above."""
    held = membership.held_still(membership_id)
    require(by, grants.KEEP, held.union_body_id)
    superior, on = organisations.next_above(held.union_body_id), decision.met_on
    under_way = Change.objects.open().filter(membership=membership_id).exists()
    refuse(rules.leaving(held.state, under_way=under_way), rules.filing(superior))
    refuse(organisations.meeting(on, decision.present, on=day(at), law=EXPELLING))
    refuse(rules.expelling(judgment.judged_on, decision.group_on, on, since=since(held)))

    change = begun(held, EXPULSION, on, at, effect_on=on, superior_body_id=superior)
    change.judgment, change.judged_on = judgment.number, judgment.judged_on
    change.number, change.group_on, change.met_on = decision.number, decision.group_on, on
    change.present = list(decision.present)
    step = move(change, CHANGE, "expel", on=on)
    change.save(force_insert=True)

    left = finished(change, held, on=on, by=by, at=at)
    announce(left, by=by, about=change, at=at, law=step.law)
    return change


@operation
def file_expulsion(pk: UUID, *, filed_as: str, paper: OnPaper | None = None, by: Actor, at: datetime) -> Change:
    """The union above has it on file; its receipt on paper is entered by the union that decided."""
    change = Change.objects.locked(pk)
    entitled(by, grants.FILE, change.superior_body_id, paper, change.parties)
    settle(change, CHANGE, moment(paper, at, change.jurisdiction))
    refuse(CHANGE.blocks("file_expulsion", change), faults(paper, since=change.met_on, on=day(at)))

    on, change.filed_as = effective(paper, at, change.jurisdiction), filed_as
    step = move(change, CHANGE, "file_expulsion", on=on)
    change.save()
    put_down(paper, change, "file", by, at)

    told = events.ExpulsionFiled(pk, change.union_body_id, change.superior, on_paper=paper is not None, on=on)
    announce(told, by=by, about=change, at=at, law=step.law)
    return change


def end_duplicate(held: Membership, *, by: Actor, at: datetime) -> Change:
    """One of two memberships of one human being ends. Part of the act that merges them, which held both still."""
    change = begun(held, DUPLICATE, day(at), at, effect_on=day(at))
    step = move(change, CHANGE, "end_duplicate", on=day(at))
    change.save(force_insert=True)
    announce(finished(change, held, on=day(at), by=by, at=at), by=by, about=change, at=at, law=step.law)
    for each in Change.objects.open().filter(membership=held.pk).order_by("pk"):
        announce(aside(each, DUPLICATE, on=day(at)), by=by, about=each, at=at)
    return change


@operation
def record_death(membership_id: UUID, *, died_on: date, paper: OnPaper, by: Actor, at: datetime) -> Change:
    """The card is void and nobody signs in as her any more; nobody is told but those who keep the union's lists."""
    open_changes = list(Change.objects.open().filter(membership=membership_id).select_for_update())
    held = membership.held_still(membership_id)
    require(by, grants.KEEP, held.union_body_id)
    refuse(rules.lasting(held.state), rules.dying(died_on, since(held), on=day(at)), credible(paper, held, at))

    change = begun(held, DEATH, died_on, at, effect_on=died_on)
    step = move(change, CHANGE, "record_death", on=died_on)
    change.save(force_insert=True)
    put_down(paper, change, "death", by, at)

    left = finished(change, held, on=died_on, by=by, at=at)
    announce(left, by=by, about=change, at=at, law=step.law)
    for each in open_changes:
        announce(aside(each, DEATH, on=day(at)), by=by, about=each, at=at)
    posts.vacate(held.person_id, until=died_on, by=by, at=at)
    people.close_of(held.person_id, by=by, at=at)
    return change


@operation
def undo_death(pk: UUID, *, words: str, phone: str = "", paper: OnPaper, by: Actor, at: datetime) -> Change:
    """She lives: her membership lasts as if it had never ended, and the phone she names signs in as her.

    Posts do not come back, nor what she was moving or had declared: others have relied on it.
    """
    membership.alone()
    change = Change.objects.locked(pk)
    held = membership.held_still(change.membership_id)
    require(by, grants.KEEP, change.union_body_id)
    refuse(CHANGE.blocks("undo_death", change), _undoing(change), rules.saying(words))
    refuse(faults(paper, since=change.effect_on, on=day(at)), _four_eyes(change, by), _standing(held, at))

    change.words = words
    step = move(change, CHANGE, "undo_death", on=day(at))
    change.save()
    put_down(paper, change, "alive", by, at)

    told = _lasting_again(held, cast("date", change.effect_on))
    announce(told, by=by, about=change, at=at, law=step.law)
    if phone:
        account, _ = people.open_account(phone, at)
        people.tie(account.pk, person_id=held.person_id, way="union", body_id=change.union_body_id, by=by, at=at)
    return change


def _undoing(change: Change) -> Reasons:
    return rules.undoing(change.kind, name=change.person.name)


def _four_eyes(change: Change, by: Actor) -> Reasons:
    recorded = change.papers.filter(step="death").values_list("recorded_by", flat=True)
    return rules.four_eyes(recorded, persons.rows_of(by.person_id))


def _standing(held: Membership, at: datetime) -> Reasons:
    return rules.standing(closed=organisations.closed(held.union_body_id, on=day(at)))


def _lasting_again(held: Membership, on: date) -> events.DeathUndone:
    """From the day on which it had ended; nothing where she has another one by now."""
    if members.is_member(held.person_id):
        return events.DeathUndone(held.pk, None, "", "", "", on)
    membership.stand_again(held, stood_before(held), on=on)
    return events.DeathUndone(held.pk, held.union_body_id, held.state, held.employment_form, held.sex, on)
