"""The command line, run here: what it prints and how it ends."""

import sys

import pytest

from gongqiao.shell import command, surroundings


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
