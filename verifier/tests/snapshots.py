"""Pairs of an earlier copy and a later archive that is sound in itself but does not continue it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from elections import usual
from making import Case, chain, pack


@dataclass
class Spoiled:
    sentence: str
    code: str
    later: Callable[[Case], bytes]


def _dropped(case: Case) -> bytes:
    case.ballots.pop(1)
    case.finish()
    return case.archive()


def _exchanged(case: Case) -> bytes:
    case.ballots[1], case.ballots[2] = case.ballots[2], case.ballots[1]
    return case.archive()


def _other(case: Case) -> bytes:
    case.credentials.append(case.group.text(case.prover.g(77)))
    return case.archive()


def _later_time(case: Case) -> bytes:
    case.timestamp += 60
    return case.archive()


SPOILED = [
    Spoiled("a ballot dropped before the tally, everything done again", "snapshot-ballot-dropped", _dropped),
    Spoiled("two ballots exchanged", "snapshot-differs", _exchanged),
    Spoiled("a voter added to the list after the opening", "snapshot-other", _other),
    Spoiled("the same events, the file written anew with a later time", "snapshot-bytes", _later_time),
]


def open_copy(case: Case) -> bytes:
    """The archive as it was when the last ballot had come in."""
    return pack(chain(case.events()[: 1 + len(case.ballots)]))


def both(spoiled: Spoiled, group: str) -> tuple[bytes, bytes]:
    return open_copy(usual(group)), spoiled.later(usual(group))
