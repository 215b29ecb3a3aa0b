"""Who can open the tally together: single trustees, all of whom are needed, and groups of whom a number suffices.

Trustees are numbered from 1 in the order in which they stand (specification 4.5–4.7).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from math import prod

from gongqiao.belenios import letters
from gongqiao.belenios.forms import ELEMENT, PROOF, TEXT, WHOLE, Each, Fault, FaultyError, Json, misfits, parsed, sound
from gongqiao.belenios.groups import Element, Group
from gongqiao.belenios.proofs import know, known, proof

KEY = {"pok": PROOF, "public_key": ELEMENT}
SINGLE, PEDERSEN = "Single", "Pedersen"
MOST = 99
"""Members of one group; the law knows of committees smaller than that."""


@dataclass(frozen=True)
class Item:
    """One single trustee, or one group; `keys` are the verification keys of its members."""

    kind: str
    keys: tuple[Element, ...]
    needed: int
    share: Element
    """What it contributes to the election's key."""


def public_key(group: Group, secret: int) -> Json:
    """The public part of a trustee's key, with the proof that she has the secret one."""
    public = group.raised(secret)
    return {"pok": know(group, secret, f"pok|{group.name}|{public}|").told(), "public_key": public}


def unsound_key(group: Group, told: Json) -> Iterator[Fault]:
    """What is wrong with a public key as a trustee hands it in."""
    if faults := list(misfits(told, KEY, group)):
        yield from faults
    elif not group.admits(told["public_key"]) or told["public_key"] == group.one:
        yield Fault("outside", "公钥不是群里的元素", "public_key")
    elif not known(group, told["public_key"], proof(told["pok"]), f"pok|{group.name}|{told['public_key']}|"):
        yield Fault("pok", "不能证明保管人有这把公钥的私钥", "pok")


def read(text: str, group: Group) -> tuple[Item, ...]:
    """Who holds keys, from the canonical text; raises `FaultyError` for what is not sound."""
    told = parsed(text)
    if not isinstance(told, list) or not told:
        raise FaultyError([Fault("form", "应当列出至少一位密钥保管人")])
    faults = [fault.inside(f"[{number}]") for number, each in enumerate(told) for fault in _unsound(each, group)]
    sound(faults)
    return tuple(_item(kind, part, group) for kind, part in told)


def _unsound(told: Json, group: Group) -> Iterator[Fault]:
    if not isinstance(told, list) or len(told) != 2 or told[0] not in {SINGLE, PEDERSEN}:  # noqa: PLR2004 -- kind and part
        yield Fault("form", f"应当是 {SINGLE} 或者 {PEDERSEN} 和它的内容")
        return
    how = unsound_key if told[0] == SINGLE else unsound_parameters
    yield from (fault.inside("[1]") for fault in how(group, told[1]))


def _item(kind: str, part: Json, group: Group) -> Item:
    if kind == SINGLE:
        return Item(kind, (part["public_key"],), 1, part["public_key"])
    rows = [letters.opened(each)["coefexps"] for each in part["coefexps"]]
    keys = tuple(each["public_key"] for each in part["verification_keys"])
    return Item(kind, keys, part["threshold"], reduce(group.times, (row[0] for row in rows)))


def key_of(group: Group, items: tuple[Item, ...]) -> Element:
    """The election's public key."""
    return reduce(group.times, (item.share for item in items))


def verification_keys(items: tuple[Item, ...]) -> list[Element]:
    """Everybody's, the trustee with number 1 first."""
    return [key for item in items for key in item.keys]


def lacking(items: tuple[Item, ...], owners: set[int]) -> list[str]:
    """Who is still needed to open the tally, when these trustees have done their part."""
    told, first = [], 1
    for item in items:
        here = len(owners & set(range(first, first + len(item.keys))))
        if here < item.needed:
            span = (
                f"第 {first} 位"
                if item.kind == SINGLE
                else f"第 {first} 至 {first + len(item.keys) - 1} 位中 {item.needed} 位"
            )
            told.append(f"{span}保管人，还差 {item.needed - here} 份")
        first += len(item.keys)
    return told


def lagrange(group: Group, numbers: list[int], number: int) -> int:
    """The exponent of one member's factor when exactly these members of her group open the tally."""
    others = [other for other in numbers if other != number]
    below = prod(other - number for other in others)
    return prod(others) * pow(below, -1, group.order) % group.order


def evaluated(group: Group, rows: list[list[Element]], number: int) -> Element:
    """g to the sum of all members' polynomials at this number, from their published coefficients."""
    found = group.one
    for row in rows:
        for power, coefficient in enumerate(row):
            found = group.times(found, group.power(coefficient, pow(number, power, group.order)))
    return found


PARAMETERS = {
    "threshold": WHOLE,
    "certs": Each({"message": TEXT, "signature": PROOF}, at_least=1),
    "coefexps": Each({"message": TEXT, "signature": PROOF}, at_least=1),
    "verification_keys": Each(KEY, at_least=1),
}


def unsound_parameters(group: Group, told: Json) -> Iterator[Fault]:
    """What is wrong with a group of trustees as it is published (specification 4.6.7)."""
    if faults := list(misfits(told, PARAMETERS, group)):
        yield from faults
        return
    members, needed = len(told["certs"]), told["threshold"]
    if not 1 <= needed <= members <= MOST:
        yield Fault("threshold", "门限应当在 1 和人数之间", "threshold")
    elif not len(told["coefexps"]) == len(told["verification_keys"]) == members:
        yield Fault("form", "证书、系数和公钥的份数应当相同")
    else:
        yield from _unsound_members(group, told)


def _unsound_members(group: Group, told: Json) -> Iterator[Fault]:
    faults = list(letters.unsound_certificates(group, told["certs"]))
    faults = faults or list(letters.unsound_coefficients(group, told["certs"], told["coefexps"], told["threshold"]))
    yield from faults
    if faults:
        return
    rows = [letters.opened(each)["coefexps"] for each in told["coefexps"]]
    for number, key in enumerate(told["verification_keys"]):
        place = f"verification_keys[{number}]"
        yield from (fault.inside(place) for fault in unsound_key(group, key))
        if key["public_key"] != evaluated(group, rows, number + 1):
            yield Fault("share", "公钥与公布的系数不符", f"{place}.public_key")
