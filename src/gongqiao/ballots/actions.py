"""A union prepares a vote, has its key made, opens it, closes it and counts; an elector casts a ballot."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from gongqiao.ballots import elections, events, grants, issuer, queries, rules
from gongqiao.ballots.flow import VOTE
from gongqiao.ballots.models import Ballot, Elector, Trustee, Vote
from gongqiao.ballots.rules import Plan
from gongqiao.belenios import ballots, credentials, tally, trustees
from gongqiao.belenios.forms import FaultyError, digest, misfits, parsed, tracker
from gongqiao.kernel.actions import move, operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Body
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce, digest_of
from gongqiao.membership import queries as membership
from gongqiao.organisations import queries as organisations

UUID_LETTERS = 14


@operation
def prepare(union: int, *, plan: Plan, by: Actor, at: datetime) -> Vote:
    """Lay down what is asked, from when to when and by which rules, before anybody votes."""
    require(by, grants.KEEP, union)
    refuse(rules.preparing(plan, at=at))

    told = {name: value for name, value in vars(plan).items() if name != "texts"}
    vote = Vote(union_body_id=union, prepared_at=at, uuid=credentials.token(UUID_LETTERS), **told)
    vote.save(force_insert=True)

    announce(events.VotePrepared(vote.pk, vote.form, vote.opens_at, vote.closes_at), by=by, about=vote, at=at)
    return vote


@operation
def entrust(vote_id: UUID, *, parameters: str, keepers: Sequence[tuple[str, str]], by: Actor, at: datetime) -> Vote:
    """Take in the key that the trustees made together, and who they are; a later one takes its place."""
    vote = Vote.objects.locked(vote_id)
    require(by, grants.KEEP, vote.union_body_id)
    firms = Body.objects.filter(pk__in=organisations.covered_by(vote.union_body_id)).values_list("name", flat=True)
    refuse(VOTE.blocks("entrust", vote), rules.entrusting(parameters, vote.group, keepers, set(firms)))

    vote.trustees = parameters
    move(vote, VOTE, "entrust", on=day(at))
    vote.save(update_fields=["trustees", "state"])
    vote.keepers.all().delete()
    Trustee.objects.bulk_create(
        Trustee(vote=vote, number=number, name=name, house=house) for number, (name, house) in enumerate(keepers, 1)
    )

    announce(events.VoteEntrusted(vote.pk, digest(parameters)), by=by, about=vote, at=at)
    return vote


@operation
def open_vote(vote_id: UUID, *, by: Actor, at: datetime) -> Vote:
    """Freeze the roll, have a credential made for each on it, and lay the election open to everybody."""
    vote = Vote.objects.locked(vote_id)
    require(by, grants.KEEP, vote.union_body_id)
    persons = membership.voters(vote.union_body_id)
    refuse(VOTE.blocks("open_vote", vote), rules.opening(vote.trustees, len(persons), vote.closes_at, at=at))

    keys = _enrol(vote, persons)
    asked = {"vote": vote.pk, "electors": keys, "group": vote.group, "uuid": vote.uuid}
    listed = issuer.ask(settings.ISSUER, "open", **asked)["credentials"]
    refuse(rules.issued(len(keys), len(set(listed))))
    vote.election, vote.credentials = elections.made(vote).text, credentials.listed(dict.fromkeys(listed, 1))
    vote.roll, vote.roll_digest, vote.opened_at = len(keys), digest_of(keys), at
    move(vote, VOTE, "open_vote", on=day(at))
    vote.save()

    told = events.VoteOpened(vote.pk, vote.roll, vote.roll_digest, digest(elections.setup_told(vote)))
    announce(told, by=by, about=vote, at=at, law=VOTE.step("open_vote").law)
    return vote


def _enrol(vote: Vote, persons: Sequence[UUID]) -> list[UUID]:
    """The roll; returns the electors' keys in its order."""
    union = vote.union_body_id
    rows = [
        Elector(vote=vote, person_id=each, union_body_id=union, number=number) for number, each in enumerate(persons, 1)
    ]
    Elector.objects.bulk_create(rows)
    return [each.pk for each in rows]


def cast(vote_id: UUID, *, text: str, at: datetime) -> str:
    """Put a sealed ballot into the box and return its tracker; the very same one again is answered the same.

    No operation of the house, and the one exception to its Records: nobody acts here, and nothing is kept that could
    lead to whoever did. Every proof is checked before the box is touched.
    """
    mark = tracker(text)
    if Ballot.objects.filter(pk=mark, vote=vote_id).exists():
        return mark
    setup = elections.setup(vote_id)
    state = Vote.objects.values_list("state", flat=True).get(pk=vote_id)
    refuse(rules.in_time(setup.opens_at, setup.closes_at, state, at=at))
    faults = ballots.check(setup.held, text, setup.entitled)
    refuse(rules.sound(faults, formed=not faults or _formed(setup, text)))
    credential = parsed(text)["credential"]
    with transaction.atomic():
        state = _hold(vote_id, credential)
        cast_before = Ballot.objects.filter(vote=vote_id, credential=credential)
        if cast_before.filter(pk=mark).exists():
            return mark
        before = cast_before.count()
        refuse(rules.in_time(setup.opens_at, setup.closes_at, state, at=at), rules.again(before, revotes=setup.revotes))
        hour = at.replace(minute=0, second=0, microsecond=0)
        Ballot.objects.create(
            tracker=mark, vote_id=vote_id, credential=credential, revision=before + 1, hour=hour, text=text
        )
    return mark


