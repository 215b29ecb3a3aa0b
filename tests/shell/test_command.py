"""The command line: 0 done, 2 refused with one sentence, 1 our fault with a reference; never a traceback."""

import json
import sys

import click
import pytest

from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.shell import command, surroundings


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `gongqiao WORDS` here; commands given by keyword stand beside the real ones."""
    monkeypatch.setattr(surroundings, "wake", lambda **_: None)

    def running(*words, **commands):
        group = command.Gathered(lambda: (click.Command(name, callback=do) for name, do in commands.items()))
        monkeypatch.setattr(command, "platform", group)
        monkeypatch.setattr(sys, "argv", ["gongqiao", *words])
        code = 0
        try:
            command.main()
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return running


def test_what_is_done_is_zero_and_silent_on_standard_error(run):
    assert run("act", act=lambda: click.echo("办好了")) == (0, "办好了\n", "")


def test_json_is_the_last_line(run):
    code, out, _ = run("act", "--json", act=lambda: click.echo("办好了") or {"count": 3})
    assert (code, json.loads(out.splitlines()[-1])) == (0, {"count": 3})


def test_a_refusal_is_two_and_one_sentence(run):
    def refusing():
        raise Refused([Reason("no", "不能这样办")])

    assert run("act", act=refusing) == (2, "", "不能这样办\n")


def test_an_unknown_command_is_two_and_says_where_to_look(run):
    code, out, err = run("nothing")
    assert (code, out) == (2, "")
    assert err.startswith("命令写法不对（加 --help 看用法）")


def test_a_fault_of_ours_is_one_with_a_reference_and_no_traceback(run):
    def failing():
        raise KeyError("330102199003077511")

    code, out, err = run("act", act=failing)
    assert (code, out) == (1, "")
    assert err.splitlines()[-1].startswith("系统出错，编号 ")
    assert "Traceback" not in err
    assert "330102199003077511" not in err
