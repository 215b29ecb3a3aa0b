"""Many ballots quickly: the maker over libsodium, in several processes. For the speed check only."""

from __future__ import annotations

import multiprocessing
from typing import Any

from nacl import bindings as sodium

from arithmetic import Edwards
from elections import make
from gongqiao_verifier.groups import Ed25519
from making import Case, Prover


class FastEdwards(Edwards):
    """The same group with points as compressed bytes."""

    def __init__(self) -> None:
        self.fast = Ed25519()
        self.identity, self.generator = self.fast.identity, self.fast.generator

    def multiply(self, p: Any, q: Any) -> Any:
        return sodium.crypto_core_ed25519_add(p, q)

    def power(self, base: Any, exponent: int) -> Any:
        return self.fast.g_power(exponent) if base == self.generator else self.fast.power(base, exponent)

    def invert(self, p: Any) -> Any:
        return sodium.crypto_core_ed25519_sub(self.identity, p)

    def text(self, p: Any) -> str:
        return self.fast.text(p)

    def parse(self, text: str) -> Any:
        return self.fast.parse(text)


def _ballots(task: tuple[Case, int, int, list[list[int]]]) -> list[Any]:
    case, start, end, votes = task
    case.prover = Prover(FastEdwards(), seed=1000 + start)
    return [case.ballot(voter, votes) for voter in range(start, end)]


def big(voters: int, question: dict[str, Any], votes: list[int]) -> Case:
    case = make("Ed25519", [question], [1] * voters, [(2, 3)], group=FastEdwards())
    piece = 200
    tasks = [(case, start, min(start + piece, voters), [votes]) for start in range(0, voters, piece)]
    with multiprocessing.Pool() as pool:
        case.ballots = [ballot for part in pool.imap(_ballots, tasks) for ballot in part]
    case.count()
    case.decrypt()
    case.reveal(case.secrets[0], most=voters + 1)
    return case
