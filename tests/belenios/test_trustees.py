"""Trustees: who has a key proves it, who shares one can check every letter, and too few of them open nothing."""

from itertools import combinations

import pytest

from gongqiao.belenios import ceremony, letters, tally, trustees
from gongqiao.belenios.forms import FaultyError, compact, parsed
from gongqiao.belenios.groups import ED25519, GROUPS
from tests.belenios.elections import BLANK, COMMITTEE, CONTRACT, Held, altered

BOTH = pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
VOTES = [(0, [1, 0, 0], [1, 1, 0]), (1, [0, 1, 0], [0, 0, 0]), (2, [1, 0, 0], [0, 0, 1]), (0, [0, 0, 1], [0, 1, 1])]


def codes(faults):
    return [(fault.code, fault.place) for fault in faults]


@pytest.fixture(name="held", scope="module")
def _held():
    return Held(weights=(1, 3, 2), votes=VOTES)


@BOTH
def test_a_key_comes_with_the_proof_of_its_secret(group):
    told = trustees.public_key(group, 5)

    assert list(trustees.unsound_key(group, told)) == []
    assert codes(trustees.unsound_key(group, told | {"public_key": group.raised(6)})) == [("pok", "pok")]
    assert codes(trustees.unsound_key(group, told | {"public_key": group.one})) == [("outside", "public_key")]
    assert codes(trustees.unsound_key(group, {})) == [("form", "")]


def test_a_proof_made_for_one_group_is_none_in_the_other():
    told = trustees.public_key(ED25519, 5)

    assert codes(trustees.unsound_key(GROUPS["BELENIOS-2048"], told))[0][0] in {"outside", "scalar"}


@pytest.mark.parametrize(("needed", "members"), [(1, 1), (1, 3), (2, 2), (2, 3), (3, 4)])
def test_any_members_who_suffice_have_the_whole_key_and_fewer_have_not(needed, members):
    parameters, shares = ceremony.held(ED25519, members, needed)
    [item] = trustees.read(compact([["Pedersen", parameters]]), ED25519)

    def joined(numbers):
        return sum(trustees.lagrange(ED25519, numbers, n) * shares[n - 1] for n in numbers)

    for numbers in combinations(range(1, members + 1), needed):
        assert ED25519.raised(joined(list(numbers))) == item.share
    for numbers in combinations(range(1, members + 1), needed - 1):
        assert ED25519.raised(joined(list(numbers))) != item.share


@BOTH
def test_a_ceremony_step_by_step_gives_sound_outputs_and_back_the_kept_share(group):
    seeds = [letters.seed() for _ in range(2)]
    certificates = [letters.certificate(group, seed) for seed in seeds]
    polynomials = [ceremony.polynomial(group, seed, certificates, 2) for seed in seeds]
    rows = [each["coefexps"] for each in polynomials]
    for number, (seed, given) in enumerate(zip(seeds, ceremony.inputs(polynomials), strict=True), 1):
        secret = ceremony.share(group, seed, certificates, given, 2)
        told = ceremony.output(group, seed, secret)
        assert list(ceremony.unsound_output(group, rows, number, told)) == []
        assert codes(ceremony.unsound_output(group, rows, 3 - number, told)) == [("share", "public_key")]
        assert ceremony.kept_share(group, seed, told["private_key"]) == secret


@pytest.fixture(name="table")
def _table():
    """Three members in the midst of a ceremony."""
    seeds = [letters.seed() for _ in range(3)]
    certificates = [letters.certificate(ED25519, seed) for seed in seeds]
    polynomials = [ceremony.polynomial(ED25519, seed, certificates, 2) for seed in seeds]
    return seeds, certificates, polynomials


def test_a_stranger_has_no_place_and_the_threshold_lies_within_the_members(table):
    seeds, certificates, _ = table

    assert [ceremony.place_of(ED25519, seed, certificates) for seed in seeds] == [0, 1, 2]
    with pytest.raises(FaultyError, match="没有这位保管人"):
        ceremony.place_of(ED25519, letters.seed(), certificates)
    for needed in (0, 4):
        with pytest.raises(FaultyError, match="门限"):
            ceremony.polynomial(ED25519, seeds[0], certificates, needed)


