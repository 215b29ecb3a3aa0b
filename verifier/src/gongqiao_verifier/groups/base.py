"""What the protocol asks of a group (specification, sections 1 and 5): a cyclic group of prime order q, written
multiplicatively, whose elements have one canonical text each."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property
from typing import ClassVar, Generic, TypeVar

E = TypeVar("E")

_DECIMAL = re.compile(r"0|[1-9][0-9]*")


class NotCanonical(ValueError):
    """The text is not the one way to write an element or a scalar."""


class NotMember(ValueError):
    """The element is not in the subgroup of prime order."""


def decimal(text: str, digits: int) -> int:
    """A number in base 10 without sign, leading zero or more than `digits` digits (section 4.2)."""
    if len(text) > digits or _DECIMAL.fullmatch(text) is None:
        raise NotCanonical
    return int(text)


class Group(ABC, Generic[E]):
    """One group. `strict_power` tells that `power` itself refuses a base outside the subgroup of prime order."""

    name: ClassVar[str]
    q: ClassVar[int]
    strict_power: bool
    generator: E
    identity: E

    @abstractmethod
    def parse(self, text: str) -> E:
        """The element written so; NotCanonical when no element is written so. Does not check membership."""

    @abstractmethod
    def text(self, element: E) -> str: ...

    @abstractmethod
    def is_member(self, element: E) -> bool:
        """Whether the element is in the subgroup of order q (the identity is)."""

    @abstractmethod
    def multiply(self, a: E, b: E) -> E: ...

    @abstractmethod
    def divide(self, a: E, b: E) -> E: ...

    @abstractmethod
    def power(self, base: E, exponent: int) -> E: ...

    @abstractmethod
    def fixed(self, base: E) -> Callable[[int], E]:
        """The function e ↦ base^e, prepared for many exponents."""

    @cached_property
    def g_power(self) -> Callable[[int], E]:
        """e ↦ g^e"""
        return self.fixed(self.generator)

    def scalar(self, text: str) -> int:
        """A number in [0, q), canonically written (Z_q in section 4.2)."""
        value = decimal(text, len(str(self.q)))
        if value >= self.q:
            raise NotCanonical
        return value

    def member(self, text: str) -> E:
        """Parse and check membership at once."""
        element = self.parse(text)
        if not self.is_member(element):
            raise NotMember
        return element

    def key(self, text: str) -> E:
        """An element that stands for a person or an office: a member, but not the identity (all know its logarithm)."""
        element = self.member(text)
        if element == self.identity:
            raise NotMember
        return element
