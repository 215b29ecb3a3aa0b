"""Three trustees make a key on three machines, by files handed about, and any two of them open the tally."""

import json
from itertools import islice

import pytest

from gongqiao.ballots import keyfile
from gongqiao.belenios import trustees, verify
from gongqiao.belenios.election import Election
from gongqiao.belenios.forms import compact
from gongqiao.belenios.groups import BELENIOS_2048, ED25519
from tests.belenios.elections import CONTRACT, Held, altered, written

THRESHOLD = ("--threshold", 2)


@pytest.fixture(autouse=True, scope="module")
def _cheap():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyfile, "COST", keyfile.CHEAPEST)
        yield


class Table:
    """Three trustees with a machine each; the organiser carries lines between them."""

    def __init__(self, run, place):
        self.run, self.place = run, place
        for name in "甲乙丙":
            (place / f"{name}.word").write_text(f"{name}的口令很长很长")

    def asked(self, name, verb, *words):
        """The first line that she is shown."""
        words = (verb, self.place / f"{name}.seed", *words, "--password-file", self.place / f"{name}.word")
        code, out, err = self.run("trustee", *words)
        assert code == 0, err
        return out.splitlines()[0]

    def gathered(self, what, lines):
        file = self.place / what
        file.write_text("".join(f"{line}\n" for line in lines))
        return file

    def certified(self, group="Ed25519"):
        return self.gathered("certs", [self.asked(name, "certify", "--group", group) for name in "甲乙丙"])

    def dealt(self, certs):
        return self.gathered("dealt", [self.asked(name, "deal", certs, *THRESHOLD) for name in "甲乙丙"])

    def joined(self, certs, dealt):
        keys = [self.asked(n, "join", certs, dealt, *THRESHOLD, "--out", self.place / f"{n}.key") for n in "甲乙丙"]
        return self.gathered("keys", keys)


@pytest.fixture(name="table")
def _table(run, tmp_path):
    return Table(run, tmp_path)


@pytest.mark.parametrize("group", [ED25519, BELENIOS_2048], ids=lambda group: group.name)
def test_three_make_a_key_and_two_of_them_open_the_tally(run, table, tmp_path, group):
    certs = table.certified(group.name)
    dealt = table.dealt(certs)
    keys = table.joined(certs, dealt)
    code, out, _ = run("trustee", "publish", certs, dealt, keys, "--group", group.name, *THRESHOLD)
    assert code == 0

    held = Held(group=group, questions=(CONTRACT,), weights=(1, 1))
    held.trustees = out.splitlines()[0]
    held.items = trustees.read(held.trustees, group)
    key = trustees.key_of(group, held.items)
    held.election = Election(held.uuid, "试投", "", group, key, (CONTRACT,))
    held.ballots = [held.cast(0, [1, 0, 0]), held.cast(1, [0, 0, 1])]
    happened = up_to_the_tally(held)
    (tmp_path / "x.bel").write_bytes(written(happened))
    for number, name in ((1, "甲"), (3, "丙")):
        word, part = tmp_path / f"{name}.word", tmp_path / f"{name}.part"
        words = (tmp_path / f"{name}.key", tmp_path / "x.bel", "--password-file", word, "--out", part, "--json")
        code, out, err = run("trustee", "decrypt", *words)
        assert (code, json.loads(out.splitlines()[-1])["owner"]) == (0, number), err
        happened.append(("PartialDecryption", {"owner": number, "payload": part.read_text().strip()}))
    happened.append(("Result", compact({"result": [["1", "0", "1"]]})))

    assert verify.verify(written(happened)).finished


def up_to_the_tally(held):
    """Nobody here knows the shares: what comes after it is made on the command line."""
    return list(islice(held.items_of_archive(()), 5))


