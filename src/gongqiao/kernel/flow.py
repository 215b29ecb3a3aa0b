"""The life of a thing as two tables: the steps it can take, the clocks they start.

Tables and not classes, so that one source is read by people (the drawing in the docs), by pages (which buttons), by
actions (may this step be taken now) and by tests (every state against every step).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from gongqiao.kernel.reasons import Reason


class HasState(Protocol):
    state: str


@dataclass(frozen=True)
class Step:
    """One verb's way through the states. `starts` and `stops` name clocks; `law` is the article that orders it."""

    name: str
    words: str
    sources: frozenset[str]
    target: str
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    law: str = ""


@dataclass(frozen=True)
class Clock:
    """A period, by the parameter's key in `law`. One that `reminds` strikes on its last day, the others after it.

    When it runs out the step `lapses_into` is taken on the law's day; without one the thing is only marked overdue.
    """

    name: str
    words: str
    period: str
    lapses_into: str = ""
    reminds: bool = False


@dataclass(frozen=True)
class Flow:
    """All states of a kind of thing, `subject` being its model's label ("membership.application")."""

    name: str
    subject: str
    start: str
    states: dict[str, str]
    steps: tuple[Step, ...]
    clocks: tuple[Clock, ...] = ()

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)

    def clock(self, name: str) -> Clock:
        return next(clock for clock in self.clocks if clock.name == name)

    def blocks(self, name: str, thing: HasState) -> Iterator[Reason]:
        """The one reason a state can give: this step does not leave from here."""
        step = self.step(name)
        if thing.state not in step.sources:
            told = self.states[thing.state]
            yield Reason("wrong_state", f"现在是“{told}”，不能{step.words}；请刷新页面查看最新进度", law=step.law)

    def faults(self) -> Iterator[str]:
        """What is wrong with the table itself; the house test wants none."""
        for step in self.steps:
            yield from (f"{step.name}: unknown state {s}" for s in step.sources | {step.target} if s not in self.states)
            known = {clock.name for clock in self.clocks}
            yield from (f"{step.name}: unknown clock {c}" for c in (*step.starts, *step.stops) if c not in known)
        for clock in self.clocks:
            if clock.lapses_into and clock.lapses_into not in {step.name for step in self.steps}:
                yield f"{clock.name}: lapses into unknown step {clock.lapses_into}"
            if not any(clock.name in step.starts for step in self.steps):
                yield f"{clock.name}: no step starts it"
        reached = {self.start} | {step.target for step in self.steps}
        yield from (f"{state}: no step leads here" for state in self.states if state not in reached)

    def mermaid(self) -> str:
        """The drawing of this life for the docs."""
        names = [f'    state "{words}" as {state}' for state, words in self.states.items()]
        arrows = [f"    {s} --> {step.target}: {step.words}" for step in self.steps for s in sorted(step.sources)]
        return "\n".join(["stateDiagram-v2", *names, f"    [*] --> {self.start}", *arrows])


FLOWS: dict[str, Flow] = {}


def enter(flow: Flow) -> None:
    """Make a flow known to the sweep and the docs; called for every constant found in a module's `flow.py`."""
    FLOWS[flow.subject] = flow
