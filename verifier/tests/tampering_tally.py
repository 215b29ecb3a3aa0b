"""Tamperings with the tally, the decryptions and the result."""

from __future__ import annotations

from making import Case
from tampering import Spoiled, plus_one, tampering


@tampering("the published tally altered, the result right", "tally-differs", event=6, question=1, answer=2)
def tally_altered(case: Case) -> Spoiled:
    group, item = case.group, case.tally[0][1]
    item["beta"] = group.text(group.multiply(group.parse(item["beta"]), case.prover.g(1)))
    return case


@tampering("the published tally altered, all that follows done again", "tally-differs", event=6, question=1, answer=2)
def tally_altered_deeply(case: Case) -> Spoiled:
    tally_altered(case)
    case.decrypt()
    case.reveal(case.secrets[0])
    return case


@tampering("the tally encrypted anew, the result right", "tally-differs", event=6, question=2, answer=0)
def tally_anew(case: Case) -> Spoiled:
    group, item = case.group, case.tally[1][0]
    item["alpha"] = group.text(group.multiply(group.parse(item["alpha"]), case.prover.g(5)))
    item["beta"] = group.text(group.multiply(group.parse(item["beta"]), group.power(case.y, 5)))
    case.decrypt()
    case.reveal(case.secrets[0])
    return case


@tampering("the first ballot of a voter counted, not the last", "tally-differs", event=6, question=1, answer=1)
def first_ballot_counted(case: Case) -> Spoiled:
    case.finish(ballots=case.ballots[:3])
    return case


@tampering("both ballots of a voter counted", "tally-count", event=6)
def both_ballots_counted(case: Case) -> Spoiled:
    case.finish(ballots=case.ballots)
    return case


@tampering("a ballot left out of the tally", "tally-count", event=6)
def ballot_left_out(case: Case) -> Spoiled:
    case.finish(ballots=case.last()[1:])
    return case


@tampering("a ballot left out of the tally, numbers left", "tally-differs", event=6, question=1, answer=1)
def ballot_left_out_silently(case: Case) -> Spoiled:
    right = case.counted
    case.finish(ballots=case.last()[1:])
    case.counted = right
    return case


@tampering("weights not applied", "tally-weight", event=6)
def weights_ignored(case: Case) -> Spoiled:
    case.finish(weighted=False)
    return case


@tampering("weights not applied, total weight right", "tally-differs", event=6, question=1, answer=2)
def weights_ignored_silently(case: Case) -> Spoiled:
    right = case.counted
    case.finish(weighted=False)
    case.counted = right
    return case


@tampering("the number of ballots counted altered", "tally-count", event=6)
def count_altered(case: Case) -> Spoiled:
    case.counted["num_tallied"] = 4
    return case


@tampering("the total weight altered", "tally-weight", event=6)
def total_weight_altered(case: Case) -> Spoiled:
    case.counted["total_weight"] = 7
    return case


@tampering("an element of the tally outside the subgroup", "tally-element", event=6, question=1, answer=1)
def tally_outside(case: Case) -> Spoiled:
    item = case.tally[0][0]
    item["beta"] = case.group.text(case.group.outside(case.group.parse(item["beta"])))
    return case


@tampering("a question missing in the tally", "tally-shape", event=6)
def tally_shape(case: Case) -> Spoiled:
    case.tally.pop()
    return case


@tampering("a decryption factor altered", "decryption-proof", event=7, trustee=2, question=1, answer=1)
def factor_altered(case: Case) -> Spoiled:
    group, row = case.group, case.decryptions[0][1]["decryption_factors"][0]
    row[0] = group.text(group.multiply(group.parse(row[0]), case.prover.g(1)))
    return case


@tampering("a factor altered so that the result moves", "decryption-proof", event=9, trustee=1, question=1, answer=3)
def factor_moves_the_result(case: Case) -> Spoiled:
    group, row = case.group, case.decryptions[2][1]["decryption_factors"][0]
    row[2] = group.text(group.multiply(group.parse(row[2]), case.prover.g(1)))
    case.result["result"][0][2] = "4"
    return case


@tampering("a decryption proof altered", "decryption-proof", event=8, trustee=4, question=2, answer=2)
def decryption_proof_altered(case: Case) -> Spoiled:
    proof = case.decryptions[1][1]["decryption_proofs"][1][2]
    proof["response"] = plus_one(proof["response"])
    return case