def test_polynomials_are_looked_at_as_they_are_handed_in(table):
    _, certificates, polynomials = table

    def told(rows, needed=2):
        return codes(ceremony.unsound_polynomials(ED25519, certificates, rows, needed))

    assert told(polynomials) == []
    assert [told(polynomials, needed) for needed in (0, 4)] == [[("threshold", "")]] * 2
    assert told(polynomials, 3) == [("form", f"coefexps[{n}].message.coefexps") for n in range(3)]
    assert told(polynomials[:2]) == [("form", "")]
    assert told([*polynomials[:2], {**polynomials[2], "secrets": []}]) == [("form", "[2].secrets")]
    assert told(polynomials[::-1]) == [
        ("coefficients", "coefexps[0].signature"),
        ("coefficients", "coefexps[2].signature"),
    ]


def test_the_same_certificate_twice_is_named(table):
    _, certificates, _ = table

    assert codes(letters.unsound_certificates(ED25519, [*certificates, certificates[0]])) == [("twice", "certs[3]")]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda told: told.update(message="x"), ("json", "certs[0].message")),
        (lambda told: told.update(message="{}"), ("form", "certs[0].message")),
        (lambda told: told.pop("signature"), ("form", "certs[0]")),
        (
            lambda told: told.update(
                message=altered(told["message"], lambda keys: keys.update(encryption=f"{1:064x}"))
            ),
            ("outside", "certs[0].message.encryption"),
        ),
        (
            lambda told: told.update(
                message=altered(told["message"], lambda keys: keys.update(encryption=ED25519.raised(9)))
            ),
            ("certificate", "certs[0].signature"),
        ),
    ],
)
def test_a_certificate_that_was_changed_is_named(change, fault):
    told = parsed(altered(compact(letters.certificate(ED25519, letters.seed())), change))

    assert codes(letters.unsound_certificates(ED25519, [told])) == [fault]


def test_a_member_who_gives_a_wrong_share_is_named_by_whoever_gets_it(table):
    seeds, certificates, polynomials = table
    given = ceremony.inputs(polynomials)[1]
    reader = letters.opened(certificates[1])["encryption"]
    given["secrets"][2] = letters.send(ED25519, letters.signing_key(seeds[2]), reader, compact({"secret": "7"}))

    with pytest.raises(FaultyError) as wrong:
        ceremony.share(ED25519, seeds[1], certificates, given, 2)

    assert codes(wrong.value.faults) == [("share", "secrets[2]")]


def test_a_share_that_was_handed_over_as_it_was_computed_is_taken_modulo_the_order(table):
    seeds, certificates, polynomials = table
    given = ceremony.inputs(polynomials)[1]
    keys = letters.reading_key(seeds[1]), letters.opened(certificates[2])["verification"]
    value = int(parsed(letters.receive(ED25519, *keys, given["secrets"][2]))["secret"])
    larger = compact({"secret": str(value + 5 * ED25519.order)})
    reader = letters.opened(certificates[1])["encryption"]
    again = {
        **given,
        "secrets": [*given["secrets"][:2], letters.send(ED25519, letters.signing_key(seeds[2]), reader, larger)],
    }

    wanted = ceremony.share(ED25519, seeds[1], certificates, given, 2)
    assert ceremony.share(ED25519, seeds[1], certificates, again, 2) == wanted


def test_letters_to_others_by_others_or_changed_are_refused(table):
    seeds, certificates, _ = table
    keys = [letters.opened(each) for each in certificates]
    sign, read = letters.signing_key(seeds[0]), letters.reading_key(seeds[1])
    letter = letters.send(ED25519, sign, keys[1]["encryption"], "词")

    assert letters.receive(ED25519, read, keys[0]["verification"], letter) == "词"
    for reader, sender, text in [
        (letters.reading_key(seeds[2]), keys[0]["verification"], letter),
        (read, keys[2]["verification"], letter),
        (read, keys[0]["verification"], altered(letter, lambda told: told.update(data=told["data"][:-2] + "00"))),
        (read, keys[0]["verification"], altered(letter, lambda told: told.update(data="x"))),
        (read, keys[0]["verification"], altered(letter, lambda told: told.update(alpha=f"{2:064x}"))),
        (read, keys[0]["verification"], "{}"),
    ]:
        with pytest.raises(FaultyError):
            letters.receive(ED25519, reader, sender, text)


