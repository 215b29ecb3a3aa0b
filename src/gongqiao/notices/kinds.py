"""The vocabulary of the inbox: kinds of what is asked and told, whose inbox, and who must act in which state."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class Kind:
    """A kind of task or message. `reminders` are days before the last one.

    `topic` is what a person may mute by SMS, nothing for what nobody may; `staff` topics concern who holds an office.
    """

    code: str
    words: str
    topic: str = "办理进度"
    texts: bool = True
    staff: bool = False
    urgent: bool = False
    reminders: tuple[int, ...] = (3, 1)


KINDS: dict[str, Kind] = {}


def kind(code: str, words: str, **changes: Any) -> Kind:
    """Enter a kind; its code is `module.what`."""
    return KINDS.setdefault(code, Kind(code, words, **changes))


def kind_of(code: str) -> Kind:
    """The kind, also of rows that outlived the module's table."""
    return KINDS.get(code) or Kind(code, "事项")


def topics(*, staff: bool) -> list[str]:
    """What may be muted by somebody who acts for an office, or for herself, in the order the modules named it."""
    told = (each.topic for each in KINDS.values() if each.texts and each.topic and each.staff == staff)
    return list(dict.fromkeys(told))


@dataclass(frozen=True)
class To:
    """Whose inbox: an office (a body and the roles that may act for it), a person, or an account not tied to one."""

    body_id: int | None = None
    roles: tuple[str, ...] = ()
    person_id: UUID | None = None
    account: UUID | None = None

    @property
    def live_topic(self) -> str:
        """What an open inbox of theirs listens to."""
        if self.body_id is not None:
            return f"inbox:body:{self.body_id}"
        return f"inbox:{self.person_id}" if self.person_id else f"inbox:account:{self.account}"


@dataclass(frozen=True)
class Office:
    """The body a thing names as one of its parties, acting through these roles."""

    party: str
    roles: tuple[str, ...]

    def of(self, thing: Any) -> To | None:
        body_id = getattr(thing, f"{self.party}_id")
        return To(body_id=body_id, roles=self.roles) if body_id is not None else None


def office(party: str, *roles: str) -> Office:
    """`office("union_body", "chair", "officer")`: whoever is chair or officer of the thing's union."""
    return Office(party, roles)


@dataclass(frozen=True)
class Owner:
    """Whose thing it is. The account that began it comes first: it may not be tied to a person yet."""

    person: str = ""
    account: str = ""

    def of(self, thing: Any) -> To | None:
        if self.account and (account := getattr(thing, self.account)):
            return To(account=account)
        person_id = getattr(thing, f"{self.person}_id") if self.person else None
        return To(person_id=person_id) if person_id else None


@dataclass(frozen=True)
class Duty:
    """In these states somebody must act, at this page, by the day the flow's clock runs out.

    `follow` is the page where whoever started the task follows it; `title` what tells one thing from the next, masked.
    """

    kind: Kind
    states: frozenset[str]
    to: Office | Owner
    url: str
    clock: str = ""
    follow: str = ""
    title: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Word:
    """When one of these events happens to a thing, somebody is told. `words` may look at it, `only` at the event."""

    kind: Kind
    on: tuple[type[Event], ...]
    to: Office | Owner
    url: str
    words: str | Callable[[Any], str] = ""
    only: Callable[[Any], bool] | None = None

    def answers(self, event: Event) -> bool:
        return isinstance(event, self.on) and (self.only is None or self.only(event))

    def said_of(self, thing: Any) -> str:
        return self.words(thing) if callable(self.words) else self.words or self.kind.words


@dataclass(frozen=True)
class Watch:
    """What the inbox keeps up for one kind of thing."""

    subject: str
    owner: Owner = field(default_factory=Owner)
    duties: tuple[Duty, ...] = ()
    words: tuple[Word, ...] = ()


Touched = Callable[[Any], QuerySet[Any]]
WATCHES: dict[str, Watch] = {}


def duties() -> set[str]:
    """The kinds of tasks that open and close with the states of things."""
    return {duty.kind.code for watch in WATCHES.values() for duty in watch.duties}


TOUCHES: dict[type[Event], list[tuple[str, Touched]]] = defaultdict(list)
