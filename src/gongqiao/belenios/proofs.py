"""What is proven without being shown: a secret known, one of several values sealed, the same secret used twice.

A commitment is not sent along: whoever checks computes it anew and asks whether the hash over it gives the challenge.
`prefix` is the text that stands before the commitments in what is hashed (specification 4.5, 4.12–4.14, 4.18).
"""

from collections.abc import Sequence
from hashlib import sha256
from secrets import randbelow
from typing import NamedTuple

from gongqiao.belenios.forms import Json
from gongqiao.belenios.groups import Element, Group


class Proof(NamedTuple):
    challenge: int
    response: int

    def told(self) -> Json:
        return {"challenge": str(self.challenge), "response": str(self.response)}


class Cipher(NamedTuple):
    """A number m in ElGamal's seal: alpha = g^r, beta = y^r g^m."""

    alpha: Element
    beta: Element

    def told(self) -> Json:
        return {"alpha": self.alpha, "beta": self.beta}


def proof(told: Json) -> Proof:
    """From a structure that `misfits` has looked at."""
    return Proof(int(told["challenge"]), int(told["response"]))


def cipher(told: Json) -> Cipher:
    """From a structure that `misfits` has looked at."""
    return Cipher(told["alpha"], told["beta"])


def hashed(group: Group, prefix: str, commitments: Sequence[Element]) -> int:
    """The challenge: a 256-bit number, the highest byte first, modulo the order."""
    return int(sha256((prefix + ",".join(commitments)).encode()).hexdigest(), 16) % group.order


def know(group: Group, secret: int, prefix: str) -> Proof:
    """That whoever writes this knows the exponent of a public element."""
    noise = randbelow(group.order)
    challenge = hashed(group, prefix, [group.raised(noise)])
    return Proof(challenge, (noise - secret * challenge) % group.order)


def known(group: Group, public: Element, shown: Proof, prefix: str) -> bool:
    commitment = group.times(group.raised(shown.response), group.power(public, shown.challenge))
    return hashed(group, prefix, [commitment]) == shown.challenge


def same(group: Group, secret: int, other: Element, prefix: str) -> Proof:
    """That a public element and a factor are the generator and `other` raised to the same secret exponent."""
    noise = randbelow(group.order)
    challenge = hashed(group, prefix, [group.raised(noise), group.secret_power(other, noise)])
    return Proof(challenge, (noise - secret * challenge) % group.order)


def is_same(group: Group, public: Element, other: Element, factor: Element, shown: Proof, prefix: str) -> bool:
    first = group.times(group.raised(shown.response), group.power(public, shown.challenge))
    second = group.times(group.power(other, shown.response), group.power(factor, shown.challenge))
    return hashed(group, prefix, [first, second]) == shown.challenge


def one_of(group: Group, key: Element, branches: Sequence[Cipher], true: int, noise: int, prefix: str) -> list[Proof]:
    """That at least one branch seals zero, without telling which: its number is `true`, its randomness `noise`."""
    shown = [Proof(randbelow(group.order), randbelow(group.order)) for _ in branches]
    fresh = randbelow(group.order)
    commitments: list[Element] = []
    for number, branch in enumerate(branches):
        if number == true:
            commitments += [group.raised(fresh), group.secret_power(key, fresh)]
        else:
            commitments += _commitments(group, key, branch, shown[number])
    others = sum(each.challenge for number, each in enumerate(shown) if number != true)
    challenge = (hashed(group, prefix, commitments) - others) % group.order
    shown[true] = Proof(challenge, (fresh - noise * challenge) % group.order)
    return shown


def is_one_of(group: Group, key: Element, branches: Sequence[Cipher], shown: Sequence[Proof], prefix: str) -> bool:
    commitments: list[Element] = []
    for branch, each in zip(branches, shown, strict=True):
        commitments += _commitments(group, key, branch, each)
    return hashed(group, prefix, commitments) == sum(each.challenge for each in shown) % group.order


def _commitments(group: Group, key: Element, branch: Cipher, shown: Proof) -> list[Element]:
    return [
        group.times(group.raised(shown.response), group.power(branch.alpha, shown.challenge)),
        group.times(group.power(key, shown.response), group.power(branch.beta, shown.challenge)),
    ]
