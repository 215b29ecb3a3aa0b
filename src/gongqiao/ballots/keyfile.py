"""A trustee's secret in a file that her password opens: what she keeps on her own stick from the setup to the count.

It is a key, or the seed with which she takes part in making a key that several share.

The password is stretched by scrypt, which takes half a second and 128 MB for every guess, and the secret is sealed with
AES-256-GCM, to which all that stands open in the file is bound.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from gongqiao.belenios import letters, trustees
from gongqiao.belenios.forms import (
    TEXT,
    WHOLE,
    Fault,
    FaultyError,
    Json,
    OneOf,
    compact,
    group_named,
    misfits,
    parsed,
    scalar,
    sound,
)
from gongqiao.belenios.groups import GROUPS, Group
from gongqiao.kernel.reasons import Reason, Reasons, Refused

VERSION = 1
COST, BLOCK, LANES = 2**17, 8, 1
CHEAPEST, DEAREST = 2**14, 2**20
"""Of files that are read: less protects nobody, more would only eat the reader's memory."""
SALT, NONCE = 16, 12
SHORTEST, VARIED = 8, 4
HEX = re.compile("([0-9a-f]{2})*")
KDF = {"name": OneOf(("scrypt",)), "n": WHOLE, "r": WHOLE, "p": WHOLE, "salt": TEXT}
KEY_OF_ONE, SEED = "key", "seed"
PUBLIC = {KEY_OF_ONE: trustees.KEY, SEED: letters.SIGNED}
BEGINNING = {
    "version": WHOLE,
    "kind": OneOf((KEY_OF_ONE, SEED)),
    "group": OneOf(tuple(GROUPS)),
}
END = {
    "kdf": KDF,
    "cipher": OneOf(("AES-256-GCM",)),
    "nonce": TEXT,
    "sealed": TEXT,
}


@dataclass(frozen=True)
class KeyFile:
    """What stands open in it, and what the password opens."""

    told: Json

    @property
    def group(self) -> Group:
        return group_named(self.told["group"])

    @property
    def kind(self) -> str:
        return str(self.told["kind"])

    @property
    def public(self) -> Json:
        """What she hands in: her key and the proof of its secret, or her certificate."""
        return self.told["public"]

    def opened(self, password: str) -> str:
        """The secret exponent or the seed; refused with a wrong password or where a single byte was changed."""
        try:
            key = AESGCM(_stretched(password, self.told["kdf"]))
            sealed = bytes.fromhex(self.told["sealed"])
            secret = key.decrypt(bytes.fromhex(self.told["nonce"]), sealed, _bound(self.told)).decode()
        except (InvalidTag, ValueError):
            raise Refused([Reason("password", "口令不对，或者密钥文件被改动过", "password")]) from None
        if not self._is_pair(secret):
            raise Refused([Reason("key", "密钥文件里秘密的和公开的部分不是一对", "file")])
        return secret

    def _is_pair(self, secret: str) -> bool:
        if self.kind == KEY_OF_ONE:
            return scalar(secret, self.group) and bool(self.group.raised(int(secret)) == self.public["public_key"])
        return bool(letters.public_keys(self.group, secret) == letters.opened(self.public))


def unfit(password: str) -> Reasons:
    """Why this is no password for a key."""
    if len(password) < SHORTEST:
        yield Reason("short", f"口令至少 {SHORTEST} 个字符", "password")
    elif len(set(password)) < VARIED:
        yield Reason("simple", f"口令至少要有 {VARIED} 种不同的字符", "password")


def sealed(group: Group, secret: str, public: Json, password: str, *, kind: str = KEY_OF_ONE) -> str:
    """The text of a file that keeps a key or a seed."""
    kdf = {"name": "scrypt", "n": COST, "r": BLOCK, "p": LANES, "salt": token_bytes(SALT).hex()}
    told = {
        "version": VERSION,
        "kind": kind,
        "group": group.name,
        "public": public,
        "kdf": kdf,
        "cipher": "AES-256-GCM",
    }
    nonce = token_bytes(NONCE)
    closed = AESGCM(_stretched(password, kdf)).encrypt(nonce, secret.encode(), _bound(told))
    return compact({**told, "nonce": nonce.hex(), "sealed": closed.hex()})


def read(text: str) -> KeyFile:
    """Refused where this is no key file."""
    try:
        told = parsed(text.removesuffix("\n"))
        sound(_misfits(told))
    except FaultyError:
        raise Refused([Reason("file", "不是密钥文件，或者被改动过", "file")]) from None
    if strange := list(_strange(told)):
        raise Refused(strange)
    return KeyFile(told)


def _misfits(told: Json) -> Iterator[Fault]:
    beginning = {name: told.get(name) for name in BEGINNING} if isinstance(told, dict) else told
    if faults := list(misfits(beginning, BEGINNING)):
        yield from faults
        return
    group, kind = group_named(told["group"]), told["kind"]
    if faults := list(misfits(told, {**BEGINNING, "public": PUBLIC[kind], **END}, group)):
        yield from faults
    elif kind == KEY_OF_ONE:
        yield from trustees.unsound_key(group, told["public"])
    else:
        yield from letters.unsound_certificates(group, [told["public"]])


def _strange(told: Json) -> Iterator[Reason]:
    kdf = told["kdf"]
    fits = kdf["n"] in {2**power for power in range(CHEAPEST.bit_length() - 1, DEAREST.bit_length())}
    hexadecimal = all(HEX.fullmatch(each) for each in (kdf["salt"], told["nonce"], told["sealed"]))
    if told["version"] != VERSION or not fits or (kdf["r"], kdf["p"]) != (BLOCK, LANES) or not hexadecimal:
        yield Reason("file", "这个密钥文件的写法本程序不认识", "file")


def keep(file: Path, text: str) -> None:
    """Write it where only its owner may read it; what is there already is never written over."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused([Reason("exists", f"{file} 已经有了，不会覆盖，请另写一个文件名", "file")]) from None
    with os.fdopen(handle, "w", encoding="utf-8") as written:
        written.write(text + "\n")


def _stretched(password: str, kdf: Json) -> bytes:
    made = Scrypt(salt=bytes.fromhex(kdf["salt"]), length=32, n=kdf["n"], r=kdf["r"], p=kdf["p"])
    return made.derive(password.encode())


def _bound(told: Json) -> bytes:
    return compact({name: part for name, part in told.items() if name not in {"nonce", "sealed"}}).encode()
