"""The stand-alone verifier, which shares no code with the platform's, says the same of every election.

Of whole ones in `test_rehearsal`; what the platform's says of each tampering, in `test_commands`.
"""

import json
import subprocess
import sys

import pytest

from gongqiao.ballots import rehearsal
from gongqiao.belenios import verify
from tests import make
from tests.ballots.conftest import ALONE
from tests.ballots.test_rehearsal import PLANS
from tests.belenios.elections import written
from tests.belenios.tampered import TAMPERINGS


@pytest.mark.parametrize("length", [1, 2, 4, 6, 7, 8])
def test_both_verify_an_election_as_far_as_it_goes(tmp_path, alone, held, length):
    file = tmp_path / "open.bel"
    file.write_bytes(written(list(held.items_of_archive())[:length]))
    ours = verify.verify(file.read_bytes())

    assert (ours.sound, ours.finished, alone(file)[0]) == (True, False, "verified-so-far")


@pytest.mark.long  # it has a corpus of its own, three times as large
@pytest.mark.parametrize("name", TAMPERINGS)
def test_it_refuses_every_tampering_that_ours_refuses(tmp_path, alone, held, name):
    file = tmp_path / "changed.bel"
    file.write_bytes(TAMPERINGS[name][0](held))

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
