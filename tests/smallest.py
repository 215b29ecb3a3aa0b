"""How a module tells the smallest valid call of each of its verbs.

`tests/<module>/smallest.py` has a function of the verb's name for each: it prepares the world and returns the call,
which the house makes. Whatever else it needs begins with an underscore.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.records import Event
from tests import make


@dataclass(frozen=True)
class Call:
    """What the verb is told, and what its Record must hold: the event and, where no step names it, the article."""

    tells: type[Event]
    args: Sequence[Any]
    parts: Mapping[str, Any]
    by: Actor
    at: datetime
    law: str


def call(tells, /, *args, by, at=make.AT, law="", **parts):
    return Call(tells, args, parts, by, at, law)
