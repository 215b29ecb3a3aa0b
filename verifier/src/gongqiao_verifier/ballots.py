"""One ballot at a time (specification, sections 4.11.1 and 4.15). The functions here run in the workers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from gongqiao_verifier.documents import Malformed, dump, listing, parse, record, sha256_base64, string
from gongqiao_verifier.election import Election, Question
from gongqiao_verifier.groups import Group, NotCanonical, NotMember
from gongqiao_verifier.proofs import Ciphertext, Encryption, Proof, read_proof, schnorr_holds

_FIELDS = "election_uuid election_hash credential answers signature"


@dataclass
class Finding:
    """What was found about a ballot; a fault is (check, code, question, answer, detail). `proofs` counts by check."""

    tracker: str
    credential: str | None = None
    readable: bool = False
    faults: list[tuple[str, str, int | None, int | None, str]] = field(default_factory=list)
    proofs: dict[str, int] = field(default_factory=dict)

    def fault(
        self, check: str, code: str, question: int | None = None, answer: int | None = None, detail: str = ""
    ) -> None:
        self.faults.append((check, code, question, answer, detail))

    def count(self, check: str, number: int = 1) -> None:
        self.proofs[check] = self.proofs.get(check, 0) + number


@dataclass
class Answer:
    choices: list[Ciphertext[Any]]
    individual: list[list[Proof]]
    overall: list[Proof]
    blank: list[Proof]


@lru_cache(maxsize=2)
def _encryption(group: Group[Any], public_key: str) -> Encryption[Any]:
    return Encryption(group, group.key(public_key))


def check_ballots(election: Election, group: Group[Any], contents: list[bytes]) -> list[Finding]:
    encryption = _encryption(group, election.public_key)
    return [_check_ballot(election, encryption, content) for content in contents]


def _check_ballot(election: Election, encryption: Encryption[Any], content: bytes) -> Finding:
    finding = Finding(sha256_base64(content))
    finding.count("ballot-form")
    try:
        fields = record(parse(content), _FIELDS)
        finding.credential = string(fields["credential"])
        answers = _read_answers(election, encryption.group, fields, finding)
    except Malformed as error:
        if error.code == "json-shape":
            finding.fault("ballot-form", "ballot-shape", detail=error.detail)
        else:
            finding.fault("json-canonical", error.code, detail=error.detail)
        return finding
    _check_election(election, fields, finding)
    _check_signature(encryption.group, fields, finding)
    if answers is None:
        return finding
    finding.readable = True
    prefix = f"{election.fingerprint}|{finding.credential}"
    for number, (question, answer) in enumerate(zip(election.questions, answers, strict=True), 1):
        try:
            _check_answer(encryption, question, number, answer, prefix, finding)
        except NotMember:
            finding.readable = False
            _locate(encryption.group, question, number, answer, finding)
    return finding


def _read_answers(
    election: Election, group: Group[Any], fields: dict[str, Any], finding: Finding
) -> list[Answer] | None:
    """The answers, or None after a fault that has been noted."""
    values = listing(fields["answers"], len(election.questions))
    answers: list[Answer] = []
    for number, (question, value) in enumerate(zip(election.questions, values, strict=True), 1):
        shape = "choices individual_proofs overall_proof" + (" blank_proof" if question.blank else "")
        answer = record(value, shape)
        length = question.most - question.least + 1 + question.blank
        try:
            choices = read_ciphertexts(group, answer["choices"], question, number, finding)
            individual = [
                [read_proof(group, proof) for proof in listing(pair, 2)]
                for pair in listing(answer["individual_proofs"], question.ciphertexts)
            ]
            overall = [read_proof(group, proof) for proof in listing(answer["overall_proof"], length)]
            blank = [read_proof(group, proof) for proof in listing(answer["blank_proof"], 2)] if question.blank else []
        except NotCanonical:
            finding.fault("ballot-form", "ballot-scalar", number)
            return None
        if choices is None:
            return None
        answers.append(Answer(choices, individual, overall, blank))
    return answers


def read_ciphertexts(
    group: Group[Any], value: Any, question: Question, number: int, finding: Finding
) -> list[Ciphertext[Any]] | None:
    """The ciphertexts of one answer. Where `power` is strict, membership shows when the proofs are recomputed: each
    α and β is the base of a power there."""
    result = []
    for index, item in enumerate(listing(value, question.ciphertexts)):
        pair = record(item, "alpha beta")
        texts = string(pair["alpha"]), string(pair["beta"])
        try:
            read = group.parse if group.strict_power else group.member
            alpha, beta = read(texts[0]), read(texts[1])
        except (NotCanonical, NotMember):
            finding.fault("ballot-form", "ballot-element", number, question.number(index))
            return None
        result.append(Ciphertext(alpha, beta, f"{texts[0]},{texts[1]}"))
    return result


def _check_election(election: Election, fields: dict[str, Any], finding: Finding) -> None:
    finding.count("ballot-election")
    if fields["election_uuid"] != election.uuid:
        finding.fault("ballot-election", "ballot-uuid")
    if fields["election_hash"] != election.fingerprint:
        finding.fault("ballot-election", "ballot-hash")


def _check_signature(group: Group[Any], fields: dict[str, Any], finding: Finding) -> None:
    """Section 4.14. The hash signed is that of the ballot without its signature."""
    finding.count("ballot-signature")
    try:
        signature = record(fields["signature"], "hash proof")
        proof = read_proof(group, signature["proof"])
    except Malformed as error:
        finding.fault("ballot-form", "ballot-shape", detail=error.detail)
        return
    except NotCanonical:
        finding.fault("ballot-form", "ballot-scalar", detail="signature")
        return
    unsigned = {name: value for name, value in fields.items() if name != "signature"}
    if signature["hash"] != sha256_base64(dump(unsigned)):
        finding.fault("ballot-signature", "signature-hash")
        return
    try:
        public = (group.parse if group.strict_power else group.key)(fields["credential"])
        held = public != group.identity and schnorr_holds(group, f"sig|{signature['hash']}|", public, proof)
    except (NotCanonical, NotMember):
        finding.fault("ballot-form", "ballot-element", detail="credential")
        return
    if not held:
        finding.fault("ballot-signature", "signature-wrong")


def _check_answer(
    encryption: Encryption[Any], question: Question, number: int, answer: Answer, prefix: str, finding: Finding
) -> None:
    for index, (choice, proofs) in enumerate(zip(answer.choices, answer.individual, strict=True)):
        finding.count("individual-proof")
        if not encryption.interval_holds(prefix, choice, (0, 1), proofs):
            finding.fault("individual-proof", "individual-proof-wrong", number, question.number(index))
    text = prefix + "|" + ",".join(choice.text for choice in answer.choices)
    total = _product(encryption.group, answer.choices[question.blank :])
    messages = range(question.least, question.most + 1)
    finding.count("overall-proof")
    if question.blank:
        finding.count("blank-proof")
        blank = answer.choices[0]
        if not encryption.blank_holds(text, blank, total, answer.blank):
            finding.fault("blank-proof", "blank-proof-wrong", number)
        held = encryption.blank_or_interval_holds(text, blank, total, messages, answer.overall)
    else:
        held = encryption.interval_holds(text, total, messages, answer.overall)
    if not held:
        finding.fault("overall-proof", "overall-proof-wrong", number)


def _product(group: Group[Any], choices: list[Ciphertext[Any]]) -> Ciphertext[Any]:
    alpha, beta = choices[0].alpha, choices[0].beta
    for choice in choices[1:]:
        alpha, beta = group.multiply(alpha, choice.alpha), group.multiply(beta, choice.beta)
    return Ciphertext(alpha, beta, f"{group.text(alpha)},{group.text(beta)}")


def _locate(group: Group[Any], question: Question, number: int, answer: Answer, finding: Finding) -> None:
    """Which of the ciphertexts is outside the subgroup; a fault is noted even if none of them should be."""
    outside = [
        index
        for index, choice in enumerate(answer.choices)
        if not (group.is_member(choice.alpha) and group.is_member(choice.beta))
    ]
    for index in outside:
        finding.fault("ballot-form", "ballot-element", number, question.number(index))
    if not outside:
        finding.fault("ballot-form", "ballot-element", number)


def multiply_ballots(
    election: Election, group: Group[Any], ballots: list[tuple[bytes, int]]
) -> list[list[list[tuple[str, str]]]]:
    """The weighted product of some readable ballots, as texts: one item, or none when there are no ballots
    (section 4.16)."""
    sums: list[list[tuple[Any, Any]]] = [
        [(group.identity, group.identity)] * question.ciphertexts for question in election.questions
    ]
    for content, weight in ballots:
        for row, answer in zip(sums, parse(content)["answers"], strict=True):
            for index, choice in enumerate(answer["choices"]):
                alpha, beta = group.parse(choice["alpha"]), group.parse(choice["beta"])
                if weight != 1:
                    alpha, beta = group.power(alpha, weight), group.power(beta, weight)
                row[index] = group.multiply(row[index][0], alpha), group.multiply(row[index][1], beta)
    texts = [[(group.text(alpha), group.text(beta)) for alpha, beta in row] for row in sums]
    return [texts] if ballots else []
