"""A ballot is taken as it was sealed and not otherwise; what is wrong is named with its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongqiao.belenios import ballots
from gongqiao.belenios.election import Question
from gongqiao.belenios.forms import FaultyError, compact, parsed, tracker
from gongqiao.belenios.groups import BELENIOS_2048, ED25519, GROUPS
from gongqiao.belenios.proofs import know
from tests.belenios.elections import BLANK, CONTRACT, Held, altered

VOTE = ([1, 0, 0], [0, 1, 1], [0, 1, 0])
FULL = tuple(Question(f"{name}", ("赞成", "不赞成", "弃权"), 1, 1) for name in ("王一", "李二"))


@pytest.fixture(name="held", scope="module")
def _held():
    return Held(questions=(CONTRACT, Question("委员", ("甲", "乙", "丙"), 0, 2), BLANK))


@pytest.fixture(name="residues", scope="module")
def _residues():
    return Held(group=BELENIOS_2048, questions=(BLANK,), weights=(1,))


def codes(faults):
    return [(fault.code, fault.place) for fault in faults]


@pytest.mark.parametrize("votes", [VOTE, ([0, 1, 0], [0, 0, 0], [1, 0, 0]), ([0, 0, 1], [1, 1, 0], [0, 0, 1])])
def test_a_vote_that_is_allowed_is_taken(held, votes):
    assert held.check(held.cast(0, *votes)) == []


@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
@pytest.mark.parametrize("least", [0, 1, 2, 3])
def test_every_number_of_choices_between_the_bounds_is_taken_and_no_other(group, least):
    question = Question("q", ("甲", "乙", "丙"), least, max(least, 2))
    held = Held(group=group, questions=(question,), weights=(1,))

    for chosen in range(4):
        vote = [1] * chosen + [0] * (3 - chosen)
        if question.least <= chosen <= question.most:
            assert held.check(held.cast(0, vote)) == []
        else:
            with pytest.raises(FaultyError):
                held.cast(0, vote)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_vote_on_any_question_with_or_without_blank_is_taken(data):
    width, blank = data.draw(st.integers(1, 5)), data.draw(st.booleans())
    least = data.draw(st.integers(0, width))
    question = Question("q", tuple(map(str, range(width))), least, data.draw(st.integers(least, width)), blank=blank)
    chosen = data.draw(st.permutations(range(width)))[: data.draw(st.integers(least, question.most))]
    vote = [0] * blank + [int(n in chosen) for n in range(width)]
    held = Held(questions=(question,), weights=(1,))

    assert held.check(held.cast(0, vote)) == []
    if blank:
        assert held.check(held.cast(0, [1] + [0] * width)) == []


@pytest.mark.parametrize(
    ("votes", "place"),
    [
        (VOTE[:2], ""),
        (([1, 1, 0], *VOTE[1:]), "[0]"),
        (([0, 0, 0], *VOTE[1:]), "[0]"),
        (([1, 0], *VOTE[1:]), "[0]"),
        (([2, 0, 0], *VOTE[1:]), "[0]"),
        (([1, 1, -1], *VOTE[1:]), "[0]"),
        ((VOTE[0], [1, 1, 1], VOTE[2]), "[1]"),
        ((*VOTE[:2], [1, 1, 0]), "[2]"),
        ((*VOTE[:2], [0, 0, 0]), "[2]"),
        ((*VOTE[:2], [0, 1, 1]), "[2]"),
    ],
)
def test_what_is_no_vote_on_the_questions_is_not_sealed(held, votes, place):
    with pytest.raises(FaultyError) as wrong:
        held.cast(0, *votes)

    assert codes(wrong.value.faults) == [("choices", place)]


def scaled(text, group):
    return str((int(text) + 1) % group.order)


def resigned(held, told, secret):
    """Signed anew, as somebody with a credential can: the proofs inside are then what must tell."""
    unsigned = {name: part for name, part in told.items() if name != "signature"}
    hashed = tracker(compact(unsigned))
    told["signature"] = {"hash": hashed, "proof": know(held.group, secret, f"sig|{hashed}|").told()}


def bump(*path):
    def change(told, group):
        *way, last = path
        for step in way:
            told = told[step]
        told[last] = scaled(told[last], group)

    return change


PROOFS = [
    (bump("answers", 0, "individual_proofs", 2, 0, "challenge"), ("individual", "answers[0].individual_proofs[2]")),
    (bump("answers", 1, "individual_proofs", 0, 1, "response"), ("individual", "answers[1].individual_proofs[0]")),
    (bump("answers", 0, "overall_proof", 0, "response"), ("overall", "answers[0].overall_proof")),
    (bump("answers", 1, "overall_proof", 2, "challenge"), ("overall", "answers[1].overall_proof")),
    (bump("answers", 2, "overall_proof", 0, "challenge"), ("overall", "answers[2].overall_proof")),
    (bump("answers", 2, "blank_proof", 1, "response"), ("blank", "answers[2].blank_proof")),
]


@pytest.mark.parametrize(("change", "fault"), PROOFS)
def test_a_proof_that_was_changed_is_named_though_the_ballot_is_signed_anew(held, change, fault):
    def changing(told):
        change(told, held.group)
        resigned(held, told, held.secrets[0])

    assert codes(held.check(altered(held.cast(0, *VOTE), changing))) == [fault]


def test_answers_moved_to_another_place_prove_nothing_any_more(held):
    def swap(told):
        first, second = told["answers"][0]["choices"][:2]
        told["answers"][0]["choices"][:2] = second, first
        resigned(held, told, held.secrets[0])

    faults = held.check(altered(held.cast(0, *VOTE), swap))

    assert [fault.code for fault in faults] == ["individual", "individual", "overall"]


def test_proofs_of_one_voter_are_none_for_another(held):
    def stolen(told):
        told["credential"] = held.group.raised(held.secrets[1])
        resigned(held, told, held.secrets[1])

    faults = held.check(altered(held.cast(0, *VOTE), stolen))

    assert {fault.code for fault in faults} == {"individual", "overall", "blank"}


def test_the_signature_of_another_ballot_or_another_voter_does_not_fit(held):
    other = parsed(held.cast(0, *VOTE))["signature"]
    stranger = parsed(held.cast(1, *VOTE))["signature"]

    assert codes(held.check(altered(held.cast(0, *VOTE), lambda told: told.update(signature=other)))) == [
        ("hash", "signature.hash")
    ]
    wrong = altered(held.cast(0, *VOTE), lambda told: told["signature"].update(proof=stranger["proof"]))
    assert codes(held.check(wrong)) == [("signature", "signature.proof")]


def test_a_ballot_of_another_election_or_by_an_unknown_credential_is_named(held):
    other = Held(questions=held.questions, weights=(1,))

    assert {fault.code for fault in held.check(other.cast(0, *VOTE))} >= {"uuid", "election_hash", "unknown_credential"}
    assert codes(ballots.check(held.election, held.cast(0, *VOTE), set())) == [("unknown_credential", "credential")]


@pytest.mark.parametrize("where", ["alpha", "beta"])
@pytest.mark.parametrize("element", [f"{2:064x}", f"{2**255 - 20:064x}", f"{0:064x}"])
def test_a_point_outside_the_subgroup_is_named_where_it_stands(held, where, element):
    text = altered(held.cast(0, *VOTE), lambda told: told["answers"][1]["choices"][2].update({where: element}))

    assert ("outside", f"answers[1].choices[2].{where}") in codes(held.check(text))


def test_a_sealed_number_with_a_part_of_small_order_is_named_though_all_else_is_right(held):
    """A tally with it in it could not be opened: the sum would stand outside the group."""
    text = held.cast(0, *VOTE)

    def bomb(told):
        choice = told["answers"][0]["choices"][0]
        choice["beta"] = ED25519.times(choice["beta"], f"{2**255 - 20:064x}")
        resigned(held, told, held.secrets[0])

    assert codes(held.check(altered(text, bomb))) == [("outside", "answers[0].choices[0].beta")]


def test_a_residue_outside_the_subgroup_is_named(residues):
    def negated(told):
        choice = told["answers"][0]["choices"][0]
        choice["alpha"] = str(BELENIOS_2048.modulus - int(choice["alpha"]))

    assert codes(residues.check(altered(residues.cast(0, [0, 1, 0]), negated))) == [
        ("outside", "answers[0].choices[0].alpha")
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda told: told.pop("answers"), ("form", "")),
        (lambda told: told["answers"].pop(), ("form", "answers")),
        (lambda told: told["answers"][0]["choices"].pop(), ("form", "answers[0].choices")),
        (lambda told: told["answers"][0]["overall_proof"].append({}), ("form", "answers[0].overall_proof")),
        (lambda told: told["answers"][2].pop("blank_proof"), ("form", "answers[2]")),
        (lambda told: told["answers"][0].update(blank_proof=[]), ("form", "answers[0]")),
        (lambda told: told["signature"].update(hash=1), ("form", "signature.hash")),
        (lambda told: told.update(credential=""), ("outside", "credential")),
        (
            lambda told: told["signature"]["proof"].update(response="0" + told["signature"]["proof"]["response"]),
            ("scalar", "signature.proof.response"),
        ),
        (
            lambda told: told["signature"]["proof"].update(
                response=str(int(told["signature"]["proof"]["response"]) + ED25519.order)
            ),
            ("scalar", "signature.proof.response"),
        ),
    ],
)
def test_a_ballot_of_another_shape_is_named_by_its_place(held, change, fault):
    assert codes(held.check(altered(held.cast(0, *VOTE), change))) == [fault]


def test_a_ballot_written_otherwise_is_refused(held):
    text = held.cast(0, *VOTE)

    assert codes(held.check(text.replace(":", ": ", 1))) == [("canonical", "")]
    assert codes(held.check("选票")) == [("json", "")]


def test_a_credential_outside_the_group_has_signed_nothing(held):
    faults = held.check(altered(held.cast(0, *VOTE), lambda told: told.update(credential=f"{2:064x}")))

    assert ("outside", "credential") in codes(faults)


def test_a_challenge_of_zero_lets_no_point_from_outside_pass(held):
    def zero(told):
        told["answers"][0]["choices"][0]["alpha"] = f"{2:064x}"
        for each in told["answers"][0]["individual_proofs"][0]:
            each["challenge"] = "0"

    assert ("outside", "answers[0].choices[0].alpha") in codes(held.check(altered(held.cast(0, *VOTE), zero)))


def test_the_full_form_asks_three_ways_for_each_candidate():
    held = Held(questions=FULL, weights=(1,))

    assert held.check(held.cast(0, [1, 0, 0], [0, 0, 1])) == []
