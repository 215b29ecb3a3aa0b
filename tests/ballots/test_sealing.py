"""Ballots sealed in a real browser: our own arithmetic, the stand-alone verifier and Debian's tool take them."""

import json
from random import Random

import pytest

from gongqiao.ballots import questions
from gongqiao.belenios import credentials, spoiled, verify
from gongqiao.belenios.election import Question
from gongqiao.belenios.forms import compact, parsed, tracker
from gongqiao.belenios.groups import GROUPS
from tests.ballots.sealing import bare, made
from tests.belenios.debian import NO_JUDGE, accepts
from tests.belenios.elections import BLANK, COMMITTEE, CONTRACT, Held, altered, written
from tests.chromium import chromium

pytestmark = pytest.mark.browser
WORDS = "「委员」—\u2028é𠮷"
FULL = questions.full("选举委员", ("王一", "李二"), blank=True)
BOTH = pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)


def codes(faults):
    return [fault.code for fault in faults]


@pytest.fixture(name="page", scope="module")
def _page():
    with chromium() as browser, bare(browser) as page:
        yield page


class Voters(Held):
    """An election whose voters' credentials are known as letters."""

    def __post_init__(self):
        super().__post_init__()
        self.letters = [credentials.draw() for _ in self.weights]
        self.secrets = [credentials.exponent(self.group, self.uuid, each) for each in self.letters]
        self.entitled = dict(zip(map(self.group.raised, self.secrets), self.weights, strict=True))

    def sealed(self, page, *votes):
        """In the browser, by voter number."""
        return made(page, self.election, *((self.letters[voter], rows) for voter, *rows in votes))


@BOTH
def test_a_ballot_of_every_kind_is_taken_and_found_by_its_tracker(page, group):
    held = Voters(group=group, questions=(CONTRACT, COMMITTEE, BLANK, *FULL))
    votes = [
        (0, [1, 0, 0], [1, 1, 0], [0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0]),
        (1, [0, 0, 1], [0, 0, 0], [1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]),
        (2, [0, 1, 0], [0, 0, 1], [0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]),
    ]

    for (voter, *_), each in zip(votes, held.sealed(page, *votes), strict=True):
        told = parsed(each["text"])
        assert held.check(each["text"]) == []
        assert (each["tracker"], each["hash"]) == (tracker(each["text"]), told["signature"]["hash"])
        assert told["credential"] == group.raised(held.secrets[voter])


@BOTH
def test_any_vote_on_any_question_is_taken_and_opens_as_it_was_chosen(page, group):
    """Seeded: as many questions and votes in each group, drawn from the same numbers on every run."""
    chance = Random(20261129)
    for number in range(20):
        width, blank = chance.randint(1, 5), chance.random() < 0.5
        least = chance.randint(0, width)
        asked = Question(f"{WORDS}{number}", tuple(map(str, range(width))), least, chance.randint(least, width), blank)
        held = Voters(group=group, questions=(asked, CONTRACT), weights=(1,))
        votes = []
        for _ in range(3):
            chosen = chance.sample(range(width), chance.randint(least, asked.most))
            row = [0] * blank + [int(n in chosen) for n in range(width)]
            if blank and chance.random() < 0.3:
                row = [1] + [0] * width
            votes.append((0, row, chance.choice([[1, 0, 0], [0, 1, 0], [0, 0, 1]])))

        for (_, *rows), each in zip(votes, held.sealed(page, *votes), strict=True):
            assert held.check(each["text"]) == [], (asked, rows)
            assert spoiled.read(held.election, each["spoiled"]) == spoiled.Opened(each["hash"], rows)


