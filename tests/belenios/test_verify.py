"""From the archive alone anybody sees that all is well, or what is not and where."""

import pytest

from gongqiao.belenios import archive, verify
from gongqiao.belenios.forms import FaultyError, compact, digest
from gongqiao.belenios.groups import BELENIOS_2048
from gongqiao.belenios.verify import ABSENT, FAILED, PASSED, UNREACHED
from tests.belenios.elections import AT, BLANK, COMMITTEE, CONTRACT, Held, written
from tests.belenios.tampered import TAMPERINGS, joined, split

QUESTIONS = (CONTRACT, COMMITTEE, BLANK)
VOTES = [
    (0, [1, 0, 0], [1, 1, 0], [0, 1, 0]),
    (1, [0, 1, 0], [0, 0, 0], [1, 0, 0]),
    (2, [1, 0, 0], [0, 0, 1], [0, 0, 1]),
    (0, [0, 0, 1], [0, 1, 1], [0, 1, 0]),
]


@pytest.fixture(name="held", scope="module")
def _held():
    return Held(questions=QUESTIONS, weights=(1, 3, 2, 1, 1), votes=VOTES)


def states(found):
    return {check.code: check.state for check in found.checks}


@pytest.mark.parametrize("owners", [(1, 2, 4), (4, 3, 1), (1, 2, 3, 4)])
def test_an_election_that_was_held_rightly_passes_every_check(held, owners):
    seen = []
    found = verify.verify(written(held.items_of_archive(owners)), seen.append)

    assert set(states(found).values()) == {PASSED}
    assert found.finished
    assert found.result == [[2, 3, 1], [0, 1, 3], [3, 1, 2]]
    assert (found.tallied, found.total, sum(seen)) == (3, 6, 4)


def test_in_the_other_group_too():
    held = Held(group=BELENIOS_2048, questions=(CONTRACT,), weights=(1, 1), votes=[(0, [1, 0, 0]), (1, [0, 0, 1])])

    assert verify.verify(written(held.items_of_archive())).result == [[1, 0, 1]]


@pytest.mark.parametrize(("events", "absent"), [(1, 4), (3, 3), (6, 3), (7, 2), (9, 1), (10, 1), (11, 0)])
def test_an_election_under_way_is_sound_as_far_as_it_has_come(held, events, absent):
    found = verify.verify(written(list(held.items_of_archive())[:events]))

    assert found.sound
    assert list(states(found).values()).count(ABSENT) == absent
    assert found.finished is (absent == 0)


@pytest.mark.parametrize("name", TAMPERINGS)
def test_each_tampering_is_refused_by_the_check_it_concerns(held, name):
    tampering, check, code = TAMPERINGS[name]

    found = verify.verify(tampering(held))

    told = {fault.code for each in found.checks for fault in each.faults if each.code == check}
    assert code in told
    assert next(each.code for each in found.checks if each.state == FAILED) == check
    assert not found.finished


def test_what_rests_on_a_check_that_failed_is_said_not_to_have_been_reached(held):
    tampering, _, _ = TAMPERINGS["同一张选票两次"]

    found = states(verify.verify(tampering(held)))

    assert [code for code, state in found.items() if state == UNREACHED] == ["tally", "partials", "result", "stray"]


def test_a_fault_in_a_ballot_names_the_ballot_and_its_part(held):
    tampering, _, _ = TAMPERINGS["选票的单项证明被改"]

    [fault] = [fault for check in verify.verify(tampering(held)).checks for fault in check.faults]

    assert fault.place.startswith("第 2 张选票（")
    assert fault.place.endswith("…） answers[0].individual_proofs[0]")


def test_many_ballots_are_checked_by_several_processes_with_the_same_answer(monkeypatch):
    held = Held(questions=(CONTRACT,), weights=(1,) * 5, votes=[(n % 5, [1, 0, 0]) for n in range(8)])
    texts = [*held.ballots, "x", held.ballots[0]]
    monkeypatch.setattr(verify.checking, "FEW", 2)
    monkeypatch.setattr(verify.checking, "STRIDE", 3)
    seen = []

    faults = list(verify.checking.each(held.election, texts, held.entitled, seen.append))

    assert [[fault.code for fault in each] for each in faults] == [*[[]] * 8, ["json"], []]
    assert sum(seen) == 10


