"""How any case of this module is told: the case line, and what was done, newest first."""

from collections.abc import Callable, Iterable, Mapping

from django.db.models import Model, Q

from gongqiao.design.case import Happening, Standing, Tone, ticking
from gongqiao.kernel.actions import first_running
from gongqiao.kernel.authority import ROLES, SELF
from gongqiao.kernel.flow import Flow
from gongqiao.kernel.models import Body, Deadline, Record, Thing
from gongqiao.kernel.records import subject_of


def case_line(
    thing: Thing, flow: Flow, *, holder: str, after: Mapping[str, str], tones: Mapping[str, Tone], waits: bool = False
) -> Standing:
    """Who has it, until when, and what happens if nothing is done; with `waits` also where no clock runs."""
    deadline: Deadline | None = first_running(thing)
    return Standing(
        state=flow.states[thing.state],
        holder=holder if deadline or waits else "已办结",
        lapse=after.get(thing.state, ""),
        tone=tones.get(thing.state, "plain"),
        **ticking(deadline),
    )


def about(thing: Model) -> Q:
    subject_type, subject_id = subject_of(thing)
    return Q(subject_type=subject_type, subject_id=subject_id)


def happenings(
    records: Q, done: Mapping[str, str], *, herself: str, note: Callable[[Record], str], words: Callable[[Record], str]
) -> list[Happening]:
    """Of the union's people the office is told, not the person."""
    rows = [row for row in Record.objects.filter(records).order_by("-pk") if code(row) in done]
    bodies = dict(Body.objects.filter(pk__in=_bodies(rows)).values_list("pk", "name"))
    return [
        Happening(
            words=words(row) or done[code(row)],
            at=row.at,
            by=herself if row.role == SELF else f"{bodies.get(row.body or 0, '')} {ROLES[row.role].words}".strip(),
            note=note(row),
        )
        for row in rows
    ]


def code(record: Record) -> str:
    return record.event.partition(".")[2]


def _bodies(rows: Iterable[Record]) -> set[int]:
    return {row.body for row in rows if row.body}
