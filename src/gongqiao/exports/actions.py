"""Taking a ledger away, agreeing to it, and fetching its table."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from gongqiao.exports import events, grants, queries, rules
from gongqiao.exports.flow import EXPORT, READY
from gongqiao.exports.models import Export, ExportAlarm
from gongqiao.kernel.actions import many, move, operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import Reasons, refuse
from gongqiao.kernel.records import announce
from gongqiao.people import actions as people
from gongqiao.people import queries as known
from gongqiao.people.models import Person

Rows = Sequence[UUID | int]


@many
def hand_out(
    ledger: str,
    *,
    rows: Rows,
    told: str,
    purpose: str,
    full: bool = False,
    strong_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Export:
    """Take a ledger away as a table for a purpose; everybody on it can read that it was done.

    The rows are those the page listed; here they are asked for once more, since what others see is nobody's to take.
    More than one person may take alone waits for a second one. In full it wants a second factor, lately given.
    """
    require(by, grants.EXPORT, by.body_id)
    whose = queries.whose(queries.OFFERS[ledger], by, rows[: grants.most(by.role)])
    handing = rules.handing_out(rows=len(rows), found=len(whose), most=grants.most(by.role), full=full)
    refuse(handing, rules.purpose(purpose), _in_full(ledger, rows, by, strong_at, at) if full else ())

    export = _written(ledger, rows, told, purpose, by, at)
    export.full = full
    move(export, EXPORT, "hand_out" if len(rows) <= grants.ALONE else "ask_for", on=day(at))
    export.save(force_insert=True)
    if export.state == READY:
        _tell_them(export, whose, at)
    announce(_happened(export), by=by, about=export, at=at, batch=uuid7())
    _watch(export.person_id, by, at)
    return export


def _happened(export: Export) -> events.HandedOut | events.AskedFor:
    kept = export.pk, export.ledger, export.count, hashlib.sha256("".join(export.rows).encode()).hexdigest()
    return events.HandedOut(*kept, full=export.full) if export.state == READY else events.AskedFor(*kept)


def _in_full(ledger: str, rows: Rows, by: Actor, strong_at: datetime | None, at: datetime) -> Reasons:
    offered = queries.OFFERS[ledger]
    own = queries.in_full(offered, by, rows[: grants.ALONE])
    strong = known.lately(strong_at, at=at)
    return rules.in_full(offered=bool(offered.full), known=own >= len(rows[: grants.ALONE]), strong=strong)


def _written(ledger: str, rows: Rows, told: str, purpose: str, by: Actor, at: datetime) -> Export:
    person, body = cast("tuple[UUID, int]", (by.person_id, by.body_id))  # whoever holds an office is both
    taker = Person.objects.get(pk=person)
    export = Export(ledger=ledger, title=queries.OFFERS[ledger].ledger.title, told=told[:400])
    export.purpose, export.rows, export.count = purpose.strip(), [str(row) for row in rows], len(rows)
    export.body_id, export.person, export.called = body, taker, taker.shown_name
    export.role, export.role_words, export.at = by.role, by.role_words, at
    export.until = at + rules.LASTS if len(rows) <= grants.ALONE else None
    return export


def _tell_them(export: Export, whose: queries.Whose, at: datetime) -> None:
    """Everybody on the table; what left is written under the name of whoever took it."""
    shown = "含完整姓名和号码" if export.full else "已遮蔽"
    what = f"{export.title}（其中有您的一行，{shown}）"
    people.trace_many(whose, what=what, reason=export.purpose, by=export.taker, at=at)


def _watch(person_id: UUID, by: Actor, at: datetime) -> None:
    count, rows = queries.lately_taken(person_id, since=at - timedelta(days=1))
    if rules.too_often(count=count, rows=rows):
        raise_alarm(person_id, count=count, rows=rows, by=by, at=at)


@operation
def raise_alarm(person_id: UUID, *, count: int, rows: int, by: Actor, at: datetime) -> ExportAlarm:
    """Tell the security administrator, once a day, that somebody takes away more than the work asks for."""
    found = {"count": count, "rows": rows}
    alarm, new = ExportAlarm.objects.get_or_create(person_id=person_id, day=day(at), defaults=found)
    if new:
        announce(events.TakenTooOften(count, rows), by=by, about=alarm, at=at)
    return alarm


@operation
def approve(export_id: UUID, *, by: Actor, at: datetime) -> Export:
    """Agree, as a second person, that a large table goes: those rows that its taker may still see."""
    export = Export.objects.locked(export_id)
    require(by, grants.APPROVE, export.body_id)
    settle(export, EXPORT, at)
    refuse(EXPORT.blocks("approve", export), rules.deciding(own=by.person_id == export.person_id))

    move(export, EXPORT, "approve", on=day(at))
    export.until = at + rules.LASTS_APPROVED
    _decided(export, by, at)
    _tell_them(export, queries.whose(queries.OFFERS[export.ledger], export.taker, export.rows), at)
    announce(events.ExportApproved(export.pk), by=by, about=export, at=at)
    return export


@operation
def decline(export_id: UUID, *, words: str, by: Actor, at: datetime) -> Export:
    """Do not agree, and say why: whoever asked reads it."""
    export = Export.objects.locked(export_id)
    require(by, grants.APPROVE, export.body_id)
    settle(export, EXPORT, at)
    own = by.person_id == export.person_id
    refuse(EXPORT.blocks("decline", export), rules.deciding(own=own), rules.declining(words))

    move(export, EXPORT, "decline", on=day(at))
    export.decided_words = words.strip()
    _decided(export, by, at)
    announce(events.ExportDeclined(export.pk), by=by, about=export, at=at)
    return export


def _decided(export: Export, by: Actor, at: datetime) -> None:
    export.decided_by_id, export.decided_called, export.decided_at = by.person_id, f"{by.role_words} {by.name}", at
    export.save()


@operation
def let_lapse(export_id: UUID, *, due_on: date, by: Actor, at: datetime) -> Export:
    """Nobody agreed in time: nothing was taken away."""
    export = Export.objects.locked(export_id)
    require(by, grants.APPROVE, export.body_id)
    refuse(EXPORT.blocks("let_lapse", export))

    move(export, EXPORT, "let_lapse", on=due_on)
    export.save()
    announce(events.ExportDeclined(export.pk, lapsed=True), by=by, about=export, at=at)
    return export


@operation
def fetch(export_id: UUID, *, strong_at: datetime | None = None, by: Actor, at: datetime) -> Export:
    """Hand the table of an export to whoever took it away, while it can be had."""
    export = Export.objects.locked(export_id)
    require(by, grants.SEE, export.body_id)
    settle(export, EXPORT, at)
    refuse(queries.blocks(export, by, at, strong_at=strong_at))

    announce(events.Fetched(export.pk), by=by, about=export, at=at)
    return export
