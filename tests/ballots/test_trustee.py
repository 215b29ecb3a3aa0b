"""A trustee's key: sealed by her password, shown without it, used once voting has ended and only then."""

import io
import json
import stat
import sys

import click
import pytest

from gongqiao.ballots import keyfile
from gongqiao.belenios import tally, trustees, verify
from gongqiao.belenios.forms import compact
from gongqiao.belenios.groups import ED25519, GROUPS
from gongqiao.kernel.reasons import Refused
from tests.belenios.elections import BLANK, CONTRACT, Held, altered, written
from tests.belenios.tampered import TAMPERINGS

PASSWORD = "三人同行 必有我师"
COST = keyfile.COST


@pytest.fixture(autouse=True, scope="module")
def _cheap():
    """The keys of these tests are guessed sooner: each at the cheapest cost that is still read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyfile, "COST", keyfile.CHEAPEST)
        yield


@pytest.fixture(name="word")
def _word(tmp_path):
    place = tmp_path / "password"
    place.write_text(f"{PASSWORD}\nnothing\n")
    return place


@pytest.fixture(name="text", scope="module")
def _text():
    return keyfile.sealed(ED25519, "5", trustees.public_key(ED25519, 5), PASSWORD)


@pytest.fixture(name="held", scope="module")
def _held():
    return Held(questions=(CONTRACT,), weights=(1, 2), votes=[(0, [1, 0, 0]), (1, [0, 1, 0])])


def kept(folder, held, secret=None, group=ED25519):
    """Her key file: that of the trustee who stands alone in the election."""
    secret = held.single if secret is None else secret
    place = folder / "key.json"
    keyfile.keep(place, keyfile.sealed(group, str(secret), trustees.public_key(group, secret), PASSWORD))
    return place


def archived(folder, held, events):
    place = folder / f"{held.uuid}.bel"
    place.write_bytes(written(list(held.items_of_archive((1, 2, 4)))[:events]))
    return place


@pytest.mark.parametrize("group", GROUPS)
def test_a_key_is_made_for_its_owners_eyes_only_and_shown_without_the_password(run, tmp_path, word, group):
    file = tmp_path / "key.json"

    code, out, err = run("trustee", "make", file, "--group", group, "--password-file", word, "--json")
    made, public = json.loads(out.splitlines()[-1]), json.loads(out.splitlines()[0])

    assert code == 0
    assert "丢了哪一样都不能计票" in err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(trustees.unsound_key(GROUPS[group], public)) == []
    assert made["public"] == public
    assert run("trustee", "show", file) == (0, f"{compact(public)}\n", "")
    secret = keyfile.read(file.read_text()).opened(PASSWORD)
    assert GROUPS[group].raised(int(secret)) == public["public_key"]
    assert str(secret) not in file.read_text()


def test_a_key_is_never_written_over(run, tmp_path, word):
    (tmp_path / "key.json").write_text("x")

    code, out, err = run("trustee", "make", tmp_path / "key.json", "--password-file", word)

    assert (code, out) == (2, "")
    assert "不会覆盖" in err
    assert (tmp_path / "key.json").read_text() == "x"
    with pytest.raises(Refused):
        keyfile.keep(tmp_path / "key.json", "y")


@pytest.mark.parametrize(
    ("password", "code"),
    [("1234567", "short"), ("12345678", None), ("11112223", "simple"), ("11112234", None), ("", "short")],
)
def test_a_password_has_eight_characters_of_four_kinds(password, code):
    assert [reason.code for reason in keyfile.unfit(password)] == ([code] if code else [])


def test_a_password_that_is_too_short_leaves_no_key(run, tmp_path):
    (tmp_path / "password").write_text("1234")

    code, _, err = run("trustee", "make", tmp_path / "key.json", "--password-file", tmp_path / "password")

    assert (code, err) == (2, "口令至少 8 个字符\n")
    assert not (tmp_path / "key.json").exists()


def test_a_wrong_password_and_a_changed_file_are_told_alike(text):
    assert keyfile.read(text).opened(PASSWORD) == "5"
    changed = [
        (text, PASSWORD + "x"),
        (altered(text, lambda told: told.update(sealed=told["sealed"][:-2] + "00")), PASSWORD),
        (altered(text, lambda told: told.update(nonce="00" * 12)), PASSWORD),
        (altered(text, lambda told: told.update(nonce="00")), PASSWORD),
        (altered(text, lambda told: told.update(public=trustees.public_key(ED25519, 5))), PASSWORD),
    ]
    for each, password in changed:
        with pytest.raises(Refused, match="口令不对，或者密钥文件被改动过"):
            keyfile.read(each).opened(password)


def test_a_secret_that_does_not_belong_to_the_public_key_is_told():
    text = keyfile.sealed(ED25519, "6", trustees.public_key(ED25519, 5), PASSWORD)

    with pytest.raises(Refused, match="不是一对"):
        keyfile.read(text).opened(PASSWORD)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(version=2),
        lambda told: told.update(group="X"),
        lambda told: told["kdf"].update(n=2**13),
        lambda told: told["kdf"].update(n=2**21),
        lambda told: told["kdf"].update(n=2**17 + 1),
        lambda told: told["kdf"].update(n=True),
        lambda told: told["kdf"].update(r=9),
        lambda told: told["kdf"].update(name="none"),
        lambda told: told["kdf"].update(salt="x"),
        lambda told: told.update(nonce="0"),
        lambda told: told.pop("sealed"),
        lambda told: told["public"].update(public_key=ED25519.raised(9)),
    ],
)
def test_what_is_no_key_file_is_refused_before_a_password_is_asked_for(text, change):
    with pytest.raises(Refused, match="密钥文件"):
        keyfile.read(altered(text, change))


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"hello", b"\xff\xfe", b'{"group":[]}'])
def test_any_other_file_is_refused_in_one_sentence(run, tmp_path, content):
    (tmp_path / "key.json").write_bytes(content)

    assert run("trustee", "show", tmp_path / "key.json") == (2, "", "不是密钥文件，或者被改动过\n")


def test_the_cost_of_a_guess_is_written_in_the_file(text, monkeypatch):
    monkeypatch.setattr(keyfile, "COST", COST)
    dear = keyfile.sealed(ED25519, "5", trustees.public_key(ED25519, 5), PASSWORD)

    assert (json.loads(dear)["kdf"]["n"], keyfile.read(dear).opened(PASSWORD)) == (2**17, "5")
    cheapest, dearest = (altered(text, lambda told, n=n: told["kdf"].update(n=n)) for n in (2**14, 2**20))
    assert keyfile.read(cheapest)
    assert keyfile.read(dearest)


def test_when_voting_has_ended_she_decrypts_and_her_part_is_proven(run, tmp_path, word, held):
    file, place, out = kept(tmp_path, held), archived(tmp_path, held, 5), tmp_path / "part.json"

    code, said, err = run("trustee", "decrypt", file, place, "--password-file", word, "--out", out, "--json")

    assert code == 0
    assert (json.loads(said.splitlines()[-1])["owner"], said.splitlines()[0]) == (
        4,
        f"第 4 位保管人的部分解密已写进 {out}",
    )
    assert f"选举“试投”，摘要 {held.election.fingerprint}：2 张选票，3 票" in err
    part = json.loads(out.read_text())
    key = held.group.raised(held.single)
    assert list(tally.unsound_partial(held.election, key, held.table, part)) == []
    parts = held.parts(1, 2) | {4: part}
    opened = tally.bare(held.group, held.table, tally.factors(held.election, held.items, parts))
    assert tally.numbers(held.group, opened, 3) == [[1, 2, 0]]


@pytest.mark.parametrize(
    ("events", "words"),
    [(1, "投票还没有结束"), (3, "投票还没有结束"), (4, "投票还没有结束"), (9, "第 4 位保管人已经解密过了")],
)
def test_before_the_end_and_a_second_time_there_is_nothing_to_decrypt(run, tmp_path, word, held, events, words):
    file, place, out = kept(tmp_path, held), archived(tmp_path, held, events), tmp_path / "part.json"

    code, _, err = run("trustee", "decrypt", file, place, "--password-file", word, "--out", out)

    assert code == 2
    assert words in err
    assert not out.exists()


@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
def test_a_key_of_another_election_has_nothing_to_open(run, tmp_path, word, held, group):
    file, place = kept(tmp_path, held, 77, group), archived(tmp_path, held, 5)

    code, _, err = run("trustee", "decrypt", file, place, "--password-file", word, "--out", tmp_path / "part.json")

    assert (code, err) == (2, "这把密钥不是这次选举的保管人的\n")


def test_a_wrong_password_is_told_and_nothing_is_written(run, tmp_path, held):
    file, place, out = kept(tmp_path, held), archived(tmp_path, held, 5), tmp_path / "part.json"
    (tmp_path / "wrong").write_text("no such thing")

    code, _, err = run("trustee", "decrypt", file, place, "--password-file", tmp_path / "wrong", "--out", out)

    assert (code, err.splitlines()[-1]) == (2, "口令不对，或者密钥文件被改动过")
    assert not out.exists()


def test_an_archive_that_is_not_sound_is_not_decrypted(run, tmp_path, word):
    votes = [(n, [1, 0, 0], [1, 0, 0], [0, 1, 0]) for n in range(2)]
    held = Held(questions=(CONTRACT, CONTRACT, BLANK), weights=(1, 1), votes=votes)
    (tmp_path / "x.bel").write_bytes(TAMPERINGS["密文汇总被改"][0](held))

    code, out, err = run(
        "trustee", "decrypt", kept(tmp_path, held), tmp_path, "--password-file", word, "--out", tmp_path / "p", "--json"
    )

    assert (code, err) == (1, "核验没有通过：密文汇总\n")
    assert json.loads(out.splitlines()[-1])["ok"] is False
    assert not (tmp_path / "p").exists()


def test_without_a_terminal_the_password_must_be_in_a_file(run, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    code, _, err = run("trustee", "make", tmp_path / "key.json")

    assert code == 2
    assert "--password-file" in err


class AtTheKeys:
    def isatty(self):
        return True


@pytest.mark.parametrize(("second", "code"), [(PASSWORD, 0), ("another one", 2)])
def test_at_a_terminal_the_password_is_asked_for_twice_and_never_shown(run, tmp_path, monkeypatch, second, code):
    answers = iter([PASSWORD, second])
    monkeypatch.setattr(click.termui, "hidden_prompt_func", lambda _: next(answers))
    monkeypatch.setattr(sys, "stdin", AtTheKeys())

    ended, out, err = run("trustee", "make", tmp_path / "key.json")

    assert ended == code
    assert PASSWORD not in out + err
    assert (tmp_path / "key.json").exists() is (code == 0)
    if code:
        assert err.splitlines()[-1] == "两次输入的口令不一样，请再来一次"


def test_her_part_completes_the_archive(run, tmp_path, word, held):
    file, place, out = kept(tmp_path, held), archived(tmp_path, held, 5), tmp_path / "part.json"
    run("trustee", "decrypt", file, place, "--password-file", word, "--out", out)
    happened = list(held.items_of_archive((1, 2, 4)))
    happened[7] = "PartialDecryption", {"owner": 4, "payload": out.read_text().strip()}

    assert verify.verify(written(happened)).finished
