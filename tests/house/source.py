"""The source as the house tests read it: modules, their rooms (a file or a package of that name) and syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gongqiao.shell.modules import MODULES

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/gongqiao"
GROUND = {"kernel", "law", "design", "shell"}
HOUSE = [name for name in MODULES if name not in GROUND]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def room_of(path: Path) -> str:
    """`actions` for membership/actions.py and for membership/actions/contract.py alike."""
    return path.relative_to(SOURCE).parts[1].removesuffix(".py")


def files(module: str) -> Iterator[Path]:
    return (path for path in sorted((SOURCE / module).rglob("*.py")) if "migrations" not in path.parts)


def room(module: str, name: str) -> Iterator[Path]:
    return (path for path in files(module) if room_of(path) == name)


def called(node: ast.Call) -> str:
    """The last word of what is called: `save` for `thing.save()`, `refuse` for `refuse(...)`."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def decorators(node: ast.FunctionDef) -> set[str]:
    named = (each.func if isinstance(each, ast.Call) else each for each in node.decorator_list)
    return {getattr(each, "attr", getattr(each, "id", "")) for each in named}
