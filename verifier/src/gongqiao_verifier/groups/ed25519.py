"""The subgroup of prime order of Ed25519. The text of a point is its 32 compressed bytes read as a little-endian
number and written as 64 hexadecimal digits, most significant first."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from gongqiao_verifier.groups.base import Group, NotCanonical, NotMember

_FIELD = 2**255 - 19
_HEX = re.compile(r"[0-9a-f]{64}")
_IDENTITY = (1).to_bytes(32, "little")
_ZERO = bytes(32)
# A point of order 8 (its y is a root of the 8-division polynomial): what is multiplied by it leaves the subgroup.
_ORDER_EIGHT = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")


def _power_is_strict() -> bool:
    """Ask the installed libsodium whether its multiplication refuses points outside the subgroup."""
    one = (1).to_bytes(32, "little")
    outside = sodium.crypto_core_ed25519_add(sodium.crypto_scalarmult_ed25519_base_noclamp(one), _ORDER_EIGHT)
    if sodium.crypto_core_ed25519_is_valid_point(outside):
        raise RuntimeError("this libsodium does not tell points of mixed order")
    try:
        sodium.crypto_scalarmult_ed25519_noclamp((5).to_bytes(32, "little"), outside)
    except CryptoError:
        return True
    return False


class Ed25519(Group[bytes]):
    name: ClassVar[str] = "Ed25519"
    q: ClassVar[int] = 2**252 + 27742317777372353535851937790883648493

    def __init__(self) -> None:
        self.identity = _IDENTITY
        self.generator = sodium.crypto_scalarmult_ed25519_base_noclamp((1).to_bytes(32, "little"))
        self.strict_power = _power_is_strict()

    def parse(self, text: str) -> bytes:
        if _HEX.fullmatch(text) is None:
            raise NotCanonical
        number = int(text, 16)
        if number & ((1 << 255) - 1) >= _FIELD:
            raise NotCanonical
        return number.to_bytes(32, "little")

    def text(self, element: bytes) -> str:
        return element[::-1].hex()

    def is_member(self, element: bytes) -> bool:
        return element == _IDENTITY or sodium.crypto_core_ed25519_is_valid_point(element)

    def multiply(self, a: bytes, b: bytes) -> bytes:
        try:
            return sodium.crypto_core_ed25519_add(a, b)
        except CryptoError:
            raise NotMember from None

    def divide(self, a: bytes, b: bytes) -> bytes:
        try:
            return sodium.crypto_core_ed25519_sub(a, b)
        except CryptoError:
            raise NotMember from None

    def power(self, base: bytes, exponent: int) -> bytes:
        """libsodium refuses the identity and the zero scalar, which the protocol allows: they are handled here."""
        scalar = (exponent % self.q).to_bytes(32, "little")
        if base == _IDENTITY:
            return _IDENTITY
        if scalar == _ZERO:
            if self.strict_power and not self.is_member(base):
                raise NotMember
            return _IDENTITY
        try:
            return sodium.crypto_scalarmult_ed25519_noclamp(scalar, base)
        except CryptoError:
            raise NotMember from None

    def fixed(self, base: bytes) -> Callable[[int], bytes]:
        if base == self.generator:
            return self._generator_power
        return lambda exponent: self.power(base, exponent)

    def _generator_power(self, exponent: int) -> bytes:
        scalar = (exponent % self.q).to_bytes(32, "little")
        return _IDENTITY if scalar == _ZERO else sodium.crypto_scalarmult_ed25519_base_noclamp(scalar)
