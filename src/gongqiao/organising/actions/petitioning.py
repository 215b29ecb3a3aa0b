"""关于成立工会筹备组的请示, its answer, and what is sent back or given up."""

from datetime import datetime
from uuid import UUID

from gongqiao.files import actions as files
from gongqiao.files.fields import Kept
from gongqiao.files.papers import OnPaper, effective, moment
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Body
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.models import Employer
from gongqiao.organising import events, grants, rules
from gongqiao.organising.actions.parts import Plan, faults, group_acts, having, put_down, superior_acts
from gongqiao.organising.flow import CALLED, FOUNDING, PETITIONED, REPORTED
from gongqiao.organising.models import Founding, FoundingPaper

RETURNS = {PETITIONED: "return_petition", CALLED: "return_congress", REPORTED: "return_result"}


@operation
def petition(
    employer: int, *, plan: Plan, number: str = "", paper: OnPaper | None = None, by: Actor, at: datetime
) -> Founding:
    """Ask the local union above for a preparation group, from a phone, or enter the petition that came on paper."""
    firm = Employer.objects.locked(employer)
    case = _begun(firm, by, paper, at)
    group_acts(by, case, paper)
    refuse(_obstacles(firm, case, at), rules.grouping(plan.head, plan.group), faults(paper, case, at))

    _planned(case, plan)
    case.begun_on = case.moved_on = on = effective(paper, at, case.jurisdiction)
    step = move(case, FOUNDING, "petition", on=on)
    case.save(force_insert=True)
    put_down(case, "petition", number, paper, by, at)

    told = events.Petitioned(case.pk, employer, case.superior_body_id, again=False, on_paper=paper is not None, on=on)
    announce(told, by=by, about=case, at=at, law=step.law)
    return case


def _begun(firm: Employer, by: Actor, paper: OnPaper | None, at: datetime) -> Founding:
    """Where the firm's workers are organised today, that union helps; nobody's account stands behind a paper."""
    covering, superior = organisations.covering(firm.pk), firm.union_body
    case = Founding(employer_body=firm.body, superior_body=superior, begun_at=at, begun_on=day(at), moved_on=day(at))
    case.helper_body_id = covering.pk if covering and covering.pk != superior.pk else None
    case.handled_in = organisations.county_of(superior.pk)
    if paper is None:
        case.person_id, case.account = by.person_id, by.account_id
    else:
        case.begun_on = case.moved_on = paper.dated_on
    return case


def _planned(case: Founding, plan: Plan) -> None:
    case.called, case.group, case.expected, case.party = plan.head, plan.group, plan.expected, plan.party
    case.party_body = Body.objects.filter(kind="party", name=plan.party).order_by("pk").first() if plan.party else None


def _obstacles(firm: Employer, case: Founding, at: datetime) -> Reasons:
    own = organisations.covering(firm.pk)
    name = own.name if own and own.tier == "employer" else ""
    under_way = Founding.objects.open().filter(employer_body=firm.pk).exists()
    closed = organisations.closed(case.superior_body_id, on=day(at))
    yield from rules.petitioning(name, under_way=under_way, closed=closed)


@operation
def petition_again(
    pk: UUID, *, plan: Plan, number: str = "", paper: OnPaper | None = None, by: Actor, at: datetime
) -> Founding:
    """After it was sent back, with what was missing."""
    case = Founding.objects.locked(pk)
    group_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    refuse(FOUNDING.blocks("petition_again", case), rules.grouping(plan.head, plan.group), faults(paper, case, at))

    _planned(case, plan)
    case.called_off, case.moved_on = "", effective(paper, at, case.jurisdiction)
    step = move(case, FOUNDING, "petition_again", on=case.moved_on)
    case.save()
    put_down(case, "petition", number, paper, by, at)

    told = events.Petitioned(
        pk, case.employer_body_id, case.superior_body_id, again=True, on_paper=paper is not None, on=case.moved_on
    )
    announce(told, by=by, about=case, at=at, law=step.law)
    return case


@operation
def approve_group(pk: UUID, *, number: str = "", paper: OnPaper | None = None, by: Actor, at: datetime) -> Founding:
    """The union above agrees that these people prepare a union."""
    case = Founding.objects.locked(pk)
    superior_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    refuse(FOUNDING.blocks("approve_group", case), answerable(by, case, number, paper, at))

    case.called_off, case.moved_on = "", effective(paper, at, case.jurisdiction)
    step = move(case, FOUNDING, "approve_group", on=case.moved_on)
    case.save()
    put_down(case, "group_reply", number, paper, by, at)

    told = events.GroupApproved(pk, case.superior_body_id, on_paper=paper is not None, on=case.moved_on)
    announce(told, by=by, about=case, at=at, law=step.law)
    return case


def answerable(by: Actor, case: Founding, number: str, paper: OnPaper | None, at: datetime) -> Reasons:
    yield from rules.answering(by.body_id, case.superior_body_id, on_paper=paper is not None)
    yield from rules.numbering(paper.number if paper else number)
    yield from faults(paper, case, at)


@operation
def send_back(
    pk: UUID, *, words: str, number: str = "", paper: OnPaper | None = None, by: Actor, at: datetime
) -> Founding:
    """The union above sends a petition, or the report of an election, back: it says why and what to do."""
    case = Founding.objects.locked(pk)
    superior_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    name = RETURNS.get(case.state, "return_petition")
    refuse(FOUNDING.blocks(name, case), rules.wording(words), answerable(by, case, number, paper, at))

    case.called_off, case.moved_on = words, effective(paper, at, case.jurisdiction)
    move(case, FOUNDING, name, on=case.moved_on)
    case.save()
    put_down(case, "returned", number, paper, by, at)

    told = events.PaperReturned(pk, name, on_paper=paper is not None, on=case.moved_on)
    announce(told, by=by, about=case, at=at)
    return case


@operation
def withdraw(pk: UUID, *, words: str, paper: OnPaper | None = None, by: Actor, at: datetime) -> Founding:
    """The preparation group gives it up; another petition may follow."""
    case = Founding.objects.locked(pk)
    group_acts(by, case, paper)
    settle(case, FOUNDING, moment(paper, at, case.jurisdiction))
    refuse(FOUNDING.blocks("withdraw", case), rules.wording(words), faults(paper, case, at))

    case.called_off, case.moved_on = words, effective(paper, at, case.jurisdiction)
    move(case, FOUNDING, "withdraw", on=case.moved_on)
    case.save()
    put_down(case, "dropped", "", paper, by, at)

    told = events.FoundingDropped(pk, on_paper=paper is not None, on=case.moved_on)
    announce(told, by=by, about=case, at=at)
    return case


@operation
def seal_paper(pk: UUID, *, scan: Kept, by: Actor, at: datetime) -> FoundingPaper:
    """Put the signed and sealed copy beside the text of a paper: by the group, or by an office that has the case."""
    paper = FoundingPaper.objects.select_for_update(of=("self",)).select_related("founding").get(pk=pk)
    case = paper.founding
    if by.body_id is None:
        require(by, grants.OWN, person_id=case.person_id, account_id=case.account)
    else:
        having(by, grants.ENTER, case)

    for body in case.parties:
        files.store(scan, owner=paper, body_id=body, by=by, at=at)

    announce(events.PaperSealed(case.pk, pk, day(at)), by=by, about=paper, at=at)
    return paper
