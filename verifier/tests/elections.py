"""The elections that the tests begin with."""

from __future__ import annotations

from functools import cache
from typing import Any

from arithmetic import GROUPS
from making import BLANK, PLAIN, UUID, Case, Prover, dump


def pedersen(prover: Prover, threshold: int, number: int) -> tuple[dict[str, Any], list[int], int]:
    """Sections 4.6.2 to 4.6.7: the parameters, the decryption keys S_j, and the secret of the sub-key."""
    group, q = prover.group, prover.group.q
    signing, polynomials = [], []
    certs, coefexps = [], []
    for _ in range(number):
        signing.append(prover.scalar())
        keys = {
            "verification": group.text(prover.g(signing[-1])),
            "encryption": group.text(prover.g(prover.scalar())),
        }
        certs.append(prover.signed(keys, signing[-1]))
        polynomials.append([prover.scalar() for _ in range(threshold)])
        exponents = {"coefexps": [group.text(prover.g(a)) for a in polynomials[-1]]}
        coefexps.append(prover.signed(exponents, signing[-1]))
    shares = [sum(a * pow(j, k, q) for row in polynomials for k, a in enumerate(row)) % q for j in range(1, number + 1)]
    keys = [prover.public(share) for share in shares]
    parameters = {"threshold": threshold, "certs": certs, "coefexps": coefexps, "verification_keys": keys}
    return parameters, shares, sum(row[0] for row in polynomials) % q


def make(
    name: str,
    questions: list[dict[str, Any]],
    weights: list[int],
    groups: list[tuple[int, int]],
    singles: int = 1,
    seed: int = 1,
    group: Any = None,
    votes: list[tuple[int, list[list[int]]]] = (),
) -> Case:
    """An election up to its ballots: Single trustees first, then a Pedersen group for each (threshold, number).
    The secret of the whole election is kept as that of owner 0."""
    prover = Prover(group or GROUPS[name], seed)
    trustees: list[Any] = []
    secrets: dict[int, int] = {0: 0}
    for _ in range(singles):
        secret = prover.scalar()
        trustees.append(["Single", prover.public(secret)])
        secrets[len(secrets)] = secret
        secrets[0] += secret
    for threshold, number in groups:
        parameters, shares, secret = pedersen(prover, threshold, number)
        trustees.append(["Pedersen", parameters])
        for share in shares:
            secrets[len(secrets)] = share
        secrets[0] += secret
    key = prover.group.text(prover.g(secrets[0]))
    election = {
        "version": 1, "description": "工会选举\n", "name": "委员选举", "group": name, "public_key": key,
        "questions": questions, "uuid": UUID, "administrator": "管理员", "credential_authority": "发证人",
    }  # fmt: skip
    voters = [prover.scalar() for _ in weights]
    texts = [prover.group.text(prover.g(voter)) for voter in voters]
    credentials = [text if weight == 1 else f"{text},{weight}" for text, weight in zip(texts, weights, strict=True)]
    case = Case(prover, election, trustees, credentials, voters, secrets)
    case.ballots = [case.ballot(voter, choices) for voter, choices in votes]
    return case


VOTES = [
    (0, [[1, 1, 0], [0, 1, 0]]),
    (1, [[0, 0, 0], [1, 0, 0]]),
    (2, [[0, 0, 1], [0, 0, 1]]),
    (0, [[0, 1, 1], [0, 0, 1]]),
]


@cache
def _usual(name: str) -> Case:
    case = make(name, [PLAIN, BLANK], [3, 1, 2, 1], [(2, 3)], votes=VOTES)
    case.finish()
    return case


def usual(name: str) -> Case:
    """Two questions, one with a blank vote; weights; a re-vote; one Single trustee and a group of two in three."""
    return _usual(name).copy()


__all__ = ["VOTES", "dump", "make", "usual"]
