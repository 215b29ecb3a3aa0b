"""What a verb takes, asks, refuses and announces, read from its own source and that of the functions it leans on."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

Verb = Callable[..., Any]
WHO_AND_WHEN = {"by", "at"}
LEANS_ON = ("rules", "queries")


@dataclass
class Told:
    """Everything in the order in which the verb comes to it, each thing once."""

    inputs: list[str] = field(default_factory=list)
    grants: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)
    events: dict[str, None] = field(default_factory=dict)
    law: dict[str, None] = field(default_factory=dict)


def tell(verb: Verb) -> Told:
    """The catalogue's entry of one verb."""
    inner = inspect.unwrap(verb)
    told = Told(inputs=list(_inputs(inner)))
    _read(inner, told, set())
    return told


def _inputs(verb: Verb) -> Iterator[str]:
    for name, parameter in inspect.signature(verb).parameters.items():
        if name not in WHO_AND_WHEN:
            kind = re.sub(r"(?:\w+\.)+", "", inspect.formatannotation(parameter.annotation))
            yield f"{name}{'' if parameter.default is parameter.empty else '?'}: {kind}"


def _read(function: Verb, told: Told, seen: set[Verb]) -> None:
    seen.add(function)
    around = function.__globals__
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if isinstance(node, ast.Call):
            _note(node, around, told)
            leant_on = _function(node.func, around)
            if leant_on and leant_on not in seen:
                _read(leant_on, told, seen)


def _note(call: ast.Call, around: dict[str, Any], told: Told) -> None:
    match call.func:
        case ast.Name("require"):
            told.grants |= {around["grants"].__dict__[name].words: None for name in _named(call, "grants")}
        case ast.Name("announce"):
            told.law |= dict.fromkeys(_law(call, around))
        case ast.Name("move"):
            told.law |= dict.fromkeys(_law_of_step(call, around))
        case ast.Attribute(ast.Name("events"), name):
            told.events[name] = None
        case ast.Name("Reason") if isinstance(call.args[0], ast.Constant):
            told.reasons[str(call.args[0].value)] = None


def _law(call: ast.Call, around: dict[str, Any]) -> Iterator[str]:
    for keyword in call.keywords:
        match keyword:
            case ast.keyword("law", ast.Constant(law)):
                yield str(law)
            case ast.keyword("law", ast.Name(constant)):
                yield around[constant]


def _law_of_step(call: ast.Call, around: dict[str, Any]) -> Iterator[str]:
    match call.args:
        case [_, ast.Name(flow), ast.Constant(str(name))] if law := around[flow].step(name).law:
            yield law


def _named(call: ast.Call, room: str) -> list[str]:
    """The X of every room.X among a call's arguments."""
    attributes = (node for arg in call.args for node in ast.walk(arg) if isinstance(node, ast.Attribute))
    return [node.attr for node in attributes if isinstance(node.value, ast.Name) and node.value.id == room]


def _function(called: ast.expr, around: dict[str, Any]) -> Verb | None:
    """The house's own function that is called: of this file, or of a room that verbs lean on, whosever it is."""
    match called:
        case ast.Name(name):
            found = around.get(name)
        case ast.Attribute(ast.Name(room), name) if _leant_on(around.get(room)):
            found = getattr(around[room], name, None)
        case _:
            return None
    inner = inspect.unwrap(found) if inspect.isfunction(found) else None
    module = inner.__module__ if inner else ""
    return inner if inner and module.startswith("gongqiao.") and not module.startswith("gongqiao.kernel") else None


def _leant_on(room: object) -> bool:
    return isinstance(room, ModuleType) and room.__name__.rpartition(".")[2] in LEANS_ON
