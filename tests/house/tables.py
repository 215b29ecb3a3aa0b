"""The tables of doors of all modules: pages by the names the resolver has for them, operations by method and path."""

from importlib import import_module
from importlib.util import find_spec

from gongqiao.shell.modules import MODULES

ROOMS = {name: f"tests.{name}.doors" for name in (*MODULES, "shell")}
TABLES = {name: import_module(room) for name, room in ROOMS.items() if find_spec(room)}


def operations():
    """By method and path, as `GET /members`."""
    return {name: door for table in TABLES.values() for name, door in getattr(table, "API", {}).items()}


def pages():
    return {
        (name if module == "shell" else f"{module}:{name}"): door
        for module, table in TABLES.items()
        for name, door in table.PAGES.items()
    }
