"""Tamperings with the election, its trustees and its credentials."""

from __future__ import annotations

import json

from making import Case
from tampering import Spoiled, plus_one, tampering


@tampering("a version to come", "election-version-unsupported", event=0)
def version_two(case: Case) -> Spoiled:
    case.election["version"] = 2
    return case


@tampering("an unknown group", "group-unsupported", event=0)
def unknown_group(case: Case) -> Spoiled:
    case.election["group"] = "P-256"
    return case


@tampering("a question that is not homomorphic", "question-unsupported", event=0, question=2)
def other_question(case: Case) -> Spoiled:
    value = {"answers": ["a", "b"], "question": "q"}
    case.election["questions"][1] = {"type": "NonHomomorphic", "value": value}
    return case


@tampering("a question that allows more than its answers", "question-bounds", event=0, question=1)
def bounds_too_wide(case: Case) -> Spoiled:
    case.election["questions"][0] = {**case.election["questions"][0], "max": 4}
    return case


@tampering("no questions", "questions-empty", event=0)
def no_questions(case: Case) -> Spoiled:
    case.election["questions"] = []
    return case


@tampering("the text of a question changed after the vote", "ballot-hash", event=1)
def text_changed(case: Case) -> Spoiled:
    case.election["questions"][0] = {**case.election["questions"][0], "question": "罢免委员"}
    return case


@tampering("the number of the election changed after the vote", "ballot-uuid", event=1)
def uuid_changed(case: Case) -> Spoiled:
    case.election["uuid"] = "ZbCdEfGhJkLmNp"
    return case


@tampering("a number of the election in the wrong alphabet", "uuid-malformed", event=0)
def uuid_malformed(case: Case) -> Spoiled:
    case.election["uuid"] = "0OIl-short"
    return case


@tampering("an election key that is the server's own", "election-key-differs", event=0)
def other_key(case: Case) -> Spoiled:
    case.election["public_key"] = case.group.text(case.prover.g(12345))
    return case


@tampering("an election key outside the subgroup", "election-key-element", event=0)
def key_outside(case: Case) -> Spoiled:
    case.election["public_key"] = case.group.text(case.group.outside(case.y))
    return case


@tampering("the identity as election key", "election-key-element", event=0)
def key_identity(case: Case) -> Spoiled:
    case.election["public_key"] = case.group.identity_text()
    return case


@tampering("a trustee's proof of knowledge altered", "trustee-proof", event=0, trustee=1)
def pok_altered(case: Case) -> Spoiled:
    pok = case.trustees[0][1]["pok"]
    pok["response"] = plus_one(pok["response"])
    return case


@tampering("a rogue key that cancels the others", "trustee-proof", event=0, trustee=5)
def rogue_key(case: Case) -> Spoiled:
    group, prover = case.group, case.prover
    mine = prover.scalar()
    text = group.text(group.multiply(prover.g(mine), group.invert(case.y)))
    pok = prover.schnorr(f"pok|{group.name}|{text}|", mine)
    case.trustees.append(["Single", {"pok": pok, "public_key": text}])
    case.election["public_key"] = group.text(prover.g(mine))
    return case


@tampering("a trustee's key outside the subgroup", "trustee-key", event=0, trustee=1)
def trustee_outside(case: Case) -> Spoiled:
    key = case.trustees[0][1]
    key["public_key"] = case.group.text(case.group.outside(case.group.parse(key["public_key"])))
    return case


@tampering("the identity as a trustee's key", "trustee-key", event=0, trustee=1)
def trustee_identity(case: Case) -> Spoiled:
    text = case.group.identity_text()
    pok = case.prover.schnorr(f"pok|{case.group.name}|{text}|", 0)
    case.trustees[0][1] = {"pok": pok, "public_key": text}
    return case


@tampering("a trustee left out of the key", "election-key-differs", event=0)
def trustee_left_out(case: Case) -> Spoiled:
    case.trustees = case.trustees[1:]
    return case


@tampering("no trustees", "trustees-empty", event=0)
def no_trustees(case: Case) -> Spoiled:
    case.trustees = []
    return case


@tampering("a trustee of an unknown kind", "trustee-kind", event=0)
def trustee_kind(case: Case) -> Spoiled:
    case.trustees[0][0] = "Double"
    return case


@tampering("the signature of a certificate altered", "certificate-signature", event=0, trustee=3)
def certificate_signature(case: Case) -> Spoiled:
    signature = case.trustees[1][1]["certs"][1]["signature"]
    signature["challenge"] = plus_one(signature["challenge"])
    return case


