"""What the platform hands out, read by the checker that shares no code with it: well, until somebody touches it."""

import json
from importlib import import_module
from inspect import getmembers, isfunction

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from checking import WELL, check
from faults import UnreadableError
from gongqiao.kernel.actions import OPERATIONS
from gongqiao.postgres.server import SUPERUSER
from tests.audit_verify.export import run, verify
from tests.database import Databases
from tests.typed import typed
from tests.worker import database_url

pytestmark = pytest.mark.django_db(transaction=True)


def act(module):
    """Every verb of a module done once, as little as it can be."""
    room = import_module(f"tests.{module}.smallest")
    for name, prepare in getmembers(room, isfunction):
        if prepare.__module__ == room.__name__ and not name.startswith("_"):
            call = prepare()
            OPERATIONS[f"{module}.{name}"](*call.args, **call.parts, by=call.by, at=call.at)


def exported(folder):
    said = typed("audit", "export", str(folder), DATABASE_URL=database_url(), GONGQIAO_KEYS=str(settings.KEY_RING))
    assert said.code == 0, said.err
    return folder


def administer(*statements):
    """What an administrator of the database can do and the platform cannot."""
    address = Databases().server.url(SUPERUSER, connection.settings_dict["NAME"])
    with psycopg.connect(address) as unbound:
        unbound.execute("SET session_replication_role = replica")
        for statement in statements:
            unbound.execute(statement)


def test_the_records_of_every_verb_of_a_module_are_found_well_and_each_export_extends_the_last(tmp_path):
    folders = []
    for module in ("places", "people"):
        act(module)
        folders.append(exported(tmp_path / module))
    early, late = (verify(folder) for folder in folders)

    assert (early.faults, late.faults) == ([], [])
    assert 0 < early.told["leaves"] < late.told["leaves"]
    assert 0 < early.told["heads"] < late.told["heads"]
    witnesses = [word for folder in folders for word in ("--witness", folder / "heads.jsonl")]
    assert verify(folders[1], *witnesses, "--key", late.told["keys"][0]).faults == []
    assert {fault for fault, _ in verify(folders[0], *witnesses).faults} == {"lost"}


def test_an_export_before_anything_was_done_is_not_called_well(tmp_path):
    said = verify(exported(tmp_path / "export"))

    assert (said.code, "没有一条记录" in said.err) == (2, True)


def test_the_public_address_gives_a_witness_what_it_needs(client, tmp_path):
    act("places")
    folder = exported(tmp_path / "export")
    kept = tmp_path / "kept.json"
    kept.write_bytes(client.get("/api/v1/audit/heads").content)

    assert [each["size"] for each in json.loads(kept.read_bytes())] == [verify(folder).told["leaves"]]
    assert verify(folder, "--witness", kept).faults == []


def test_what_an_administrator_of_the_database_does_to_records_is_named(tmp_path):
    act("people")
    before = exported(tmp_path / "before")
    rows = [json.loads(line) for line in (before / "records.jsonl").read_text().splitlines()]
    administer(
        f"UPDATE kernel_record SET facts = facts || '{{\"note\": 1}}' WHERE id = {rows[2]['id']}",
        f"UPDATE kernel_record SET at = at + interval '1 microsecond' WHERE id = {rows[4]['id']}",
        f"DELETE FROM kernel_record WHERE id = {rows[6]['id']}",
    )

    after = verify(exported(tmp_path / "after"), "--witness", before / "heads.jsonl")

    assert after.code == 1
    assert after.faults == [
        ("changed", 2),
        ("changed", 4),
        ("gone", 6),
        ("root", len(rows)),
        ("rewritten", len(rows)),
    ]


@pytest.mark.long
def test_a_database_put_back_and_carried_on_is_told_by_a_witness(tmp_path):
    act("places")
    early = verify(exported(tmp_path / "early")).told["leaves"]
    act("people")
    late = exported(tmp_path / "late")
    administer(
        f"DELETE FROM audit_leaf WHERE place >= {early}",
        f"DELETE FROM audit_head WHERE size > {early}",
        "DELETE FROM kernel_record WHERE id NOT IN (SELECT record FROM audit_leaf)",
    )
    again = exported(tmp_path / "again")

    assert verify(again).faults == []
    assert [code for code, _ in verify(again, "--witness", late / "heads.jsonl").faults] == ["lost"]


@pytest.mark.long
def test_every_fifth_octet_changed_by_itself_is_found_and_the_line_is_named(tmp_path):
    act("places")
    folder = exported(tmp_path / "export")
    assert check(folder, [], set(), None).code == WELL
    told_in_chinese(folder)
    for name in ("records.jsonl", "heads.jsonl"):
        path = folder / name
        whole = path.read_bytes()
        for place in range(0, len(whole), 5):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert named(folder, name, whole[:place].count(b"\n")), (name, place)
        path.write_bytes(whole)
    assert check(folder, [], set(), None).code == WELL


def told_in_chinese(folder):
    path = folder / "records.jsonl"
    whole = path.read_bytes()
    for place in (7, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        done = run(folder)
        assert (done.returncode in {1, 2}, "Traceback" in done.stderr) == (True, False)
        assert "第" in done.stdout + done.stderr
    path.write_bytes(whole)


def named(folder, name, line):
    """Whether the checker finds something, and says it of that line."""
    try:
        found = check(folder, [], set(), None)
    except UnreadableError as reason:
        return f"{name} 第 {line + 1} 行" in str(reason)
    if name == "heads.jsonl":
        return "signature" in [fault.code for fault in found.faults]
    return line in [
        fault.at for fault in found.faults if fault.code in {"changed", "form", "missing", "twice", "order"}
    ]
