"""Letters between trustees, carried by somebody who cannot read them (specification 4.6.1–4.6.4).

From one secret seed each derives a key to sign with and a key to read with; her certificate tells the public halves.
"""

from collections.abc import Iterator
from secrets import randbelow

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM

from gongqiao.belenios.credentials import LENGTH, token
from gongqiao.belenios.forms import (
    ELEMENT,
    PROOF,
    TEXT,
    Each,
    Fault,
    FaultyError,
    Json,
    compact,
    digest,
    misfits,
    parsed,
)
from gongqiao.belenios.groups import Element, Group
from gongqiao.belenios.proofs import know, known, proof

SIGNED = {"message": TEXT, "signature": PROOF}
CERTIFICATE = {"verification": ELEMENT, "encryption": ELEMENT}
SEALED = {"alpha": ELEMENT, "beta": ELEMENT, "data": TEXT}
TAG, NONCE, LONG = 8, 13, 2**16
"""AES in CCM mode: bytes of the tag and of the nonce, of which texts from 2**16 bytes on leave one to their length."""


def seed() -> str:
    return token(LENGTH)


def signing_key(seed: str) -> int:
    return int(digest(f"sk|{seed}"), 16)


def reading_key(seed: str) -> int:
    return int(digest(f"dk|{seed}"), 16)


def signed(group: Group, key: int, message: str) -> Json:
    return {"message": message, "signature": know(group, key, f"sigmsg|{message}|").told()}


def is_signed(group: Group, key: Element, told: Json) -> bool:
    return known(group, key, proof(told["signature"]), f"sigmsg|{told['message']}|")


def opened(told: Json) -> Json:
    """What a signed message says."""
    return parsed(told["message"])


def public_keys(group: Group, seed: str) -> Json:
    return {"verification": group.raised(signing_key(seed)), "encryption": group.raised(reading_key(seed))}


def certificate(group: Group, seed: str) -> Json:
    return signed(group, signing_key(seed), compact(public_keys(group, seed)))


def unsound_certificates(group: Group, certificates: list[Json]) -> Iterator[Fault]:
    seen = set()
    for number, told in enumerate(certificates):
        faults = [fault.inside(f"certs[{number}]") for fault in _unsound_certificate(group, told)]
        yield from faults
        if not faults and told["message"] in seen:
            yield Fault("twice", "两位保管人的证书相同", f"certs[{number}]")
        seen.add(told.get("message") if isinstance(told, dict) else None)


def _unsound_certificate(group: Group, told: Json) -> Iterator[Fault]:
    if faults := list(misfits(told, SIGNED, group)):
        yield from faults
        return
    try:
        keys = opened(told)
    except FaultyError as wrong:
        yield from (fault.inside("message") for fault in wrong.faults)
        return
    if faults := list(misfits(keys, CERTIFICATE, group)):
        yield from (fault.inside("message") for fault in faults)
    elif outside := [name for name, key in keys.items() if not group.admits(key) or key == group.one]:
        yield Fault("outside", "证书里的公钥不是群里的元素", f"message.{outside[0]}")
    elif not is_signed(group, keys["verification"], told):
        yield Fault("certificate", "证书不是它自己的私钥签的", "signature")


def unsound_coefficients(group: Group, certificates: list[Json], told: list[Json], needed: int) -> Iterator[Fault]:
    """What is wrong with the signed coefficients that members publish; the certificates are sound."""
    for number, (owner, each) in enumerate(zip(certificates, told, strict=True)):
        for fault in _unsound_row(group, opened(owner)["verification"], each, needed):
            yield fault.inside(f"coefexps[{number}]")


def _unsound_row(group: Group, key: Element, told: Json, needed: int) -> Iterator[Fault]:
    if not is_signed(group, key, told):
        yield Fault("coefficients", "系数不是证书的主人签的", "signature")
        return
    try:
        row = opened(told)
    except FaultyError as wrong:
        yield from (fault.inside("message") for fault in wrong.faults)
        return
    if faults := list(misfits(row, {"coefexps": Each(ELEMENT, exactly=needed)}, group)):
        yield from (fault.inside("message") for fault in faults)
    elif not all(group.admits(each) for each in row["coefexps"]):
        yield Fault("outside", "系数不是群里的元素", "message.coefexps")


def send(group: Group, sender: int, reader: Element, message: str) -> str:
    """A letter that only the holder of `reader` can open and that tells who wrote it."""
    letter = compact(signed(group, sender, compact({"recipient": reader, "message": message})))
    noise, inner = randbelow(group.order), group.raised(randbelow(group.order))
    alpha = group.raised(noise)
    sealed = _cipher(inner).encrypt(_nonce(alpha, len(letter)), letter.encode(), None)
    return compact(
        {"alpha": alpha, "beta": group.times(group.secret_power(reader, noise), inner), "data": sealed.hex()}
    )


def receive(group: Group, key: int, sender: Element, letter: str) -> str:
    """The message of a letter to the holder of `key`; raises `FaultyError` unless `sender` wrote it to her."""
    told = parsed(letter)
    _fit(misfits(told, SEALED, group))
    if not group.admits(told["alpha"]) or not group.admits(told["beta"]):
        raise FaultyError([Fault("outside", "信件的密文不是群里的元素")])
    inner = group.over(told["beta"], group.secret_power(told["alpha"], key))
    try:
        data = bytes.fromhex(told["data"])
        text = _cipher(inner).decrypt(_nonce(told["alpha"], len(data) - TAG), data, None).decode()
    except (ValueError, InvalidTag):
        raise FaultyError([Fault("letter", "信件不是写给这把密钥的，或者被改动过")]) from None
    outer = parsed(text)
    _fit(misfits(outer, SIGNED, group))
    if not is_signed(group, sender, outer):
        raise FaultyError([Fault("letter", "信件不是证书的主人写的")])
    inside = opened(outer)
    _fit(misfits(inside, {"recipient": ELEMENT, "message": TEXT}, group))
    if inside["recipient"] != group.raised(key):
        raise FaultyError([Fault("letter", "信件是写给别人的")])
    return str(inside["message"])


def _fit(faults: Iterator[Fault]) -> None:
    if told := list(faults):
        raise FaultyError(told)


def _cipher(inner: Element) -> AESCCM:
    return AESCCM(bytes.fromhex(digest(f"key|{inner}")), tag_length=TAG)


def _nonce(alpha: Element, length: int) -> bytes:
    return bytes.fromhex(digest(f"iv|{alpha}"))[: NONCE - (length >= LONG)]
