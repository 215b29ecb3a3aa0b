"""Sound archives at every stage, folders, and earlier copies."""

from __future__ import annotations

from pathlib import Path

import pytest

import snapshots
from elections import make, usual
from gongqiao_verifier.verify import verify
from judging import codes, judge
from making import PLAIN, chain, dump, pack, unpack

GROUPS = ["Ed25519", "BELENIOS-2048"]


@pytest.mark.parametrize("group", GROUPS)
def test_a_sound_election_is_verified(group: str) -> None:
    report = judge(usual(group).archive())
    assert (report.verdict, codes(report)) == ("verified", set())
    assert all(check.held for check in report.checks.values() if check.code != "snapshot")
    election = report.election
    assert (election["voters"], election["ballots"], election["trackers"]) == (4, 4, 3)
    assert election["weights"] == {"all": 7, "counted": 6}
    assert election["turnout"] == 0.75


@pytest.mark.parametrize(
    ("events", "state"), [(1, "open"), (3, "open"), (6, "closed"), (7, "tallied"), (9, "decrypting")]
)
def test_an_unfinished_election_is_verified_so_far(events: int, state: str) -> None:
    report = judge(pack(chain(usual("Ed25519").events()[:events])))
    assert (report.verdict, report.state, codes(report)) == ("verified-so-far", state, set())
    assert report.checks["result"].held is None


@pytest.mark.parametrize("group", GROUPS)
def test_an_election_without_ballots_has_a_result_of_zeros(group: str) -> None:
    case = make(group, [PLAIN], [1, 1], [])
    case.finish()
    assert case.tally[0][0]["alpha"] == case.group.identity_text()
    assert judge(case.archive()).verdict == "verified"


def test_a_ballot_encrypted_with_randomness_zero_is_sound_though_not_secret() -> None:
    case = make("Ed25519", [PLAIN], [1, 1], [])
    right = case.prover.scalar
    case.prover.scalar = lambda: 0  # type: ignore[method-assign]
    case.ballots = [case.ballot(0, [[1, 0, 0]])]
    case.prover.scalar = right  # type: ignore[method-assign]
    case.finish()
    assert case.ballots[0]["answers"][0]["choices"][0]["alpha"] == case.group.identity_text()
    report = judge(case.archive())
    assert (report.verdict, codes(report)) == ("verified", set())


def test_numbers_of_a_result_may_be_json_numbers_as_belenios_two_writes_them() -> None:
    case = usual("Ed25519")
    case.result["result"] = [[int(number) for number in row] for row in case.result["result"]]
    assert judge(case.archive()).verdict == "verified"


def test_the_unpacked_files_are_verified_like_the_archive(tmp_path: Path) -> None:
    write(tmp_path, usual("Ed25519").archive())
    assert verify(tmp_path, jobs=1).verdict == "verified"


def test_a_foreign_file_in_the_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path, usual("Ed25519").archive())
    (tmp_path / "notes.txt").write_text("x")
    assert codes(verify(tmp_path, jobs=1)) == {"archive-name"}


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, usual("Ed25519").archive())
    (tmp_path / ("0" * 64 + ".data.json")).symlink_to("/dev/zero")
    assert codes(verify(tmp_path, jobs=1)) == {"archive-name"}


def test_a_folder_with_one_archive_stands_for_it(tmp_path: Path) -> None:
    (tmp_path / "x.bel").write_bytes(usual("Ed25519").archive())
    assert verify(tmp_path, jobs=1).verdict == "verified"


def test_several_processes_say_what_one_says() -> None:
    votes = [(voter, [[1, 0, 0]]) for voter in range(40)]
    case = make("Ed25519", [PLAIN], [1] * 40, [], votes=votes)
    case.finish()
    case.ballots[33]["signature"]["proof"]["response"] = "1"
    one, two = judge(case.archive(), jobs=1).as_json(), judge(case.archive(), jobs=2).as_json()
    assert one == two
    assert one["verdict"] == "refused"


@pytest.mark.parametrize("count", [1, 3, 5, 8, 11])
def test_every_beginning_of_the_log_is_a_good_earlier_copy(count: int, tmp_path: Path) -> None:
    case = usual("Ed25519")
    (tmp_path / "new.bel").write_bytes(case.archive())
    (tmp_path / "old.bel").write_bytes(pack(chain(case.events()[:count])))
    report = verify(tmp_path / "new.bel", [tmp_path / "old.bel"], jobs=1)
    assert (report.verdict, codes(report)) == ("verified", set())
    assert report.checks["snapshot"].count == count


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("spoiled", snapshots.SPOILED, ids=lambda each: each.code)
def test_an_archive_that_does_not_continue_an_earlier_copy_is_refused(
    spoiled: snapshots.Spoiled, group: str, tmp_path: Path
) -> None:
    old, new = snapshots.both(spoiled, group)
    (tmp_path / "old.bel").write_bytes(old)
    (tmp_path / "new.bel").write_bytes(new)
    assert verify(tmp_path / "new.bel", jobs=1).verdict in ("verified", "refused")
    report = verify(tmp_path / "new.bel", [tmp_path / "old.bel"], jobs=1)
    assert spoiled.code in codes(report)
    assert report.verdict == "refused"


def test_a_ballot_dropped_before_the_tally_shows_only_against_the_earlier_copy(tmp_path: Path) -> None:
    dropped = usual("Ed25519").ballots[1]
    old, new = snapshots.both(snapshots.SPOILED[0], "Ed25519")
    (tmp_path / "old.bel").write_bytes(old)
    (tmp_path / "new.bel").write_bytes(new)
    assert verify(tmp_path / "new.bel", jobs=1).verdict == "verified"
    report = verify(tmp_path / "new.bel", [tmp_path / "old.bel"], jobs=1)
    missing = [f for f in report.checks["snapshot"].faults if f.code == "snapshot-ballot-dropped"]
    from making import sha_base64

    assert [(fault.event, fault.ballot) for fault in missing] == [(2, sha_base64(dump(dropped)))]


def test_an_earlier_copy_that_is_broken_is_not_compared(tmp_path: Path) -> None:
    case = usual("Ed25519")
    (tmp_path / "new.bel").write_bytes(case.archive())
    (tmp_path / "old.bel").write_bytes(case.archive()[:-1])
    report = verify(tmp_path / "new.bel", [tmp_path / "old.bel"], jobs=1)
    assert codes(report) == {"snapshot-unreadable"}


def write(folder: Path, raw: bytes) -> None:
    for name, content in [("BELENIOS", b'{"version":1,"timestamp":"1700000000"}'), *unpack(raw)]:
        (folder / name).write_bytes(content)
