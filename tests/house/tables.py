"""The tables of doors of all modules, by the names the resolver and the API know their addresses by."""

from importlib import import_module
from importlib.util import find_spec

from gongqiao.shell.modules import MODULES

ROOMS = {name: f"tests.{name}.doors" for name in (*MODULES, "shell")}
TABLES = {name: import_module(room) for name, room in ROOMS.items() if find_spec(room)}


def pages():
    return {
        (name if module == "shell" else f"{module}:{name}"): door
        for module, table in TABLES.items()
        for name, door in table.PAGES.items()
    }