def test_a_seed_is_no_key_and_a_key_no_seed(run, table, tmp_path):
    certs = table.certified()
    dealt = table.dealt(certs)
    table.joined(certs, dealt)
    word = ("--password-file", tmp_path / "甲.word")
    (tmp_path / "x.bel").write_bytes(b"")

    assert run("trustee", "decrypt", tmp_path / "甲.seed", tmp_path / "x.bel", *word, "--out", tmp_path / "p")[::2] == (
        2,
        "这里要用 make 或者 join 建的密钥文件\n",
    )
    assert run("trustee", "deal", tmp_path / "甲.key", certs, *THRESHOLD, *word)[::2] == (
        2,
        "这里要用 certify 建的种子文件\n",
    )
    code, out, _ = run("trustee", "show", tmp_path / "甲.seed", "--json")
    assert (code, json.loads(out.splitlines()[-1])["kind"]) == (0, "seed")
    assert out.splitlines()[0] == certs.read_text().splitlines()[0]


def refused(run, verb, *words):
    code, out, err = run("trustee", verb, *words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    return err


def changed(file, number, change):
    lines = file.read_text().splitlines()
    lines[number] = change(lines[number])
    file.write_text("\n".join(lines))


def test_what_does_not_fit_is_refused_with_whose_line_it_is(run, table, tmp_path):
    certs = table.certified()
    seed, word = tmp_path / "甲.seed", ("--password-file", tmp_path / "甲.word")
    assert "门限应当在 1 和人数之间" in refused(run, "deal", seed, certs, "--threshold", 4, *word)
    dealt = table.dealt(certs)
    out = ("--out", tmp_path / "甲.key")
    assert "dealt 应当每行是一份" in refused(run, "join", seed, certs, garbled(dealt), *THRESHOLD, *word, *out)
    assert "coefexps[0].message" in refused(run, "join", seed, certs, dealt, "--threshold", 3, *word, *out)
    assert "门限" in refused(run, "join", seed, certs, dealt, "--threshold", 0, *word, *out)
    letters = json.loads(dealt.read_text().splitlines()[1])["secrets"]
    changed(dealt, 1, lambda line: altered(line, lambda told: told.update(secrets=letters[1:] + letters[:1])))
    assert "信件不是写给这把密钥的" in refused(run, "join", seed, certs, dealt, *THRESHOLD, *word, *out)
    changed(dealt, 1, lambda line: altered(line, lambda told: told.pop("secrets")))
    assert "[1] 字段应当依次是" in refused(run, "join", seed, certs, dealt, *THRESHOLD, *word, *out)
    assert not (tmp_path / "甲.key").exists()


def garbled(file):
    spoilt = file.with_name("spoilt-dealt")
    spoilt.write_text(file.read_text().replace(":", ": "))
    return spoilt


def test_somebody_whose_certificate_is_not_among_them_deals_nothing(run, table, tmp_path):
    certs = table.certified()
    certs.write_text("".join(certs.read_text().splitlines(keepends=True)[1:]))

    said = refused(run, "deal", tmp_path / "甲.seed", certs, *THRESHOLD, "--password-file", tmp_path / "甲.word")

    assert said == "证书里没有这位保管人的\n"


def test_the_organiser_publishes_no_key_that_does_not_agree(run, table):
    certs = table.certified()
    dealt = table.dealt(certs)
    keys = table.joined(certs, dealt)
    stranger = compact(trustees.public_key(ED25519, 77))
    changed(keys, 1, lambda _: stranger)

    assert "[0][1].verification_keys[1].public_key 公钥与公布的系数不符" in refused(
        run, "publish", certs, dealt, keys, *THRESHOLD
    )


def test_a_seed_file_that_was_changed_is_no_seed_file(run, table, tmp_path):
    certs = table.certified()
    text = (tmp_path / "甲.seed").read_text().strip()
    other = certs.read_text().splitlines()[1]
    (tmp_path / "甲.seed").write_text(altered(text, lambda told: told.update(public=json.loads(other))))

    said = refused(run, "deal", tmp_path / "甲.seed", certs, *THRESHOLD, "--password-file", tmp_path / "甲.word")

    assert said == "口令不对，或者密钥文件被改动过\n"
    (tmp_path / "甲.seed").write_text(altered(text, lambda told: told["public"].update(message="x")))
    assert refused(run, "show", tmp_path / "甲.seed") == "不是密钥文件，或者被改动过\n"
