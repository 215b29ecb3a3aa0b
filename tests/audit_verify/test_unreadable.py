"""Where nothing can be checked it is said why, in one Chinese sentence and with 2; never a traceback."""

import ast
import os
import subprocess
import sys

import pytest

from tests.audit_verify.export import PROGRAM, digest, entry, export, lines, public, run, verify


@pytest.fixture
def sealed(tmp_path):
    return export(tmp_path / "export")


def refused(*words):
    """The one sentence that is told."""
    said = verify(*words)
    assert (said.code, said.told["ok"], said.faults) == (2, False, [("unreadable", None)])
    [sentence] = said.err.splitlines()
    assert said.told["faults"][0]["words"] == sentence
    return sentence


def test_people_are_told_the_same_sentence_and_nothing_else(tmp_path):
    done = run(tmp_path / "none")

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"没有文件夹 {tmp_path / 'none'}\n")


def test_a_folder_that_is_not_there(tmp_path):
    assert refused(tmp_path / "none") == f"没有文件夹 {tmp_path / 'none'}"


def test_a_folder_without_an_export(tmp_path):
    assert refused(tmp_path) == f"没有 {tmp_path / 'heads.jsonl'}"


def test_a_file_in_place_of_the_folder(sealed):
    path = sealed.write() / "records.jsonl"

    assert refused(path) == f"没有文件夹 {path}"


def test_a_name_longer_than_any(tmp_path):
    assert refused(tmp_path / ("a" * 5000)).startswith("打不开")


def test_a_folder_in_place_of_a_file(sealed):
    (sealed.write() / "records.jsonl").unlink()
    (sealed.folder / "records.jsonl").mkdir()

    assert refused(sealed.folder).startswith(f"读不出 {sealed.folder / 'records.jsonl'}")


def test_one_file_missing(sealed):
    (sealed.write() / "records.jsonl").unlink()

    assert refused(sealed.folder) == f"没有 {sealed.folder / 'records.jsonl'}"


def test_an_export_of_nothing_is_not_called_well(sealed):
    sealed.records.clear()
    sealed.heads.clear()

    assert "没有一条记录" in refused(sealed.write())


def tampered(sealed, name, change):
    path = sealed.write() / name
    path.write_bytes(change(path.read_bytes()))
    return sealed.folder


@pytest.mark.parametrize("cut", [1, 2, 10, 300])
def test_a_file_cut_short_within_a_line(sealed, cut):
    whole = sealed.write() / "records.jsonl"
    last = whole.read_bytes().splitlines()[-1]
    cut = min(cut, len(last) - 1)

    assert refused(tampered(sealed, "records.jsonl", lambda text: text[: -1 - cut])) == (
        "records.jsonl 第 10 行不是完整的 JSON"
    )


def test_only_the_last_line_feed_missing_is_no_harm(sealed):
    assert verify(tampered(sealed, "records.jsonl", lambda text: text[:-1])).code == 0


def test_lines_that_end_as_on_windows_are_no_harm(sealed):
    assert verify(tampered(sealed, "records.jsonl", lambda text: text.replace(b"\n", b"\r\n"))).code == 0


BAD_LINES = {
    "empty": b"\n",
    "no JSON": b"not json\n",
    "a list": b"[1]\n",
    "a number": b"1\n",
    "nothing": b"null\n",
    "an empty object": b"{}\n",
    "a byte order mark": b"\xef\xbb\xbf{}\n",
    "zeros": b"\x00\x00\n",
    "twice a member": b'{"seq":1,"seq":1}\n',
    "not a number": b'{"seq":NaN}\n',
    "deep": b"[" * 200_000 + b"\n",
    "deep and closed": b"[" * 50_000 + b"]" * 50_000 + b"\n",
    "a number of many digits": b"9" * 100_000 + b"\n",
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES)
@pytest.mark.parametrize("name", ["records.jsonl", "heads.jsonl"])
def test_a_line_in_no_form_is_named(sealed, name, line):
    folder = tampered(sealed, name, lambda text: text[: text.index(b"\n") + 1] + line)

    assert refused(folder).startswith(f"{name} 第 2 行")


@pytest.mark.parametrize("octets", [b"\xff", b"\xc0\x80", "中".encode("gb18030"), b"\xed\xa0\x80"])
def test_a_line_that_is_not_utf_8_is_named(sealed, octets):
    folder = tampered(sealed, "records.jsonl", lambda text: text.replace(b"self", octets, 1))

    assert refused(folder) == "records.jsonl 第 1 行不是 UTF-8 文字"


