"""Many people's acts on one hot thing as one statement: whoever comes while one is under way joins the next.

Nobody is told anything before the commit. A caller whose own check fails is told so and is left out; when the
statement itself breaks, each goes alone and has her own answer.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Lock
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import InterfaceError, OperationalError

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Answer
from gongqiao.kernel.reasons import Refused


@dataclass(eq=False)
class Call:
    """One of those who ask at the same moment: what she asked, when she came, and what she is told."""

    asked: Mapping[str, Any]
    by: Actor
    at: datetime
    act: str | None = None
    thing: Any = None
    failed: Exception | None = None
    over: bool = False
    turn: Event = field(default_factory=Event)

    @contextmanager
    def own(self) -> Iterator[None]:
        """What stands in her way here stands in nobody else's."""
        try:
            yield
        except (Refused, ObjectDoesNotExist) as failed:
            self.failed = failed

    def told(self) -> Any:
        if self.failed:
            raise self.failed
        return self.thing


@dataclass(frozen=True)
class Group:
    """Those whose acts are one statement; `batch` stands in each one's row and in the Record of all."""

    calls: list[Call]
    batch: UUID = field(default_factory=uuid7)

    @property
    def standing(self) -> list[Call]:
        """Whose own checks have passed, in the order in which they came."""
        return [call for call in self.calls if call.failed is None]

    def keep(self) -> None:
        """Everybody has an answer; who gave an act key finds it again. In the transaction of the statement."""
        if any(call.thing is None for call in self.standing):
            raise RuntimeError("a caller of the rush was given no answer")
        told = [Answer(call.act, str(call.thing.pk), self.batch) for call in self.standing if call.act]
        Answer.objects.bulk_create(told)


def answer(calls: list[Call], run: Callable[[Group], None]) -> None:
    """Run those together; who posts the same form twice at once is one caller."""
    first = {call.act or id(call): call for call in reversed(calls)}
    one_each = [call for call in calls if first[call.act or id(call)] is call]
    _run(one_each, run)
    for call in calls:
        told = first[call.act or id(call)]
        call.thing, call.failed = told.thing, told.failed


def _run(calls: list[Call], run: Callable[[Group], None]) -> None:
    try:
        run(Group(calls))
    except (OperationalError, InterfaceError) as away:
        for call in calls:  # nobody knows whether it was committed: asked again with the same key, it will be seen
            call.thing, call.failed = None, type(away)(*away.args)
    except Exception as broken:  # noqa: BLE001 -- whatever it was is told to whom it concerns
        for call in calls:
            call.thing, call.failed = None, broken if len(calls) == 1 else None
            if len(calls) > 1:
                _run([call], run)


class Lanes:
    """One for each hot thing: a statement under way, and those who wait for the next."""

    def __init__(self) -> None:
        self.guard = Lock()
        self.waiting: dict[Hashable, list[Call]] = {}

    def join(self, lane: Hashable, call: Call, run: Callable[[list[Call]], None]) -> None:
        """Return when the call has its answer. The first who waits runs the next statement, for all who wait."""
        with self.guard:
            leads = lane not in self.waiting
            self.waiting.setdefault(lane, []).append(call)
        if not leads:
            call.turn.wait()
        if not call.over:
            self._lead(lane, run)

    def _lead(self, lane: Hashable, run: Callable[[list[Call]], None]) -> None:
        with self.guard:
            calls, self.waiting[lane] = self.waiting[lane], []
        try:
            run(calls)
        except BaseException as broken:
            for call in calls:
                call.failed = RuntimeError(f"the statement of the rush was given up: {broken!r}")
            raise
        finally:
            self._hand_on(lane, calls)

    def _hand_on(self, lane: Hashable, calls: list[Call]) -> None:
        with self.guard:
            if self.waiting[lane]:
                self.waiting[lane][0].turn.set()
            else:
                del self.waiting[lane]
        for call in calls:
            call.over = True
            call.turn.set()
