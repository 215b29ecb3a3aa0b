"""转会: what the unions do. Each acts in its own name; what one did on paper another may enter, with the paper."""

from datetime import date, datetime
from uuid import UUID

from gongqiao.files import actions as files
from gongqiao.files import papers
from gongqiao.files.papers import OnPaper
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.flow import Step
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, queries, rules
from gongqiao.membership.actions.entering import MEMBER
from gongqiao.membership.actions.moving import begun, obstacles, requested
from gongqiao.membership.flow import ACTIVE, ONCE, TRANSFER
from gongqiao.membership.models import Membership, Paper, Stay, Transfer
from gongqiao.membership.models.transfers import REFUSAL, SILENCE
from gongqiao.organisations import queries as organisations
from gongqiao.people import actions as people


@operation
def invite(union: int, *, card_number: str, name: str, employment_form: str, by: Actor, at: datetime) -> Transfer:
    """Ask the member of another union who wants to come here; nothing happens until she agrees on her phone."""
    found = Membership.objects.locked_by_card(card_number, name)
    require(by, grants.TAKE_IN, union)
    refuse(rules.found(found))
    (membership,) = found
    refuse(obstacles(membership, union, on=day(at)))

    transfer = begun(membership, at)
    transfer.new_body_id, transfer.employment_form = union, employment_form
    step = move(transfer, TRANSFER, "invite", on=day(at))
    transfer.save(force_insert=True)

    announce(events.Invited(transfer.pk, union, day(at)), by=by, about=transfer, at=at, law=step.law)
    return transfer


@operation
def record_request(
    union: int, *, card_number: str, name: str, employment_form: str, paper: OnPaper, by: Actor, at: datetime
) -> Transfer:
    """Enter what a member asked for on paper, at her old union's counter or at her new one's."""
    found = Membership.objects.locked_by_card(card_number, name)
    own = [each.union_body_id for each in found if by.scope(grants.RELEASE).covers(each.union_body_id)]
    require(by, grants.RELEASE if own else grants.TAKE_IN, own[0] if own else union)
    refuse(rules.found(found))
    (membership,) = found
    refuse(obstacles(membership, union, on=day(at)), papers.faults(paper, since=membership.joined_on, on=day(at)))

    transfer = begun(membership, at)
    transfer.new_body_id, transfer.employment_form = union, employment_form
    on = papers.effective(paper, at, Jurisdiction(organisations.county_of(membership.union_body_id)))
    requested(transfer, membership, on=on)
    step = move(transfer, TRANSFER, "ask_to_move", on=on)
    transfer.save(force_insert=True)
    _put_down(paper, transfer, "request", by, at)
    told = events.MoveRequested(transfer.pk, transfer.old_body_id, union, on_paper=True, on=on)
    announce(told, by=by, about=transfer, at=at, law=step.law)
    return transfer


@operation
def release(pk: UUID, *, paper: OnPaper | None = None, by: Actor, at: datetime) -> Transfer:
    """Let a member go to her new union; a letter of introduction on paper is entered by whoever holds it."""
    transfer = Transfer.objects.locked(pk)
    papers.entitled(by, grants.RELEASE, transfer.old_body_id, paper, transfer.parties)
    settle(transfer, TRANSFER, papers.moment(paper, at, transfer.jurisdiction))
    refuse(TRANSFER.blocks("release", transfer), rules.giving_way(transfer, REFUSAL), _faults(paper, transfer, at))

    on = papers.effective(paper, at, transfer.jurisdiction)
    step = _let_go(transfer, "release", on)
    transfer.save()
    _put_down(paper, transfer, "release", by, at)

    told = events.Released(pk, transfer.old_body_id, transfer.new, lapsed=False, on_paper=paper is not None, on=on)
    announce(told, by=by, about=transfer, at=at, law=step.law)
    return transfer


@operation
def let_go(pk: UUID, *, due_on: date, by: Actor, at: datetime) -> Transfer:
    """The old union let its days pass in silence: the member may go, from the day they ended."""
    transfer = Transfer.objects.locked(pk)
    require(by, grants.RELEASE, transfer.old_body_id)
    refuse(TRANSFER.blocks("let_go", transfer))

    step = _let_go(transfer, "let_go", due_on)
    transfer.save()

    told = events.Released(pk, transfer.old_body_id, transfer.new, lapsed=True, on_paper=False, on=due_on)
    announce(told, by=by, about=transfer, at=at, law=step.law)
    return transfer


