"""The kept log: how far it goes without a gap, and what an operator is told of how it stands."""

from pathlib import Path

import pytest

from gongqiao.postgres import wal

SEGMENT = 1 << 30  # bytes: four to a number, and none of them on the disk
FIRST = "000000010000000000000001"


@pytest.fixture
def folder(tmp_path):
    def keep(*names, among="kept", bytes_of="x"):
        (tmp_path / among).mkdir(exist_ok=True)
        for name in names:
            path = tmp_path / among / name
            path.write_bytes(bytes_of.encode())
            with path.open("r+b") as file:
                file.truncate(SEGMENT if name.count(".") == 0 or name.endswith("partial") else 10)
        return tmp_path / among

    return keep


def names(unbroken):
    return sorted(unbroken.files)


def test_it_goes_on_over_the_end_of_a_number_to_the_file_that_is_not_full(folder):
    kept = folder(
        "000000010000000000000002", "000000010000000000000003", "000000010000000100000000.partial", FIRST, "archive.log"
    )

    found = wal.unbroken("000000010000000000000002", kept)

    assert names(found) == ["000000010000000000000002", "000000010000000000000003", "000000010000000100000000"]
    assert (found.missing, found.size) == ("", 3 * SEGMENT)


def test_where_one_is_missing_it_ends_and_names_it(folder):
    found = wal.unbroken(FIRST, folder(FIRST, "000000010000000000000003"))

    assert (names(found), found.missing) == ([FIRST], "000000010000000000000002")


@pytest.mark.parametrize("there", [(), ("000000010000000000000003",)])
def test_without_the_first_there_is_nothing(folder, there):
    found = wal.unbroken(FIRST, folder(*there))

    assert (names(found), found.missing) == ([], FIRST)


def test_after_a_failover_both_timelines_and_their_history_are_wanted(folder):
    both = [FIRST, "000000010000000000000002.partial", "000000020000000000000002", "00000002.history"]

    found = wal.unbroken(FIRST, folder(*both))

    assert names(found) == [FIRST, "000000010000000000000002", "00000002.history", "000000020000000000000002"]


@pytest.mark.parametrize(("base", "archive", "fuller"), [("xx", "x", "base"), ("x", "xx", "kept")])
def test_of_two_that_hold_the_same_file_the_fuller_is_taken(monkeypatch, folder, base, archive, fuller):
    monkeypatch.setattr("tests.postgres.test_wal.SEGMENT", 1 << 24)
    of_base = folder(FIRST, among="base", bytes_of=base)
    of_archive = folder(f"{FIRST}.partial", bytes_of=archive)

    found = wal.unbroken(FIRST, of_base, of_archive)

    assert found.files[FIRST].parent == Path(of_base.parent / fuller)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((True, "reserved", 0), ""),
        ((True, "extended", 600 << 20), "归档落后 600 MB"),
        ((False, "reserved", 0), "请启动 gongqiao archive"),
        ((False, "lost", 0), "请换一个新的文件夹重新归档"),
    ],
)
def test_an_operator_is_told_how_the_archive_stands(row, words):
    advice = wal.State.told(row).advice

    assert (words in advice, bool(advice)) == (True, bool(words))


def test_where_nobody_archives_there_is_nothing_to_say():
    assert wal.State.told(None) is None