def test_a_letter_that_was_signed_for_somebody_else_is_not_taken(table):
    """Whoever got it could otherwise seal it anew and pass it on as written to a third."""
    seeds, certificates, _ = table
    keys = [letters.opened(each) for each in certificates]
    inner = compact({"recipient": keys[2]["encryption"], "message": "词"})
    signed = compact(letters.signed(ED25519, letters.signing_key(seeds[0]), inner))
    noise, kernel = 5, ED25519.raised(6)
    alpha = ED25519.raised(noise)
    sealed = letters._cipher(kernel).encrypt(letters._nonce(alpha, len(signed)), signed.encode(), None)
    beta = ED25519.times(ED25519.power(keys[1]["encryption"], noise), kernel)
    letter = compact({"alpha": alpha, "beta": beta, "data": sealed.hex()})

    with pytest.raises(FaultyError, match="写给别人"):
        letters.receive(ED25519, letters.reading_key(seeds[1]), keys[0]["verification"], letter)


def test_a_very_long_letter_is_sealed_and_read(table):
    seeds, certificates, _ = table
    keys = [letters.opened(each) for each in certificates]
    letter = letters.send(ED25519, letters.signing_key(seeds[0]), keys[1]["encryption"], "x" * 70_000)

    assert letters.receive(ED25519, letters.reading_key(seeds[1]), keys[0]["verification"], letter) == "x" * 70_000


def set_in(told, *path, to):
    *way, last = path
    for step in way:
        told = told[step]
    told[last] = to


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda told: told.clear(), ("form", "")),
        (lambda told: told.append(["Mixed", {}]), ("form", "[2]")),
        (lambda told: set_in(told, 0, 1, "threshold", to=4), ("threshold", "[0][1].threshold")),
        (lambda told: set_in(told, 0, 1, "threshold", to=0), ("threshold", "[0][1].threshold")),
        (lambda told: set_in(told, 0, 1, "threshold", to=3), ("form", None)),
        (lambda told: told[0][1]["verification_keys"].pop(), ("form", "[0][1]")),
        (lambda told: told[0][1]["verification_keys"].reverse(), ("share", None)),
        (lambda told: set_in(told, 0, 1, "verification_keys", to={}), ("form", "[0][1].verification_keys")),
        (lambda told: told[0][1]["certs"].reverse(), ("coefficients", None)),
        (lambda told: told[0][1]["coefexps"].reverse(), ("coefficients", None)),
        (lambda told: set_in(told, 0, 1, "coefexps", 0, "message", to="x"), ("coefficients", None)),
        (lambda told: set_in(told, 1, 1, "public_key", to=ED25519.raised(3)), ("pok", None)),
        (lambda told: set_in(told, 1, 1, "pok", "response", to="1"), ("pok", None)),
    ],
)
def test_trustees_that_are_not_sound_are_refused(held, change, fault):
    with pytest.raises(FaultyError) as wrong:
        trustees.read(altered(held.trustees, change), held.group)

    code, place = fault
    assert wrong.value.faults[0].code == code
    assert place in {None, wrong.value.faults[0].place}


@pytest.mark.parametrize(
    ("row", "code"),
    [("x", "json"), ('{"coefexps":[]}', "form"), (compact({"coefexps": [f"{2:064x}"] * 2}), "outside")],
)
def test_coefficients_that_their_owner_signed_are_looked_at_too(row, code):
    key = compact({"verification": ED25519.raised(5), "encryption": ED25519.raised(6)})
    certificate = letters.signed(ED25519, 5, key)

    faults = letters.unsound_coefficients(ED25519, [certificate], [letters.signed(ED25519, 5, row)], 2)

    assert [fault.code for fault in faults] == [code]


