"""The encrypted tally, the partial decryptions and the result (specification, sections 4.16, 4.18 and 4.19)."""

from __future__ import annotations

import re
from typing import Any

from gongqiao_verifier.documents import Malformed, integer, listing, record, string
from gongqiao_verifier.election import Election, Question
from gongqiao_verifier.groups import Group, NotCanonical, NotMember
from gongqiao_verifier.proofs import decryption_holds, read_proof
from gongqiao_verifier.report import Report
from gongqiao_verifier.trustees import Part

# Belenios 2.0 writes numbers below 2^30 as JSON numbers and others as strings; later versions write strings only.
_SMALL = 1 << 30
_NUMBER = re.compile(r"0|[1-9][0-9]{0,79}")

Pair = tuple[Any, Any]


def read_number(value: Any) -> int:
    """A number that may be written as a JSON number or as a string in base 10."""
    if type(value) is str and _NUMBER.fullmatch(value) is not None:
        return int(value)
    number = integer(value)
    if number < 0:
        raise Malformed("json-shape", "negative number")
    return number


def read_tally(
    value: Any, election: Election, group: Group[Any], event: int, report: Report
) -> list[list[Pair]] | None:
    rows: list[list[Pair]] = []
    try:
        for number, (question, row) in enumerate(
            zip(election.questions, listing(value, len(election.questions)), strict=True), 1
        ):
            pairs = [record(item, "alpha beta") for item in listing(row, question.ciphertexts)]
            rows.append([])
            for index, pair in enumerate(pairs):
                try:
                    rows[-1].append((group.member(string(pair["alpha"])), group.member(string(pair["beta"]))))
                except (NotCanonical, NotMember):
                    answer = question.number(index)
                    report.fault("tally", "tally-element", event=event, question=number, answer=answer)
                    return None
    except Malformed as error:
        report.fault("tally", "tally-shape", error.detail, event=event)
        return None
    return rows


def compare_tally(
    published: list[list[Pair]], computed: list[list[Pair]], election: Election, event: int, report: Report
) -> None:
    for number, question in enumerate(election.questions, 1):
        for index in range(question.ciphertexts):
            report.count("tally")
            if published[number - 1][index] != computed[number - 1][index]:
                answer = question.number(index)
                report.fault("tally", "tally-differs", event=event, question=number, answer=answer)