def _formed(setup: elections.Setup, text: str) -> bool:
    """Whether it has the form of a ballot in this election, whatever is wrong inside."""
    try:
        return not list(misfits(parsed(text), ballots.shape(setup.held), setup.held.group))
    except FaultyError:
        return False


def _hold(vote_id: UUID, credential: str) -> str:
    """Ballots of one credential come one after another, and none beside the close. Returns how the vote stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{vote_id} {credential}"])
        cursor.execute("SELECT state FROM ballots_vote WHERE id = %s FOR KEY SHARE", [vote_id])
        return str(cursor.fetchone()[0])


@operation
def close_vote(vote_id: UUID, *, by: Actor, at: datetime) -> Vote:
    """Close the box, seal the sum, learn once who took part, and have the seed of the credentials destroyed."""
    vote = Vote.objects.locked(vote_id)
    require(by, grants.KEEP, vote.union_body_id)
    count = vote.ballots.count()
    refuse(VOTE.blocks("close_vote", vote), rules.closing(vote.closes_at, count, at=at))

    vote.tally, counted = elections.sealed(vote)
    refuse(rules.same_number(_mark(vote, counted), len(counted)))
    vote.came, vote.closed_at = len(counted), at
    move(vote, VOTE, "close_vote", on=day(at))
    vote.save()
    _forget(vote.pk)

    told = events.VoteClosed(vote.pk, count, vote.came, digest(vote.tally))
    announce(told, by=by, about=vote, at=at)
    return vote


def _mark(vote: Vote, counted: Sequence[str]) -> int | None:
    """Note on the roll who took part; returns how many did, and nothing where nobody can tell any more."""
    keys = list(vote.electors.order_by("number").values_list("pk", flat=True))
    if (told := issuer.present(settings.ISSUER, vote.pk, keys, list(counted))) is None:
        return None
    came = [key for key, present in zip(keys, told, strict=True) if present]
    vote.electors.update(came=False)
    vote.electors.filter(pk__in=came).update(came=True)
    return len(came)


def _forget(vote_id: UUID) -> None:
    """Once this is committed nobody can find out any more whose credential is whose."""
    transaction.on_commit(partial(issuer.ask, settings.ISSUER, "end", vote=vote_id), robust=True)


@operation
def bring_part(vote_id: UUID, *, part: str, by: Actor, at: datetime) -> Trustee:
    """Take in what a trustee has decrypted, once it is proven to be hers."""
    vote = Vote.objects.locked(vote_id)
    require(by, grants.KEEP, vote.union_body_id)
    refuse(VOTE.blocks("bring_part", vote))
    owner = _owner(vote, part)
    refuse(rules.bringing(owner, set(elections.parts(vote))))

    keeper = vote.keepers.get(number=owner or 0)
    keeper.part, keeper.brought_at = part, at
    move(vote, VOTE, "bring_part", on=day(at))
    keeper.save(update_fields=["part", "brought_at"])

    announce(events.PartBrought(vote.pk, keeper.number), by=by, about=vote, at=at)
    return keeper


def _owner(vote: Vote, part: str) -> int | None:
    """The number of the trustee whose key this was made with."""
    try:
        shown = parsed(part)
    except FaultyError:
        return None
    held, table = elections.setup(vote.pk).held, elections.table(vote)
    for number, key in enumerate(trustees.verification_keys(elections.keys(vote)), 1):
        if not list(tally.unsound_partial(held, key, table, shown)):
            return number
    return None


@operation
def count_vote(vote_id: UUID, *, by: Actor, at: datetime) -> Vote:
    """Open the sealed sum with the trustees' parts; every single ballot stays sealed for ever."""
    vote = Vote.objects.locked(vote_id)
    require(by, grants.KEEP, vote.union_body_id)
    refuse(VOTE.blocks("count_vote", vote))
    refuse(rules.counting(queries.lacking(vote)))

    vote.result, vote.counted_at = elections.opened(vote), at
    move(vote, VOTE, "count_vote", on=day(at))
    vote.save(update_fields=["result", "counted_at", "state"])

    told = events.VoteCounted(vote.pk, digest(elections.result_told(vote.result)))
    announce(told, by=by, about=vote, at=at, law=VOTE.step("count_vote").law)
    return vote


@operation
def void_vote(vote_id: UUID, *, because: str, by: Actor, at: datetime) -> Vote:
    """Nothing of it counts; what was public stays public, with the reason."""
    vote = Vote.objects.locked(vote_id)
    require(by, grants.KEEP, vote.union_body_id)
    refuse(VOTE.blocks("void_vote", vote), rules.voiding(because))

    was, vote.void_because, vote.voided_at = vote.state, because, at
    move(vote, VOTE, "void_vote", on=day(at))
    vote.save(update_fields=["void_because", "voided_at", "state"])
    if vote.election:
        _forget(vote.pk)

    announce(events.VoteVoided(vote.pk, was), by=by, about=vote, at=at)
    return vote
