"""The congress is called, allowed and held; its result is reported, and with its approval the union stands."""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from gongqiao.files.papers import OnPaper, effective, moment
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import actions as organisations
from gongqiao.organisations import queries as unions
from gongqiao.organisations.models import Employer
from gongqiao.organising import events, rules
from gongqiao.organising.actions.parts import Ballot, Call, faults, group_acts, put_down, superior_acts
from gongqiao.organising.actions.petitioning import answerable
from gongqiao.organising.flow import FOUNDING
from gongqiao.organising.models import Founding
from gongqiao.organising.queries import numbers


@operation
def call_congress(
    pk: UUID, *, call: Call, number: str = "", paper: OnPaper | None = None, by: Actor, at: datetime
) -> Founding:
    """Ask the union above whether the members may meet and elect, with the candidates that were posted."""
    case = Founding.objects.locked(pk)
    group_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    on = effective(paper, at, case.jurisdiction)
    refuse(FOUNDING.blocks("call_congress", case), _untimely(case, call, on), faults(paper, case, at))

    case.meeting, case.meeting_on, case.place = call.meeting, call.meeting_on, call.place
    case.called_off, case.moved_on = "", on
    step = move(case, FOUNDING, "call_congress", on=on)
    case.save()
    put_down(case, "congress", number, paper, by, at)

    told = events.CongressCalled(pk, call.meeting_on, on_paper=paper is not None, on=on)
    announce(told, by=by, about=case, at=at, law=step.law)
    return case


def _untimely(case: Founding, call: Call, on: date) -> Reasons:
    agreed = not case.party or case.party_agreed is True
    line = numbers.number("organisations.full_meeting", case, on)
    yield from rules.calling(case.members or 0, call.meeting, call.meeting_on, line, agreed=agreed, on=on)


@operation
def approve_congress(pk: UUID, *, number: str = "", paper: OnPaper | None = None, by: Actor, at: datetime) -> Founding:
    """The union above agrees to the meeting and to the candidates."""
    case = Founding.objects.locked(pk)
    superior_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    refuse(FOUNDING.blocks("approve_congress", case), answerable(by, case, number, paper, at))

    case.called_off, case.moved_on = "", effective(paper, at, case.jurisdiction)
    step = move(case, FOUNDING, "approve_congress", on=case.moved_on)
    case.save()
    put_down(case, "congress_reply", number, paper, by, at)

    told = events.CongressApproved(pk, on_paper=paper is not None, on=case.moved_on)
    announce(told, by=by, about=case, at=at, law=step.law)
    return case


@operation
def report_result(
    pk: UUID, *, ballot: Ballot, number: str = "", paper: OnPaper | None = None, by: Actor, at: datetime
) -> Founding:
    """Who was elected, by how many of how many."""
    case = Founding.objects.locked(pk)
    group_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    on = effective(paper, at, case.jurisdiction)
    refuse(FOUNDING.blocks("report_result", case), _invalid(case, ballot, on), faults(paper, case, at))

    _written(case, ballot)
    case.called_off, case.moved_on = "", on
    step = move(case, FOUNDING, "report_result", on=on)
    case.save()
    put_down(case, "result", number, paper, by, at)

    counted = ballot.entitled, ballot.attended, len(ballot.elected)
    told = events.ResultReported(pk, *counted, on_paper=paper is not None, on=on)
    announce(told, by=by, about=case, at=at, law=step.law)
    return case


def _written(case: Founding, ballot: Ballot) -> None:
    case.entitled, case.attended = ballot.entitled, ballot.attended
    case.issued, case.returned = ballot.issued, ballot.returned
    case.elected, case.votes = [name for name, _ in ballot.elected], [votes for _, votes in ballot.elected]
    case.chair, case.women_head = ballot.chair, ballot.women_head
    case.years, case.since = ballot.years, ballot.held_on


def _invalid(case: Founding, told: Ballot, on: date) -> Reasons:
    """Asked by the rules of the day on which it was reported."""
    names, votes = [name for name, _ in told.elected], [votes for _, votes in told.elected]
    quorum, majority = (numbers.share(f"congress.election_{name}", case, on) for name in ("quorum", "majority"))
    everybody = case.meeting == "members"
    yield from rules.attending(told.entitled, told.attended, case.members or 0, quorum, everybody=everybody)
    yield from rules.counting(told.attended, told.issued, told.returned, votes)
    band = (1, 1) if case.alone else numbers.band(case, on)
    yield from rules.electing(names, votes, case.seats or 0, band, told.entitled, majority)
    yield from rules.barred(names, [told.chair], case.principals, case.deputies)
    yield from rules.chairing(told.chair, names, alone=case.alone)
    yield from rules.term(told.years, held_on=told.held_on, since=case.moved_on, on=on)


@operation
def approve_result(
    pk: UUID, *, name: str = "", number: str = "", paper: OnPaper | None = None, by: Actor, at: datetime
) -> Founding:
    """With the approval of the union above the basic union stands, covers its unit, and its first term runs."""
    case = Founding.objects.locked(pk)
    firm = Employer.objects.locked(case.employer_body_id)
    superior_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    called = name.strip() or case.union_name
    refuse(FOUNDING.blocks("approve_result", case), answerable(by, case, number, paper, at), _second(firm, called))

    case.union_body_id = _stands(firm, case, called, by, at)
    case.called_off, case.moved_on = "", effective(paper, at, case.jurisdiction)
    step = move(case, FOUNDING, "approve_result", on=case.moved_on)
    case.save()
    put_down(case, "result_reply", number, paper, by, at)

    bodies = firm.pk, case.superior_body_id, case.union_body_id
    told = events.UnionFounded(pk, *bodies, on_paper=paper is not None, on=case.moved_on)
    announce(told, by=by, about=case, at=at, law=step.law)
    return case


def _second(firm: Employer, called: str) -> Reasons:
    """Another one may have been founded for it meanwhile, or bears the name."""
    own = unions.covering(firm.pk)
    name = own.name if own and own.tier == "employer" else ""
    yield from rules.petitioning(name, under_way=False, closed=False)
    yield from rules.naming(called, taken=unions.named(called).exists())


def _stands(firm: Employer, case: Founding, called: str, by: Actor, at: datetime) -> int:
    above, place = case.superior_body_id, firm.division_id
    founded = organisations.found(
        above, name=called, kind=case.leadership, tier="employer", division=place, by=by, at=at
    )
    union = int(founded.pk)
    organisations.cover(firm.pk, union=union, by=by, at=at)
    years, since = cast("int", case.years), cast("date", case.since)  # told by the report that is approved
    organisations.begin_term(union, number=1, years=years, since=since, by=by, at=at)
    return union
