"""The command line: 0 done, 2 refused with one sentence, 1 our fault with a reference; never a traceback."""

import json
import sys

import click
import pytest

from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.shell import command, surroundings
from tests.typed import typed


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


SECRETS = {"GONGQIAO_SECRET_KEY": "a-key-to-sign-with", "DATABASE_URL": "postgresql://app:a-password@127.0.0.1:9/none"}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"GONGQIAO_TODAY": "2026-13-01"}, "GONGQIAO_TODAY “2026-13-01”不是有效的日期"),
        ({"GONGQIAO_CIPHER": "sm4"}, "GONGQIAO_CIPHER 不认识“sm4”"),
        ({"GONGQIAO_MODE": "production"}, "正式运行缺少环境变量"),
        ({"GONGQIAO_DATA": "/proc/nowhere"}, "数据文件夹 /proc/nowhere 不能写入"),
        ({"GONGQIAO_DATA": "/dev/null"}, "数据文件夹 /dev/null 不能写入"),
        ({"GONGQIAO_LOG": "/proc/nowhere/log"}, "日志 /proc/nowhere/log 不能写入"),
        ({"GONGQIAO_LOG": "/tmp"}, "日志 /tmp 不能写入"),
    ],
)
def test_what_it_is_told_wrongly_is_refused_in_one_sentence_without_any_secret(told, sentence):
    code, out, err = typed("law", "clocks", **(SECRETS | told))
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert sentence in err
    assert "a-password" not in err
    assert "a-key-to-sign-with" not in err
