from dataclasses import dataclass

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class DivisionsLoaded(Event):
    """A snapshot of the divisions was taken in; `digest` is of its rows."""

    digest: str
    added: int
    changed: int
    abolished: int


@dataclass(frozen=True)
class BoundariesLoaded(Event):
    digest: str
    count: int


@dataclass(frozen=True)
class AreaMarked(Event):
    """An area without an official code was given one of our own."""

    division: str
    parent: str


@dataclass(frozen=True)
class AreaClosed(Event):
    division: str
