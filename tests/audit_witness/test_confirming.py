"""A witness signs what only grew, keeps the last head, and refuses everything else as tlog-witness says."""

import base64
import runpy
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongqiao.audit import merkle, notes
from gongqiao.audit.merkle import Edge, leaf
from gongqiao.audit.notes import COSIGNS, SIGNS, NamedKey
from tests.audit_witness.running import NAME, ORIGIN, Log, Witness, ask, run
from tests.audit_witness.running import PROGRAM as PATH

PROGRAM = runpy.run_path(str(PATH))


@pytest.fixture(name="witness")
def _witness(tmp_path):
    found = Witness(tmp_path / "court", Log().key).start()
    yield found
    found.stop()


def held(witness):
    return [(each["size"], each["root"]) for each in witness.show()]


def test_a_head_that_grew_is_signed_and_takes_the_place_of_the_one_before(witness):
    log = Log().grow(3)
    for old, size in [(0, 1), (1, 1), (1, 3), (3, 3)]:
        said = log.brings(witness, old, size)
        text = notes.checkpoint(ORIGIN, size, log.root(size))

        assert said.status == 200
        assert notes.cosigned(said.text, NamedKey.read(witness.key, COSIGNS), text)
    assert held(witness) == [(3, log.root().hex())]


@pytest.mark.parametrize("size", range(1, 34))
def test_every_growth_is_proven_and_no_other_tree_passes_for_it(size):
    leaves = Log().grow(size).leaves
    for old in range(size + 1):
        edge = Edge().grown(leaves[:old])
        proof = merkle.growth(edge, leaves[old:])
        forked = Edge().grown([*leaves[: old - 1], leaf(b"other")]).root

        assert grew(old, edge.root, size, Edge().grown(leaves).root, proof)
        assert not old or not grew(old, forked, size, Edge().grown(leaves).root, proof)
        assert not old or old == size or not grew(old, edge.root, size, Edge().grown(leaves).root, proof[:-1])


def grew(*told):
    """The witness's own look at a proof, in this process."""
    return PROGRAM["grew"](*told)


@given(st.integers(1, 300), st.data())
def test_a_proof_with_one_digest_changed_proves_nothing(size, data):
    leaves = Log().grow(size).leaves
    old = data.draw(st.integers(1, size))
    before = Edge().grown(leaves[:old])
    proof = merkle.growth(before, leaves[old:])
    place = data.draw(st.integers(0, len(proof)))
    wrong = [*proof[:place], leaf(b"wrong"), *proof[place + 1 :]]

    assert not grew(old, before.root, size, Edge().grown(leaves).root, wrong)


def test_what_it_holds_outlives_its_process(witness):
    log = Log().grow(5)
    log.brings(witness, 0)
    witness.stop()
    witness.start()

    assert log.grow(2).brings(witness, 0).text == "5\n"
    assert log.brings(witness, 5).status == 200


def test_a_log_that_asks_from_another_size_is_told_the_one_held(witness):
    log = Log().grow(5)
    log.brings(witness, 0)

    for old in (0, 3, 4):
        said = log.brings(witness, old)
        assert (said.status, said.kind, said.text) == (409, "text/x.tlog.size", "5\n")


def test_a_log_that_was_cut_is_refused(witness):
    log = Log().grow(5)
    log.brings(witness, 0)

    assert log.brings(witness, 3, 4).status == 409
    assert log.brings(witness, 5, 4).status == 400
    assert held(witness) == [(5, log.root().hex())]


def test_a_log_that_was_written_anew_is_refused(witness):
    log = Log().grow(5)
    log.brings(witness, 0)
    other = Log().grow(5, "other")

    assert other.brings(witness, 5).status == 409
    assert other.grow(3).brings(witness, 5).status == 422
    assert held(witness) == [(5, log.root().hex())]


def test_of_two_branches_that_come_at_once_one_is_confirmed(witness):
    log = Log().grow(5)
    log.brings(witness, 0)
    branches = [Log().grow(5).grow(each + 1, f"branch {each}") for each in range(8)]
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda branch: branch.brings(witness, 5).status, branches))

    assert sorted(said) == [200] + [409] * 7
    confirmed = branches[said.index(200)]
    assert held(witness) == [(len(confirmed.leaves), confirmed.root().hex())]