@tampering("a scalar of a decryption proof above q", "decryption-scalar", event=8, trustee=4, question=2, answer=2)
def decryption_scalar(case: Case) -> Spoiled:
    proof = case.decryptions[1][1]["decryption_proofs"][1][2]
    proof["response"] = str(int(proof["response"]) + case.group.q)
    return case


@tampering("a decryption with another key", "decryption-proof", event=9, trustee=1, question=1, answer=1)
def decryption_by_another_key(case: Case) -> Spoiled:
    case.secrets[1] += 1
    case.decrypt()
    return case


@tampering("a decryption given to another trustee", "decryption-proof", event=8, trustee=3, question=1, answer=1)
def decryption_of_another(case: Case) -> Spoiled:
    case.decryptions[1] = 3, case.decryptions[1][1]
    return case


@tampering("two decryptions of one trustee", "decryption-twice", event=8, trustee=2)
def owner_twice(case: Case) -> Spoiled:
    case.decrypt((2, 2, 1))
    return case


@tampering("a decryption of a trustee that does not exist", "decryption-owner", event=8, trustee=9)
def owner_unknown(case: Case) -> Spoiled:
    case.decryptions[1] = 9, case.decryptions[1][1]
    return case


@tampering("a decryption of trustee number zero", "decryption-owner", event=8, trustee=0)
def owner_zero(case: Case) -> Spoiled:
    case.decryptions[1] = 0, case.decryptions[1][1]
    return case


@tampering("fewer decryptions than the threshold", "decryption-threshold", event=9)
def below_the_threshold(case: Case) -> Spoiled:
    case.decrypt((2, 1))
    return case


@tampering("a result without the single trustee", "decryption-missing", event=9, trustee=1)
def single_missing(case: Case) -> Spoiled:
    case.decrypt((2, 3))
    return case


@tampering("a decryption factor outside the subgroup", "decryption-element", event=7, trustee=2, question=2, answer=0)
def factor_outside(case: Case) -> Spoiled:
    row = case.decryptions[0][1]["decryption_factors"][1]
    row[0] = case.group.text(case.group.outside(case.group.parse(row[0])))
    return case


@tampering("a question missing in a decryption", "decryption-shape", event=7, trustee=2)
def decryption_shape(case: Case) -> Spoiled:
    case.decryptions[0][1]["decryption_factors"].pop()
    return case


@tampering("a number of the result altered", "result-differs", event=10, question=1, answer=3)
def result_altered(case: Case) -> Spoiled:
    case.result["result"][0][2] = "4"
    return case


@tampering("votes moved between two answers of the result", "result-differs", event=10, question=2, answer=1)
def votes_moved(case: Case) -> Spoiled:
    row = case.result["result"][1]
    row[1], row[2] = row[2], row[1]
    return case


@tampering("q added to a number of the result", "result-differs", event=10, question=1, answer=1)
def result_plus_q(case: Case) -> Spoiled:
    case.result["result"][0][0] = str(case.group.q)
    return case


@tampering("more votes in the result than weights", "result-bounds", event=10, question=1)
def result_beyond_bounds(case: Case) -> Spoiled:
    case.result["result"][0][0] = "700"
    return case


@tampering("a number of the result written oddly", "result-shape", event=10)
def result_written_oddly(case: Case) -> Spoiled:
    case.result["result"][0][1] = "03"
    return case


@tampering("numbers of the result written in two ways", "result-shape", event=10)
def result_in_two_ways(case: Case) -> Spoiled:
    case.result["result"][0][1] = 3
    return case


@tampering("an answer missing in the result", "result-shape", event=10)
def result_shape(case: Case) -> Spoiled:
    case.result["result"][1].pop()
    return case


@tampering("a tally over a ballot that cannot be read", "tally-impossible", event=6)
def tally_over_nothing(case: Case) -> Spoiled:
    case.ballots[1] = {"election_uuid": case.election["uuid"]}
    return case


@tampering("a result for which there are too few decryptions", "result-impossible", event=8)
def result_from_nothing(case: Case) -> Spoiled:
    case.decrypt((1,))
    return case
