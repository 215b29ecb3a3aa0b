"""Heads prove something only to whoever keeps them elsewhere: they are shown, handed out and exported."""

import json

import pytest
from click.testing import CliRunner
from django.test import Client, RequestFactory

from gongqiao.audit import actions, commands, pages
from gongqiao.audit.models import Cosignature, Head, Witness
from gongqiao.audit.notes import COSIGNS, NamedKey
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden
from tests import make
from tests.audit.test_sealing import record

pytestmark = pytest.mark.django_db


@pytest.fixture(name="sealed")
def _sealed():
    rows = [record(facts={"n": number}) for number in range(3)]
    actions.seal(make.AT)
    return rows


def ask(page, role):
    request = RequestFactory().get("/")
    request.actor, request.arrived_at = make.actor(role), make.AT
    return page(request)


def test_the_audit_administrator_sees_the_heads_and_takes_them_away(sealed):
    shown = ask(pages.heads, "audit-admin").content.decode()
    taken = ask(pages.handed_out, "audit-admin")

    head = Head.objects.get()
    assert bytes(head.root).hex()[:16] in shown
    assert json.loads(taken.content) == {
        "size": 3,
        "root": bytes(head.root).hex(),
        "at": "2026-03-10T02:00:00.000000Z",
        "key": bytes(head.key).hex(),
        "signature": bytes(head.signature).hex(),
    }
    assert taken["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("role", ["system-admin", "security-admin", "cadre"])
def test_the_other_duties_do_not_keep_the_audit(role):
    with pytest.raises(Forbidden):
        ask(pages.heads, role)


def test_a_program_without_a_token_may_be_a_witness(sealed):
    told = Client().get("/api/v1/audit/heads").json()
    assert [each["size"] for each in told] == [3]


def test_the_export_holds_every_record_and_every_head(sealed, tmp_path):
    done = CliRunner().invoke(commands.export, [str(tmp_path / "out")])

    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in (tmp_path / "out/records.jsonl").read_text().splitlines()]
    assert [(each["seq"], each["id"], each["record"]["facts"]) for each in lines] == [
        (place, row.pk, {"n": place}) for place, row in enumerate(sealed)
    ]
    heads = [json.loads(line) for line in (tmp_path / "out/heads.jsonl").read_text().splitlines()]
    assert [each["size"] for each in heads] == [3]


def test_a_folder_that_holds_something_is_not_written_into(tmp_path):
    (tmp_path / "notes").write_text("")
    done = CliRunner().invoke(commands.export, [str(tmp_path)])
    assert (done.exit_code, "不是空的" in done.output) == (1, True)


def test_what_was_done_a_moment_ago_is_sealed_before_it_is_exported(tmp_path):
    record()
    CliRunner().invoke(commands.export, [str(tmp_path / "out")])
    assert Head.objects.get().size == Record.objects.count()


PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
COURT, UNIVERSITY = (str(NamedKey(f"{name}.example/w", COSIGNS, PUBLIC)) for name in ("court", "uni"))
TOLD = {
    "witness": "court.example/w",
    "key": PUBLIC.hex(),
    "origin": "union.example/records",
    "size": 3,
    "root": "11" * 32,
    "time": 1_773_108_000,
    "signature": "22" * 64,
}


@pytest.fixture(name="confirmed")
def _confirmed(sealed, settings):
    settings.ORIGIN = "union.example/records"
    settings.WITNESSES = [(COURT, "https://court.example"), (UNIVERSITY, "https://uni.example")]
    octets = {name: bytes.fromhex(TOLD[name]) for name in ("key", "root", "signature")}
    Witness.objects.create(name="court.example/w", named_at=make.AT, confirmed_at=make.AT, size=3)
    return Cosignature.objects.create(**TOLD | octets)


def test_the_audit_administrator_sees_how_it_stands_with_each_witness(confirmed, settings):
    shown = ask(pages.heads, "audit-admin").content.decode()
    assert all(words in shown for words in ("court.example/w", "正常", "还没有联系过", "union.example/records+"))

    settings.WITNESS_SILENCE = 2
    Witness.objects.update(confirmed_at=make.AT.replace(year=2025))
    assert "超过 2 小时没有确认：没有送去，请看后台" in ask(pages.heads, "audit-admin").content.decode()
    Witness.objects.update(trouble=Witness.AWAY)
    assert "超过 2 小时没有确认：没有应答" in ask(pages.heads, "audit-admin").content.decode()


def test_without_witnesses_the_page_says_that_there_are_none(sealed):
    shown = ask(pages.heads, "audit-admin").content.decode()
    assert ("还没有指定见证方" in shown, "平台在见证方那里的名称" in shown) == (True, False)


def test_confirmations_are_taken_away_asked_for_and_exported_as_one_form(confirmed, tmp_path):
    taken = ask(pages.confirmations, "audit-admin")
    assert taken["Content-Disposition"] == 'attachment; filename="confirmations.jsonl"'
    assert json.loads(taken.content) == TOLD
    assert Client().get("/api/v1/audit/confirmations").json() == [TOLD]

    CliRunner().invoke(commands.export, [str(tmp_path / "out")])
    assert [json.loads(line) for line in (tmp_path / "out/confirmations.jsonl").read_text().splitlines()] == [TOLD]


@pytest.mark.parametrize("role", ["system-admin", "security-admin", "cadre"])
def test_the_other_duties_take_no_confirmations_away(role):
    with pytest.raises(Forbidden):
        ask(pages.confirmations, role)


def test_the_operator_is_told_what_to_tell_a_witness(settings):
    assert CliRunner().invoke(commands.key).exit_code == 1

    settings.ORIGIN = "union.example/records"
    assert CliRunner().invoke(commands.key).output.startswith("union.example/records+")
