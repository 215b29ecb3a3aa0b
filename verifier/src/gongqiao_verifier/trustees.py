"""The trustees and the key of the election (specification, sections 3.1.1, 4.5, 4.6 and 4.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from gongqiao_verifier.documents import Malformed, integer, label, listing, parse, record, string
from gongqiao_verifier.groups import Group, NotCanonical, NotMember
from gongqiao_verifier.proofs import read_proof, schnorr_holds
from gongqiao_verifier.report import Report

_MOST_TRUSTEES = 256


@dataclass
class Part:
    """A Single trustee or a Pedersen group: its trustees by number (from 1, over all parts) and how many must act."""

    threshold: int
    keys: dict[int, Any] = field(default_factory=dict)


@dataclass
class Reader:
    group: Group[Any]
    event: int
    report: Report
    number: int = 0

    def fault(self, code: str, detail: str = "", trustee: int | None = None) -> None:
        self.report.fault("trustees", code, detail, event=self.event, trustee=trustee)

    def public_key(self, value: Any, trustee: int) -> Any | None:
        """A trustee_public_key whose proof of knowledge holds (section 4.5)."""
        fields = record(value, "pok public_key")
        text = string(fields["public_key"])
        try:
            proof, key = read_proof(self.group, fields["pok"]), self.group.key(text)
        except (NotCanonical, NotMember):
            self.fault("trustee-key", trustee=trustee)
            return None
        if not schnorr_holds(self.group, f"pok|{self.group.name}|{text}|", key, proof):
            self.fault("trustee-proof", trustee=trustee)
        return key

    def signed(self, value: Any, code: str, trustee: int) -> tuple[str, Any] | None:
        """A signed_msg: the message and its proof, not yet verified (section 4.6.1)."""
        fields = record(value, "message signature")
        try:
            return string(fields["message"]), read_proof(self.group, fields["signature"])
        except NotCanonical:
            self.fault(code, trustee=trustee)
            return None

    def signature(self, message: str, proof: Any, key: Any, code: str, trustee: int) -> None:
        if not schnorr_holds(self.group, f"sigmsg|{message}|", key, proof):
            self.fault(code, trustee=trustee)


def read_trustees(value: Any, group: Group[Any], election_key: Any, event: int, report: Report) -> list[Part] | None:
    """The parts, or None when the document is not one that decryptions could be checked against."""
    reader = Reader(group, event, report)
    product: Any = group.identity
    parts: list[Part] = []
    try:
        items = listing(value, longest=_MOST_TRUSTEES)
        if not items:
            reader.fault("trustees-empty")
        for item in items:
            kind, content = listing(item, 2)
            read = _read_part(reader, kind, content)
            if read is None:
                return None
            parts.append(read[0])
            product = group.multiply(product, read[1])
    except Malformed as error:
        report.fault("json-canonical", error.code, f"trustees: {error.detail}", event=event)
        return None
    report.count("trustees", sum(len(part.keys) for part in parts))
    report.count("election-key")
    if parts and election_key != product:
        report.fault("election-key", "election-key-differs", event=event)
    return parts or None


def _read_part(reader: Reader, kind: Any, content: Any) -> tuple[Part, Any] | None:
    """The part and its sub-key."""
    if kind == "Single":
        reader.number += 1
        key = reader.public_key(content, reader.number)
        return None if key is None else (Part(1, {reader.number: key}), key)
    if kind == "Pedersen":
        return _read_pedersen(reader, content)
    reader.fault("trustee-kind", label(kind))
    return None


def _read_pedersen(reader: Reader, content: Any) -> tuple[Part, Any] | None:
    fields = record(content, "threshold certs coefexps signatures? verification_keys")
    threshold, certificates = integer(fields["threshold"]), listing(fields["certs"], longest=_MOST_TRUSTEES)
    first, number = reader.number + 1, len(certificates)
    if "signatures" in fields:
        reader.fault("trustee-signatures-unsupported")
    if not 1 <= threshold <= number:
        reader.fault("threshold-range", f"{threshold} / {number}")
        return None
    if len(listing(fields["coefexps"])) != number or len(listing(fields["verification_keys"])) != number:
        reader.fault("threshold-count")
        return None
    reader.number += number
    senders = [_read_certificate(reader, item, first + i) for i, item in enumerate(certificates)]
    if any(sender is None for sender in senders):
        return None
    rows = [
        _read_coefficients(reader, item, senders[i], threshold, first + i) for i, item in enumerate(fields["coefexps"])
    ]
    keys = [reader.public_key(item, first + i) for i, item in enumerate(fields["verification_keys"])]
    if any(row is None for row in rows) or any(key is None for key in keys):
        return None
    polynomials = [row for row in rows if row is not None]
    _check_verification_keys(reader, polynomials, keys, first)
    sub_key = _columns(reader.group, polynomials)[0]
    return Part(threshold, dict(enumerate(keys, first))), sub_key


def _read_certificate(reader: Reader, value: Any, trustee: int) -> Any | None:
    """The verification key of a certificate that it signs itself (section 4.6.2)."""
    signed = reader.signed(value, "certificate-signature", trustee)
    if signed is None:
        return None
    message, proof = signed
    keys = record(parse(message.encode("utf-8")), "verification encryption")
    try:
        key = reader.group.key(string(keys["verification"]))
        reader.group.key(string(keys["encryption"]))
    except (NotCanonical, NotMember):
        reader.fault("certificate-key", trustee=trustee)
        return None
    reader.signature(message, proof, key, "certificate-signature", trustee)
    return key


def _read_coefficients(reader: Reader, value: Any, sender: Any, threshold: int, trustee: int) -> list[Any] | None:
    """A_i0 … A_it of one trustee, signed by it (section 4.6.4)."""
    signed = reader.signed(value, "coefficient-signature", trustee)
    if signed is None:
        return None
    message, proof = signed
    texts = listing(record(parse(message.encode("utf-8")), "coefexps")["coefexps"])
    reader.signature(message, proof, sender, "coefficient-signature", trustee)
    if len(texts) != threshold:
        reader.fault("coefficient-count", f"{len(texts)} ≠ {threshold}", trustee)
        return None
    try:
        return [reader.group.member(string(text)) for text in texts]
    except (NotCanonical, NotMember):
        reader.fault("coefficient-element", trustee=trustee)
        return None


def _columns(group: Group[Any], polynomials: list[list[Any]]) -> list[Any]:
    """Π_i A_ik for each k: the commitments to the sum of the polynomials."""
    result = list(polynomials[0])
    for row in polynomials[1:]:
        result = [group.multiply(a, b) for a, b in zip(result, row, strict=True)]
    return result


def _check_verification_keys(reader: Reader, polynomials: list[list[Any]], keys: list[Any], first: int) -> None:
    """The key of trustee j is Π_i Π_k A_ik^(j^k) (section 4.6.6), evaluated by Horner's rule."""
    group, columns = reader.group, _columns(reader.group, polynomials)
    for j, key in enumerate(keys, 1):
        expected = group.identity
        for column in reversed(columns):
            expected = group.multiply(group.power(expected, j), column)
        if expected != key:
            reader.fault("verification-key-differs", trustee=first + j - 1)
