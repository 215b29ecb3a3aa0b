"""What is done between the approval of the group and the congress: roster, candidates, posting, the Party's word."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from gongqiao.files.papers import OnPaper, effective, moment
from gongqiao.kernel.actions import move, operation, running, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership.models import Membership
from gongqiao.membership.models.memberships import ACTIVE
from gongqiao.organising import events, grants, rules
from gongqiao.organising.actions.parts import Roll, Slate, faults, group_acts, having, put_down
from gongqiao.organising.flow import FOUNDING, POSTINGS
from gongqiao.organising.models import ORGANISER, Founding, Listed
from gongqiao.organising.queries import numbers

Named = tuple[tuple[str, str], ...]


@operation
def list_members(
    pk: UUID, *, roll: Roll, number: str = "", paper: OnPaper | None = None, by: Actor, at: datetime
) -> Founding:
    """The signed roster: how many they are, and who of them comes from another union."""
    case = Founding.objects.locked(pk)
    group_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    known = _known(roll.named)
    refuse(FOUNDING.blocks("list_members", case), _amiss(roll, known), faults(paper, case, at))

    case.members, case.women, case.moved_on = roll.members, roll.women, effective(paper, at, case.jurisdiction)
    case.helper_body_id = case.helper_body_id or _theirs(known, case.superior_body_id)
    step = move(case, FOUNDING, "list_members", on=case.moved_on)
    case.save()
    case.listed.all().delete()
    Listed.objects.bulk_create(Listed(founding=case, membership=each, person_id=each.person_id) for each in known)
    put_down(case, "roster", number, paper, by, at)

    told = events.MembersListed(pk, roll.members, roll.women, on_paper=paper is not None, on=case.moved_on)
    announce(told, by=by, about=case, at=at, law=step.law)
    return case


def _known(named: Named) -> list[Membership]:
    """Only whoever has both the name and the number right is found."""
    names = {number: name for name, number in named}
    held = Membership.objects.filter(card__number__in=names, state=ACTIVE).select_related("person", "card")
    return [each for each in held.order_by("pk") if each.person.name == names[each.card.number]]


def _theirs(known: Sequence[Membership], superior: int) -> int | None:
    """The union that has most of them now helps, where none was known to."""
    counted = Counter(each.union_body_id for each in known if each.union_body_id != superior)
    return counted.most_common(1)[0][0] if counted else None


def _amiss(roll: Roll, known: Sequence[Membership]) -> Reasons:
    found = {each.card.number for each in known}
    unknown = [f"{name} {number}" for name, number in roll.named if number not in found]
    times = Counter(number for _, number in roll.named)
    twice = [number for number, count in times.items() if count > 1]
    yield from rules.listing(roll.members, roll.women, len(roll.named), unknown, twice)


@operation
def state_persons(
    pk: UUID,
    *,
    principals: list[str],
    deputies: list[str],
    number: str = "",
    paper: OnPaper | None = None,
    by: Actor,
    at: datetime,
) -> Founding:
    """The employer says who leads it and who is near to them; on paper whoever has the case enters it."""
    case = Founding.objects.locked(pk)
    _employer_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    barred = rules.barred(case.candidates, case.chairs, principals, deputies)
    refuse(rules.stating(case.state), barred, faults(paper, case, at))

    case.principals, case.deputies = principals, deputies
    case.save()
    put_down(case, "persons", number, paper, by, at)

    on = effective(paper, at, case.jurisdiction)
    told = events.PersonsStated(pk, case.employer_body_id, on_paper=paper is not None, on=on)
    announce(told, by=by, about=case, at=at, law=rules.RELATIVES)
    return case


def _employer_acts(by: Actor, case: Founding, paper: OnPaper | None) -> None:
    if paper is None:
        require(by, grants.STATE, case.employer_body_id, party="employer")
    else:
        having(by, grants.ENTER, case)


@operation
def post_candidates(
    pk: UUID, *, slate: Slate, number: str = "", paper: OnPaper | None = None, by: Actor, at: datetime
) -> Founding:
    """Put the candidates up where everybody passes; both postings run from the day they hang."""
    case = Founding.objects.locked(pk)
    group_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    refuse(FOUNDING.blocks("post_candidates", case), _unfit(case, slate, day(at)), faults(paper, case, at))

    case.leadership, case.seats = slate.leadership, slate.seats
    case.candidates, case.chairs = slate.candidates, slate.chairs
    case.posted_on, case.posted_at, case.party_agreed = slate.posted_on, slate.posted_at, None
    case.called_off, case.moved_on = "", slate.posted_on
    step = move(case, FOUNDING, "post_candidates", on=slate.posted_on)
    case.save()
    put_down(case, "candidates", number, paper, by, at)

    counted = slate.seats, len(slate.candidates)
    told = events.CandidatesPosted(pk, *counted, on_paper=paper is not None, on=slate.posted_on)
    announce(told, by=by, about=case, at=at, law=step.law)
    return case


def _unfit(case: Founding, slate: Slate, on: date) -> Reasons:
    margin, differential = numbers.share("congress.election_margin", case, on), numbers.differential(case, on)
    if slate.leadership == ORGANISER:
        line = numbers.number("organising.committee_members", case, on)
        yield from rules.alone(case.members, line, slate.seats, slate.candidates, slate.chairs)
    else:
        yield from rules.seating(case.members, slate.seats, numbers.band(case, on))
        yield from rules.standing(slate.seats, slate.candidates, slate.chairs, margin, differential=differential)
    yield from rules.barred(slate.candidates, slate.chairs, case.principals, case.deputies)
    yield from rules.posting(slate.posted_on, since=case.moved_on, on=on)


@operation
def close_posting(pk: UUID, *, due_on: date, by: Actor, at: datetime) -> Founding:
    """One of the two postings has run its days; when the other has as well, the congress may be called."""
    case = Founding.objects.locked(pk)
    require(by, grants.ENTER, case.superior_body_id)
    refuse(FOUNDING.blocks("close_posting", case))

    clocks = running(case).filter(clock__in=[f"organising.{name}" for name in POSTINGS])
    clocks.filter(due_on__lte=due_on).update(closed_on=due_on)
    over = not clocks.exists()
    move(case, FOUNDING, "close_posting" if over else "extend_posting", on=due_on)
    case.save()

    announce(events.PostingClosed(pk, over, due_on), by=by, about=case, at=at)
    return case


@operation
def give_opinion(
    pk: UUID,
    *,
    agreed: bool,
    words: str = "",
    number: str = "",
    paper: OnPaper | None = None,
    by: Actor,
    at: datetime,
) -> Founding:
    """The Party organisation of the unit looks at the candidates (同级党组织); where there is none nobody does."""
    case = Founding.objects.locked(pk)
    if paper is None and by.body_id is not None and by.body_id == case.party_body_id:
        require(by, grants.OPINE, case.party_body_id, party="party")
    else:
        group_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    refuse(rules.opining(case.state, case.party), () if agreed else rules.wording(words), faults(paper, case, at))

    case.party_agreed, case.called_off = agreed, "" if agreed else words
    case.save()
    put_down(case, "opinion", number, paper, by, at)

    told = events.OpinionGiven(pk, agreed, on_paper=paper is not None, on=effective(paper, at, case.jurisdiction))
    announce(told, by=by, about=case, at=at)
    return case