def _let_go(transfer: Transfer, name: str, on: date) -> Step:
    """From here on it is the new union's."""
    transfer.released_on, transfer.because = on, ""
    transfer.handled_in = organisations.county_of(transfer.new)
    return move(transfer, TRANSFER, name, on=on)


@operation
def hold_back(pk: UUID, *, words: str, paper: OnPaper | None = None, by: Actor, at: datetime) -> Transfer:
    """Say why the member should not go; not the old union but the one above both decides."""
    transfer = Transfer.objects.locked(pk)
    papers.entitled(by, grants.RELEASE, transfer.old_body_id, paper, transfer.parties)
    settle(transfer, TRANSFER, papers.moment(paper, at, transfer.jurisdiction))
    refuse(TRANSFER.blocks("hold_back", transfer), rules.holding_back(words), _faults(paper, transfer, at))

    on, transfer.words = papers.effective(paper, at, transfer.jurisdiction), words
    step = _escalate(transfer, "hold_back", REFUSAL, on)
    transfer.save()
    _put_down(paper, transfer, "hold_back", by, at)

    announce(_escalated(transfer, paper, on), by=by, about=transfer, at=at, law=step.law)
    return transfer


@operation
def escalate(pk: UUID, *, due_on: date, by: Actor, at: datetime) -> Transfer:
    """The new union let its days pass in silence: the one above both is to decide."""
    transfer = Transfer.objects.locked(pk)
    require(by, grants.TAKE_IN, transfer.new_body_id)
    refuse(TRANSFER.blocks("escalate", transfer))

    transfer.words = ""
    step = _escalate(transfer, "escalate", SILENCE, due_on)
    transfer.save()

    announce(_escalated(transfer, None, due_on), by=by, about=transfer, at=at, law=step.law)
    return transfer


def _escalate(transfer: Transfer, name: str, because: str, on: date) -> Step:
    """Only from here on the common superior sees the case. That there is one was asked before it was handed in."""
    transfer.because = because
    transfer.superior_body_id = organisations.above_both(transfer.old_body_id, transfer.new)
    transfer.handled_in = organisations.county_of(transfer.superior)
    return move(transfer, TRANSFER, name, on=on)


def _escalated(transfer: Transfer, paper: OnPaper | None, on: date) -> events.Escalated:
    return events.Escalated(transfer.pk, transfer.superior, transfer.because, on_paper=paper is not None, on=on)


@operation
def rule(pk: UUID, *, verdict: str, words: str, paper: OnPaper | None = None, by: Actor, at: datetime) -> Transfer:
    """The union above both decides, and says why."""
    transfer = Transfer.objects.locked(pk)
    papers.entitled(by, grants.RULE, transfer.superior_body_id, paper, transfer.parties)
    settle(transfer, TRANSFER, papers.moment(paper, at, transfer.jurisdiction))
    refuse(TRANSFER.blocks(f"rule_{verdict}", transfer), rules.ruling(transfer, verdict, words))
    refuse(_faults(paper, transfer, at))

    on, transfer.words = papers.effective(paper, at, transfer.jurisdiction), words
    moved = _ruled(transfer, verdict, on, at)
    transfer.save()
    _put_down(paper, transfer, "rule", by, at)
    told = events.Ruled(pk, transfer.superior, verdict, on_paper=paper is not None, on=on)
    announce(told, by=by, about=transfer, at=at, law=TRANSFER.step(f"rule_{verdict}").law)
    if moved:
        announce(moved, by=by, about=transfer, at=at, law=ONCE)
    return transfer


def _ruled(transfer: Transfer, verdict: str, on: date, at: datetime) -> events.Transferred | None:
    if verdict == "release":
        _let_go(transfer, "rule_release", on)
        return None
    membership = _receivable(transfer, on, at) if verdict == "take_in" else None
    transfer.decided_on = on
    move(transfer, TRANSFER, f"rule_{verdict}", on=on)
    return _move_in(membership, transfer, on, on_paper=False) if membership else None


