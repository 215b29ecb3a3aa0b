"""The command line: 0 done, 2 refused with one sentence, 1 our fault with a reference; never a traceback."""

import json
import os
import re
import sys
from datetime import UTC, datetime

import click
import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from gongqiao.kernel.models import Deadline
from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.law import queries
from gongqiao.postgres import roles
from gongqiao.postgres.server import APP, OWNER
from gongqiao.shell import command, operating, surroundings
from tests.database import Databases
from tests.typed import typed, typed_at_a_terminal


def rarely(words):
    """Each is a process of its own, which takes a second: the long tests start them all."""
    return pytest.param(words, marks=pytest.mark.long)


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `gongqiao WORDS` here; commands given by keyword stand in place of the real ones."""
    monkeypatch.setattr(surroundings, "wake", lambda **_: None)

    def running(*words, **commands):
        group = command.Gathered(lambda: (click.Command(name, callback=do) for name, do in commands.items()))
        if commands:
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
    assert run("nothing") == (2, "", "命令写法不对：没有 nothing 这个命令；加 --help 看用法\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("sweep", "--as-of", "2026-02-30"),
            "选项 --as-of（按哪一天结束时的情况办理）填得不对，请按 2026-03-10 的样子",
        ),
        (("sweep", "--as-of"), "--as-of 后面的值缺少或者多余"),
        (("sweep", "--as-off", "2026-03-10"), "没有 --as-off 这个选项，相近的有 --as-of"),
        (("sweep", "today"), "多写或者少写了内容"),
        (("sweeep",), "没有 sweeep 这个命令，相近的有 sweep"),
        (("law", "due", "bargaining.reply"), "缺少选项 --start（起算事件之日，例如 2026-03-10）"),
        (("law", "due", "--start", "2026-03-10"), "缺少参数 CLOCK"),
        (("law",), "没有说要做什么，可以做的有 clocks、due、held"),
        (("data", "import", "boundaries"), "缺少参数 FOLDER"),
        (("data", "import", "boundaries", "/nowhere"), "参数 FOLDER 填得不对，没有这个文件或者文件夹"),
        (("secrets", "rotate", "--purpose", "all"), "选项 --purpose 填得不对，可以填 fields、index、codes"),
        (("secrets", "rotate", "--grace", "long"), "填得不对，请填写数字"),
        (("run", "--port", "http"), "选项 --port（网页端口；实时推送用下一个端口）填得不对，请填写数字"),
    ],
)
def test_what_is_typed_wrongly_is_two_and_one_chinese_sentence(run, words, sentence):
    code, out, err = run(*words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("命令写法不对：")
    assert err.endswith("；加 --help 看用法\n")
    assert sentence in err


def test_a_file_that_is_barred_is_two_and_named(run):
    def barred():
        raise PermissionError(13, "Permission denied", "/srv/keys.json")

    assert run("act", act=barred) == (2, "", "没有权限读写 /srv/keys.json，请检查文件的属主和权限\n")


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


@pytest.mark.django_db
def test_a_sweep_in_which_something_failed_is_one_and_tells_programs_as_much(run):
    """A clock about a thing that is not there."""
    Deadline.objects.create(
        subject_type="membership.application", subject_id=1, clock="membership.review", started_on="2026-02-01",
        due_on="2026-02-20",
    )  # fmt: skip
    code, out, err = run("sweep", "--as-of", "2026-03-10", "--json")
    assert (code, err.splitlines()[-1]) == (1, "有 1 件没有办成，原因见日志")
    assert json.loads(out.splitlines()[-1]) == {"as_of": "2026-03-10", "struck": 0, "failed": 1}


@pytest.mark.django_db
def test_an_hour_after_midnight_a_sweep_is_as_of_the_new_day(run, settings, monkeypatch):
    settings.TODAY = None
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 10, 17, 0, tzinfo=UTC))

    _, out, _ = run("sweep", "--json")

    assert json.loads(out.splitlines()[-1])["as_of"] == "2026-03-11"


@pytest.mark.parametrize(
    "words", list(map(rarely, [("migrate",), ("law", "due", "bargaining.reply", "--start", "2026-03-10"), ("sweep",)]))
)
def test_with_the_database_away_it_says_what_the_doctor_would(words):
    assert typed(*words, "--json") == (2, "", "数据库没有应答，请检查 DATABASE_URL 和数据库服务\n")


def test_the_doctor_tells_programs_what_is_ill():
    code, out, err = typed("doctor", "--json")
    told = json.loads(out.splitlines()[-1])
    assert (code, told["数据库"]) == (2, "数据库没有应答，请检查 DATABASE_URL 和数据库服务")
    assert err.startswith("需要处理：数据库")


REPLY = "《浙江省集体合同条例》第七条"
CLOCK = {"name", "words", "count", "starts", "effect"}


@pytest.fixture
def here(transactional_db, tmp_path):
    """Where a process of its own finds this test's database."""
    told = connection.settings_dict
    url = make_conninfo(
        dbname=told["NAME"], user=told["USER"], password=told["PASSWORD"], host=told["HOST"], port=told["PORT"]
    )
    return {"DATABASE_URL": url, "GONGQIAO_DATA": str(tmp_path), "GONGQIAO_KEYS": str(tmp_path / "keys.json")}


