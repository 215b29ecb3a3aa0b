"""What she says: that they are one, on each phone that signs in, or on paper; or that they are two."""

from datetime import date, datetime
from uuid import UUID

from gongqiao.files import actions as files
from gongqiao.files.papers import OnPaper, faults, moment
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.merging import events, grants, rules
from gongqiao.merging.actions.carrying import Held, carry_out, held_still
from gongqiao.merging.actions.proposing import drop
from gongqiao.merging.flow import MERGER
from gongqiao.merging.models import LAPSED, OBJECTED, Merger, Paper


@operation
def agree(pk: UUID, *, paper: OnPaper | None = None, by: Actor, at: datetime) -> Merger:
    """She says that both are she; with the last word that was asked for they are one from here on."""
    held = held_still(pk)
    merger = held.merger
    _hers(merger, by, paper)
    settle(merger, MERGER, moment(paper, at, merger.jurisdiction))
    refuse(MERGER.blocks("agree", merger), rules.answered(already=_said(merger, by)))
    refuse(faults(paper, since=None, on=day(at)), held.obstacles())

    _say(merger, by, paper, at)
    if merger.waiting_kept_id or merger.waiting_merged_id:
        step = move(merger, MERGER, "say_so", on=day(at))
        told: events.MergeAgreed | events.Merged = events.MergeAgreed(pk, day(at))
    else:
        step = move(merger, MERGER, "agree", on=day(at))
        told = _merged(held, paper, by, at)
    merger.save()
    _put_down(paper, merger, by, at)

    announce(told, by=by, about=merger, at=at, law=step.law)
    return merger


def _hers(merger: Merger, by: Actor, paper: OnPaper | None) -> None:
    """She herself, by either of her accounts; what she signed is entered by a union that has the case."""
    if paper:
        mine = by.scope(grants.PROPOSE)
        require(by, grants.PROPOSE, next(filter(mine.covers, merger.parties), merger.union_body_id))
    else:
        same = by.person_id if by.person_id in {merger.kept_id, merger.merged_id} else merger.kept_id
        require(by, grants.OWN, person_id=same)


def _said(merger: Merger, by: Actor) -> bool:
    said = (merger.kept_id, merger.agreed_kept_at), (merger.merged_id, merger.agreed_merged_at)
    return any(person == by.person_id and at is not None for person, at in said)


def _say(merger: Merger, by: Actor, paper: OnPaper | None, at: datetime) -> None:
    """By one phone for one of the two; on one paper for both."""
    if paper or by.person_id == merger.kept_id:
        merger.agreed_kept_at = merger.agreed_kept_at or at
    if paper or by.person_id == merger.merged_id:
        merger.agreed_merged_at = merger.agreed_merged_at or at


def _merged(held: Held, paper: OnPaper | None, by: Actor, at: datetime) -> events.Merged:
    held.merger.merged_at = at
    held.merger.save()
    rows = carry_out(held, by, at)
    told = held.merger.pk, held.pair.kept.pk, held.pair.merged.pk
    return events.Merged(*told, rows, on_paper=paper is not None, on=day(at))


def _put_down(paper: OnPaper | None, merger: Merger, by: Actor, at: datetime) -> None:
    if paper:
        kept = Paper(merger=merger, person_id=merger.kept_id)
        files.keep_paper(kept, paper, merger.parties, where=merger.jurisdiction, by=by, at=at)


@operation
def object_to(pk: UUID, *, words: str, by: Actor, at: datetime) -> Merger:
    """One of the two is not she: they stay two, and she need not prove it."""
    merger = Merger.objects.locked(pk)
    _hers(merger, by, None)
    settle(merger, MERGER, at)
    refuse(MERGER.blocks("object_to", merger))

    dropped = drop(merger, "object_to", OBJECTED, words, on=day(at))

    announce(dropped, by=by, about=merger, at=at)
    return merger


@operation
def lapse(pk: UUID, *, due_on: date, by: Actor, at: datetime) -> Merger:
    """She did not answer: silence is no word, and they stay two."""
    merger = Merger.objects.locked(pk)
    require(by, grants.PROPOSE, merger.union_body_id)
    refuse(MERGER.blocks("lapse", merger))

    dropped = drop(merger, "lapse", LAPSED, "", on=due_on)

    announce(dropped, by=by, about=merger, at=at)
    return merger