class Decryption:
    """The partial decryptions as they come in, and what they give together."""

    def __init__(
        self, group: Group[Any], election: Election, parts: list[Part], tally: list[list[Pair]], report: Report
    ) -> None:
        self.group, self.election, self.parts, self.tally, self.report = group, election, parts, tally, report
        self.keys = {owner: key for part in parts for owner, key in part.keys.items()}
        self.factors: dict[int, list[list[Any]]] = {}
        self._seen: set[int] = set()

    def add(self, owner: int, value: Any, event: int) -> None:
        place: dict[str, Any] = {"event": event, "trustee": owner}
        self.report.count("decryption")
        if owner not in self.keys:
            self.report.fault("decryption", "decryption-owner", **place)
            return
        if owner in self._seen:
            self.report.fault("decryption", "decryption-twice", **place)
            return
        self._seen.add(owner)
        try:
            fields = record(value, "decryption_factors decryption_proofs")
            rows = listing(fields["decryption_factors"], len(self.tally))
            proofs = listing(fields["decryption_proofs"], len(self.tally))
            read = [self._row(number, rows, proofs, place) for number in range(len(self.tally))]
        except Malformed as error:
            self.report.fault("decryption", "decryption-shape", error.detail, **place)
            return
        sound = [row for row in read if row is not None]
        if len(sound) == len(self.tally):
            self.factors[owner] = sound

    def _row(self, number: int, rows: list[Any], proofs: list[Any], place: dict[str, Any]) -> list[Any] | None:
        """The factors of one question, provided that each is proven."""
        question = self.election.questions[number]
        factors: list[Any] | None = []
        texts, row = listing(rows[number], question.ciphertexts), listing(proofs[number], question.ciphertexts)
        for index, (text, proof) in enumerate(zip(texts, row, strict=True)):
            self.report.count("decryption")
            code, factor = self._factor(string(text), proof, self.tally[number][index][0], place["trustee"])
            if code:
                answer = question.number(index)
                self.report.fault("decryption", code, question=number + 1, answer=answer, **place)
                factors = None
            elif factors is not None:
                factors.append(factor)
        return factors

    def _factor(self, text: str, value: Any, alpha: Any, owner: int) -> tuple[str, Any]:
        group, key = self.group, self.keys[owner]
        try:
            proof = read_proof(group, value)
        except NotCanonical:
            return "decryption-scalar", None
        try:
            factor = group.member(text)
        except (NotCanonical, NotMember):
            return "decryption-element", None
        prefix = f"decrypt|{self.election.fingerprint}|{group.text(key)}|"
        held = decryption_holds(group, prefix, key, alpha, factor, proof)
        return ("" if held else "decryption-proof"), factor

    def check_enough(self, event: int) -> bool:
        """Every Single trustee, and of each Pedersen group as many as its threshold (section 4.19)."""
        enough = True
        for part in self.parts:
            present = [owner for owner in part.keys if owner in self.factors]
            if len(present) >= part.threshold:
                continue
            enough = False
            if len(part.keys) == 1:
                self.report.fault("decryption", "decryption-missing", event=event, trustee=next(iter(part.keys)))
            else:
                detail = f"{len(present)} / {part.threshold}"
                self.report.fault("decryption", "decryption-threshold", detail, event=event)
        return enough

    def _coefficients(self) -> dict[int, int]:
        """The exponent of each partial decryption that is used: 1, or a Lagrange coefficient at 0."""
        result: dict[int, int] = {}
        for part in self.parts:
            first, q = min(part.keys), self.group.q
            chosen = [owner for owner in sorted(part.keys) if owner in self.factors][: part.threshold]
            for owner in chosen:
                coefficient = 1
                for other in chosen:
                    if other != owner:
                        k, delta = other - first + 1, owner - first + 1
                        coefficient = coefficient * k * pow(k - delta, -1, q) % q
                result[owner] = coefficient
        return result

    def plaintexts(self) -> list[list[Any]]:
        """g^m for each sum m, in the shape of the tally."""
        coefficients = self._coefficients()
        rows = []
        for number, row in enumerate(self.tally):
            rows.append([beta for _, beta in row])
            for owner, coefficient in coefficients.items():
                for index, factor in enumerate(self.factors[owner][number]):
                    divisor = self.group.power(factor, coefficient)
                    rows[-1][index] = self.group.divide(rows[-1][index], divisor)
        return rows


def read_result(value: Any, election: Election, event: int, report: Report) -> list[list[int]] | None:
    try:
        rows = listing(record(value, "result")["result"], len(election.questions))
        written = [listing(row, q.ciphertexts) for row, q in zip(rows, election.questions, strict=True)]
        numbers = [[read_number(item) for item in row] for row in written]
    except Malformed as error:
        report.fault("result", "result-shape", error.detail, event=event)
        return None
    flat = [item for row in written for item in row]
    mixed = [number if number < _SMALL else str(number) for row in numbers for number in row]
    if flat != mixed and not all(type(item) is str for item in flat):
        report.fault("result", "result-shape", event=event)
    return numbers


def compare_result(numbers: list[list[int]], decryption: Decryption, weight: int, event: int, report: Report) -> None:
    """Each number is the logarithm of its plaintext (as it is below q, the only one), and within its bounds."""
    group, plaintexts = decryption.group, decryption.plaintexts()
    for number, (question, row) in enumerate(zip(decryption.election.questions, numbers, strict=True)):
        place: dict[str, Any] = {"event": event, "question": number + 1}
        for index, value in enumerate(row):
            report.count("result")
            if value >= group.q or group.g_power(value) != plaintexts[number][index]:
                report.fault("result", "result-differs", answer=question.number(index), **place)
        if not within_bounds(question, row, weight):
            report.fault("result", "result-bounds", **place)


def within_bounds(question: Question, row: list[int], weight: int) -> bool:
    """What every set of valid ballots of this weight fulfils: blank ballots apart, between min and max per ballot."""
    blank, counts = (row[0], row[1:]) if question.blank else (0, row)
    if blank > weight:
        return False
    chosen = weight - blank
    bounds = question.least * chosen, question.most * chosen
    return all(count <= chosen for count in counts) and bounds[0] <= sum(counts) <= bounds[1]
