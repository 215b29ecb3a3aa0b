"""One sealed value: version, algorithm, key id, nonce, ciphertext and tag, bound to the place it stands in."""

import hmac
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from gongqiao.kernel.secrets import ring

_VERSION = 1
_NONCE = 12
_STEM, _HEAD = struct.Struct(">BBH"), struct.Struct(">BBH12s")
_TAG = 16
_ALGORITHMS = {"aes-256-gcm": 1, "sm4-gcm": 2}
_SM4 = _ALGORITHMS["sm4-gcm"]


class SealError(Exception):
    """The sealed value was changed, or does not belong to this row."""


@dataclass(frozen=True)
class Place:
    """Table, column and row: a value copied to another row no longer opens."""

    table: str
    column: str
    row: str

    @property
    def words(self) -> bytes:
        return f"{self.table}|{self.column}|{self.row}".encode()


def close(plain: str, place: Place) -> bytes:
    return closer()(plain, place.words)


def closer() -> Callable[[str, bytes], bytes]:
    """`close` for many: today's key and cipher are looked up once; a place is told by its words."""
    key = ring.current().active("fields")
    algorithm = _ALGORITHMS[settings.SECRETS_CIPHER]
    seal, stem = _sealing(key, algorithm), _STEM.pack(_VERSION, algorithm, key.id)

    def closed(plain: str, words: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return stem + nonce + seal(nonce, plain.encode(), stem + nonce + words)

    return closed


def open_(sealed: bytes, place: Place) -> str:
    try:
        version, algorithm, key_id, _ = _HEAD.unpack_from(sealed)
        if version != _VERSION or algorithm not in _ALGORITHMS.values():
            raise SealError("不认识的密文格式")
        return _decrypt(ring.current().key("fields", key_id), algorithm, sealed, place.words).decode()
    except (InvalidTag, struct.error):
        raise SealError("密文已被改动，或者不属于这一行") from None


def is_current(sealed: bytes) -> bool:
    """Whether the value stands under today's key and cipher."""
    _, algorithm, key_id, _ = _HEAD.unpack_from(sealed)
    now = ring.current().active("fields").id, _ALGORITHMS[settings.SECRETS_CIPHER]
    return (key_id, algorithm) == now


@lru_cache(maxsize=16)
def _aes(key: ring.Key) -> AESGCM:
    return AESGCM(ring.derived(key, "aes-256-gcm"))


def _sm4(key: ring.Key) -> algorithms.SM4:
    return algorithms.SM4(ring.derived(key, "sm4-gcm", 16))


def _sealing(key: ring.Key, algorithm: int) -> Callable[[bytes, bytes, bytes], bytes]:
    """Seals a text under this nonce, bound to what is told beside it."""
    if algorithm != _SM4:
        return _aes(key).encrypt

    def seal(nonce: bytes, plain: bytes, beside: bytes) -> bytes:
        sealer = Cipher(_sm4(key), modes.GCM(nonce)).encryptor()
        sealer.authenticate_additional_data(beside)
        return sealer.update(plain) + sealer.finalize() + sealer.tag

    return seal


def _decrypt(key: ring.Key, algorithm: int, sealed: bytes, place: bytes) -> bytes:
    head, body = sealed[: _HEAD.size], sealed[_HEAD.size :]
    if algorithm != _SM4:
        return _aes(key).decrypt(head[-_NONCE:], body, head + place)
    if len(body) < _TAG:
        raise InvalidTag
    opener = Cipher(_sm4(key), modes.GCM(head[-_NONCE:], body[-_TAG:])).decryptor()
    opener.authenticate_additional_data(head + place)
    return opener.update(body[:-_TAG]) + opener.finalize()


class Secret:
    """A value that shows its mask wherever it is printed; `reveal()` is the only way to the text."""

    __hash__ = None  # type: ignore[assignment]  # a hash would tell equal values apart from outside
    __slots__ = ("_mask", "_place", "_plain", "_sealed")

    def __init__(
        self, mask: Callable[[str], str], *, plain: str | None = None, sealed: bytes = b"", place: Place | None = None
    ) -> None:
        self._mask, self._plain, self._sealed, self._place = mask, plain, sealed, place

    def reveal(self) -> str:
        if self._plain is not None:
            return self._plain
        if self._place is None:
            raise SealError("密文没有所在的行")
        return open_(self._sealed, self._place)

    def at(self, place: Place) -> "Secret":
        """This value sealed for a row; sealed anew only when it came from elsewhere."""
        if self._plain is None and self._place == place:
            return self
        return Secret(self._mask, sealed=close(self.reveal(), place), place=place)

    @property
    def sealed(self) -> bytes:
        return self._sealed

    def __str__(self) -> str:
        return self._mask(self.reveal())

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Secret):
            other = other.reveal()
        return isinstance(other, str) and hmac.compare_digest(self.reveal().encode(), other.encode())

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not copied out of its process")

    def __deepcopy__(self, _memo: dict[int, Any]) -> "Secret":
        return self
