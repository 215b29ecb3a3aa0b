"""The command line: exit codes, Chinese sentences, JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import gongqiao_verifier
from elections import usual
from gongqiao_verifier.command import main
from gongqiao_verifier.words import CHECKS, FAULTS
from making import chain, pack


def archive(folder: Path, raw: bytes) -> str:
    path = folder / "x.bel"
    path.write_bytes(raw)
    return str(path)


def test_a_sound_election_ends_with_zero(tmp_path: Path, capsys: Any) -> None:
    assert main([archive(tmp_path, usual("Ed25519").archive())]) == 0
    said = capsys.readouterr().out
    assert "核验通过" in said
    assert "不成立" not in said


def test_an_unfinished_election_says_so(tmp_path: Path, capsys: Any) -> None:
    assert main([archive(tmp_path, pack(chain(usual("Ed25519").events()[:4])))]) == 0
    assert "选举尚未结束" in capsys.readouterr().out


def test_a_fault_ends_with_one_and_is_located(tmp_path: Path, capsys: Any) -> None:
    case = usual("Ed25519")
    case.decryptions[1][1]["decryption_proofs"][1][0]["response"] = "5"
    assert main([archive(tmp_path, case.archive())]) == 1
    said = capsys.readouterr().out
    assert "核验不通过" in said
    assert "事件 8，保管人 4，第 2 题，空白项：" in said


def test_json_has_stable_codes(tmp_path: Path, capsys: Any) -> None:
    case = usual("Ed25519")
    case.result["result"][0][0] = "1"
    assert main([archive(tmp_path, case.archive()), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["verdict"] == "refused"
    assert [check["code"] for check in said["checks"]] == list(CHECKS)
    fault = next(check for check in said["checks"] if check["code"] == "result")["faults"][0]
    assert set(fault) == {"code", "words", "event", "ballot", "question", "answer", "trustee"}
    assert (fault["code"], fault["event"], fault["question"], fault["answer"]) == ("result-differs", 10, 1, 1)
    assert {"name", "uuid", "hash", "voters", "ballots", "trackers", "turnout", "weights"} <= set(said["election"])


@pytest.mark.parametrize("content", [b"", b"x", b"BELENIOS" + bytes(2000), bytes(4096), b"\xff" * 5000])
def test_what_cannot_be_read_ends_with_two(content: bytes, tmp_path: Path, capsys: Any) -> None:
    assert main([archive(tmp_path, content)]) == 2
    assert "无法核验" in capsys.readouterr().out
    assert main([archive(tmp_path, content), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["verdict"] == "unreadable"


def test_a_missing_file_and_an_empty_folder_end_with_two(tmp_path: Path) -> None:
    assert main([str(tmp_path / "nothing.bel")]) == 2
    assert main([str(tmp_path)]) == 2
    assert main(["/dev/zero"]) == 2


def test_a_missing_earlier_copy_ends_with_two(tmp_path: Path) -> None:
    path = archive(tmp_path, usual("Ed25519").archive())
    assert main([path, "--before", path]) == 0
    assert main([path, "--before", path, str(tmp_path / "nothing.bel")]) == 2


def test_the_module_runs_by_itself(tmp_path: Path) -> None:
    path = archive(tmp_path, usual("Ed25519").archive())
    command = [sys.executable, "-m", "gongqiao_verifier", path, "--json"]
    found = str(Path(gongqiao_verifier.__file__).parents[1])
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONPATH": found}
    done = subprocess.run(command, capture_output=True, check=False, env=bare)
    assert done.returncode == 0, done.stderr
    assert b"verified" in done.stdout


def test_a_name_cannot_steer_the_terminal(tmp_path: Path, capsys: Any) -> None:
    case = usual("Ed25519")
    case.election["name"] = "\x1b[2J\u202e核验通过"
    main([archive(tmp_path, case.archive())])
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_every_code_that_is_used_has_words_and_every_word_is_used() -> None:
    folder = Path(__file__).parent.parent / "src" / "gongqiao_verifier"
    text = "".join(path.read_text() for path in folder.rglob("*.py") if path.name != "words.py")
    assert [code for code in FAULTS if f'"{code}"' not in text] == []