def test_a_line_without_an_end_is_not_read_to_its_end(sealed):
    folder = tampered(sealed, "records.jsonl", lambda text: text + b" " * (16 * 2**20) + b"\n")

    assert refused(folder) == "records.jsonl 第 11 行超过 16 MiB，不是导出的样子"


def test_a_line_of_many_megabytes_is_read(sealed):
    sealed.seal(entry(110, facts={"词": "句" * 4_000_000}))

    assert verify(tampered(sealed, "records.jsonl", lambda _: raw(sealed))).code == 0


def raw(sealed):
    """Ten million characters as they are and not as escapes."""
    return lines(sealed.records).encode().decode("unicode_escape").encode()


def test_a_record_nested_as_deep_as_json_goes_is_read_or_refused(sealed):
    depth = 900
    nested = "[" * depth + "]" * depth
    deep = entry(110, facts=[])
    text = lines([deep]).strip().replace('"facts": []', f'"facts": {nested}')
    sealed.records.append({"seq": 10, "id": 110, "leaf": "0" * 64, "record": deep})
    folder = tampered(
        sealed, "records.jsonl", lambda whole: whole.replace(lines([deep]).strip().encode(), text.encode())
    )

    assert verify(folder).faults == [("changed", 10), ("unsealed", 10)]


BAD_MEMBERS = [
    (
        "records.jsonl",
        '"seq": 0',
        ['"seq": -1', '"seq": 0.0', '"seq": "0"', '"seq": true', '"seq": 1e3', '"seq": null'],
    ),
    ("records.jsonl", '"seq": 0', ['"seq": null', f'"seq": {"9" * 19}', '"SEQ": 0', '"seq": 0, "more": 1']),
    ("records.jsonl", '"id": 100, "leaf"', ['"id": "100", "leaf"', '"id": [], "leaf"', '"leaf"']),
    ("records.jsonl", digest(entry(100)).hex(), [digest(entry(100)).hex().upper(), "00", "", "g" * 64]),
    ("heads.jsonl", '"size": 3', ['"size": -3', '"size": 3.0', '"size": "3"', '"size": null']),
    ("heads.jsonl", "2026-03-10T01:30:00.000000Z", ["2026-03-10 01:30:00.000000Z", "2026-03-10T01:30:00Z", ""]),
    ("heads.jsonl", public(), [public().upper(), public()[:-2], "", "密"]),
]


@pytest.mark.parametrize(
    ("name", "right", "wrong"), [(name, right, wrong) for name, right, all_wrong in BAD_MEMBERS for wrong in all_wrong]
)
def test_a_member_in_no_form_is_named(sealed, name, right, wrong):
    folder = tampered(sealed, name, lambda text: text.replace(right.encode(), wrong.encode(), 1))

    assert refused(folder).startswith(f"{name} 第 1 行")


def test_a_record_that_is_no_object(sealed):
    sealed.records[3]["record"] = "text"

    assert refused(sealed.write()) == "records.jsonl 第 4 行的 record 写法不对"


def test_a_witness_that_is_not_there_or_has_kept_nothing(sealed):
    empty = sealed.folder.with_name("empty.jsonl")
    empty.touch()

    assert refused(sealed.write(), "--witness", empty) == f"{empty} 里没有审计头"
    assert refused(sealed.folder, "--witness", sealed.folder / "none").startswith("没有 ")


@pytest.mark.parametrize("key", ["", "00", "g" * 64, "密钥"])
def test_a_key_that_is_none(sealed, key):
    assert refused(sealed.write(), "--key", key) == "--key 应当是 64 位十六进制的公钥"


@pytest.mark.parametrize("words", [(), ("one", "two"), ("one", "--what"), ("one", "--record", "x"), ("one", "--key")])
def test_words_that_mean_nothing(words):
    done = run(*words)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("用法不对，--help 有说明\n")


def test_whoever_reads_no_further_is_not_shown_a_traceback(sealed):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-I", str(PROGRAM), str(sealed.write())],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (done.returncode, done.stderr) == (0, b"")


def test_without_the_library_for_signatures_it_is_said_how_to_get_it(sealed):
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(PROGRAM), str(sealed.write())], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "缺少核对签名用的 cryptography，请先执行 python3 -m pip install cryptography\n"


def test_the_checker_knows_nothing_but_python_and_that_library():
    files = list(PROGRAM.glob("*.py"))
    trees = [ast.parse(path.read_text()) for path in files]
    imported = {
        name.partition(".")[0]
        for tree in trees
        for each in ast.walk(tree)
        if isinstance(each, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in each.names] if isinstance(each, ast.Import) else [each.module])
    }

    assert imported - sys.stdlib_module_names - {path.stem for path in files} == {"cryptography"}
