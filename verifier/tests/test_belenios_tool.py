"""Elections made by belenios-tool 2.0, and what it says to ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import snapshots
from elections import make, usual
from gongqiao_verifier.verify import verify
from judging import codes, judge
from making import BLANK, PLAIN, UUID
from stock import Ceremony, difference, needs_tool, opinion
from tampering import catalogue

pytestmark = needs_tool

TEXT = {"description": 'a "b" \\ / é 中\n\t\x01\x7f', "name": "选举", "administrator": "a", "credential_authority": "c"}
ONE = {"answers": ["是", "否"], "min": 1, "max": 1, "question": "是否同意"}
SOME = {"answers": ["a", "b", "c", "d", "e"], "min": 0, "max": 3, "question": "k-of-n"}

# What each election asks, its voters (with weights), its trustees, and who votes what.
ELECTIONS: dict[str, tuple[list[Any], list[str], tuple[int, int] | None, list[tuple[int, Any]], list[list[int]]]] = {
    "yes-no-single-trustee": ([ONE], ["v1", "v2", "v3"], None, [(0, [[1, 0]]), (1, [[0, 1]]), (2, [[1, 0]])], [[2, 1]]),
    "k-of-n-two-of-three-trustees": (
        [SOME], ["v1", "v2"], (2, 3), [(0, [[1, 1, 0, 0, 1]]), (1, [[0, 0, 0, 0, 0]])], [[1, 1, 0, 0, 1]],
    ),
    "blank": (
        [BLANK, {**SOME, "blank": True, "min": 2}], ["v1", "v2"], None,
        [(0, [[1, 0, 0], [0, 1, 1, 0, 0, 0]]), (1, [[0, 1, 0], [1, 0, 0, 0, 0, 0]])],
        [[1, 1, 0], [1, 1, 1, 0, 0, 0]],
    ),
    "weights": (
        [ONE], ["v1,v1,1000000000", "v2,v2,2000000000", "v3,v3,7"], None,
        [(0, [[1, 0]]), (1, [[1, 0]]), (2, [[0, 1]])], [[3000000000, 7]],
    ),
    "re-votes-with-weights-two-of-three-trustees": (
        [PLAIN, BLANK], ["v1,v1,5", "v2,v2,1", "v3,v3,2"], (2, 3),
        [(0, [[1, 0, 0], [0, 1, 0]]), (1, [[0, 1, 1], [1, 0, 0]]), (0, [[0, 0, 1], [0, 0, 1]]),
         (0, [[0, 0, 1], [1, 0, 0]])],
        [[0, 1, 6], [6, 0, 0]],
    ),
    "nobody-votes": ([ONE], ["v1", "v2"], None, [], [[0, 0]]),
}  # fmt: skip


@pytest.mark.parametrize("name", ELECTIONS)
def test_an_election_made_by_belenios_tool_is_accepted_at_every_stage(name: str, tmp_path: Path) -> None:
    questions, voters, threshold, votes, result = ELECTIONS[name]
    ceremony = Ceremony(tmp_path, {**TEXT, "questions": questions}, voters, threshold)
    ceremony.setup()
    assert verify(ceremony.path).verdict == "verified-so-far"
    for voter, choices in votes:
        ceremony.vote(voter, choices)
    report = verify(ceremony.path)
    assert (report.verdict, report.state) == ("verified-so-far", "open"), codes(report)
    ceremony.tally()
    report = verify(ceremony.path)
    assert (report.verdict, report.state) == ("verified", "finished"), codes(report)
    assert report.election["result"] == result
    assert report.election["ballots"] == len(votes)


def test_belenios_tool_accepts_the_elections_of_the_test_maker(tmp_path: Path) -> None:
    assert opinion(tmp_path, usual("BELENIOS-2048").archive(), usual("BELENIOS-2048").election["uuid"]) == "accepts"


def test_an_election_with_a_question_to_be_shuffled_is_never_called_verified(tmp_path: Path) -> None:
    template = {**TEXT, "questions": [{"type": "NonHomomorphic", "value": {"answers": ["a", "b"], "question": "q"}}]}
    ceremony = Ceremony(tmp_path, template, ["v1"], None)
    ceremony.setup()
    report = verify(ceremony.path)
    assert report.verdict == "unsupported"
    assert "question-unsupported" in codes(report)


def test_the_table_of_what_both_verifiers_say_is_written(tmp_path: Path) -> None:
    lines = []
    for number, each in enumerate(catalogue()):
        ours = {group: judge(each.archive(group)) for group in each.groups}
        theirs = "–"
        if "BELENIOS-2048" in each.groups:
            folder = tmp_path / str(number)
            folder.mkdir()
            case = each.function(usual("BELENIOS-2048"))
            uuid = usual("BELENIOS-2048").election["uuid"] if isinstance(case, bytes) else case.election["uuid"]
            theirs = opinion(folder, each.archive("BELENIOS-2048"), uuid)
        verdicts = {report.verdict for report in ours.values()}
        assert verdicts <= {"refused", "unsupported"}
        says = "**accepts**" if theirs == "accepts" else "refuses: " + theirs.replace("|", "\\|")
        lines.append(f"| {each.sentence} | {verdicts.pop()}: `{each.code}` | {says} |")
    head = [
        "# What is said to each tampering",
        "",
        "The tests write this table. The election is the usual one of the tests: two questions (one with a blank",
        "vote), weights, a re-vote, one Single trustee and two of three. The verdict of this verifier is the same in",
        "Ed25519 and in BELENIOS-2048; belenios-tool 2.0 knows only the latter.",
        "",
        "| Tampering | This verifier | belenios-tool 2.0 |",
        "|---|---|---|",
    ]
    lines += [
        "",
        "## Earlier copies",
        "",
        "| What the later archive did | `--before` | verify-diff of 2.0 |",
        "|---|---|---|",
    ]
    for spoiled in snapshots.SPOILED:
        lines.append(_compared(spoiled, tmp_path))
    path = Path(__file__).parent.parent / "docs" / "tamperings.md"
    path.write_text("\n".join([*head, *lines]) + "\n")
    assert len(lines) >= 45


def _compared(spoiled: snapshots.Spoiled, tmp_path: Path) -> str:
    old, new = snapshots.both(spoiled, "BELENIOS-2048")
    folders = [tmp_path / spoiled.code / each for each in ("old", "new")]
    for folder, raw in zip(folders, (old, new), strict=True):
        folder.mkdir(parents=True)
        (folder / f"{UUID}.bel").write_bytes(raw)
    report = verify(folders[1], [folders[0]], jobs=1)
    assert spoiled.code in codes(report)
    says = difference(*folders)
    return (
        f"| {spoiled.sentence} | {report.verdict}: `{spoiled.code}` | {'**accepts**' if says == 'accepts' else says} |"
    )


def test_three_single_trustees_and_a_group_of_all_are_accepted_by_both(tmp_path: Path) -> None:
    for name in ("BELENIOS-2048", "Ed25519"):
        case = make(name, [PLAIN], [1, 1], [(3, 3), (1, 2)], singles=2, votes=[(0, [[1, 0, 1]]), (1, [[0, 0, 0]])])
        case.count()
        case.decrypt((1, 2, 3, 4, 5, 7))
        case.reveal(case.secrets[0])
        assert judge(case.archive()).verdict == "verified"
        if name == "BELENIOS-2048":
            assert opinion(tmp_path, case.archive(), case.election["uuid"]) == "accepts"