def test_the_archive_has_the_bytes_that_are_prescribed():
    head = archive.head("BELENIOS", 38, AT)

    assert len(head) == 512
    assert head[:8] == b"BELENIOS"
    assert head[100:124] == b"0000644\x000000000\x000000000\x00"
    assert head[124:148] == b"%011o\x00%011o\x00" % (38, AT)
    assert head[148:157] == b"%06o\x00 0" % (sum(head) - sum(head[148:156]) + 8 * 32)
    assert not any(head[157:])


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513])
def test_every_file_ends_on_a_block(size):
    packed = archive.packed("x", b"y" * size, AT)

    assert len(packed) == 512 + -(-size // 512) * 512
    assert packed[512 : 512 + size] == b"y" * size
    assert not any(packed[512 + size :])


def files_with(held, change):
    files = split(written(held.items_of_archive()))
    change(files)
    return joined(files)


def named(content, kind):
    return f"{digest(content)}.{kind}.json", content.encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda files: files.__setitem__(0, ("BELENIOX", files[0][1])), "header"),
        (lambda files: files.__setitem__(0, ("BELENIOS", b'{"version":2,"timestamp":"1773100800"}')), "version"),
        (lambda files: files.__setitem__(0, ("BELENIOS", b'{"version":1}')), "form"),
        (lambda files: files.__setitem__(0, ("BELENIOS", b"x")), "json"),
        (lambda files: files.insert(1, ("x", b"\xff")), "utf8"),
        (lambda files: files.insert(1, named("x", "event")), "json"),
        (lambda files: files.insert(1, named('{"height":"0"}', "event")), "form"),
        (lambda files: files.insert(1, named('{"height":0,"type":"X"}', "event")), "form"),
    ],
)
def test_a_file_of_another_form_is_named(held, change, code):
    [form, *_] = verify.verify(files_with(held, change)).checks

    assert (form.state, [fault.code for fault in form.faults]) == (FAILED, [code])


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("x", "json"),
        ("{}", "form"),
        (compact(dict.fromkeys(("election", "trustees", "credentials"), "0" * 64)), "missing"),
    ],
)
def test_a_setup_that_names_nothing_is_told(told, code):
    found = verify.verify(written([("Setup", told)]))

    assert states(found)["setup"] == FAILED
    assert {fault.code for check in found.checks for fault in check.faults} == {code}


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("EncryptedTally", compact({"num_tallied": 3, "total_weight": 6, "encrypted_tally": "0" * 64})),
        ("PartialDecryption", compact({"owner": 1, "payload": "0" * 64})),
    ],
)
def test_an_event_that_names_what_is_not_there_is_told(held, kind, told):
    happened = [(each, told if each == kind else payload) for each, payload in held.items_of_archive()]

    faults = {fault.code for check in verify.verify(written(happened)).checks for fault in check.faults}

    assert "missing" in faults


@pytest.mark.parametrize("told", ["x", "[]", '{"result":1}', '{"result":[1,2,3]}', '{"result":[["01"],[],[]]}'])
def test_a_result_of_another_shape_is_told(held, told):
    happened = [(kind, told if kind == "Result" else payload) for kind, payload in held.items_of_archive()]

    assert states(verify.verify(written(happened)))["result"] == FAILED


def test_results_of_older_programs_write_numbers(held):
    told = compact({"result": [[2, 3, 1], [0, 1, 3], [3, 1, 2]]})
    happened = [(kind, told if kind == "Result" else payload) for kind, payload in held.items_of_archive()]

    assert verify.verify(written(happened)).finished


@pytest.mark.parametrize(("kind", "told"), [("EndBallots", "{}"), ("Ballot", None)])
def test_an_event_has_a_payload_exactly_where_it_speaks_of_something(held, kind, told):
    happened = [(each, told if each == kind else payload) for each, payload in held.items_of_archive()]

    faults = {fault.code for check in verify.verify(written(happened)).checks for fault in check.faults}

    assert faults == {"payload"}


def test_no_check_is_made_over_an_election_that_could_not_be_read():
    with pytest.raises(FaultyError, match="没有选举参数"):
        verify.Found(archive.Contents()).of()


def test_an_empty_list_of_voters_is_no_electorate(held):
    setup = {"election": held.election.text, "trustees": held.trustees, "credentials": "[]"}

    assert states(verify.verify(written([("Setup", setup)])))["credentials"] == FAILED
