"""What the unions say: one cadre who has seen both, and another one who has looked again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from gongqiao.changes import queries as changes
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason, Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import actions as membership
from gongqiao.membership import queries as members
from gongqiao.membership.models import Application, Membership
from gongqiao.membership.models.memberships import LEFT, VOID
from gongqiao.merging import events, grants, rules
from gongqiao.merging.flow import MERGER
from gongqiao.merging.models import DECLINED, WITHDRAWN, Merger
from gongqiao.merging.rules import Pair
from gongqiao.organisations import queries as organisations
from gongqiao.people import queries as people
from gongqiao.people.models import Account, Person


@dataclass(frozen=True)
class Ground:
    """Why the two are one: what was seen, in words, and how it comes that they differ; which membership goes on."""

    seen: str
    words: str
    differs: str = ""
    goes_on: str = "this"


@operation
def propose(membership_id: UUID, *, card_number: str, name: str, ground: Ground, by: Actor, at: datetime) -> Merger:
    """Say that one's member and the holder of another card are one human being; her card shows that she was seen."""
    one, others = _held_still(membership_id, card_number, name)
    require(by, grants.PROPOSE, one.union_body_id)
    refuse(rules.found(others))
    other = others[0]
    refuse(rules.two(one.person.who, other.person.who))
    pair = rules.paired(one.person.who, other.person.who, _verified(one, other))
    refuse(_obstacles(pair, (one, other), ground, by))

    merger = _begun(pair, one.union_body_id, other.union_body_id, ground, by, at)
    goes_on, ends = rules.lasting(one, other, ground.goes_on)
    merger.goes_on, merger.ends = (each.pk if each else None for each in (goes_on, ends))
    step = move(merger, MERGER, "propose", on=day(at))
    merger.save(force_insert=True)

    told = events.MergeProposed(merger.pk, merger.union_body_id, merger.other_body_id, day(at))
    announce(told, by=by, about=merger, at=at, law=step.law)
    return merger


@operation
def propose_applicant(
    application_id: UUID, *, card_number: str, name: str, ground: Ground, by: Actor, at: datetime
) -> Merger:
    """Say that an applicant who never had a card is the holder of one: a member already, who need not join anew."""
    application = Application.objects.locked(application_id)
    require(by, grants.PROPOSE, application.union)
    others = [membership.held_still(pk) for pk in members.of_card(card_number, name)]
    refuse(_applying(application), rules.found(others))
    other, applicant = others[0], cast("Person", application.person)
    refuse(rules.two(applicant.who, other.person.who))
    pair = rules.paired(applicant.who, other.person.who, _verified(application, other))
    refuse(_obstacles(pair, others, ground, by))

    merger = _begun(pair, application.union, other.union_body_id, ground, by, at)
    merger.goes_on = other.pk if other.state not in {LEFT, VOID} else None
    step = move(merger, MERGER, "propose", on=day(at))
    merger.save(force_insert=True)

    told = events.MergeProposed(merger.pk, merger.union_body_id, merger.other_body_id, day(at))
    announce(told, by=by, about=merger, at=at, law=step.law)
    return merger


def _applying(application: Application) -> Reasons:
    open_still = Application.objects.open().filter(pk=application.pk).exists()
    return rules.applying(application, open_still=open_still, member=members.is_member(application.person_id))


def _held_still(membership_id: UUID, card_number: str, name: str) -> tuple[Membership, list[Membership]]:
    """Both memberships, in one order for everybody; nothing where card and name do not agree."""
    other = members.of_card(card_number, name)
    held = {pk: membership.held_still(pk) for pk in sorted({membership_id, *other})}
    return held[membership_id], [held[pk] for pk in other]


def _verified(one: Membership | Application, other: Membership) -> set[UUID]:
    """Whom the government's own sign-in has named."""
    named = Account.objects.filter(person__in=[one.person_id, other.person_id], tied_by="openid")
    return set(named.values_list("person_id", flat=True))


