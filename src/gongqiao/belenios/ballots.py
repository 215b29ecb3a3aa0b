"""A sealed ballot: made on the voter's side, checked by everybody (specification 4.11–4.15)."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import reduce
from secrets import randbelow

from gongqiao.belenios.election import Election, Question
from gongqiao.belenios.forms import (
    CIPHERTEXT,
    ELEMENT,
    PROOF,
    TEXT,
    Each,
    Fault,
    FaultyError,
    Json,
    compact,
    misfits,
    parsed,
    sound,
    tracker,
)
from gongqiao.belenios.groups import Element, Group, OutsideError, small
from gongqiao.belenios.proofs import Cipher, cipher, is_one_of, know, known, one_of, proof


@dataclass(frozen=True)
class Sealing:
    """What both sides share while a question of one ballot is sealed or checked."""

    election: Election
    question: Question
    credential: Element

    @property
    def group(self) -> Group:
        return self.election.group

    @property
    def by(self) -> str:
        """S0: the election and who votes in it."""
        return f"{self.election.fingerprint}|{self.credential}"

    def over(self, ciphers: list[Cipher]) -> str:
        """S: the same and everything that was sealed."""
        return f"{self.by}|{','.join(f'{each.alpha},{each.beta}' for each in ciphers)}"

    def is_number(self, sealed: Cipher, number: int) -> Cipher:
        """What seals zero exactly if `sealed` seals this number."""
        return Cipher(
            sealed.alpha, self.group.over(sealed.beta, small(self.group.name, number)) if number else sealed.beta
        )

    def bits(self, sealed: Cipher) -> tuple[list[Cipher], str]:
        """Branches and prefix of the proof that one answer is 0 or 1."""
        return [sealed, self.is_number(sealed, 1)], f"prove|{self.by}|{sealed.alpha},{sealed.beta}|"

    def overall(self, ciphers: list[Cipher]) -> tuple[list[Cipher], str]:
        """Branches and prefix of the proof that as many answers are chosen as may be, or the vote is blank."""
        total = product(self.group, ciphers[self.question.blank :])
        allowed = [self.is_number(total, number) for number in range(self.question.least, self.question.most + 1)]
        if self.question.blank:
            return [self.is_number(ciphers[0], 1), *allowed], f"bproof1|{self.over(ciphers)}|"
        return allowed, f"prove|{self.over(ciphers)}|{total.alpha},{total.beta}|"

    def blank(self, ciphers: list[Cipher]) -> tuple[list[Cipher], str]:
        """Branches and prefix of the proof that the vote is not blank or nothing else is chosen."""
        return [ciphers[0], product(self.group, ciphers[1:])], f"bproof0|{self.over(ciphers)}|"


def product(group: Group, ciphers: list[Cipher]) -> Cipher:
    """What seals the sum."""
    return reduce(
        lambda one, other: Cipher(group.times(one.alpha, other.alpha), group.times(one.beta, other.beta)), ciphers
    )


def cast(election: Election, secret: int, votes: list[list[int]]) -> str:
    """The text of a ballot: zeros and ones for each question, sealed and signed with a credential's exponent.

    Raises `FaultyError` for what is no vote on these questions.
    """
    if len(votes) != len(election.questions):
        raise FaultyError([Fault("choices", f"应当答 {len(election.questions)} 题")])
    for number, (question, choices) in enumerate(zip(election.questions, votes, strict=True)):
        sound(fault.inside(f"[{number}]") for fault in question.unlike(choices))
    credential = election.group.raised(secret)
    answers = [
        _sealed(Sealing(election, question, credential), choices)
        for question, choices in zip(election.questions, votes, strict=True)
    ]
    unsigned = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": credential,
        "answers": answers,
    }
    hashed = tracker(compact(unsigned))
    signed = know(election.group, secret, f"sig|{hashed}|")
    return compact({**unsigned, "signature": {"hash": hashed, "proof": signed.told()}})


def _sealed(sealing: Sealing, choices: list[int]) -> Json:
    group, key, blank = sealing.group, sealing.election.public_key, sealing.question.blank
    noises = [randbelow(group.order) for _ in choices]
    ciphers = [
        Cipher(group.raised(noise), group.times(group.secret_power(key, noise), small(group.name, choice)))
        for noise, choice in zip(noises, choices, strict=True)
    ]
    bits = []
    for sealed, noise, choice in zip(ciphers, noises, choices, strict=True):
        branches, prefix = sealing.bits(sealed)
        bits.append(one_of(group, key, branches, choice, noise, prefix))
    is_blank = blank and choices[0] == 1
    first, rest = noises[0], sum(noises[blank:])
    branches, prefix = sealing.overall(ciphers)
    true = 0 if is_blank else sum(choices) - sealing.question.least + blank
    told = {
        "choices": [each.told() for each in ciphers],
        "individual_proofs": [[each.told() for each in bit] for bit in bits],
        "overall_proof": [
            each.told() for each in one_of(group, key, branches, true, first if is_blank else rest, prefix)
        ],
    }
    if blank:
        branches, prefix = sealing.blank(ciphers)
        shown = one_of(group, key, branches, int(is_blank), rest if is_blank else first, prefix)
        told["blank_proof"] = [each.told() for each in shown]
    return told


def shape(election: Election) -> Json:
    """Of a ballot in this election."""
    return {
        "election_uuid": TEXT,
        "election_hash": TEXT,
        "credential": ELEMENT,
        "answers": tuple(_shape(question) for question in election.questions),
        "signature": {"hash": TEXT, "proof": PROOF},
    }


def _shape(question: Question) -> Json:
    told = {
        "choices": Each(CIPHERTEXT, exactly=question.width),
        "individual_proofs": Each((PROOF, PROOF), exactly=question.width),
        "overall_proof": Each(PROOF, exactly=question.most - question.least + 1 + question.blank),
    }
    return {**told, "blank_proof": (PROOF, PROOF)} if question.blank else told


def check(election: Election, text: str, credentials: Container[Element]) -> list[Fault]:
    """Everything that is wrong with a ballot; an empty list lets it count.

    Form, election, a credential of the list, membership and prime order of every element, every proof, the signature.
    """
    try:
        told = parsed(text)
    except FaultyError as wrong:
        return list(wrong.faults)
    if faults := list(misfits(told, shape(election), election.group)):
        return faults
    return list(_wrong(election, told, credentials))


def _wrong(election: Election, told: Json, credentials: Container[Element]) -> Iterator[Fault]:
    if told["election_uuid"] != election.uuid:
        yield Fault("uuid", "是另一次选举的选票", "election_uuid")
    if told["election_hash"] != election.fingerprint:
        yield Fault("election_hash", "选举的摘要不符", "election_hash")
    if told["credential"] not in credentials:
        yield Fault("unknown_credential", "凭证不在选民名册里", "credential")
    for number, (question, answer) in enumerate(zip(election.questions, told["answers"], strict=True)):
        sealing = Sealing(election, question, told["credential"])
        yield from (fault.inside(f"answers[{number}]") for fault in _unproven(sealing, answer))
    yield from _unsigned(election.group, told)


def _unproven(sealing: Sealing, answer: Json) -> Iterator[Fault]:
    """Every sealed number is raised to a power in its proof that it is 0 or 1: what lies outside is met there."""
    ciphers = [cipher(each) for each in answer["choices"]]
    try:
        yield from list(_disproved(sealing, ciphers, answer))
    except OutsideError:
        for number, sealed in enumerate(ciphers):
            for name, element in sealed.told().items():
                if not sealing.group.admits(element):
                    yield Fault("outside", "不是群里的元素，或者阶不对", f"choices[{number}].{name}")


def _disproved(sealing: Sealing, ciphers: list[Cipher], answer: Json) -> Iterator[Fault]:
    group, key = sealing.group, sealing.election.public_key
    for number, (sealed, shown) in enumerate(zip(ciphers, answer["individual_proofs"], strict=True)):
        branches, prefix = sealing.bits(sealed)
        if not is_one_of(group, key, branches, list(map(proof, shown)), prefix):
            yield Fault("individual", "不能证明这一项是 0 或 1", f"individual_proofs[{number}]")
    branches, prefix = sealing.overall(ciphers)
    if not is_one_of(group, key, branches, list(map(proof, answer["overall_proof"])), prefix):
        yield Fault("overall", "不能证明所选的项数合乎规定", "overall_proof")
    if sealing.question.blank:
        branches, prefix = sealing.blank(ciphers)
        if not is_one_of(group, key, branches, list(map(proof, answer["blank_proof"])), prefix):
            yield Fault("blank", "不能证明空白票没有另选", "blank_proof")


def _unsigned(group: Group, told: Json) -> Iterator[Fault]:
    unsigned = {name: part for name, part in told.items() if name != "signature"}
    signature = told["signature"]
    if signature["hash"] != tracker(compact(unsigned)):
        yield Fault("hash", "选票内容与签名所指的不符", "signature.hash")
    try:
        signed = known(group, told["credential"], proof(signature["proof"]), f"sig|{signature['hash']}|")
    except OutsideError:
        yield Fault("outside", "凭证不是群里的元素", "credential")
        return
    if not signed:
        yield Fault("signature", "签名不是这个凭证签的", "signature.proof")
