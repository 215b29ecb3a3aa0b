"""A ballot its voter gave up to see what her device had sealed: without its signature, but with every randomness."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongqiao.belenios import ballots
from gongqiao.belenios.election import Election
from gongqiao.belenios.forms import SCALAR, TEXT, WHOLE, Each, Fault, Json, compact, misfits, parsed, sound, tracker
from gongqiao.belenios.groups import Group, small
from gongqiao.belenios.proofs import Cipher, cipher


@dataclass(frozen=True)
class Opened:
    """What was sealed: zeros and ones for each question; `hash` is what the device showed before it was asked."""

    hash: str
    votes: list[list[int]]


def read(election: Election, text: str) -> Opened:
    """Every cipher computed anew from what is shown; raises `FaultyError` where one comes out otherwise.

    The proofs are not looked at: they say that a ballot may be counted, and this one never will be.
    """
    told = parsed(text)
    sound(misfits(told, _shape(election), election.group))
    sound(_wrong(election, told))
    return Opened(told["hash"], [[part["number"] for part in row] for row in told["opened"]])


def _shape(election: Election) -> Json:
    unsigned = {name: part for name, part in ballots.shape(election).items() if name != "signature"}
    each = {"number": WHOLE, "noise": SCALAR}
    opened = tuple(Each(each, exactly=question.width) for question in election.questions)
    return {"ballot": unsigned, "hash": TEXT, "opened": opened}


def _wrong(election: Election, told: Json) -> Iterator[Fault]:
    ballot = told["ballot"]
    if (ballot["election_uuid"], ballot["election_hash"]) != (election.uuid, election.fingerprint):
        yield Fault("uuid", "是另一次选举的选票", "ballot")
    if told["hash"] != tracker(compact(ballot)):
        yield Fault("hash", "封条号和选票内容不符", "hash")
    for at, (question, answer, row) in enumerate(
        zip(election.questions, ballot["answers"], told["opened"], strict=True)
    ):
        if faults := list(question.unlike([part["number"] for part in row])):
            yield from (fault.inside(f"opened[{at}]") for fault in faults)
            continue
        for n, (sealed, part) in enumerate(zip(answer["choices"], row, strict=True)):
            if cipher(sealed) != _cipher(election.group, election.public_key, part):
                yield Fault("opened", "封进去的不是这里写的", f"opened[{at}][{n}]")


def _cipher(group: Group, key: str, part: Json) -> Cipher:
    noise = int(part["noise"])
    return Cipher(group.raised(noise), group.times(group.power(key, noise), small(group.name, part["number"])))
