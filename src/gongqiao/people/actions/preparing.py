"""Persons of a list that waits: prepared row by row as their table will hold them, then registered in one statement.

Between the two lies whatever decides about the list. A prepared row is sealed to the key the person will have, so that
it can be copied as it is; nobody needs to open it again.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Model
from django.db.models.expressions import RawSQL

from gongqiao.kernel.actions import many
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.identifiers import uuid7, uuid7_text
from gongqiao.kernel.records import announce
from gongqiao.kernel.references import referred_to
from gongqiao.kernel.secrets import blinder, comer, normal_phone, sealer
from gongqiao.people import events
from gongqiao.people.grants import REGISTER
from gongqiao.people.models import Person
from gongqiao.people.rules.documents import Facts

Rows = tuple[str, Sequence[Any]]
Keys = Sequence[UUID]
ESCAPED = str.maketrans({"\\": "\\\\", "\t": " ", "\n": " ", "\r": " "})
NOTHING = "\\N"
NO_PHONE = "\t".join([NOTHING] * 3)
ODD = frozenset("13579")

_COLUMNS = """
    id document_type document_number document_index document_index_next name phone phone_index phone_index_next
    sex birth_on ethnic political education
"""
COLUMNS = tuple(_COLUMNS.split())


class Preparing:
    """Facts as `COLUMNS` of a person of a new key. The ring is looked at once: make one for each batch."""

    def __init__(self) -> None:
        self.document, self.phone = sealer(Person, "document_number"), sealer(Person, "phone")
        self.document_index, self.document_next = blinder("document"), comer("document")
        self.phone_index, self.phone_next = blinder("phone"), comer("phone")

    def __call__(self, facts: Facts) -> tuple[object, ...]:
        pk, number, phone = uuid7(), facts.number, normal_phone(facts.phone)
        document = self.document(pk, number), self.document_index(number), self.document_next(number)
        calls = (self.phone(pk, phone), self.phone_index(phone), self.phone_next(phone)) if phone else (None,) * 3
        about = facts.of_sex, facts.born, facts.ethnic, facts.political, facts.education
        return pk, facts.document_type, *document, facts.name.strip(), *calls, *about

    def as_copied(self, facts: Facts) -> str:
        """The same as COPY reads it."""
        return "\t".join(map(copied, self(facts)))

    def card(self, number: str, name: str, phone: str, born: str, more: str) -> str:
        """`as_copied` of whoever has an identity card, all spelt in the normal way; `more` are the last three columns.

        Most rows of a list are of this kind, and there are many.
        """
        pk, sex = uuid7_text(), "1" if number[16] in ODD else "2"
        document = (
            f"\\\\x{self.document(pk, number).hex()}\t\\\\x{self.document_index(number).hex()}"
            f"\t{_hex(self.document_next(number))}"
        )
        calls = NO_PHONE
        if phone:
            sealed, index = self.phone(pk, phone).hex(), self.phone_index(phone).hex()
            calls = f"\\\\x{sealed}\t\\\\x{index}\t{_hex(self.phone_next(phone))}"
        return f"{pk}\tcard\t{document}\t{name}\t{calls}\t{sex}\t{born}\t{more}"


def copied(value: object) -> str:
    """One value as COPY reads it."""
    if isinstance(value, str):
        return value.translate(ESCAPED)
    if isinstance(value, bytes):
        return _hex(value)
    return NOTHING if value is None else str(value)


def _hex(value: bytes | None) -> str:
    return NOTHING if value is None else f"\\\\x{value.hex()}"


# In the order of the unique index: two lists that share people wait for each other, and never in a circle.
REGISTER_ROWS = f"""
    WITH entered AS (
        INSERT INTO people_person ({", ".join(COLUMNS)}, registered_at)
        SELECT {", ".join(COLUMNS)}, %s FROM ({{rows}}) AS prepared ({", ".join(COLUMNS)})
        ORDER BY document_type, document_index ON CONFLICT DO NOTHING RETURNING id
    )
    SELECT count(*), encode(sha256(coalesce(string_agg(id::text, '' ORDER BY id), '')::bytea), 'hex') FROM entered
"""  # noqa: S608 -- names of ours


@many
def register_prepared(
    rows: Rows, *, about: Model, batch: UUID, body_id: int | None, by: Actor, at: datetime
) -> tuple[int, str]:
    """Register the persons of a list as they were prepared; whoever is known already stays as she is.

    `rows` is a statement for `COLUMNS` in their order, and its values. Returns how many were new, and a digest over
    their keys.
    """
    require(by, REGISTER, body_id)
    words, values = rows
    with connection.cursor() as cursor:
        cursor.execute(REGISTER_ROWS.format(rows=words), [at, *values])
        count, digest = cursor.fetchone()
    announce(events.PersonsRegistered(batch, count, digest), by=by, about=about, at=at, batch=batch)
    return count, digest


# Asked of each person once, before any goes: as a join the planner may ask for each pair of them.
UNREGISTER = """
    WITH alone (key) AS MATERIALIZED ({rows}) DELETE FROM people_person USING alone WHERE people_person.id = alone.key
"""


@many
def unregister(
    persons: Keys, *, registered_at: datetime, about: Model, batch: UUID, body_id: int | None, by: Actor, at: datetime
) -> int:
    """Take back what one act registered first, of those to whom nothing else refers."""
    require(by, REGISTER, body_id)
    told = RawSQL("people_person.id = ANY(%s)", [list(persons)], BooleanField())
    alone = Person.objects.filter(told, registered_at=registered_at).exclude(referred_to(Person))
    words, values = alone.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(UNREGISTER.format(rows=words), values)
        count = int(cursor.rowcount)
    announce(events.PersonsUnregistered(batch, count), by=by, about=about, at=at, batch=batch)
    return count
