"""Taking a ledger away, and fetching its table."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from gongqiao.exports import events, grants, queries, rules
from gongqiao.exports.models import Export
from gongqiao.kernel.actions import many, operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.people import actions as people
from gongqiao.people.models import Person


@many
def hand_out(ledger: str, *, rows: Sequence[UUID | int], told: str, purpose: str, by: Actor, at: datetime) -> Export:
    """Take a ledger away as a table, masked and for a purpose; everybody on it can read that it was done.

    The rows are those the page listed; here they are asked for once more, since what others see is nobody's to take.
    """
    require(by, grants.EXPORT, by.body_id)
    whose = queries.whose(queries.OFFERS[ledger], by, rows[: rules.MOST])
    refuse(rules.handing_out(rows=len(rows), found=len(whose)), rules.purpose(purpose))

    export = _kept(ledger, rows, told, purpose, by, at)
    people.trace_many(whose, what=f"{export.title}（其中有您的一行，已遮蔽）", reason=export.purpose, by=by, at=at)
    digest = hashlib.sha256("".join(map(str, rows)).encode()).hexdigest()
    announce(events.HandedOut(export.pk, ledger, len(rows), digest), by=by, about=export, at=at, batch=uuid7())
    return export


def _kept(ledger: str, rows: Sequence[UUID | int], told: str, purpose: str, by: Actor, at: datetime) -> Export:
    person, body = cast("tuple[UUID, int]", (by.person_id, by.body_id))  # whoever holds an office is both
    taker = Person.objects.get(pk=person)
    export = Export(ledger=ledger, title=queries.OFFERS[ledger].ledger.title, told=told[:400])
    export.purpose, export.rows, export.count = purpose.strip(), [str(row) for row in rows], len(rows)
    export.body_id, export.person, export.called = body, taker, taker.shown_name
    export.role_words, export.at, export.until = by.role_words, at, at + rules.LASTS
    export.save(force_insert=True)
    return export


@operation
def fetch(export_id: UUID, *, by: Actor, at: datetime) -> Export:
    """Hand the table of an export to whoever took it away, while it can be had."""
    export = Export.objects.locked(export_id)
    require(by, grants.SEE, export.body_id)
    own = by.scope(grants.FETCH).covers(None, person_id=export.person_id)
    refuse(rules.fetching(own=own, until=export.until, at=at))

    announce(events.Fetched(export.pk), by=by, about=export, at=at)
    return export
