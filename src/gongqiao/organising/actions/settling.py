"""After the founding: the certificate of a legal person, the account, the seal; and the certificate's renewal."""

from datetime import date, datetime
from uuid import UUID

from gongqiao.files.papers import OnPaper
from gongqiao.kernel.actions import move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.law import queries as law
from gongqiao.organisations import actions as organisations
from gongqiao.organisations import queries as unions
from gongqiao.organising import events, grants, rules
from gongqiao.organising.actions.parts import put_down
from gongqiao.organising.flow import FOUNDING, LEGAL_PERSON
from gongqiao.organising.models import Certificate, Founding

RENEWAL = "organisations.legal_person_renewal"


@operation
def register_legal_person(
    pk: UUID, *, uscc: str, valid_until: date, registrar: str, paper: OnPaper, by: Actor, at: datetime
) -> Founding:
    """The general union of the county, or one above it, has made the new union a legal person."""
    case = Founding.objects.locked(pk)
    require(by, grants.KEEP, case.union_body_id)
    settle(case, FOUNDING, at)
    refuse(
        FOUNDING.blocks("register_legal_person", case), _dated(case, paper.dated_on, case.registered_on, "dated_on", at)
    )
    refuse(rules.lasting(paper.dated_on, valid_until, unions.in_office_until(case.union)))

    case.registered_on = paper.dated_on
    step = move(case, FOUNDING, "register_legal_person", on=paper.dated_on)
    _perhaps_complete(case)
    case.save()
    put_down(case, "certificate", "", paper, by, at)
    _issued(case, uscc, valid_until, registrar, paper)
    organisations.give_code(case.union, uscc=uscc, by=by, at=at)

    told = events.LegalPersonRegistered(pk, case.union, valid_until, paper.dated_on)
    announce(told, by=by, about=case, at=at, law=step.law)
    return case


def _dated(case: Founding, done_on: date, before: date | None, field: str, at: datetime) -> Reasons:
    yield from rules.dating(done_on, since=case.moved_on, on=day(at), field=field, twice=before is not None)


def _issued(case: Founding, uscc: str, valid_until: date, registrar: str, paper: OnPaper) -> None:
    told = {"uscc": uscc, "number": paper.number, "registrar": registrar, "issued_on": paper.dated_on}
    held = Certificate(union_body_id=case.union, valid_until=valid_until, handled_in=case.handled_in, **told)
    move(held, LEGAL_PERSON, "issue", on=valid_until)
    held.save(force_insert=True)


def _perhaps_complete(case: Founding) -> None:
    if case.registered_on and case.account_on and case.seal_on:
        move(case, FOUNDING, "complete", on=max(case.registered_on, case.account_on, case.seal_on))


@operation
def open_account(pk: UUID, *, bank: str, account_on: date, by: Actor, at: datetime) -> Founding:
    """The union has an account of its own, apart from its employer's."""
    case = Founding.objects.locked(pk)
    require(by, grants.KEEP, case.union_body_id)
    settle(case, FOUNDING, at)
    first = rules.account_first(registered=case.registered_on is not None)
    dated = _dated(case, account_on, case.account_on, "account_on", at)
    refuse(FOUNDING.blocks("open_account", case), first, dated)

    case.bank, case.account_on = bank, account_on
    step = move(case, FOUNDING, "open_account", on=account_on)
    _perhaps_complete(case)
    case.save()
    put_down(case, "account", "", None, by, at)

    announce(events.AccountOpened(pk, case.union, account_on), by=by, about=case, at=at, law=step.law)
    return case


@operation
def cut_seal(pk: UUID, *, seal_on: date, filed_as: str, by: Actor, at: datetime) -> Founding:
    """The seal is cut and filed."""
    case = Founding.objects.locked(pk)
    require(by, grants.KEEP, case.union_body_id)
    settle(case, FOUNDING, at)
    refuse(FOUNDING.blocks("cut_seal", case), _dated(case, seal_on, case.seal_on, "seal_on", at))

    case.seal_on, case.seal_filed_as = seal_on, filed_as
    step = move(case, FOUNDING, "cut_seal", on=seal_on)
    _perhaps_complete(case)
    case.save()
    put_down(case, "seal", filed_as, None, by, at)

    announce(events.SealCut(pk, case.union, seal_on), by=by, about=case, at=at, law=step.law)
    return case


@operation
def open_renewal(pk: UUID, *, due_on: date, by: Actor, at: datetime) -> Certificate:
    """The days before a certificate expires have come in which its union may ask for the next one."""
    held = Certificate.objects.locked(pk)
    require(by, grants.KEEP, held.union_body_id)
    refuse(LEGAL_PERSON.blocks("open_renewal", held))

    move(held, LEGAL_PERSON, "open_renewal", on=due_on)
    held.save()

    announce(events.RenewalOpened(pk, held.union_body_id, due_on), by=by, about=held, at=at)
    return held


@operation
def renew_certificate(
    pk: UUID, *, number: str, issued_on: date, valid_until: date, by: Actor, at: datetime
) -> Certificate:
    """The next certificate takes the place of this one, within the days before it expires."""
    held = Certificate.objects.locked(pk)
    require(by, grants.KEEP, held.union_body_id)
    settle(held, LEGAL_PERSON, at)
    opens = law.due(RENEWAL, held.valid_until, division=held.handled_in).last_day
    refuse(LEGAL_PERSON.blocks("renew_certificate", held), rules.renewing(opens, on=day(at)))
    refuse(rules.dating(issued_on, since=held.issued_on, on=day(at), field="issued_on", twice=False))
    refuse(rules.lasting(issued_on, valid_until, unions.in_office_until(held.union_body_id)))

    move(held, LEGAL_PERSON, "renew_certificate", on=issued_on)
    held.save()
    told = {"uscc": held.uscc, "registrar": held.registrar, "handled_in": held.handled_in, "number": number}
    new = Certificate(union_body_id=held.union_body_id, issued_on=issued_on, valid_until=valid_until, **told)
    move(new, LEGAL_PERSON, "issue", on=valid_until)
    new.save(force_insert=True)

    announce(events.CertificateRenewed(new.pk, held.union_body_id, valid_until, issued_on), by=by, about=new, at=at)
    return new
