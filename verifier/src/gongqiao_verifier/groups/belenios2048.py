"""BELENIOS-2048 (specification, section 5.1): the subgroup of order q of the integers modulo p."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from gongqiao_verifier.groups.base import Group, NotCanonical, decimal
from gongqiao_verifier.groups.integers import invert, number, powmod

P = int(
    "2069478569142254640101364365750500806492298929575110409710088478705737421924271740192223725449768433"
    "8129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049"
    "0811670993105358677809800307904916540637771737641986785272734744763418356000356983051931442845617019"
    "1100078673730733356412397173289791324047457883446826065232797464795113767265869358218004631792207366"
    "8860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201"
    "3204811188524087310770141516662001623131771693721892480785077118278423174980732765988288251691831031"
    "25680162072880719"
)
G = int(
    "2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678"
    "7996946682987493890950838965734256019006010684771644917354741372831046104586813145117816467554005274"
    "0288984613986453266121505579709716201616827031288643245666383486363578210615491841998253431518974065"
    "8186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982"
    "6651036068224066350766977640253462537730851331734951942489677540525736590494924776314759915751987751"
    "7771148149092045660020547812705472823814097251863985833411570056835369555342378147558249189605029668"
    "0037745308460627"
)
Q = int("78571733251071885079927659812671450121821421258408794611510081919805623223441")

_WINDOW = 8


class Belenios2048(Group[int]):
    name: ClassVar[str] = "BELENIOS-2048"
    q: ClassVar[int] = Q

    def __init__(self) -> None:
        self.identity = 1
        self.generator = G
        self.strict_power = False
        self._p = number(P)

    def parse(self, text: str) -> int:
        value = decimal(text, len(str(P)))
        if not 0 < value < P:
            raise NotCanonical
        return value

    def text(self, element: int) -> str:
        return str(element)

    def is_member(self, element: int) -> bool:
        return powmod(element, Q, self._p) == 1

    def multiply(self, a: int, b: int) -> int:
        return number(a) * b % self._p

    def divide(self, a: int, b: int) -> int:
        return number(a) * invert(b, self._p) % self._p

    def power(self, base: int, exponent: int) -> int:
        return powmod(base, exponent % Q, self._p)

    def fixed(self, base: int) -> Callable[[int], int]:
        """Powers by a table of base^(d·256^i): 32 multiplications instead of some 300."""
        p, table, step = self._p, [], number(base)
        for _ in range((Q.bit_length() + _WINDOW - 1) // _WINDOW):
            row = [number(1)]
            for _ in range((1 << _WINDOW) - 1):
                row.append(row[-1] * step % p)
            table.append(row)
            step = row[-1] * step % p

        def power(exponent: int) -> int:
            result, rest = number(1), exponent % Q
            for row in table:
                digit = rest & 255
                if digit:
                    result = result * row[digit] % p
                rest >>= _WINDOW
            return result

        return power
