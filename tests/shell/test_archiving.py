"""Back to any moment between two backups: what was done by then is there, what was done later is not."""

import json
import os
import shutil
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from gongqiao.postgres import embedded, programs, wal
from gongqiao.postgres.server import OWNER, SUPERUSER
from gongqiao.shell.environment import CLONE
from gongqiao.shell.keeping.proof import prove
from gongqiao.shell.keeping.times import SHANGHAI
from tests.platform import own_server
from tests.shell.keeping import act, archiving, cut_short, facts, kill, operate, wait_until_kept

pytestmark = pytest.mark.long
DOCUMENT = "ab" * 32


@pytest.fixture(scope="module")
def server():
    """A new platform, its server running while the commands come and go."""
    with own_server("archiving") as made:
        made.start()
        assert operate("migrate", data=home()).code == 0
        yield made


@pytest.fixture(scope="module")
def life(server):
    """A base, an act and a document after it, a moment, another act; all of it archived, and the archive ended."""
    folder = Path(f"/var/tmp/gongqiao-archive-{os.getpid()}")
    act(server, 1)
    begin = _proof(server)["tables"]["kernel_record"]
    with archiving(folder, home()):
        taken = facts(operate("backup", str(folder), "--whole", "--json", data=home()))
        _hand_in(server, DOCUMENT)
        moment = act(server, 2)
        proof = _proof(server)
        with psycopg.connect(server.url(SUPERUSER, "gongqiao"), autocommit=True) as connection:
            connection.execute("SELECT pg_switch_wal()")  # a file of the log ends here
        end = act(server, 3)
        wait_until_kept(folder, end)
    yield {
        "folder": folder,
        "base": Path(taken["base"]),
        "moment": moment,
        "end": end,
        "proof": proof,
        "records": begin,
    }
    shutil.rmtree(folder)


@pytest.fixture
def elsewhere():
    folder = Path(f"/var/tmp/gongqiao-then-{os.getpid()}")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def home():
    return Path(os.environ["GONGQIAO_DATA"])


def typed_as(moment):
    return moment.astimezone(SHANGHAI).replace(tzinfo=None).isoformat()


def _proof(server):
    with psycopg.connect(server.url(OWNER, "gongqiao")) as connection:
        return prove(connection).told()


def _hand_in(server, digest):
    place = home() / "files" / digest[:2] / digest[2:4]
    place.mkdir(parents=True)
    (place / digest).write_bytes(b"text")
    with psycopg.connect(server.url(SUPERUSER, "gongqiao")) as connection:
        connection.execute(
            "INSERT INTO files_storedfile (id, digest, size, media_type, name, owner_type, owner_id, uploaded_at,"
            " retention) VALUES (gen_random_uuid(), %s, 4, 'application/pdf', 'a', 'kernel.body', '1', now(), 'month')",
            [digest],
        )


def _set(server, name, value):
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connection.execute("SELECT pg_reload_conf()")


def restored(folder, at, elsewhere, **more):
    return operate("restore", str(folder), "--at", at, "--json", data=elsewhere, **more)


def nothing_stands_in(elsewhere):
    return not [name for name in ("main", "main.recovering") if (elsewhere / "pg" / name).exists()]


def copied(life, tmp_path):
    """The same backups and archive once more, to be broken; what is not broken is not copied."""
    folder = tmp_path / "broken"
    shutil.copytree(life["folder"], folder, copy_function=os.link)
    return folder, folder / "whole" / life["base"].name


def test_what_was_done_by_the_moment_is_there_and_what_was_done_later_is_not(life, elsewhere):
    found = facts(restored(life["folder"], typed_as(life["moment"]), elsewhere))

    assert {name: found[name] for name in life["proof"]} == json.loads(json.dumps(life["proof"]))
    assert (found["tables"]["kernel_record"], found["documents"]) == (life["records"] + 1, 1)
    assert (elsewhere / "files" / DOCUMENT[:2] / DOCUMENT[2:4] / DOCUMENT).read_bytes() == b"text"
    again = restored(life["folder"], "last", elsewhere)
    assert (again.code, "绝不覆盖" in again.err, "Traceback" in again.err) == (2, True, False)


def test_the_platform_works_where_it_was_restored(life, elsewhere):
    said = restored(life["folder"], "last", elsewhere)

    assert (facts(said)["tables"]["kernel_record"], "还需要把当时的密钥环放到" in said.out) == (
        life["records"] + 2,
        True,
    )
    assert operate("cockpit", "recount", data=elsewhere).code == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGQIAO_DATA", str(elsewhere))
        there = embedded(CLONE)
    there.start()
    act(there, 4)
    there.stop()


