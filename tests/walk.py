"""Every address of the platform as the resolver and the API know it, filled with whatever ids one wants to try.

Nothing is listed by hand: an address that is added tomorrow is walked tomorrow.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import URLPattern, URLResolver, converters, get_resolver, reverse

from gongqiao.shell.api import api

BROKEN = 500


def fits(converter: object, value: Any) -> bool:
    """Whether this can stand in the place of an address's parameter of that kind."""
    if isinstance(converter, converters.UUIDConverter):
        return isinstance(value, UUID)
    if isinstance(converter, converters.IntConverter):
        return isinstance(value, int)
    return isinstance(value, str) and re.fullmatch(converter.regex, value) is not None


@dataclass(frozen=True)
class Address:
    """One page or one operation of the API, with its parameters by kind."""

    name: str
    method: str
    template: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def is_api(self) -> bool:
        return self.template.startswith("/api/")

    def filled(self, values: Iterable[Any]) -> Iterator["Probe"]:
        """The address with each of these in the place of its parameters, where they fit."""
        known = list(values)
        fitting = ([value for value in known if fits(kind, value)] for kind in self.parameters.values())
        for chosen in product(*fitting):
            told = dict(zip(self.parameters, chosen, strict=True))
            yield Probe(self, self.template.format(**told) if self.template else reverse(self.name, kwargs=told))


@dataclass(frozen=True)
class Probe:
    """One request somebody may try."""

    address: Address
    path: str

    def by(self, who: "Knocker", body: Any = b"") -> Any:
        browser = who.program if self.address.is_api else who.browser
        kind = "application/json" if self.address.is_api else "application/x-www-form-urlencoded"
        answer = browser.generic(self.address.method, self.path, body, kind)
        if answer.streaming:
            list(answer.streaming_content)
        return answer


@dataclass(frozen=True)
class Knocker:
    """Somebody at the door: with a browser for pages and a token for the API."""

    browser: Client
    program: Client


def pages(*methods: str) -> list[Address]:
    """Every page, once by each method."""
    found = [
        Address(name, method, parameters=kinds)
        for name, kinds in _patterns(get_resolver().url_patterns, "", {})
        for method in methods or ("GET", "POST")
    ]
    return [each for each in found if not each.name.startswith("api-")]


def operations() -> list[Address]:
    """Every operation of the API, as it describes itself."""
    return [
        Address(what.get("operationId", path), method.upper(), path, dict(_described(what)))
        for path, methods in api.get_openapi_schema(path_prefix="/api/")["paths"].items()
        for method, what in methods.items()
    ]


def short(operation: Address) -> str:
    """How the tables call an operation: `GET /members/{pk}`."""
    return f"{operation.method} {operation.template.removeprefix('/api/v1')}"


def written_operations() -> Iterator[tuple[str, Any]]:
    """Every operation of the API as its module wrote it, with its path, whether or not the description tells it."""
    for _, router in api._routers:
        for path, view in router.path_operations.items():
            yield from ((path, operation) for operation in view.operations)


def hidden_operations() -> list[str]:
    """Operations of the API that its own description does not tell."""
    return [f"{each.methods} {path}" for path, each in written_operations() if not each.include_in_schema]


def everything() -> list[Address]:
    return [*pages(), *operations()]


def _described(what: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for each in what.get("parameters", ()):
        if each["in"] == "path":
            shape = each["schema"]
            kind = converters.UUIDConverter if shape.get("format") == "uuid" else converters.StringConverter
            yield each["name"], converters.IntConverter() if shape.get("type") == "integer" else kind()


def _patterns(
    found: Iterable[URLPattern | URLResolver], space: str, above: Mapping[str, object]
) -> Iterator[tuple[str, dict[str, object]]]:
    for each in found:
        kinds = {**above, **getattr(each.pattern, "converters", {})}
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _patterns(each.url_patterns, inner, kinds)
        elif each.name:
            yield f"{space}{each.name}", kinds
