"""Tamperings with ballots. Unless a signature is what is tampered with, the voter signs again and all that follows from
the ballots (tally, decryptions, result) is done again, as a dishonest board with a dishonest voter would."""

from __future__ import annotations

from typing import Any

from making import BLANK, Case, sha_base64
from tampering import Spoiled, plus_one, tampering


def signed(case: Case, index: int, voter: int) -> Case:
    """Ballot `index` signed again by its voter, and everything after it done again."""
    case.ballots[index] = case.prover.sign(case.ballots[index], case.voters[voter])
    case.finish()
    return case


def answer(case: Case, index: int, question: int) -> dict[str, Any]:
    return case.ballots[index]["answers"][question]


def alter(proof: dict[str, str]) -> None:
    proof["response"] = plus_one(proof["response"])


@tampering("an individual proof altered", "individual-proof-wrong", event=2, question=1, answer=2)
def individual_proof(case: Case) -> Spoiled:
    alter(answer(case, 1, 0)["individual_proofs"][1][0])
    return signed(case, 1, 1)


@tampering("an individual proof altered, not signed again", "individual-proof-wrong", event=2, question=2, answer=0)
def individual_proof_unsigned(case: Case) -> Spoiled:
    alter(answer(case, 1, 1)["individual_proofs"][0][1])
    return case


@tampering("an overall proof altered", "overall-proof-wrong", event=2, question=1)
def overall_proof(case: Case) -> Spoiled:
    alter(answer(case, 1, 0)["overall_proof"][2])
    return signed(case, 1, 1)


@tampering("an overall proof of a question with blank altered", "overall-proof-wrong", event=3, question=2)
def overall_proof_with_blank(case: Case) -> Spoiled:
    alter(answer(case, 2, 1)["overall_proof"][0])
    return signed(case, 2, 2)


@tampering("a blank proof altered", "blank-proof-wrong", event=2, question=2)
def blank_proof(case: Case) -> Spoiled:
    alter(answer(case, 1, 1)["blank_proof"][1])
    return signed(case, 1, 1)


@tampering("the two challenges of a proof exchanged", "individual-proof-wrong", event=2, question=1, answer=1)
def challenges_exchanged(case: Case) -> Spoiled:
    pair = answer(case, 1, 0)["individual_proofs"][0]
    pair[0]["challenge"], pair[1]["challenge"] = pair[1]["challenge"], pair[0]["challenge"]
    return signed(case, 1, 1)


@tampering("a challenge moved between the cases of a proof", "overall-proof-wrong", event=2, question=1)
def challenge_moved(case: Case) -> Spoiled:
    first, second = answer(case, 1, 0)["overall_proof"][:2]
    first["challenge"] = plus_one(first["challenge"])
    second["challenge"] = str((int(second["challenge"]) - 1) % case.group.q)
    return signed(case, 1, 1)


@tampering("the individual proofs of two answers exchanged", "individual-proof-wrong", event=2, question=1, answer=1)
def proofs_exchanged(case: Case) -> Spoiled:
    proofs = answer(case, 1, 0)["individual_proofs"]
    proofs[0], proofs[1] = proofs[1], proofs[0]
    return signed(case, 1, 1)


@tampering("two choices with their proofs exchanged", "overall-proof-wrong", event=3, question=1)
def choices_exchanged(case: Case) -> Spoiled:
    for name in ("choices", "individual_proofs"):
        items = answer(case, 2, 0)[name]
        items[0], items[2] = items[2], items[0]
    return signed(case, 2, 2)


@tampering("the answers copied from another voter", "individual-proof-wrong", event=3, question=1, answer=1)
def answers_copied(case: Case) -> Spoiled:
    case.ballots[2]["answers"] = case.ballots[1]["answers"]
    return signed(case, 2, 2)


@tampering("three choices where two are allowed", "overall-proof-wrong", event=2, question=1)
def too_many(case: Case) -> Spoiled:
    case.ballots[1] = case.ballot(1, [[1, 1, 1], [1, 0, 0]])
    return signed(case, 1, 1)


@tampering("no choice where one is asked for", "overall-proof-wrong", event=2, question=2)
def too_few(case: Case) -> Spoiled:
    case.ballots[1] = case.ballot(1, [[0, 0, 0], [0, 0, 0]])
    return signed(case, 1, 1)


@tampering("two votes for one answer", "individual-proof-wrong", event=2, question=1, answer=3)
def two_for_one(case: Case) -> Spoiled:
    case.ballots[1] = case.ballot(1, [[0, 0, 2], [1, 0, 0]])
    return signed(case, 1, 1)


@tampering("a negative vote", "individual-proof-wrong", event=2, question=1, answer=3)
def negative_vote(case: Case) -> Spoiled:
    case.ballots[1] = case.ballot(1, [[1, 1, -1], [1, 0, 0]])
    return signed(case, 1, 1)


@tampering("a blank vote with a choice", "blank-proof-wrong", event=2, question=2)
def blank_with_choice(case: Case) -> Spoiled:
    case.ballots[1] = case.ballot(1, [[0, 0, 0], [1, 1, 0]])
    return signed(case, 1, 1)


@tampering("a signature altered", "signature-wrong", event=2)
def signature_altered(case: Case) -> Spoiled:
    alter(case.ballots[1]["signature"]["proof"])
    return case


@tampering("the signature of another ballot", "signature-hash", event=2)
def signature_of_another(case: Case) -> Spoiled:
    case.ballots[1]["signature"] = case.ballots[2]["signature"]
    return case


@tampering("the signature of another ballot with the right hash", "signature-wrong", event=2)
def signature_of_another_rehashed(case: Case) -> Spoiled:
    hashed = case.ballots[1]["signature"]["hash"]
    case.ballots[1]["signature"] = {"hash": hashed, "proof": case.ballots[2]["signature"]["proof"]}
    return case