@pytest.mark.parametrize("waited_for", [False, True], ids=["seen in the archive", "the server waits for the archive"])
def test_a_server_killed_after_it_acknowledged_an_act_loses_nothing(server, elsewhere, waited_for):
    folder = Path(f"/var/tmp/gongqiao-killed-{os.getpid()}")
    with archiving(folder, home()):
        facts(operate("backup", str(folder), "--whole", "--json", data=home()))
        _set(server, "synchronous_standby_names", wal.SLOT if waited_for else "")
        for number in range(100, 150):
            at = act(server, number)
        if not waited_for:
            wait_until_kept(folder, at)
        kill(server)
        said = restored(folder, "last", elsewhere)
        server.start()
        _set(server, "synchronous_standby_names", "")

    assert facts(said)["tables"]["kernel_record"] == _proof(server)["tables"]["kernel_record"]
    shutil.rmtree(folder)


def test_an_archive_goes_on_by_itself_when_the_server_comes_back(server, elsewhere):
    folder = Path(f"/var/tmp/gongqiao-back-{os.getpid()}")
    with archiving(folder, home()):
        kill(server)
        server.start()
        wait_until_kept(folder, act(server, 200))
    stopped = json.loads(operate("doctor", "--json", data=home()).out.splitlines()[-1])["归档"]
    with archiving(folder, home()):
        wait_until_kept(folder, act(server, 201))
        at_work = json.loads(operate("doctor", "--json", data=home()).out.splitlines()[-1])["归档"]
    assert (stopped, at_work) == ("归档没有在进行，数据库一直替它留着日志：请启动 gongqiao archive", "好")
    shutil.rmtree(folder)


def test_a_restore_that_was_killed_leaves_nothing_that_looks_whole_and_can_be_done_again(life, elsewhere):
    half = elsewhere / "pg" / "main.recovering"
    cut_short("restore", str(life["folder"]), "--at", "last", data=elsewhere, when=(half / "postmaster.pid").exists)
    assert not (elsewhere / "pg" / "main").exists()

    assert facts(restored(life["folder"], "last", elsewhere))["tables"]["kernel_record"] == life["records"] + 2
    assert not half.exists()


def test_a_moment_beyond_the_archive_is_refused_and_the_end_of_the_archive_told(server, life, elsewhere):
    late = act(server, 300)
    said = restored(life["folder"], typed_as(late), elsewhere)

    assert (said.code, "归档只到" in said.err, "--at last" in said.err) == (2, True, True), said
    assert nothing_stands_in(elsewhere)
    tomorrow = restored(life["folder"], typed_as(late + timedelta(days=1)), elsewhere)
    assert (tomorrow.code, "还没有到" in tomorrow.err) == (2, True)


def test_before_the_first_base_it_is_the_backup_before_or_none(life, elsewhere):
    said = restored(life["folder"], "2020-01-01", elsewhere)

    assert (said.code, "没有这一时刻之前的备份" in said.err) == (2, True)
    (only,) = life["folder"].glob("*T*/manifest.json")
    beside = datetime.fromisoformat(json.loads(only.read_text())["at"])
    found = restored(life["folder"], typed_as(beside + timedelta(microseconds=1)), elsewhere)
    records = facts(found)["tables"]["kernel_record"]
    assert (records, "恢复的是它之前最近的一份备份" in found.out) == (life["records"], True)


