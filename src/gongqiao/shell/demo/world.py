"""What one part of the demo province hands to the next."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from uuid import UUID

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Line
from gongqiao.organisations.grants import CLERK, SYSTEM_ADMIN

SEED = 20260310
INSTALLER = Actor(role="installer", name="演示省")
OPERATOR = Actor(role=SYSTEM_ADMIN, name="演示省")


@dataclass
class World:
    """Bodies and people by telling keys: a division's code for its general union, a slug for a person.

    `staff` is how many work where a union takes them in, `county_of` where it lies, both by the union's key.
    """

    at: datetime
    chance: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 -- the same province every time
    unions: dict[str, int] = field(default_factory=dict)
    employers: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    accounts: dict[str, UUID] = field(default_factory=dict)
    staff: dict[str, int] = field(default_factory=dict)
    county_of: dict[str, str] = field(default_factory=dict)

    def clerk(self, union: str) -> Actor:
        """Who keeps the papers of a union: what its committee decides is not the installer's to record."""
        body = self.unions[union]
        return Actor(CLERK, body_id=body, paths=Line.paths_of(body), name="演示省")