@BOTH
def test_a_whole_election_of_ballots_from_the_browser_is_verified_by_both_verifiers(page, tmp_path, alone, group):
    held = Voters(group=group, questions=(CONTRACT, COMMITTEE, *FULL), weights=(1, 3, 2, 1, 1, 1, 1))
    chance, votes = Random(7), []
    for voter in [0, 1, 2, 3, 4, 0]:  # one votes again, two stay away
        rows = [chance.choice([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), chance.choice([[1, 1, 0], [0, 0, 0], [0, 0, 1]])]
        votes.append((voter, *rows, chance.choice([[0, 1, 0, 0], [1, 0, 0, 0]]), [0, 0, 1, 0]))
    held.ballots = [each["text"] for each in held.sealed(page, *votes)]
    file = tmp_path / f"{held.uuid}.bel"
    file.write_bytes(written(held.items_of_archive()))
    last = {voter: rows for voter, *rows in votes}
    sums = [
        [sum(held.weights[voter] * rows[at][n] for voter, rows in last.items()) for n in range(question.width)]
        for at, question in enumerate(held.questions)
    ]

    found = verify.verify(file.read_bytes())
    assert (found.finished, found.result, found.tallied) == (True, sums, 5)
    assert alone(file) == ("verified", sums)


@NO_JUDGE
def test_debians_verifier_accepts_an_election_of_ballots_from_the_browser(page, tmp_path):
    held = Voters(group=GROUPS["BELENIOS-2048"], questions=(CONTRACT, COMMITTEE, BLANK), weights=(1, 1, 2, 1, 1))
    votes = [
        (0, [1, 0, 0], [1, 1, 0], [0, 1, 0]),
        (1, [0, 1, 0], [0, 0, 0], [1, 0, 0]),
        (2, [0, 0, 1], [0, 1, 0], [0, 0, 1]),
        (0, [0, 0, 1], [0, 1, 1], [1, 0, 0]),
    ]
    held.ballots = [each["text"] for each in held.sealed(page, *votes)]
    (tmp_path / f"{held.uuid}.bel").write_bytes(written(held.items_of_archive()))

    assert accepts(tmp_path)


@BOTH
def test_what_is_shown_of_a_spoiled_ballot_cannot_be_cast(page, group):
    held = Voters(group=group, questions=(CONTRACT, BLANK), weights=(1,))
    [sealed] = held.sealed(page, (0, [1, 0, 0], [0, 1, 0]))

    assert "signature" not in sealed["spoiled"]
    assert codes(held.check(compact(parsed(sealed["spoiled"])["ballot"]))) == ["form"]


REFUSED = """async ({text, votes}) => {
    const {read, seal} = await import("/ballots/ballot.js");
    try { await seal(read(text), 5n, votes); return "sealed"; } catch (error) { return `${error}`; }
}"""


@pytest.mark.parametrize(
    "votes", [[], [[1, 1, 0]], [[0, 0, 0]], [[1, 0]], [[1, 0, 0, 0]], [[2, 0, 0]], [[1, 0, 0], [1, 0, 0]]]
)
def test_what_is_no_vote_is_never_sealed(page, votes):
    held = Voters(questions=(CONTRACT,), weights=(1,))

    assert page.evaluate(REFUSED, {"text": held.election.text, "votes": votes}) == "RangeError: choices"


WRONG_KEYS = {
    "Ed25519": ["0" * 63 + "1", "0" * 64, "6" * 63, "G" * 64, "ec" + "f" * 62, "7f" + "f" * 60 + "ec"],
    "BELENIOS-2048": ["0", "1", "2", "-5", "x", "9" * 617],
}


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, keys in WRONG_KEYS.items() for key in keys])
def test_nothing_is_sealed_for_a_key_outside_the_group(page, name, key):
    """The identity, points of small order, residues of another order, numbers beyond the modulus, no numbers at all."""
    held = Voters(group=GROUPS[name], questions=(CONTRACT,), weights=(1,))
    text = altered(held.election.text, lambda told: told.update(public_key=key))

    assert page.evaluate(REFUSED, {"text": text, "votes": [[1, 0, 0]]}) != "sealed"


@pytest.mark.parametrize("change", [{"group": "RFC-3526-2048"}, {"group": "toString"}, {"version": 2}])
def test_nothing_is_sealed_in_an_election_that_is_not_understood(page, change):
    held = Voters(questions=(CONTRACT,), weights=(1,))
    text = altered(held.election.text, lambda told: told.update(change))

    assert page.evaluate(REFUSED, {"text": text, "votes": [[1, 0, 0]]}).startswith("RangeError")


def test_a_credential_that_was_copied_wrongly_is_known_by_its_last_letter(page):
    judged = """async (asked) => {
        const {wellCopied} = await import("/ballots/credential.js");
        return asked.map((each) => wellCopied(each));
    }"""
    good = [credentials.draw() for _ in range(5)]
    turned = [each[:-2] + each[-1] + each[-2] for each in good]
    asked = [*good, *turned, good[0][:-1], good[0].replace("-", ""), good[0].upper() + "0", ""]

    assert page.evaluate(judged, asked) == [credentials.well_copied(each) for each in asked]


def test_every_number_below_a_bound_is_drawn_and_none_beyond(page):
    drawn = """async (bounds) => {
        const {chance} = await import("/ballots/chance.js");
        return bounds.map((bound) => Array.from({length: 400}, () => Number(chance(BigInt(bound)))));
    }"""

    for bound, numbers in zip([1, 2, 5, 8], page.evaluate(drawn, [1, 2, 5, 8]), strict=True):
        assert set(numbers) == set(range(bound))


def test_two_ballots_of_the_same_vote_have_nothing_in_common(page):
    held = Voters(questions=(CONTRACT,), weights=(1,))
    one, other = (json.loads(each["text"]) for each in held.sealed(page, (0, [1, 0, 0]), (0, [1, 0, 0])))

    def numbers(told):
        if isinstance(told, dict):
            told = [part for name, part in told.items() if name not in {"election_uuid", "election_hash", "credential"}]
        return [told] if isinstance(told, str) else [text for part in told for text in numbers(part)]

    assert set(numbers(one)) & set(numbers(other)) == set()