@operation
def take_in(pk: UUID, *, paper: OnPaper | None = None, by: Actor, at: datetime) -> Transfer:
    """The new union has her: from this day on she is its member, and the old one's no more."""
    transfer = Transfer.objects.locked(pk)
    papers.entitled(by, grants.TAKE_IN, transfer.new_body_id, paper, transfer.parties)
    settle(transfer, TRANSFER, papers.moment(paper, at, transfer.jurisdiction))
    refuse(TRANSFER.blocks("take_in", transfer), rules.giving_way(transfer, SILENCE), _faults(paper, transfer, at))

    on = transfer.decided_on = papers.effective(paper, at, transfer.jurisdiction)
    membership = _receivable(transfer, on, at)
    step = move(transfer, TRANSFER, "take_in", on=on)
    transfer.save()
    _put_down(paper, transfer, "take_in", by, at)

    moved = _move_in(membership, transfer, on, on_paper=paper is not None)
    announce(moved, by=by, about=transfer, at=at, law=step.law)
    return transfer


def _receivable(transfer: Transfer, on: date, at: datetime) -> Membership:
    """The membership, held still, when the new union can take it in as of that day."""
    membership = Membership.objects.locked(transfer.membership_id)
    since = queries.present_since(membership)
    closed = organisations.closed(transfer.new, on=day(at))
    refuse(rules.taking_in(membership, closed=closed, since=since, on=on))
    return membership


def _move_in(membership: Membership, transfer: Transfer, on: date, *, on_paper: bool) -> events.Transferred:
    """The same membership at another union: a new stay, and whose person she is to the unions' own lists."""
    old, new, state, was = membership.union_body_id, transfer.new, membership.state, membership.employment_form
    membership.union_body_id, membership.employment_form = new, transfer.employment_form
    membership.state = ACTIVE
    membership.save()
    membership.stays.filter(until=None).update(until=on)
    told = {"person_id": membership.person_id, "membership": membership, "transfer": transfer}
    told["employment_form"] = membership.employment_form
    Stay.objects.create(**told, union_body_id=new, state=membership.state, since=on)
    people.leave([membership.person_id], old, kind=MEMBER, on=on)
    people.belong([(membership.person_id, new)], kind=MEMBER, on=on)
    before, after = (old, state, was), (new, membership.employment_form, membership.sex)
    return events.Transferred(transfer.pk, membership.pk, *before, *after, on_paper, on)


@operation
def turn_down(pk: UUID, *, words: str, paper: OnPaper | None = None, by: Actor, at: datetime) -> Transfer:
    """The new union does not take her in, and says why; she stays where she is."""
    transfer = Transfer.objects.locked(pk)
    papers.entitled(by, grants.TAKE_IN, transfer.new_body_id, paper, transfer.parties)
    settle(transfer, TRANSFER, papers.moment(paper, at, transfer.jurisdiction))
    refuse(TRANSFER.blocks("turn_down", transfer), rules.giving_way(transfer, SILENCE))
    refuse(rules.turning_down(words), _faults(paper, transfer, at))

    on = transfer.decided_on = papers.effective(paper, at, transfer.jurisdiction)
    transfer.words = words
    step = move(transfer, TRANSFER, "turn_down", on=on)
    transfer.save()
    _put_down(paper, transfer, "turn_down", by, at)

    told = events.TurnedDown(pk, transfer.new, on_paper=paper is not None, on=on)
    announce(told, by=by, about=transfer, at=at, law=step.law)
    return transfer


def _faults(paper: OnPaper | None, transfer: Transfer, at: datetime) -> Reasons:
    return papers.faults(paper, since=transfer.released_on or transfer.requested_on, on=day(at))


def _put_down(told: OnPaper | None, transfer: Transfer, step: str, by: Actor, at: datetime) -> None:
    """Each of the two unions reads it."""
    if told:
        paper = Paper(transfer=transfer, person_id=transfer.person_id, step=step)
        files.keep_paper(paper, told, (transfer.old_body_id, transfer.new), where=transfer.jurisdiction, by=by, at=at)