@tampering("a ballot signed by somebody else", "signature-wrong", event=2)
def signed_by_another(case: Case) -> Spoiled:
    return signed(case, 1, 3)


@tampering("a ballot without signature", "ballot-shape", event=2)
def no_signature(case: Case) -> Spoiled:
    del case.ballots[1]["signature"]
    return case


@tampering("a sound ballot of an unknown credential", "credential-unknown", event=5)
def unknown_credential(case: Case) -> Spoiled:
    case.ballots.append(case.ballot(0, [[0, 1, 0], [0, 1, 0]], secret=4711))
    case.finish()
    return case


@tampering("the credential of another voter put on a ballot", "signature-wrong", event=2)
def credential_of_another(case: Case) -> Spoiled:
    case.ballots[1]["credential"] = case.public(3)
    return signed(case, 1, 1)


@tampering("the same ballot twice", "ballot-twice", event=5)
def same_ballot_twice(case: Case) -> Spoiled:
    case.ballots.append(case.ballots[2])
    case.finish()
    return case


@tampering("an earlier ballot of a voter played again", "ballot-twice", event=5)
def earlier_ballot_again(case: Case) -> Spoiled:
    case.ballots.append(case.ballots[0])
    case.finish()
    return case


@tampering("a ballot of an election of another number", "ballot-uuid", event=2)
def ballot_of_another_election(case: Case) -> Spoiled:
    case.ballots[1]["election_uuid"] = "ZbCdEfGhJkLmNp"
    return signed(case, 1, 1)


@tampering("a ballot that names another election hash", "ballot-hash", event=2)
def ballot_of_another_hash(case: Case) -> Spoiled:
    case.ballots[1]["election_hash"] = sha_base64(b"another")
    return signed(case, 1, 1)


@tampering("a ciphertext outside the subgroup that would spoil the result", "ballot-element", event=2, question=1)
def ballot_bomb(case: Case) -> Spoiled:
    choice = answer(case, 1, 0)["choices"][2]
    choice["beta"] = case.group.text(case.group.outside(case.group.parse(choice["beta"])))
    case.ballots[1] = case.prover.sign(case.ballots[1], case.voters[1])
    return case


@tampering("an alpha of small order", "ballot-element", event=2, question=1, answer=1)
def small_order(case: Case) -> Spoiled:
    answer(case, 1, 0)["choices"][0]["alpha"] = case.group.small_order_texts()[0]
    case.ballots[1] = case.prover.sign(case.ballots[1], case.voters[1])
    return case


@tampering("an element written in another way", "ballot-element", event=2, question=1, answer=2)
def element_written_oddly(case: Case) -> Spoiled:
    choice = answer(case, 1, 0)["choices"][1]
    choice["alpha"] = case.group.foreign_text(choice["alpha"])
    case.ballots[1] = case.prover.sign(case.ballots[1], case.voters[1])
    return case


@tampering("q added to a scalar", "ballot-scalar", event=2, question=1)
def scalar_plus_q(case: Case) -> Spoiled:
    proof = answer(case, 1, 0)["individual_proofs"][0][0]
    proof["response"] = str(int(proof["response"]) + case.group.q)
    return signed(case, 1, 1)


@tampering("a leading zero in a scalar", "ballot-scalar", event=2, question=2)
def scalar_with_zero(case: Case) -> Spoiled:
    proof = answer(case, 1, 1)["blank_proof"][0]
    proof["challenge"] = "0" + proof["challenge"]
    return signed(case, 1, 1)


@tampering("a scalar of a million digits", "ballot-scalar", event=2, question=2)
def scalar_of_a_million_digits(case: Case) -> Spoiled:
    answer(case, 1, 1)["blank_proof"][0]["challenge"] = "9" * 1_000_000
    return signed(case, 1, 1)


@tampering("q added to the response of a signature", "ballot-scalar", event=2)
def signature_plus_q(case: Case) -> Spoiled:
    proof = case.ballots[1]["signature"]["proof"]
    proof["response"] = str(int(proof["response"]) + case.group.q)
    return case


@tampering("an answer missing", "ballot-shape", event=2)
def answer_missing(case: Case) -> Spoiled:
    case.ballots[1]["answers"].pop()
    case.ballots[1] = case.prover.sign(case.ballots[1], case.voters[1])
    return case


@tampering("a choice more, with its proof", "ballot-shape", event=2)
def choice_more(case: Case) -> Spoiled:
    for name in ("choices", "individual_proofs"):
        answer(case, 1, 0)[name].append(answer(case, 1, 0)[name][0])
    case.ballots[1] = case.prover.sign(case.ballots[1], case.voters[1])
    return case


@tampering("an overall proof for a wider range", "ballot-shape", event=2)
def wider_range(case: Case) -> Spoiled:
    prefix = f"{case.fingerprint}|{case.public(1)}"
    wide = {**case.election["questions"][0], "max": 3}
    made = [(wide, [1, 1, 1]), (BLANK, [1, 0, 0])]
    case.ballots[1]["answers"] = [case.prover.answer(case.y, q, v, prefix) for q, v in made]
    return signed(case, 1, 1)


@tampering("an overall proof of no cases", "ballot-shape", event=2)
def empty_proof(case: Case) -> Spoiled:
    answer(case, 1, 0)["overall_proof"] = []
    return signed(case, 1, 1)


@tampering("no blank proof where one is asked for", "ballot-shape", event=2)
def no_blank_proof(case: Case) -> Spoiled:
    del answer(case, 1, 1)["blank_proof"]
    return signed(case, 1, 1)
