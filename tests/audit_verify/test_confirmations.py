"""What witnesses confirmed is checked by their keys: made by hand from the page, and by a real platform and witness."""

import base64
import json
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongqiao.audit import actions, queries
from tests import make
from tests.audit.test_sealing import record
from tests.audit_verify.export import digest, export, head, lines, public, root, run, verify
from tests.audit_verify.test_export import exported
from tests.audit_verify.test_tampered import seal_anew
from tests.audit_witness.running import ORIGIN, Witness

COURT, UNIVERSITY = "court.example/见证", "uni.example/w"
AT = 1_773_108_000
KEYS = {name: Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n, name in enumerate((COURT, UNIVERSITY), 7)}


def key(name=COURT):
    packed = b"\x04" + KEYS[name].public_key().public_bytes_raw()
    number = sha256(name.encode() + b"\n" + packed).hexdigest()[:8]
    return f"{name}+{number}+{base64.b64encode(packed).decode()}"


def confirmation(leaves, *, by=COURT, origin=ORIGIN, at=AT):
    """That a witness has confirmed these leaves, word for word as the page tells."""
    text = f"{origin}\n{len(leaves)}\n{base64.b64encode(root(leaves)).decode()}\n"
    signature = KEYS[by].sign(f"cosignature/v1\ntime {at}\n{text}".encode())
    told = {"witness": by, "key": public(KEYS[by]), "origin": origin, "size": len(leaves)}
    return told | {"root": root(leaves).hex(), "time": at, "signature": signature.hex()}


@pytest.fixture
def sealed(tmp_path):
    return export(tmp_path / "export")


def confirmed(sealed, *rows):
    folder = sealed.write()
    (folder / "confirmations.jsonl").write_text(lines(rows))
    return folder


def look(folder, *words, by=(COURT,), origin=ORIGIN):
    named = [word for name in by for word in ("--witness-key", key(name))]
    return verify(folder, *named, "--origin", origin, *words)


def test_it_is_told_how_far_each_witness_has_come_and_when(sealed):
    rows = [confirmation(sealed.leaves()[:size], at=AT + size) for size in (3, 7, 7, 10)]
    rows += [
        confirmation(sealed.leaves()[:7], by=UNIVERSITY),
        confirmation(sealed.leaves()[:7], by=UNIVERSITY, at=AT + 1),
    ]
    said = look(confirmed(sealed, *rows), by=(COURT, UNIVERSITY))

    assert (said.code, said.faults) == (0, [])
    assert said.told["confirmed"] == [
        {"witness": COURT, "size": 10, "time": AT + 10},
        {"witness": UNIVERSITY, "size": 7, "time": AT + 1},
    ]


def test_people_are_told_it_in_chinese(sealed):
    folder = confirmed(sealed, confirmation(sealed.leaves()))
    done = run(folder, "--witness-key", key(), "--origin", ORIGIN)

    assert f"{COURT}确认到前 10 条，最近一次在 2026-03-10 02:00:00 UTC。" in done.stdout.splitlines()


def test_without_keys_confirmations_are_not_looked_at(sealed):
    folder = confirmed(sealed, confirmation(sealed.leaves()) | {"signature": "00" * 64})

    assert (verify(folder).code, "confirmed" in verify(folder).told) == (0, False)


def test_history_rewritten_with_our_key_is_told_by_what_was_confirmed(sealed):
    rows = [confirmation(sealed.leaves()[:size]) for size in (3, 7, 10)]
    sealed.records[5]["record"]["facts"] = {"词": 0}
    seal_anew(sealed)
    folder = confirmed(sealed, *rows)

    assert verify(folder).faults == []
    assert look(folder).faults == [("rewritten", 7), ("rewritten", 10)]


def test_records_that_were_lost_are_told_by_what_was_confirmed(sealed):
    rows = [confirmation(sealed.leaves()[:size]) for size in (7, 10)]
    del sealed.records[7:]
    del sealed.heads[2:]

    assert look(confirmed(sealed, *rows)).faults == [("lost", 10)]


