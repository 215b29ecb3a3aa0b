"""Registering a human being once, putting her facts right, and saying which account is hers."""

import hashlib
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from gongqiao.kernel.actions import many, operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.kernel.secrets import Secret
from gongqiao.kernel.secrets.index import blinds
from gongqiao.people import events
from gongqiao.people.actions.budgets import spend
from gongqiao.people.actions.consents import give
from gongqiao.people.actions.looks import reached, trace
from gongqiao.people.actions.own import locked, mine
from gongqiao.people.actions.preparing import COLUMNS, Preparing
from gongqiao.people.grants import CORRECT, REGISTER, TIE
from gongqiao.people.models import Account, Person, SignIn, Token
from gongqiao.people.queries.own import consented
from gongqiao.people.queries.persons import IS_NOW, words_of
from gongqiao.people.rules import codes, consents, identities
from gongqiao.people.rules import documents as rules
from gongqiao.people.rules.documents import Facts

NEEDED = {"document_type", "document_number", "name"}


@operation
def register(facts: Facts, *, body_id: int | None, by: Actor, at: datetime) -> Person:
    """The person of this document: found when she is known, registered when she is not."""
    require(by, REGISTER, body_id)
    refuse(rules.registration(facts, on=day(at)))
    row, new = _found_or_made(facts, at)
    refuse(rules.same_person(facts, row.name))
    person = row.who
    announce(events.PersonRegistered(person.pk, person.document_type, first_time=new), by=by, about=person, at=at)
    return person


def _found_or_made(facts: Facts, at: datetime) -> tuple[Person, bool]:
    if person := Person.objects.holding(facts.document_type, facts.number).first():
        return person, False
    try:
        with transaction.atomic():
            person = _person(facts, at)
            person.save(force_insert=True)
            return person, True
    except IntegrityError:
        return Person.objects.holding(facts.document_type, facts.number).get(), False


def _person(facts: Facts, at: datetime) -> Person:
    return Person(
        document_type=facts.document_type,
        document_number=facts.number,
        name=facts.name.strip(),
        phone=facts.phone or None,
        sex=facts.of_sex,
        birth_on=cast("date", facts.born),  # `registration` let nobody through without
        ethnic=facts.ethnic,
        political=facts.political,
        education=facts.education,
        registered_at=at,
    )


@many
def register_many(rows: Sequence[Facts], *, body_id: int | None, by: Actor, at: datetime) -> list[UUID]:
    """The persons of a roster, in its order. The rows must have passed `queries.faults`, which tells what is wrong."""
    require(by, REGISTER, body_id)
    refuse(reason for facts in rows for reason in rules.registration(facts, on=day(at)))
    known = _known(rows)
    fresh = {(facts.document_type, facts.number): facts for facts in rows if _key(facts, known) is None}
    if fresh:
        _enter(list(fresh.values()), at)
    known = _known(rows)
    ids = [known[key] for facts in rows if (key := _key(facts, known))]
    digest = hashlib.sha256("".join(map(str, ids)).encode()).hexdigest()
    batch = uuid7()
    about = Person(pk=ids[0]) if ids else Person()
    told = events.PersonsRegistered(batch, len(fresh), digest)
    announce(told, by=by, about=about, at=at, batch=batch)
    return ids


def _enter(rows: Sequence[Facts], at: datetime) -> None:
    """One statement for all, each value sealed once; whoever was registered a moment ago stays as she is."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO people_person ({', '.join(COLUMNS)}, registered_at)"  # noqa: S608 -- names of ours
            " SELECT *, %s FROM unnest(%s::uuid[], %s::text[], %s::bytea[], %s::bytea[], %s::bytea[], %s::text[],"
            " %s::bytea[], %s::bytea[], %s::bytea[], %s::text[], %s::date[], %s::text[], %s::text[], %s::text[])"
            " ON CONFLICT DO NOTHING",
            [at, *map(list, zip(*map(Preparing(), rows), strict=True))],
        )


Key = tuple[str, bytes]


def _keys(facts: Facts) -> list[Key]:
    return [(facts.document_type, index) for index in blinds("document", facts.number)]


def _known(rows: Sequence[Facts]) -> dict[Key, UUID]:
    indexes = [index for facts in rows for _, index in _keys(facts)]
    held = Person.objects.filter(document_index__in=indexes).annotate(is_now=IS_NOW)
    found = held.values_list("document_type", "document_index", "is_now")
    return {(kind, bytes(index or b"")): pk for kind, index, pk in found}


def _key(facts: Facts, known: dict[Key, UUID]) -> Key | None:
    return next((key for key in _keys(facts) if key in known), None)


@operation
def correct(
    person_id: UUID, *, facts: Facts, reason: str, strong_at: datetime | None, by: Actor, at: datetime
) -> Person:
    """Put a person's facts right (个人信息保护法 第四十六条): what is told anew, for a reason that she reads."""
    person = Person.objects.locked(person_id)
    require(by, CORRECT, reached(person, CORRECT, by))
    told = _completed(facts, person)
    other = Person.objects.holding(told.document_type, told.number).exclude(pk=person_id).exists()
    changed = _differing(person, _person(told, at)) if told.born else []
    strong = identities.strong(strong_at, within=identities.STEP_UP, at=at)
    acting = identities.correcting(reason=reason, own=by.person_id == person_id, strong=strong)
    refuse(acting, rules.correction(told, changed, taken=other, on=day(at)))

    for name in changed:
        setattr(person, name, getattr(_person(told, at), name))
    person.save()
    SignIn.objects.filter(person=person).update(called=person.shown_name)
    trace(person_id, what=words_of(changed), reason=reason, way="corrected", by=by, at=at)

    announce(events.PersonCorrected(person.pk, changed), by=by, about=person, at=at, law="个人信息保护法 第四十六条")
    return person


