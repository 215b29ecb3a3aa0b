"""The one list of what stands in the house, lowest floor first.

Apps, grants, ears, jobs, clocks, addresses and API routers are all found from here: a module that is not listed does
nothing.
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

MODULES = (
    "kernel",
    "law",
    "design",
    "places",
    "people",
    "files",
    "openid",
    "phones",
    "notices",
    "calendar",
    "exports",
    "organisations",
    "intake",
    "delegations",
    "alliances",
    "membership",
    "ballots",
    "changes",
    "rosters",
    "organising",
    "merging",
    "erasure",
    "cockpit",
    "audit",
)


def rooms(name: str) -> list[ModuleType]:
    """Every module's room of this name, lowest floor first; modules without the room are passed over."""
    return [import_module(room) for room in map(f"gongqiao.{{}}.{name}".format, MODULES) if find_spec(room)]