@tampering("the identity as a certificate's key", "certificate-key", event=0, trustee=3)
def certificate_key(case: Case) -> Spoiled:
    keys = json.loads(case.trustees[1][1]["certs"][1]["message"])
    keys["verification"] = case.group.identity_text()
    case.trustees[1][1]["certs"][1] = case.prover.signed(keys, 0)
    return case


@tampering("polynomials signed by somebody else", "coefficient-signature", event=0, trustee=2)
def coefficients_signed_by_another(case: Case) -> Spoiled:
    rows = case.trustees[1][1]["coefexps"]
    rows[0] = case.prover.signed(json.loads(rows[0]["message"]), 4711)
    return case


@tampering("a coefficient outside the subgroup", "coefficient-element", event=0, trustee=2)
def coefficient_outside(case: Case) -> Spoiled:
    rows = case.trustees[1][1]["coefexps"]
    texts = json.loads(rows[0]["message"])["coefexps"]
    texts[1] = case.group.text(case.group.outside(case.group.parse(texts[1])))
    rows[0] = case.prover.signed({"coefexps": texts}, 4711)
    return case


@tampering("a polynomial changed", "verification-key-differs", event=0, trustee=3)
def polynomial_changed(case: Case) -> Spoiled:
    rows = case.trustees[1][1]["coefexps"]
    texts = json.loads(rows[0]["message"])["coefexps"]
    texts[1] = case.group.text(case.prover.g(99))
    rows[0] = case.prover.signed({"coefexps": texts}, 4711)
    return case


@tampering("a verification key replaced by one with a good proof", "verification-key-differs", event=0, trustee=4)
def verification_key_replaced(case: Case) -> Spoiled:
    case.trustees[1][1]["verification_keys"][2] = case.prover.public(4711)
    return case


@tampering("a threshold lowered", "coefficient-count", event=0, trustee=2)
def threshold_lowered(case: Case) -> Spoiled:
    case.trustees[1][1]["threshold"] = 1
    return case


@tampering("a threshold above the number of trustees", "threshold-range", event=0)
def threshold_above(case: Case) -> Spoiled:
    case.trustees[1][1]["threshold"] = 4
    return case


@tampering("a verification key dropped", "threshold-count", event=0)
def verification_key_dropped(case: Case) -> Spoiled:
    case.trustees[1][1]["verification_keys"].pop()
    return case


@tampering("a field of signatures that the specification does not define", "trustee-signatures-unsupported", event=0)
def undefined_signatures(case: Case) -> Spoiled:
    old = case.trustees[1][1]
    proofs = [case.prover.schnorr("x", 1) for _ in old["certs"]]
    keys = old.pop("verification_keys")
    case.trustees[1][1] = {**old, "signatures": proofs, "verification_keys": keys}
    return case


@tampering("a credential twice in the list", "credential-twice", event=0)
def credential_twice(case: Case) -> Spoiled:
    case.credentials.append(case.credentials[3])
    return case


@tampering("a credential twice in the list with another weight", "credential-twice", event=0)
def credential_twice_weighted(case: Case) -> Spoiled:
    case.credentials.append(case.credentials[3] + ",5")
    return case


@tampering("a credential removed after its holder voted", "credential-unknown", event=2)
def credential_removed(case: Case) -> Spoiled:
    case.credentials.pop(1)
    return case


@tampering("a credential outside the subgroup", "credential-element", event=0)
def credential_outside(case: Case) -> Spoiled:
    outside = case.group.outside(case.group.parse(case.credentials[3]))
    case.credentials[3] = case.group.text(outside)
    return case


@tampering("the identity as a credential", "credential-element", event=0)
def credential_identity(case: Case) -> Spoiled:
    case.credentials[3] = case.group.identity_text()
    return case


@tampering("a weight raised after the vote", "tally-weight", event=6)
def weight_raised(case: Case) -> Spoiled:
    case.credentials[2] = case.credentials[2].replace(",2", ",9")
    return case


@tampering("a weight with a leading zero", "weight-malformed", event=0)
def weight_written_oddly(case: Case) -> Spoiled:
    case.credentials[2] = case.credentials[2].replace(",2", ",02")
    return case


@tampering("a negative weight", "weight-malformed", event=0)
def weight_negative(case: Case) -> Spoiled:
    case.credentials[3] += ",-1"
    return case


@tampering("no credentials", "credentials-empty", event=0)
def no_credentials(case: Case) -> Spoiled:
    case.credentials = []
    return case


@tampering("a question without answers", "answers-empty", event=0, question=1)
def no_answers(case: Case) -> Spoiled:
    case.election["questions"][0] = {**case.election["questions"][0], "answers": [], "max": 0}
    return case


@tampering("a weight so large that sums wrap round q", "weight-too-large", event=0)
def weight_too_large(case: Case) -> Spoiled:
    case.credentials[3] += f",{case.group.q}"
    return case
