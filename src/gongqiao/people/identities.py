"""The port through which the modules above say who somebody may act as.

An identity is one appointment; every person is also `self`. Appointments live above this module, so their keeper
registers a provider here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from gongqiao.kernel.authority import ROLES

HOMES = {"market": "/", "desk": "/desk/", "employer": "/employer/", "cockpit": "/cockpit/"}


@dataclass(frozen=True)
class Identity:
    """One appointment as the switch shows it and as an actor needs it."""

    appointment_id: UUID
    role: str
    body_id: int
    body_name: str
    paths: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def role_words(self) -> str:
        return ROLES[self.role].words

    @property
    def home(self) -> str:
        """The first page of the face that this identity opens."""
        return HOMES[ROLES[self.role].face]

    @property
    def words(self) -> str:
        return f"{self.body_name} {self.role_words}"

    @property
    def staff(self) -> bool:
        return ROLES[self.role].staff


Provider = Callable[[UUID, date, UUID | None], list[Identity]]
_PROVIDERS: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Register who knows appointments: called with the person, the day, and one appointment when only that is asked."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)
    return provider


def held(person_id: UUID | None, *, on: date) -> list[Identity]:
    """Every appointment a person holds on a day."""
    if person_id is None:
        return []
    return [identity for provider in _PROVIDERS for identity in provider(person_id, on, None)]


def one(person_id: UUID | None, appointment_id: UUID | None, *, on: date) -> Identity | None:
    """The appointment, if the person holds it on that day."""
    if person_id is None or appointment_id is None:
        return None
    found = (each for provider in _PROVIDERS for each in provider(person_id, on, appointment_id))
    return next((each for each in found if each.appointment_id == appointment_id), None)