def last(out):
    return json.loads(out.splitlines()[-1])


@pytest.mark.long
def test_the_commands_as_an_operator_types_them(here, tmp_path):
    code, out, err = typed("secrets", "make", **here)
    assert (code, err) == (0, "")
    code, out, err = typed("secrets", "rotate", "--grace", "0", "--json", **here)
    assert (code, last(out), err) == (0, {"changed": 0}, "")
    code, out, err = typed("sweep", "--as-of", "2026-03-10", "--json", **here)
    assert (code, last(out), err) == (0, {"as_of": "2026-03-10", "struck": 0, "failed": 0}, "")
    code, out, err = typed("doctor", "--json", **here)
    assert (code, err) == (2, "需要处理：后台\n")
    assert last(out)["后台"] == "没有后台在办理，请启动 gongqiao worker"
    code, out, err = typed("data", "import", "divisions", "--json", **here)
    assert (code, last(out)["added"], err) == (0, 0, "")
    code, out, err = typed("law", "clocks", "--json", **here)
    listed = last(out)["clocks"]
    assert (code, err, [each["name"] for each in listed]) == (0, "", sorted(queries.clocks()))
    assert [each for each in listed if each.keys() != CLOCK] == []
    code, out, err = typed("law", "due", "bargaining.reply", "--start", "2026-03-10", "--json", **here)
    assert (code, last(out)["last_day"], last(out)["article"], err) == (0, "2026-03-24", REPLY, "")
    code, out, err = typed("law", "held", "bargaining.reply", "--on", "2026-03-10", "--json", **here)
    assert (code, last(out)["value"], last(out)["article"], err) == (0, "10个工作日", REPLY, "")
    (tmp_path / "bad.geojson").write_text("{")
    code, out, err = typed("data", "import", "boundaries", str(tmp_path), **here)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "bad.geojson 不是能读懂的边界文件" in err
    production = {"GONGQIAO_MODE": "production", "GONGQIAO_SECRET_KEY": "k" * 50, "GONGQIAO_HOSTS": "union.example"}
    assert typed("demo", **here, **production) == (2, "", "正式运行的平台不能建演示省，请在演示模式下执行\n")


def test_without_a_word_it_serves_on_port_8000(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    for each in (operating.run, operating.serve):
        assert each.make_context(each.name, []).params["port"] == 8000


@pytest.mark.parametrize("words", [("demo",), *map(rarely, [("sweep",), ("cockpit", "recount")])])
def test_where_the_tables_were_never_made_it_says_what_to_do(here, words, settings):
    nowhere = make_conninfo(here["DATABASE_URL"], dbname="postgres")

    code, out, err = typed(*words, **here | {"DATABASE_URL": nowhere, "GONGQIAO_KEYS": str(settings.KEY_RING)})

    assert (code, out) == (2, "")
    assert re.fullmatch(r"还有 \d+ 步没有升级，请执行 gongqiao migrate\n", err)


def test_an_upgrade_that_breaks_is_not_told_to_be_tried_again(here):
    databases, name = Databases(), f"test_{os.getpid()}_broken"
    owner, app = (databases.server.url(role, name) for role in (OWNER, APP))
    roles.prepare(databases.server, name)
    try:
        with psycopg.connect(owner) as connection:
            connection.execute("CREATE TABLE kernel_body (id integer)")
        code, out, err = typed("migrate", **here | {"DATABASE_URL": app, "GONGQIAO_OWNER_URL": owner})
    finally:
        databases.drop(name)

    assert (code, out) == (1, "")
    assert re.fullmatch(r"系统出错，编号 \w{8}，详情见日志\n", err.splitlines(keepends=True)[-1])


@pytest.mark.long
def test_long_work_shows_how_far_it_is_to_whoever_looks_on(here, tmp_path):
    typed("secrets", "make", **here)
    outlines = tmp_path / "boundaries"
    outlines.mkdir()
    square = '{"type":"Polygon","coordinates":[[[120,30],[120.1,30],[120.2,30],[120.2,30.2],[120,30.2],[120,30]]]}'
    told = f'{{"features":[{{"properties":{{"adcode":330109}},"geometry":{square}}}]}}'
    (outlines / "萧山.geojson").write_text(told)
    for label, words in (
        ("升级", ("migrate",)),
        ("导入", ("data", "import", "divisions")),
        ("导入", ("data", "import", "boundaries", str(outlines))),
        ("到期", ("sweep", "--as-of", "2026-03-10")),
        ("核对", ("cockpit", "recount")),
        ("换密钥", ("secrets", "rotate", "--grace", "0")),
        ("合并登记", ("demo",)),  # each part of the province by its name
    ):
        code, out, shown = typed_at_a_terminal(*words, "--json", **here)
        assert (code, isinstance(last(out), dict)) == (0, True)
        assert re.search(rf"{label}  \[-*#", shown)
        assert "[#" not in out
    assert [typed(*words, **here).err for words in (("migrate",), ("cockpit", "recount"))] == ["", ""]