def test_what_was_left_out_of_the_export_is_told_by_the_witness_itself(sealed, tmp_path):
    theirs = tmp_path / "court.jsonl"
    theirs.write_text(lines([confirmation(sealed.leaves())]))
    del sealed.records[7:]
    del sealed.heads[2:]
    folder = confirmed(sealed, confirmation(sealed.leaves()))

    assert look(folder).faults == []
    assert look(folder, "--confirmations", theirs).faults == [("lost", 10)]


@pytest.mark.parametrize("rows", [[], ["other"]])
def test_a_witness_that_was_named_and_has_confirmed_nothing_is_told(sealed, rows):
    folder = confirmed(sealed, *(confirmation(sealed.leaves(), origin=f"{each}.example") for each in rows))

    assert look(folder).faults == [("unconfirmed", None)]
    (folder / "confirmations.jsonl").unlink()
    assert look(folder).faults == [("unconfirmed", None)]


@pytest.mark.parametrize("wrong", [{"signature": "00" * 64}, {"time": AT + 1}, {"root": "00" * 32}, {"size": 9}])
def test_a_confirmation_that_was_changed_accuses_nobody(sealed, wrong):
    row = confirmation(sealed.leaves()) | wrong

    faults = [("confirmation_signature", row["size"]), ("unconfirmed", None)]
    assert look(confirmed(sealed, row)).faults == faults


def test_whoever_signs_under_the_name_of_a_witness_is_not_heard(sealed):
    forged = confirmation(sealed.leaves(), by=UNIVERSITY) | {"witness": COURT}

    assert look(confirmed(sealed, forged)).faults == [("unconfirmed", None)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"time": 10**11},
        {"time": "1"},
        {"size": -1},
        {"witness": ""},
        {"witness": "court example"},
        {"origin": "a+b"},
        {"key": "00"},
        {"more": 1},
    ],
)
def test_confirmations_of_another_form_cannot_be_looked_at(sealed, wrong):
    assert look(confirmed(sealed, confirmation(sealed.leaves()) | wrong)).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["--witness-key", key()],
        ["--origin", ORIGIN],
        ["--confirmations", "court.jsonl"],
        ["--origin", ORIGIN, "--witness-key", key()[:-1]],
        ["--origin", ORIGIN, "--witness-key", key().replace("court", "cour")],
        ["--origin", ORIGIN, "--witness-key", "court"],
        ["--origin", ORIGIN, "--witness-key", key().replace("+", " +", 1)],
    ],
)
def test_half_of_what_must_be_said_is_not_enough(sealed, words):
    assert verify(confirmed(sealed, confirmation(sealed.leaves())), *words).code == 2


def test_a_confirmation_of_a_head_between_ours_is_compared_too(sealed):
    assert look(confirmed(sealed, confirmation(sealed.leaves()[:5]))).faults == []
    assert head(sealed.leaves()[:5]) not in sealed.heads
    assert digest(sealed.records[0]["record"]) == sealed.leaves()[0]


@pytest.mark.django_db(transaction=True)
def test_what_a_real_witness_confirmed_of_a_real_platform_is_well(settings, tmp_path):
    settings.ORIGIN = ORIGIN
    court = Witness(tmp_path / "court", queries.our_key()).start()
    try:
        settings.WITNESSES = [(court.key, court.address)]
        for _ in range(4):
            record()
        actions.seal(make.AT)
        actions.send_heads(make.AT)
    finally:
        court.stop()
    theirs = tmp_path / "court.jsonl"
    theirs.write_text(lines(court.show()))
    said = verify(exported(tmp_path / "out"), "--witness-key", court.key, "--origin", ORIGIN, "--confirmations", theirs)

    assert (said.code, said.faults) == (0, [])
    [row] = said.told["confirmed"]
    assert (row["witness"], row["size"]) == (COURT, 4)
    assert json.loads((tmp_path / "out/confirmations.jsonl").read_text()) == court.show()[0]
