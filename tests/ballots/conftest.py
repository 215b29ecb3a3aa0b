"""The command line, run here; an election that was held; and the stand-alone verifier's word on an archive."""

import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from gongqiao.ballots import issuer
from gongqiao.shell import command, surroundings
from gongqiao.shell.environment import CLONE
from tests.ballots import made
from tests.belenios.elections import BLANK, COMMITTEE, CONTRACT, Held
from tests.membership.conftest import let_in
from tests.organisations import unions

__all__ = ["let_in"]

ALONE = CLONE / "verifier/src"
VOTES = [
    (0, [1, 0, 0], [1, 1, 0], [0, 1, 0]),
    (1, [0, 1, 0], [0, 0, 0], [1, 0, 0]),
    (2, [1, 0, 0], [0, 0, 1], [0, 0, 1]),
    (0, [0, 0, 1], [0, 1, 1], [0, 1, 0]),
]


@pytest.fixture(name="held", scope="session")
def _held():
    """Three questions, weights, a vote cast again and one voter who stayed away."""
    return Held(questions=(CONTRACT, COMMITTEE, BLANK), weights=(1, 3, 2, 1, 1), votes=VOTES)


@pytest.fixture(name="alone", scope="session")
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


@pytest.fixture(name="run")
def _run(monkeypatch, capsys):
    """`gongqiao ballots WORDS`; a database is not asked for."""
    woken = []
    monkeypatch.setattr(surroundings, "wake", lambda **how: woken.append(how))
    monkeypatch.setattr(command.elections, "commands", {})

    def running(*words):
        monkeypatch.setattr(sys, "argv", ["gongqiao", "ballots", *map(str, words)])
        code = 0
        try:
            command.main()
        except SystemExit as end:
            code = end.code or 0
        said = capsys.readouterr()
        assert all(how == {"database": False} for how in woken)
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return running


@pytest.fixture(name="tree")
def _tree():
    return unions.tree()


@pytest.fixture(name="union")
def _union(tree):
    return tree["joint"].body


@contextmanager
def issuing(folder, database):
    """The process that hands out credentials, as a thread of this one."""
    with issuer.Server(folder, database) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(name="issuing")
def _issuing(settings):
    with tempfile.TemporaryDirectory() as folder:
        settings.ISSUER = Path(folder) / "issuer"
        with issuing(settings.ISSUER, made.issuer_url(connection.settings_dict["NAME"])) as server:
            yield server
