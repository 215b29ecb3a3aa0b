"""The two groups elections are held in: Ed25519 and the 2048-bit BELENIOS-2048.

An element is its own canonical text, as it is written and hashed: hexadecimal for Ed25519, a number in base 10 for
BELENIOS-2048. Exponents are whole numbers, taken modulo the order of the group.
"""

from functools import cache
from typing import Protocol

from gmpy2 import invert, mpz, powmod, powmod_sec  # type: ignore[import-untyped]
from nacl import bindings, exceptions

Element = str


class OutsideError(ValueError):
    """Something that is no element of the group was to be raised to a power."""

    def __init__(self, element: Element) -> None:
        super().__init__(element)
        self.element = element


class Group(Protocol):
    """A cyclic group of prime order in which logarithms are hard."""

    name: str
    order: int
    generator: Element
    one: Element

    def admits(self, element: str) -> bool:
        """Whether this text is an element of the group, in its only form: membership and prime order."""

    def plausible(self, element: str) -> bool:
        """Whether `power` may be given this text: it admits it itself, or `power` refuses what remains outside."""

    def times(self, one: Element, other: Element) -> Element: ...

    def over(self, one: Element, other: Element) -> Element: ...

    def power(self, element: Element, exponent: int) -> Element:
        """Of public exponents; raises `OutsideError` for what is plausible and still outside."""

    def secret_power(self, element: Element, exponent: int) -> Element:
        """The same in a time that tells nothing about the exponent."""

    def raised(self, exponent: int) -> Element:
        """The generator to this power, in a time that tells nothing about the exponent."""


class Edwards:
    """Ed25519: the prime-order subgroup of edwards25519, by libsodium.

    An element is the compressed point of 32 bytes, read as a number: 64 hexadecimal digits, the highest first. The
    exponent 0 and powers of the identity are ours to handle: libsodium refuses them.
    """

    name = "Ed25519"
    order = 2**252 + 27742317777372353535851937790883648493
    generator = "6666666666666666666666666666666666666666666666666666666666666658"
    one = f"{1:064x}"

    def admits(self, element: str) -> bool:
        return self.plausible(element) and (
            element == self.one or bindings.crypto_core_ed25519_is_valid_point(_point(element))
        )

    def plausible(self, element: str) -> bool:
        return len(element) == len(self.one) and not set(element) - set("0123456789abcdef")

    def times(self, one: Element, other: Element) -> Element:
        return _text(self._joined(bindings.crypto_core_ed25519_add, one, other))

    def over(self, one: Element, other: Element) -> Element:
        return _text(self._joined(bindings.crypto_core_ed25519_sub, one, other))

    def power(self, element: Element, exponent: int) -> Element:
        exponent %= self.order
        if element == self.one or not exponent:
            if not self.admits(element):
                raise OutsideError(element)
            return self.one
        try:
            product = bindings.crypto_scalarmult_ed25519_noclamp(exponent.to_bytes(32, "little"), _point(element))
        except exceptions.RuntimeError:
            raise OutsideError(element) from None
        return _text(product)

    secret_power = power

    def raised(self, exponent: int) -> Element:
        exponent %= self.order
        if not exponent:
            return self.one
        return _text(bindings.crypto_scalarmult_ed25519_base_noclamp(exponent.to_bytes(32, "little")))

    def _joined(self, how: "Joining", one: Element, other: Element) -> bytes:
        try:
            return how(_point(one), _point(other))
        except exceptions.RuntimeError:
            raise OutsideError(one if not self.admits(one) else other) from None


class Joining(Protocol):
    def __call__(self, p: bytes, q: bytes) -> bytes: ...


def _point(element: Element) -> bytes:
    return bytes.fromhex(element)[::-1]


def _text(point: bytes) -> Element:
    return point[::-1].hex()


class Residues:
    """BELENIOS-2048: residues of a 256-bit prime order modulo a 2048-bit prime (specification 5.1)."""

    name = "BELENIOS-2048"
    one = "1"

    def __init__(self, modulus: int, order: int, generator: int) -> None:
        self.modulus, self.order, self.generator = mpz(modulus), order, str(generator)

    def admits(self, element: str) -> bool:
        if not (element.isascii() and element.isdigit()) or len(element) > len(str(self.modulus)):
            return False
        number = mpz(element)
        return str(number) == element and 0 < number < self.modulus and powmod(number, self.order, self.modulus) == 1

    plausible = admits

    def times(self, one: Element, other: Element) -> Element:
        return str(mpz(one) * mpz(other) % self.modulus)

    def over(self, one: Element, other: Element) -> Element:
        return str(mpz(one) * invert(mpz(other), self.modulus) % self.modulus)

    def power(self, element: Element, exponent: int) -> Element:
        return str(powmod(mpz(element), exponent % self.order, self.modulus))

    def secret_power(self, element: Element, exponent: int) -> Element:
        exponent %= self.order
        return str(powmod_sec(mpz(element), exponent, self.modulus)) if exponent else self.one

    def raised(self, exponent: int) -> Element:
        return self.secret_power(self.generator, exponent)


_MODULUS = int(
    "2069478569142254640101364365750500806492298929575110409710088478705737421924271740192223725449768433"
    "8129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049"
    "0811670993105358677809800307904916540637771737641986785272734744763418356000356983051931442845617019"
    "1100078673730733356412397173289791324047457883446826065232797464795113767265869358218004631792207366"
    "8860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201"
    "3204811188524087310770141516662001623131771693721892480785077118278423174980732765988288251691831031"
    "25680162072880719"
)
_GENERATOR = int(
    "2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678"
    "7996946682987493890950838965734256019006010684771644917354741372831046104586813145117816467554005274"
    "0288984613986453266121505579709716201616827031288643245666383486363578210615491841998253431518974065"
    "8186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982"
    "6651036068224066350766977640253462537730851331734951942489677540525736590494924776314759915751987751"
    "7771148149092045660020547812705472823814097251863985833411570056835369555342378147558249189605029668"
    "0037745308460627"
)
_ORDER = 78571733251071885079927659812671450121821421258408794611510081919805623223441
ED25519 = Edwards()
BELENIOS_2048 = Residues(_MODULUS, _ORDER, _GENERATOR)
GROUPS: dict[str, Group] = {group.name: group for group in (ED25519, BELENIOS_2048)}


@cache
def small(name: str, number: int) -> Element:
    """The generator of the named group to a small power, as votes are encoded."""
    return GROUPS[name].raised(number)
