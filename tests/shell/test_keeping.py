"""Yesterday put back into a second folder, and proven equal; whatever is not equal is named."""

import json
import os
import shutil
from pathlib import Path

import psycopg
import pytest

from gongqiao.postgres import embedded
from gongqiao.postgres.server import APP, OWNER, SUPERUSER
from gongqiao.shell.environment import CLONE
from gongqiao.shell.keeping.backups import WALL
from gongqiao.shell.keeping.proof import Proof
from tests.platform import own_server
from tests.shell.keeping import facts, operate

ONE = Proof({"kernel_body": 3, "people_person": 2}, "ab" * 32, (2, "cd" * 32), (2, "cd" * 32))


def test_two_that_hold_the_same_have_no_differences():
    assert ONE.differences(Proof.read(json.loads(json.dumps(ONE.told())))) == []


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"tables": {"kernel_body": 3}}, ["people_person：2 行，应为 0 行"]),
        ({"tables": {"kernel_body": 4, "people_person": 2}}, ["kernel_body：3 行，应为 4 行"]),
        ({"records": "ef" * 32}, ["办理记录的根 abababababababab，应为 efefefefefefefef"]),
    ],
)
def test_each_difference_is_named(parts, words):
    assert ONE.differences(Proof(**{**vars(ONE), **parts})) == words


def test_records_that_are_not_those_that_were_signed_are_not_whole():
    assert [ONE.whole, Proof({}, "", (2, "ff" * 32), ONE.head).whole, Proof({}, "", (0, ""), None).whole] == [
        True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "wall"),
    [
        ("4567; 0 16400 ROW SECURITY public membership_card gongqiao", True),
        ("4570; 3256 17000 POLICY public membership_card wall gongqiao", True),
        ("4600; 2606 17100 FK CONSTRAINT public membership_card membership_card_membership_id gongqiao", False),
        ("215; 1259 16390 TABLE public wall_policy gongqiao", False),
        ("; Archive created at 2026-03-10", False),
    ],
)
def test_walls_are_told_from_what_is_put_back_before_them(line, wall):
    """While one is half built nobody sees a row behind it, and a reference to such a row finds nothing."""
    assert bool(WALL.match(line)) is wall


@pytest.fixture(scope="module")
def server():
    """A new platform with some unions and records, its server running while the commands come and go."""
    with own_server("keeping") as made:
        made.start()
        folder = Path(os.environ["GONGQIAO_DATA"])
        assert operate("migrate", data=folder).code == 0
        with psycopg.connect(made.url(OWNER, "gongqiao")) as connection:
            connection.execute(
                "INSERT INTO kernel_body (kind, name) SELECT 'union', '工会' || n FROM generate_series(1, 9) n"
            )
            connection.execute(
                "INSERT INTO kernel_record (at, event, role, subject_type, subject_id, law, facts)"
                " SELECT now(), 'audit.Test', 'self', 'kernel.body', n, '', jsonb_build_object('n', n, '词', '句')"
                " FROM generate_series(1, 1000) n"
            )
        yield made


@pytest.fixture
def elsewhere():
    folder = Path(f"/var/tmp/gongqiao-second-{os.getpid()}")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.long
def test_yesterday_is_put_back_into_a_second_folder_and_proven_equal(server, elsewhere, tmp_path):
    data = Path(os.environ["GONGQIAO_DATA"])
    kept, document = tmp_path / "kept", "ab" * 32
    with psycopg.connect(server.url(SUPERUSER, "gongqiao")) as connection:
        connection.execute(
            "INSERT INTO files_storedfile (id, digest, size, media_type, name, owner_type, owner_id, uploaded_at,"
            " retention) VALUES (gen_random_uuid(), %s, 4, 'application/pdf', 'a', 'kernel.body', '1', now(), 'month')",
            [document],
        )
    place = data / "files" / document[:2] / document[2:4]
    place.mkdir(parents=True)
    (place / document).write_bytes(b"text")
    taken = facts(operate("backup", str(kept), "--json", data=data))
    with psycopg.connect(server.url(OWNER, "gongqiao")) as connection:
        connection.execute("UPDATE kernel_body SET name = '后来改的' WHERE id = 1")  # done today, not in yesterday's

    found = facts(operate("restore", str(kept), "--json", data=elsewhere))

    same = ("tables", "records", "sealed", "head")
    assert {name: found[name] for name in same} == {name: taken[name] for name in same}
    assert (found["tables"]["places_division"] > 20_000, found["tables"]["kernel_record"]) == (True, 1000)
    assert (elsewhere / "files" / document[:2] / document[2:4] / document).read_bytes() == b"text"
    again = operate("restore", str(kept), data=elsewhere)
    assert (again.code, "绝不覆盖" in again.err) == (2, True)
    early = operate("restore", str(kept), "--at", "2020-01-01", data=elsewhere)
    assert (early.code, "没有这一时刻之前的备份" in early.err) == (2, True)


@pytest.mark.long
def test_a_backup_of_what_was_tampered_with_or_lost_is_taken_and_says_so(server, tmp_path):
    data = Path(os.environ["GONGQIAO_DATA"])
    facts(operate("audit", "export", str(tmp_path / "sealed"), "--json", data=data))
    with psycopg.connect(server.url(SUPERUSER, "gongqiao")) as connection:
        connection.execute("ALTER TABLE kernel_record DISABLE TRIGGER ALL")
        connection.execute(
            "UPDATE kernel_record SET facts = '{\"n\": 0}' WHERE id = (SELECT min(id) FROM kernel_record)"
        )
        connection.execute("UPDATE files_storedfile SET digest = %s", ["cd" * 32])

    said = operate("backup", str(tmp_path / "kept"), data=data)

    assert (said.code, "与最近的审计头不符" in said.err, "有 1 个附件在磁盘上找不到" in said.err) == (2, True, True)
    assert len(list((tmp_path / "kept").glob("*/manifest.json"))) == 1


@pytest.mark.long
def test_who_serves_and_who_owns_may_do_after_a_restore_what_they_may_before(server, elsewhere, tmp_path):
    data = Path(os.environ["GONGQIAO_DATA"])
    operate("backup", str(tmp_path), data=data)
    operate("restore", str(tmp_path), data=elsewhere)

    assert _rights(elsewhere) == _rights(data)


def _rights(data):
    """What the app's role may do with each table, and which tables are behind the wall."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGQIAO_DATA", str(data))
        there = embedded(CLONE)
        started = there.start()
        with psycopg.connect(there.url(SUPERUSER, "gongqiao")) as connection:
            granted = connection.execute(
                "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
                " WHERE grantee = %s ORDER BY 1, 2",
                [APP],
            ).fetchall()
            walled = connection.execute(
                "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relkind = 'r' ORDER BY 1"
            ).fetchall()
        if started:
            there.stop()
    return granted, walled
