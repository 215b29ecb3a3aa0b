"""What every module's verbs are written with: operation, settle, move."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from datetime import date, datetime
from functools import partial, wraps
from typing import Any, Literal, ParamSpec, TypeVar

from django.db import connection, models, transaction
from django.db.models import Q, QuerySet

from gongqiao.kernel import periods, rushing, wall
from gongqiao.kernel.authority import Actor, system_clock
from gongqiao.kernel.clock import day
from gongqiao.kernel.flow import FLOWS, Flow, Step
from gongqiao.kernel.models import Answer, Deadline, Thing
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.records import ACT, subject_of, take_act

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)
Form = Literal["single", "many", "rush"]

OPERATIONS: dict[str, Callable[..., Any]] = {}
FORMS: dict[str, Form] = {}
CLOCK = "first_clock"
WITHIN: ContextVar[bool] = ContextVar("within", default=False)


def _entered(action: Callable[P, R], form: Form) -> Callable[P, R]:
    @wraps(action)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), wall.lowered(), _one_act():
            return action(*args, **kwargs)

    return _named(inner, form)


def _named(verb: Callable[P, R], form: Form) -> Callable[P, R]:
    name = f"{verb.__module__.split('.')[1]}.{verb.__name__}"
    OPERATIONS[name], FORMS[name] = verb, form
    return verb


@contextmanager
def _one_act() -> Iterator[None]:
    """The key of a posted form marks the Record of the verb it asked for, not those of verbs that one calls."""
    inside = WITHIN.set(True)
    outer = ACT.set(None) if inside.old_value is True else None
    try:
        yield
    finally:
        WITHIN.reset(inside)
        if outer:
            ACT.reset(outer)


def operation(action: Callable[P, R]) -> Callable[P, R]:
    """One atomic act on one thing: lock, require, settle, refuse, change, announce."""
    return _entered(action, "single")


def many(action: Callable[P, R]) -> Callable[P, R]:
    """One atomic act on a batch: require once, set-based rules, COPY or INSERT … SELECT, one Record for all."""
    return _entered(action, "many")


def rush(action: Callable[..., None]) -> Callable[..., Any]:
    """Many people's acts on one hot thing as one statement, each with an answer and a row of her own.

    Called like any verb: the thing, what is asked, `by`, `at`. Written for a group: within `call.own()` require and
    refuse for each; for those that are `standing` one statement, update first, then insert; an answer to each and one
    Record with batch, count and digest. Nobody's act stands in it, so it is told as of one role, and of no person.
    """
    return in_lanes(rushing.Lanes(), action)


def in_lanes(lanes: rushing.Lanes, action: Callable[..., None]) -> Callable[..., Any]:
    """The same with lanes of one's own."""

    def together(subject: Any, group: rushing.Group) -> None:
        by, at = Actor(group.calls[0].by.role), max(call.at for call in group.calls)
        with transaction.atomic(), wall.lowered(), _one_act():
            action(subject, group, by=by, at=at)
            group.keep()

    @wraps(action)
    def inner(subject: Any, /, *, by: Actor, at: datetime, **asked: Any) -> Any:
        call = rushing.Call(asked, by, at, None if WITHIN.get() else take_act())
        run = partial(rushing.answer, run=partial(together, subject))
        if connection.in_atomic_block:  # what others were told would hang on a commit that is not ours
            run([call])
        else:
            lanes.join((subject, by.role), call, run)
        return call.told()

    inner.kept_in = Answer  # type: ignore[attr-defined]
    return _named(inner, "rush")


def running(thing: models.Model) -> QuerySet[Deadline]:
    """The clocks now running on a thing."""
    subject_type, subject_id = subject_of(thing)
    held = Deadline.objects.filter(subject_type=subject_type, subject_id=subject_id, closed_on=None)
    return held.order_by("due_on", "pk")


def first_running(thing: models.Model) -> Deadline | None:
    """The clock on a thing that runs out first; not asked for again where `bring_clocks` has."""
    brought: dict[str, Deadline | None] = vars(thing)
    return brought[CLOCK] if CLOCK in brought else running(thing).first()


def bring_clocks(things: Sequence[M]) -> Sequence[M]:
    """Things of one kind that are to be listed: the first running clock of each, asked for at once."""
    told = {subject_of(thing) for thing in things}
    held = Deadline.objects.filter(subject_type__in={kind for kind, _ in told}, subject_id__in=[pk for _, pk in told])
    first: dict[tuple[str, str], Deadline] = {}
    for each in held.filter(closed_on=None).order_by("due_on", "pk") if things else ():
        first.setdefault((each.subject_type, each.subject_id), each)
    for thing in things:
        vars(thing)[CLOCK] = first.get(subject_of(thing))
    return things


def move(thing: Thing, flow: Flow, name: str, *, on: date) -> Step:
    """Set the state, stop and start the clocks the step names. The caller saves the thing and cites the step's law."""
    step = flow.step(name)
    thing.state = step.target
    stopped = [f"{flow.subject.split('.')[0]}.{clock}" for clock in step.stops]
    running(thing).filter(clock__in=stopped).update(closed_on=on)
    for clock in step.starts:
        start(thing, flow, clock, on=on)
    return step


def start(thing: Thing, flow: Flow, name: str, *, on: date) -> Deadline:
    """Start a clock from a day; its last day is reckoned once, under the rows that hold where the thing lies."""
    clock = flow.clock(name)
    where: Jurisdiction = thing.jurisdiction
    due = periods.reckon(clock.period, on, jurisdiction=where)
    told = {column: getattr(due, name) for column, name in periods.KEPT.items()}
    subject_type, subject_id = subject_of(thing)
    about = {"subject_type": subject_type, "subject_id": subject_id, **asdict(where)}
    return Deadline.objects.create(clock=f"{flow.subject.split('.')[0]}.{clock.name}", started_on=on, **told, **about)


def ran_out(at: datetime) -> Q:
    """The clocks that strike by now: their last day is over, or it is the day on which they remind."""
    today = [f"{flow.subject.split('.')[0]}.{c.name}" for flow in FLOWS.values() for c in flow.clocks if c.reminds]
    return Q(due_on__lt=day(at)) | Q(due_on=day(at), clock__in=today)


def settle(thing: Thing, flow: Flow, at: datetime) -> None:
    """Let every clock that ran out strike, earliest first, before anything else is decided.

    A lapse takes effect on the law's day, not on the sweep's, and may start further clocks from it. When the act is
    then refused its transaction takes the settling back: only the sweep makes it lasting.
    """
    while deadline := running(thing).filter(ran_out(at), overdue_on=None).first():
        strike(deadline, thing, flow, at)
        thing.refresh_from_db()


def strike(deadline: Deadline, thing: Thing, flow: Flow, at: datetime) -> None:
    """One clock ran out: the step it lapses into is taken, or the thing is marked overdue."""
    module, _, name = deadline.clock.partition(".")
    if lapse := flow.clock(name).lapses_into:
        OPERATIONS[f"{module}.{lapse}"](thing.pk, due_on=deadline.due_on, by=system_clock(), at=at)
    else:
        Deadline.objects.filter(pk=deadline.pk).update(overdue_on=deadline.due_on)