def _obstacles(pair: Pair, held: Sequence[Membership], ground: Ground, by: Actor) -> Reasons:
    yield from rules.apart(pair.keys, people.rows_of(by.person_id))
    yield from rules.living(dead=changes.any_dead(pair.keys))
    yield from rules.merging(held)
    under_way = Merger.objects.open().filter(kept__in=pair.keys) | Merger.objects.open().filter(merged__in=pair.keys)
    yield from rules.proposing(pair, words=ground.words, differs=ground.differs, under_way=under_way.exists())


def _begun(pair: Pair, union: int, beside: int, ground: Ground, by: Actor, at: datetime) -> Merger:
    """Not yet saved. Of two unions the other one confirms it, or the one above both; of one, the one above it."""
    above = organisations.next_above(union) if union == beside else organisations.above_both(union, beside)
    told: dict[str, Any] = {
        "kept": pair.kept,
        "merged": pair.merged,
        "called": pair.kept.name,
        "also_called": pair.merged.name,
    }
    told |= {"seen": ground.seen, "words": ground.words, "differs": ground.differs}
    parties = {"union_body_id": union, "other_body_id": beside, "superior_body_id": above}
    where = organisations.county_of(union)
    return Merger(**told, **parties, handled_in=where, proposed_by=by.person_id, proposed_at=at)


@operation
def confirm(pk: UUID, *, by: Actor, at: datetime) -> Merger:
    """A second pair of eyes has found the same; from here on it is hers to say."""
    merger = Merger.objects.locked(pk)
    require(by, grants.CONFIRM, _confirmer(merger, by))
    settle(merger, MERGER, at)
    refuse(MERGER.blocks("confirm", merger), _looking_again(merger, by))

    merger.confirmed_by, merger.asks_kept, merger.asks_merged = by.person_id, *_signing_in(merger)
    step = move(merger, MERGER, "confirm", on=day(at))
    merger.save()

    announce(events.MergeConfirmed(pk, by.body_id, day(at)), by=by, about=merger, at=at, law=step.law)
    return merger


def _confirmer(merger: Merger, by: Actor) -> int:
    """The other union, or the one above both."""
    above, mine = merger.superior_body_id, by.scope(grants.CONFIRM)
    return above if above and mine.covers(above) else merger.other_body_id


def _looking_again(merger: Merger, by: Actor) -> Iterator[Reason]:
    acting = people.rows_of(by.person_id)
    yield from rules.apart((merger.kept_id, merger.merged_id), acting)
    yield from rules.four_eyes(merger.proposed_by, acting)


def _signing_in(merger: Merger) -> tuple[bool, bool]:
    """Which of the two have a phone that signs in: each is asked."""
    held = Account.objects.filter(closed_at=None, person__in=[merger.kept_id, merger.merged_id])
    known = set(held.values_list("person_id", flat=True))
    return merger.kept_id in known, merger.merged_id in known


@operation
def decline(pk: UUID, *, words: str, by: Actor, at: datetime) -> Merger:
    """They are two, or nobody can tell."""
    merger = Merger.objects.locked(pk)
    require(by, grants.CONFIRM, _confirmer(merger, by))
    settle(merger, MERGER, at)
    refuse(MERGER.blocks("decline", merger), _looking_again(merger, by), rules.saying(words))

    dropped = drop(merger, "decline", DECLINED, words, on=day(at))

    announce(dropped, by=by, about=merger, at=at)
    return merger


@operation
def withdraw(pk: UUID, *, words: str, by: Actor, at: datetime) -> Merger:
    """Whoever proposed it takes it back before they are merged."""
    merger = Merger.objects.locked(pk)
    require(by, grants.PROPOSE, merger.union_body_id)
    settle(merger, MERGER, at)
    refuse(MERGER.blocks("withdraw", merger), rules.saying(words))

    dropped = drop(merger, "withdraw", WITHDRAWN, words, on=day(at))

    announce(dropped, by=by, about=merger, at=at)
    return merger


def drop(merger: Merger, step: str, because: str, words: str, *, on: date) -> events.MergeDropped:
    """They stay two."""
    merger.because, merger.answer = because, words
    move(merger, MERGER, step, on=on)
    merger.save()
    return events.MergeDropped(merger.pk, because, on)
