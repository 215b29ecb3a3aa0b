"""How a head is written for witnesses, and how they sign: checkpoints and cosignatures as C2SP publishes them.

c2sp.org/signed-note, tlog-checkpoint and tlog-cosignature, of which only Ed25519 is used. docs/explanation/audit.md
tells the same. Nothing here knows of the database.
"""

import base64
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNS, COSIGNS = 1, 4
"""Signature types: of a log, and of a witness, which says when."""
DASH = "— "
LATEST = 10**11  # seconds; no clock is as wrong as that
LONGEST = 120  # characters of a name, as the tables hold it
COSIGNED = 4 + 8 + 64  # bytes: the key's number, the seconds, the signature


@dataclass(frozen=True)
class NamedKey:
    """A public key under a name, written NAME+ID+BASE64; the number in the middle shows a character that was lost."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def read(cls, told: str, kind: int) -> Self:
        """Raises `ValueError` where it is not a key of this kind."""
        name, _, rest = told.partition("+")
        number, _, octets = rest.partition("+")
        packed = base64.b64decode(octets, validate=True)
        key = cls(name, kind, packed[1:])
        if packed[:1] != bytes([kind]) or key.id.hex() != number or not is_name(name):
            raise ValueError
        Ed25519PublicKey.from_public_bytes(key.public)
        return key


@dataclass(frozen=True)
class Cosigned:
    """That a witness has signed a checkpoint, and when, in seconds since 1970."""

    time: int
    signature: bytes


def is_name(name: str) -> bool:
    """What a note's line can bear."""
    return 0 < len(name) <= LONGEST and "+" not in name and name.isprintable() and not any(map(str.isspace, name))


def checkpoint(origin: str, size: int, root: bytes) -> bytes:
    """What is signed of a head, by us and by the witnesses."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n".encode()


def signed(origin: str, size: int, root: bytes, private: Ed25519PrivateKey) -> bytes:
    """A checkpoint with our signature, as it is sent."""
    text = checkpoint(origin, size, root)
    key = NamedKey(origin, SIGNS, private.public_key().public_bytes_raw())
    return text + f"\n{DASH}{origin} {base64.b64encode(key.id + private.sign(text)).decode()}\n".encode()


def text_of(note: bytes) -> bytes:
    """What is signed of a note: all above its signatures."""
    return note.rpartition(b"\n\n")[0] + b"\n"


def request(old: int, proof: list[bytes], note: bytes) -> bytes:
    """What a witness is asked: from which size on, proven how, it grew to this (c2sp.org/tlog-witness)."""
    lines = [f"old {old}", *(base64.b64encode(step).decode() for step in proof), "", ""]
    return "\n".join(lines).encode() + note


def cosigned(answer: str, key: NamedKey, text: bytes) -> Cosigned | None:
    """The witness's own signature over a checkpoint among those it answers with; none where none is valid."""
    for line in answer.splitlines():
        name, _, octets = line.removeprefix(DASH).rpartition(" ")
        if line.startswith(DASH) and name == key.name and (found := _opened(octets, key, text)):
            return found
    return None


def _opened(octets: str, key: NamedKey, text: bytes) -> Cosigned | None:
    try:
        packed = base64.b64decode(octets, validate=True)
    except ValueError:
        return None
    found = Cosigned(int.from_bytes(packed[4:12], "big"), packed[12:])
    whole = len(packed) == COSIGNED and packed[:4] == key.id and found.time < LATEST
    return found if whole and verifies(found, key.public, text) else None


def verifies(found: Cosigned, public: bytes, text: bytes) -> bool:
    try:
        message = b"cosignature/v1\ntime %d\n%s" % (found.time, text)
        Ed25519PublicKey.from_public_bytes(public).verify(found.signature, message)
    except InvalidSignature:
        return False
    return True
