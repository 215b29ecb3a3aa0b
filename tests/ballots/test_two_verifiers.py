"""The platform's verifier and the stand-alone one, which share no code, say the same of every election."""

import json
import subprocess
import sys

import pytest

from gongqiao.ballots import rehearsal
from gongqiao.belenios import verify
from gongqiao.shell.environment import CLONE
from tests import make
from tests.ballots.test_rehearsal import PLANS
from tests.belenios.elections import BLANK, COMMITTEE, CONTRACT, Held, written
from tests.belenios.tampered import TAMPERINGS

ALONE = CLONE / "verifier/src"
VOTES = [
    (0, [1, 0, 0], [1, 1, 0], [0, 1, 0]),
    (1, [0, 1, 0], [0, 0, 0], [1, 0, 0]),
    (2, [1, 0, 0], [0, 0, 1], [0, 0, 1]),
    (0, [0, 0, 1], [0, 1, 1], [0, 1, 0]),
]


@pytest.fixture(name="alone", scope="module")
def _alone():
    """Its verdict on a file and the result; it is imported here, which spares a process for each."""
    sys.path.insert(0, str(ALONE))
    from gongqiao_verifier.report import Unreadable  # noqa: PLC0415 -- only now it is found
    from gongqiao_verifier.verify import verify as judge  # noqa: PLC0415 -- as above

    def judged(path):
        try:
            told = judge(path, jobs=1)
        except Unreadable:
            return "unreadable", None
        return told.verdict, told.election.get("result")

    yield judged
    sys.path.remove(str(ALONE))


@pytest.fixture(name="held", scope="module")
def _held():
    return Held(questions=(CONTRACT, COMMITTEE, BLANK), weights=(1, 3, 2, 1, 1), votes=VOTES)


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_both_accept_every_rehearsed_election_and_count_the_same(tmp_path, alone, plan):
    done = rehearsal.rehearse(plan, tmp_path, at=make.AT)
    ours, (verdict, result) = verify.verify(done.file.read_bytes()), alone(done.file)

    assert (ours.finished, verdict) == (True, "verified")
    assert [list(map(int, each)) for each in result] == ours.result


@pytest.mark.parametrize("length", [1, 2, 4, 6, 7, 8])
def test_both_verify_an_election_as_far_as_it_goes(tmp_path, alone, held, length):
    file = tmp_path / "open.bel"
    file.write_bytes(written(list(held.items_of_archive())[:length]))
    ours = verify.verify(file.read_bytes())

    assert (ours.sound, ours.finished, alone(file)[0]) == (True, False, "verified-so-far")


@pytest.mark.parametrize("name", TAMPERINGS)
def test_both_refuse_every_tampering_and_name_a_fault(tmp_path, alone, held, name):
    file = tmp_path / "changed.bel"
    file.write_bytes(TAMPERINGS[name][0](held))

    assert not verify.verify(file.read_bytes()).sound
    assert alone(file)[0] in {"refused", "unreadable"}


def test_it_stands_alone(tmp_path):
    """In a process that finds nothing of the platform."""
    done = rehearsal.rehearse(PLANS[0], tmp_path, at=make.AT)
    words = [sys.executable, "-m", "gongqiao_verifier", done.file, "--json"]
    told = subprocess.run(words, env={"PYTHONPATH": str(ALONE)}, capture_output=True, text=True, check=True)

    assert json.loads(told.stdout)["verdict"] == "verified"
    for path in ALONE.rglob("*.py"):
        text = path.read_text()
        assert not any(word in text for word in ("import gongqiao.", "from gongqiao ", "from gongqiao.", "django"))