def _completed(facts: Facts, person: Person) -> Facts:
    """What is told anew, and of the rest what was known."""
    known: dict[str, Any] = {field.name: getattr(person, field.name) for field in fields(Facts)}
    known |= {name: value.reveal() for name, value in known.items() if isinstance(value, Secret)}
    told: dict[str, Any] = {name: getattr(facts, name) or value or "" for name, value in known.items()}
    return replace(facts, **told)


def _differing(person: Person, told: Person) -> list[str]:
    return [field.name for field in fields(Facts) if getattr(person, field.name) != getattr(told, field.name)]


@operation
def tie(account_id: UUID, *, person_id: UUID, way: str, body_id: int | None, by: Actor, at: datetime) -> Account:
    """Say that an account is this person's: the union confirms it."""
    account = Account.objects.locked(account_id)
    require(by, TIE, body_id)
    refuse(rules.tying(tied_to_other=account.person_id not in {None, person_id}))
    _bind(account, _same(person_id), way, at)
    announce(events.AccountTied(account.pk, person_id, way), by=by, about=account, at=at)
    return account


def spend_try(*, by: Actor, at: datetime) -> None:
    """One of a day's few tries to say who one is on a roster."""
    refuse(codes.within(spend({"roster": str(mine(by))}, at=at)))


def recognise(
    *, name: str, document_type: str, document_number: str, agreed: bool = False, by: Actor, at: datetime
) -> bool:
    """Whether a roster holds this name with this document and the phone one signed in with; then the account is hers.

    The answer never tells which of the three did not agree. Compared is only what she agrees to have compared.
    """
    known = consented(mine(by), "identity", at)
    refuse(rules.document(document_type, document_number, on=day(at)), consents.comparing(agreed=agreed or known))
    spend_try(by=by, at=at)
    facts = Facts(document_type=document_type, document_number=document_number, name=name)
    with transaction.atomic():
        if not known:
            give("identity", by=by, at=at)
        return tie_by_roster(facts, by=by, at=at) is not None


@operation
def tie_by_roster(facts: Facts, *, by: Actor, at: datetime) -> Account | None:
    """Tie one's account to the person whom a roster holds by this name, document and phone; nobody found, no change."""
    account = locked(by)
    row = (
        Person.objects.holding(facts.document_type, facts.number).filter(phone_index__of=account.phone.reveal()).first()
    )
    if row is None or any(rules.same_person(facts, row.name)):
        return None
    person = _same(row.pk)
    refuse(rules.tying(tied_to_other=account.person_id not in {None, person.pk}))
    _bind(account, person, "roster", at)
    announce(events.AccountTied(account.pk, person.pk, "roster"), by=by, about=account, at=at)
    return account


@operation
def tie_by_openid(person_id: UUID, *, by: Actor, at: datetime) -> Account:
    """Tie one's account to the person whose document the government's own sign-in has named."""
    account, person = locked(by), _same(person_id)
    refuse(rules.tying(tied_to_other=account.person_id not in {None, person.pk}))
    _bind(account, person, "openid", at)
    announce(events.AccountTied(account.pk, person.pk, "openid"), by=by, about=account, at=at)
    return account


def _same(person_id: UUID) -> Person:
    """Whose row this is, held still: while it is being merged nobody becomes a person that is no more."""
    return Person.objects.select_for_update(of=("self",), no_key=True).select_related("same_as").get(pk=person_id).who


def _bind(account: Account, person: Person, way: str, at: datetime) -> None:
    """Tied once, in the way that came first; her open sessions learn who they belong to."""
    if account.person_id is None:
        account.person, account.tied_by, account.tied_at = person, way, at
        account.save(update_fields=["person", "tied_by", "tied_at"])
        SignIn.objects.filter(account=account).update(person=person, called=person.shown_name)
        Token.objects.filter(account=account).update(person=person)