def test_only_a_log_that_was_named_is_heard(witness):
    assert Log("other.example/records").grow(1).brings(witness, 0).status == 404
    assert Log(seed=2).grow(1).brings(witness, 0).status == 403
    assert held(witness) == []


def test_a_log_may_have_a_second_key(tmp_path):
    new = Log(seed=2).grow(4)
    witness = Witness(tmp_path / "court", Log().key, new.key).start()
    try:
        Log().grow(2).brings(witness, 0)
        assert new.brings(witness, 2).status == 200
    finally:
        witness.stop()


NOTE = notes.signed(ORIGIN, 1, Log().grow(1).root(), Log().private)
ROOT = base64.b64encode(bytes(32))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"\xff\n\n\n\n", 400),
        (b"old 0\n", 400),
        (b"new 0\n\n" + NOTE, 400),
        (b"old 00\n\n" + NOTE, 400),
        (b"old -1\n\n" + NOTE, 400),
        (b"old 0\n" + ROOT[:-4] + b"\n\n" + NOTE, 400),
        (b"old 0\n" + (ROOT + b"\n") * 64 + b"\n" + NOTE, 400),
        (b"old 0\n" + ROOT + b"\n\n" + NOTE, 422),
        (b"old 0\n\n" + NOTE.replace(b"\n1\n", b"\n1\nmore\n"), 400),
        (b"old 0\n\n" + NOTE.replace(b"\n1\n", b"\n2\n"), 403),
        (b"old 0\n\n" + NOTE.replace("— ".encode(), b"- "), 400),
        (b"old 0\n\n" + NOTE + "— somebody AAAAAAAA\n".encode(), 200),
        (b"old 0\n\n" + NOTE + "— somebody AAAAAAAA\n".encode() * 64, 400),
        (notes.request(0, [], notes.signed(ORIGIN, 0, bytes(32), Log().private)), 409),
        (b"x" * 65_537, 413),
    ],
)  # fmt: skip
def test_only_the_published_form_is_taken(witness, body, status):
    assert ask(witness, "POST", "/add-checkpoint", body).status == status


def test_a_body_whose_length_is_not_told_is_not_read(witness):
    assert ask(witness, "POST", "/add-checkpoint", iter([b"old 0\n"]), Transfer_Encoding="chunked").status == 413
    assert ask(witness, "POST", "/add-checkpoint", Content_Length=f"{65_537:020}").status == 413
    assert ask(witness, "POST", "/add-checkpoint", Content_Length="-1").status == 413


def test_anybody_may_ask_what_it_holds_and_nothing_else(witness):
    Log().grow(5).brings(witness, 0)
    said = ask(witness, "GET", "/confirmations.jsonl")

    assert (said.status, said.text.count("\n")) == (200, 1)
    assert {ask(witness, method, "/").status for method in ("GET", "POST")} == {404}


def test_its_key_is_made_once_and_is_nobody_elses(witness):
    assert stat.S_IMODE((witness.folder / "key.json").stat().st_mode) == 0o600
    again = run("key", witness.folder, NAME)
    assert (again.returncode, "已经有密钥" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["key", "{new}", "court example"], "不能有空格"),
        (["serve", "{new}", "--log", "{log}"], "没有密钥"),
        (["show", "{folder}", "--log", "{log}x"], "一个字符也不能少"),
        (["show", "{folder}", "--log", "{witness}"], "一个字符也不能少"),
        (["serve", "{folder}", "--log", "{log}", "--port", "0"], "已经有一个见证程序"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(witness, tmp_path, words, sentence):
    told = {"new": tmp_path / "new", "folder": witness.folder, "log": Log().key, "witness": witness.key}
    said = run(*(word.format(**told) for word in words))

    assert (said.returncode, sentence in said.stderr, "Traceback" in said.stderr) == (2, True, False)


def test_a_note_that_another_program_signed_is_read():
    """The example of golang.org/x/mod/sumdb/note."""
    key = NamedKey.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", SIGNS)
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    signature = base64.b64decode(
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    )

    theirs = PROGRAM["Key"].read(str(key))
    assert signature[:4] == key.id == theirs.id
    assert theirs.verifies(signature[4:], text.encode())
