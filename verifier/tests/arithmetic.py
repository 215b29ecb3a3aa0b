"""Both groups written once more, slowly and plainly, so that the tests do not rest on the arithmetic they test."""

from __future__ import annotations

import re
from pathlib import Path

try:
    from gmpy2 import powmod as _pow
except ImportError:
    _pow = pow

_FIELD = 2**255 - 19
_D = -121665 * pow(121666, -1, _FIELD) % _FIELD
_ROOT = pow(2, (_FIELD - 1) // 4, _FIELD)


def _recover(y: int, odd: int) -> int:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _FIELD) % _FIELD
    x = pow(square, (_FIELD + 3) // 8, _FIELD)
    if (x * x - square) % _FIELD:
        x = x * _ROOT % _FIELD
    if (x * x - square) % _FIELD:
        raise ValueError("not on the curve")
    return x if x % 2 == odd else -x % _FIELD


class Edwards:
    """Ed25519 in affine terms of RFC 8032: points are (X, Y, Z, T)."""

    name = "Ed25519"
    q = 2**252 + 27742317777372353535851937790883648493
    identity = (0, 1, 1, 0)

    def __init__(self) -> None:
        y = 4 * pow(5, -1, _FIELD) % _FIELD
        x = _recover(y, 0)
        self.generator = (x, y, 1, x * y % _FIELD)

    def multiply(self, p, q):
        a, b = (p[1] - p[0]) * (q[1] - q[0]) % _FIELD, (p[1] + p[0]) * (q[1] + q[0]) % _FIELD
        c, d = 2 * p[3] * q[3] * _D % _FIELD, 2 * p[2] * q[2] % _FIELD
        e, f, g, h = b - a, d - c, d + c, b + a
        return e * f % _FIELD, g * h % _FIELD, f * g % _FIELD, e * h % _FIELD

    def power(self, base, exponent: int):
        result, exponent = self.identity, exponent % self.q
        while exponent:
            if exponent & 1:
                result = self.multiply(result, base)
            base, exponent = self.multiply(base, base), exponent >> 1
        return result

    def invert(self, p):
        return -p[0] % _FIELD, p[1], p[2], -p[3] % _FIELD

    def text(self, p) -> str:
        z = pow(p[2], -1, _FIELD)
        x, y = p[0] * z % _FIELD, p[1] * z % _FIELD
        return f"{y | (x & 1) << 255:064x}"

    def parse(self, text: str):
        number = int(text, 16)
        y = number & ((1 << 255) - 1)
        x = _recover(y, number >> 255)
        return x, y, 1, x * y % _FIELD

    def outside(self, p):
        """The product with (0, −1), the point of order two."""
        return self.multiply(p, (0, _FIELD - 1, 1, 0))

    def foreign_text(self, text: str) -> str:
        """Another way to write an element that a careless reader takes for the same."""
        return text.upper() if text.upper() != text else text[:-1]

    def small_order_texts(self) -> list[str]:
        """Points of order 2, 4, 4, 8 and the identity in its non-canonical ways."""
        eighth = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")[::-1].hex()
        return [
            f"{_FIELD - 1:064x}", f"{0:064x}", f"{1 << 255:064x}", eighth, f"{1 | 1 << 255:064x}", f"{_FIELD + 1:064x}",
        ]  # fmt: skip

    def identity_text(self) -> str:
        return f"{1:064x}"


class Modular:
    """BELENIOS-2048."""

    name = "BELENIOS-2048"
    identity = 1

    def __init__(self) -> None:
        source = Path(__file__).parent / "data" / "belenios2048.txt"
        self.p, self.generator, self.q = (int(n) for n in re.findall(r"\d+", source.read_text()))

    def multiply(self, a, b):
        return int(a * b % self.p)

    def power(self, base, exponent: int):
        return int(_pow(base, exponent % self.q, self.p))

    def invert(self, a):
        return pow(a, -1, self.p)

    def text(self, a) -> str:
        return str(a)

    def parse(self, text: str):
        return int(text)

    def outside(self, a):
        """The product with −1, the element of order two."""
        return -a % self.p

    def foreign_text(self, text: str) -> str:
        return str(int(text) + self.p)

    def small_order_texts(self) -> list[str]:
        return [str(self.p - 1), "0", str(self.p), str(self.p + 1), "-1", "01", "1e0", "٣"]

    def identity_text(self) -> str:
        return "1"


GROUPS = {"Ed25519": Edwards(), "BELENIOS-2048": Modular()}
