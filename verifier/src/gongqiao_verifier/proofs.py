"""The zero-knowledge proofs. Each holds a challenge and a response; the commitments are recomputed and hashed again
(specification, sections 4.5, 4.6.1, 4.12, 4.13.3, 4.14 and 4.18)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from gongqiao_verifier.documents import record, string
from gongqiao_verifier.groups import Group

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Proof:
    challenge: int
    response: int


@dataclass(frozen=True, slots=True)
class Ciphertext(Generic[E]):
    """An element pair and the text it is hashed as."""

    alpha: E
    beta: E
    text: str


def read_proof(group: Group[Any], value: object) -> Proof:
    fields = record(value, "challenge response")
    return Proof(group.scalar(string(fields["challenge"])), group.scalar(string(fields["response"])))


def hash_to_scalar(group: Group[Any], text: str) -> int:
    """SHA-256 as a big-endian number, modulo q."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big") % group.q


def schnorr_holds(group: Group[E], prefix: str, public: E, proof: Proof) -> bool:
    """Knowledge of the logarithm of `public`; the hash is over `prefix` and the commitment g^response·public^challenge.

    It serves pok (4.5), sigmsg (4.6.1) and sig (4.14), which differ in the prefix only."""
    commitment = group.multiply(group.g_power(proof.response), group.power(public, proof.challenge))
    return hash_to_scalar(group, prefix + group.text(commitment)) == proof.challenge


class Encryption(Generic[E]):
    """Proofs about ciphertexts under the election key y, whose powers (and those of g) are prepared once."""

    def __init__(self, group: Group[E], y: E) -> None:
        self.group = group
        self.g_power: Callable[[int], E] = group.g_power
        self.y_power: Callable[[int], E] = group.fixed(y)
        self._small: dict[int, E] = {0: group.identity}

    def encoded(self, message: int) -> E:
        """g^message, remembered for the small messages that proofs are about."""
        if message not in self._small:
            self._small[message] = self.g_power(message)
        return self._small[message]

    def commitments(self, alpha: E, beta: E, message: int, proof: Proof) -> str:
        """A,B with A = g^response·α^challenge and B = y^response·(β/g^message)^challenge, as they are hashed."""
        group, challenge = self.group, proof.challenge
        shifted = group.divide(beta, self.encoded(message)) if message else beta
        a = group.multiply(self.g_power(proof.response), group.power(alpha, challenge))
        b = group.multiply(self.y_power(proof.response), group.power(shifted, challenge))
        return f"{group.text(a)},{group.text(b)}"

    def _closes(self, prefix: str, commitments: list[str], proofs: Sequence[Proof]) -> bool:
        expected = hash_to_scalar(self.group, prefix + ",".join(commitments))
        return expected == sum(proof.challenge for proof in proofs) % self.group.q

    def interval_holds(self, text: str, c: Ciphertext[E], messages: Sequence[int], proofs: Sequence[Proof]) -> bool:
        """c encrypts one of `messages` (section 4.12)."""
        commitments = [self.commitments(c.alpha, c.beta, m, p) for m, p in zip(messages, proofs, strict=True)]
        return self._closes(f"prove|{text}|{c.text}|", commitments, proofs)

    def blank_holds(self, text: str, blank: Ciphertext[E], total: Ciphertext[E], proofs: Sequence[Proof]) -> bool:
        """m0 = 0 or mΣ = 0 (section 4.13.3)."""
        pairs = zip((blank, total), proofs, strict=True)
        return self._closes(f"bproof0|{text}|", [self.commitments(c.alpha, c.beta, 0, p) for c, p in pairs], proofs)

    def blank_or_interval_holds(
        self, text: str, blank: Ciphertext[E], total: Ciphertext[E], messages: Sequence[int], proofs: Sequence[Proof]
    ) -> bool:
        """m0 = 1 or mΣ is one of `messages` (section 4.13.3)."""
        commitments = [self.commitments(blank.alpha, blank.beta, 1, proofs[0])]
        for message, proof in zip(messages, proofs[1:], strict=True):
            commitments.append(self.commitments(total.alpha, total.beta, message, proof))
        return self._closes(f"bproof1|{text}|", commitments, proofs)


def decryption_holds(group: Group[E], prefix: str, key: E, alpha: E, factor: E, proof: Proof) -> bool:
    """factor = alpha^x where key = g^x (section 4.18); the hash is over decrypt|φ|X|A,B."""
    a = group.multiply(group.g_power(proof.response), group.power(key, proof.challenge))
    b = group.multiply(group.power(alpha, proof.response), group.power(factor, proof.challenge))
    return hash_to_scalar(group, f"{prefix}{group.text(a)},{group.text(b)}") == proof.challenge