def test_a_gap_in_the_archive_is_named(life, elsewhere, tmp_path):
    folder, _ = copied(life, tmp_path)
    files = sorted(path for path in (folder / "wal").iterdir())
    files[-2].unlink()

    said = restored(folder, typed_as(life["end"]), elsewhere)
    last = restored(folder, "last", elsewhere)

    name = files[-2].name
    assert (said.code, f"缺少日志文件 {name}" in said.err, nothing_stands_in(elsewhere)) == (2, True, True), said
    assert (last.code, f"缺少日志文件 {name}" in last.err, nothing_stands_in(elsewhere)) == (2, True, True), last


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"postgres": 14}, "请用 PG_BIN 指明 PostgreSQL 14 的程序"),
        ({"size": 1 << 60}, "指向一个更大的磁盘"),
        ({"system": "1"}, "是另一个数据库的归档"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_written(life, elsewhere, tmp_path, changed, words):
    folder, base = copied(life, tmp_path)
    manifest = base / "manifest.json"
    text = manifest.read_text()
    manifest.unlink()  # it is the same file as the whole one's
    manifest.write_text(json.dumps(json.loads(text) | changed))

    said = restored(folder, "last", elsewhere)

    assert (said.code, words in said.err, nothing_stands_in(elsewhere)) == (2, True, True), said


def test_a_base_with_a_file_missing_is_refused(life, elsewhere, tmp_path):
    folder, base = copied(life, tmp_path)
    (base / "server/global/1262").unlink()

    said = restored(folder, "last", elsewhere)

    assert (said.code, "不完整，不能用" in said.err, nothing_stands_in(elsewhere)) == (2, True, True), said


def test_a_document_that_the_archive_has_not_is_told(life, elsewhere, tmp_path):
    folder, _ = copied(life, tmp_path)
    shutil.rmtree(folder / "files")

    said = restored(folder, "last", elsewhere)

    assert (said.code, "有 1 个附件归档里没有" in said.err, "Traceback" in said.err) == (2, True, False)


def test_records_that_were_not_those_signed_by_then_are_told(server, elsewhere, tmp_path):
    folder = tmp_path / "forged"
    with archiving(folder, home()), psycopg.connect(server.url(SUPERUSER, "gongqiao"), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("INSERT INTO audit_head VALUES (9, 'a', 'b', now(), 'c', 'd')")
        operate("backup", str(folder), "--whole", data=home())
        wait_until_kept(folder, act(server, 800))
        connection.execute("DELETE FROM audit_head")

    forged = restored(folder, "last", elsewhere)

    assert (forged.code, "Traceback" in forged.err) == (0, False), "the last moment is after the head was taken away"
    shutil.rmtree(elsewhere)
    then = json.loads(next(folder.glob("whole/*/manifest.json")).read_text())["at"]
    said = restored(folder, typed_as(datetime.fromisoformat(then)), elsewhere)
    assert (said.code, "与那时的审计头不符" in said.err, "Traceback" in said.err) == (2, True, False), said


def test_a_server_of_ones_own_is_told_the_way(server, life, elsewhere):
    theirs = {"DATABASE_URL": server.url(OWNER, "gongqiao")}
    said = restored(life["folder"], "last", elsewhere, **theirs)
    whole = operate("backup", str(life["folder"]), "--whole", data=home(), **theirs)

    assert (said.code, "去掉 DATABASE_URL" in said.err) == (2, True)
    assert (whole.code, "请设 GONGQIAO_REPLICATION_URL" in whole.err) == (2, True)


def test_a_server_of_ones_own_is_archived_by_a_role_that_may_replicate(server, elsewhere):
    folder = Path(f"/var/tmp/gongqiao-own-{os.getpid()}")
    theirs = {
        "DATABASE_URL": server.url(OWNER, "gongqiao"),
        "GONGQIAO_REPLICATION_URL": server.url(SUPERUSER, "postgres"),
    }
    with archiving(folder, home(), **theirs):
        facts(operate("backup", str(folder), "--whole", "--json", data=home(), **theirs))
        at = act(server, 400)
        wait_until_kept(folder, at)
    now = _proof(server)["tables"]["kernel_record"]

    assert facts(restored(folder, "last", elsewhere))["tables"]["kernel_record"] == now
    shutil.rmtree(folder)


def test_two_do_not_archive_one_server_and_a_gap_is_not_begun(server, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    with archiving(first, home()):
        twice = operate("archive", str(second), data=home())
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_drop_replication_slot(%s)", [wal.SLOT])
    gap = operate("archive", str(first), data=home())
    state = json.loads((first / "archive.json").read_text()) | {"system": "1"}
    (first / "archive.json").write_text(json.dumps(state))
    foreign = operate("archive", str(first), data=home())

    assert [each.code for each in (twice, gap, foreign)] == [2, 2, 2]
    assert "同时只能有一个" in twice.err
    assert "接不上这个数据库" in gap.err
    assert "另一个数据库的归档" in foreign.err


def test_an_archive_that_stood_still_too_long_is_told_and_begun_anew_in_another_folder(server, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    with archiving(old, home()):
        wait_until_kept(old, act(server, 900))
    _set(server, "max_slot_wal_keep_size", "1MB")
    with psycopg.connect(server.url(SUPERUSER, "gongqiao"), autocommit=True) as connection:
        for number in range(901, 904):
            act(server, number)
            connection.execute("SELECT pg_switch_wal()")
        connection.execute("CHECKPOINT")
    _set(server, "max_slot_wal_keep_size", "16GB")

    told = json.loads(operate("doctor", "--json", data=home()).out.splitlines()[-1])["归档"]
    said = operate("archive", str(old), data=home())
    with archiving(new, home()):
        wait_until_kept(new, act(server, 904))

    assert (said.code, "接不上这个数据库" in said.err) == (2, True), said
    assert "请换一个新的文件夹重新归档" in told


def test_with_the_oldest_base_the_log_before_the_next_is_let_go(server, tmp_path):
    folder = tmp_path / "kept"
    with archiving(folder, home()), psycopg.connect(server.url(SUPERUSER, "gongqiao"), autocommit=True) as connection:
        first = facts(operate("backup", str(folder), "--whole", "--json", data=home()))
        connection.execute("SELECT pg_switch_wal()")
        wait_until_kept(folder, act(server, 500))
        second = facts(operate("backup", str(folder), "--whole", "--keep", "1", "--json", data=home()))

    begin = json.loads((Path(second["base"]) / "manifest.json").read_text())["first"]
    assert [path.name for path in (folder / "whole").iterdir()] == [Path(second["base"]).name]
    assert (Path(first["base"]).exists(), min(path.name for path in (folder / "wal").iterdir()) >= begin) == (
        False,
        True,
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["archive"], "请先启动平台"),
        (["backup", "--keep", "2"], "只和 --whole 一起用"),
        (["backup"], "请先执行 gongqiao migrate"),
    ],
    ids=["archive", "keep", "no tables"],
)
def test_what_makes_no_sense_is_told(elsewhere, tmp_path, words, sentence):
    said = operate(*words, str(tmp_path / "kept"), data=elsewhere)

    assert (said.code, sentence in said.err, "Traceback" in said.err) == (2, True, False), said


def test_an_archive_that_was_killed_goes_on_when_it_is_started_again(server, tmp_path):
    folder = tmp_path / "killed"
    cut_short("archive", str(folder), data=home(), when=lambda: list(folder.glob("wal/*.partial")))

    with archiving(folder, home()):
        wait_until_kept(folder, act(server, 600))


def test_an_archive_follows_to_the_node_that_takes_over(server, elsewhere):
    """The second node knows the archive's slot, as Patroni sees to; a replay goes from one timeline to the next."""
    folder, beside = (Path(f"/var/tmp/gongqiao-{name}-{os.getpid()}") for name in ("follows", "beside"))
    with _second_node(server, beside) as second:
        theirs = {
            "DATABASE_URL": _either(server, second, OWNER, "gongqiao"),
            "GONGQIAO_REPLICATION_URL": _either(server, second, SUPERUSER, "postgres"),
        }
        with archiving(folder, home(), **theirs):
            facts(operate("backup", str(folder), "--whole", "--json", data=home(), **theirs))
            wait_until_kept(folder, act(server, 700))
            kill(server)
            second.program("pg_ctl", "promote", "-w", "-D", str(second.data))
            wait_until_kept(folder, act(second, 701))
        now = _proof(second)["tables"]["kernel_record"]
    server.start()

    assert facts(restored(folder, "last", elsewhere))["tables"]["kernel_record"] == now
    assert list((folder / "wal").glob("*.history"))
    shutil.rmtree(folder)


@contextmanager
def _second_node(first, folder):
    """A standby of the first, with the same passwords, that already keeps the log for the archive."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGQIAO_DATA", str(folder))
        second = embedded(CLONE)
    for path in first.place.home.glob("main.*.password"):
        second.place.write(path.name, path.read_text())
    url, into = first.url(SUPERUSER, "postgres"), ("--pgdata", str(second.data))
    programs.run("pg_basebackup", *into, "--write-recovery-conf", "--checkpoint=fast", url=url, options="")
    for path in (second.data, *second.data.rglob("*")):
        second.place.own(path)
    second.start()
    with psycopg.connect(second.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_create_physical_replication_slot(%s, true)", [wal.SLOT])
    yield second
    second.stop()
    shutil.rmtree(folder)


def _either(first, second, role, database):
    where = f"host={first.place.sockets},{second.place.sockets}&port={first.port},{second.port}"
    return f"postgresql://{role}:{first.password(role)}@/{database}?{where}&target_session_attrs=read-write"