@pytest.mark.parametrize("owners", [(1, 2, 4), (1, 3, 4), (2, 3, 4), (1, 2, 3, 4)])
def test_any_two_of_the_group_and_the_single_trustee_open_the_same_numbers(held, owners):
    assert held.opened(*owners) == [[2, 3, 1], [0, 1, 3]]


def test_the_last_ballot_counts_and_as_often_as_its_voter_has_votes(held):
    assert (len(held.ballots), len(held.counted), held.total) == (4, 3, 6)


@pytest.mark.parametrize(
    ("owners", "words"),
    [
        ((1, 2), ["第 4 位保管人，还差 1 份"]),
        ((1, 4), ["第 1 至 3 位中 2 位保管人，还差 1 份"]),
        ((), ["第 1 至 3 位中 2 位保管人，还差 2 份", "第 4 位保管人，还差 1 份"]),
        ((1, 2, 4), []),
    ],
)
def test_who_is_still_needed_is_said_and_without_them_nothing_opens(held, owners, words):
    assert trustees.lacking(held.items, set(owners)) == words
    if words:
        with pytest.raises(FaultyError, match="份数不够"):
            held.opened(*owners)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["decryption_factors"][0].reverse(),
        lambda told: told["decryption_proofs"][0].reverse(),
        lambda told: set_in(told, "decryption_factors", 0, 0, to=f"{2:064x}"),
        lambda told: set_in(told, "decryption_proofs", 0, 0, "response", to="1"),
    ],
)
def test_a_partial_decryption_that_was_changed_is_named(held, change):
    told = parsed(altered(compact(held.parts(4)[4]), change))
    key = trustees.verification_keys(held.items)[3]

    faults = list(tally.unsound_partial(held.election, key, held.table, told))

    assert faults[0].code == "decryption"
    assert faults[0].place.startswith("decryption_factors[0]")
    assert list(tally.unsound_partial(held.election, key, held.table, held.parts(4)[4])) == []


def test_another_trustees_part_or_one_of_another_shape_is_named(held):
    keys = trustees.verification_keys(held.items)

    assert {f.code for f in tally.unsound_partial(held.election, keys[0], held.table, held.parts(2)[2])} == {
        "decryption"
    }
    assert codes(tally.unsound_partial(held.election, keys[0], held.table, {})) == [("form", "")]


@BOTH
@pytest.mark.parametrize("most", [0, 1, 2, 3, 4, 8, 9, 10])
def test_every_number_up_to_the_sum_of_all_votes_is_found_and_the_next_is_not(group, most):
    raised = [[group.raised(n) for n in range(most + 1)]]

    assert tally.numbers(group, raised, most) == [list(range(most + 1))]
    for outside in (most + 1, -1):
        with pytest.raises(FaultyError, match="无法还原"):
            tally.numbers(group, [[group.raised(outside)]], most)


def test_a_number_that_is_told_must_be_the_one_behind_the_seal():
    held = Held(weights=(1,))

    def told(votes):
        return codes(tally.unlike(held.election, [[ED25519.raised(3)]], [[votes]], 5))

    assert told(3) == []
    assert [told(n) for n in (2, 4, -1, 6, 3 + ED25519.order)] == [[("result", "result[0][0]")]] * 5


@BOTH
def test_an_election_nobody_voted_in_opens_to_zeros(group):
    held = Held(group=group, questions=(CONTRACT, BLANK), weights=(1, 1))

    assert held.opened(1, 2, 4) == [[0, 0, 0], [0, 0, 0]]


@BOTH
def test_blank_votes_are_counted_apart(group):
    held = Held(
        group=group,
        questions=(BLANK, COMMITTEE),
        weights=(2, 1),
        votes=[(0, [1, 0, 0], [0, 0, 0]), (1, [0, 0, 1], [1, 0, 0])],
    )

    assert held.opened(2, 3, 4) == [[2, 0, 1], [1, 0, 0]]
