"""Modular arithmetic by gmpy2 where it is installed, else by Python's own integers (some ten times slower)."""

from __future__ import annotations

from typing import Any

try:
    import gmpy2  # type: ignore[import-untyped, unused-ignore]
except ImportError:
    gmpy2 = None


def number(value: int) -> int:
    """The same number in the form that multiplies fastest."""
    result: Any = value if gmpy2 is None else gmpy2.mpz(value)
    return result  # type: ignore[no-any-return]


def powmod(base: int, exponent: int, modulus: int) -> int:
    result: Any = pow(base, exponent, modulus) if gmpy2 is None else gmpy2.powmod(base, exponent, modulus)
    return result  # type: ignore[no-any-return]


def invert(value: int, modulus: int) -> int:
    result: Any = pow(value, -1, modulus) if gmpy2 is None else gmpy2.invert(value, modulus)
    return result  # type: ignore[no-any-return]
