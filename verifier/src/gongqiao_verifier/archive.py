"""The archive `<uuid>.bel` (specification, section 4.4): an old-style tar without the ustar mark and without closing
blocks, which only ever grows. Every header is rebuilt from its name and size and compared byte by byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gongqiao_verifier.documents import Malformed, integer, parse, record, sha256_hex, string
from gongqiao_verifier.report import Report, Unreadable

BLOCK = 512
LARGEST_ARCHIVE = 1 << 30
LARGEST_DATA = 1 << 26
LARGEST_EVENT = 1 << 12
HEADER_NAME = "BELENIOS"

_NAME = re.compile(r"([0-9a-f]{64})\.(data|event)\.json")
_SIZE = re.compile(rb"[0-7]{11}\0")
_TIME = re.compile(r"0|[1-9][0-9]{0,10}")
_FIELDS = (
    ("name", 0, 100), ("mode", 100, 108), ("uid", 108, 116), ("gid", 116, 124), ("size", 124, 136),
    ("mtime", 136, 148), ("checksum", 148, 156), ("typeflag", 156, 157), ("rest", 157, BLOCK),
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One file of the archive at its place in it."""

    position: int
    digest: str
    kind: str
    content: bytes


@dataclass
class Archive:
    """`ordered` is False for a folder, which cannot tell in which order its files were written."""

    entries: list[Entry]
    ordered: bool
    raw: bytes = b""


def header(name: str, size: int, time: int) -> bytes:
    """The header that a file of this name, size and time must have."""
    block = bytearray(BLOCK)
    block[0 : len(name)] = name.encode("ascii")
    block[100:124] = b"0000644\x000000000\x000000000\x00"
    block[124:148] = b"%011o\x00%011o\x00" % (size, time)
    block[148:157] = b"        0"
    block[148:156] = b"%06o\x00 " % sum(block)
    return bytes(block)


def start(content: bytes) -> int:
    """The timestamp in the BELENIOS file."""
    try:
        value = record(parse(content), "version timestamp")
        version, time = integer(value["version"]), string(value["timestamp"])
    except Malformed as error:
        raise Unreadable("not-an-archive", error.code) from None
    if version != 1 or _TIME.fullmatch(time) is None or int(time) >= 8**11:
        raise Unreadable("not-an-archive", "version / timestamp")
    return int(time)


def read(path: Path, report: Report) -> Archive:
    """The archive in a file, or in a folder that holds its unpacked files or the one `.bel` file."""
    try:
        if path.is_dir():
            inside = sorted(path.glob("*.bel"))
            if (path / HEADER_NAME).exists() or len(inside) != 1:
                return _read_folder(path, report)
            path = inside[0]
        if not path.exists():
            raise Unreadable("file-missing", path.name)
        if not path.is_file():
            raise Unreadable("file-unreadable", path.name)
        return read_tar(_content(path, LARGEST_ARCHIVE), report)
    except (OSError, ValueError) as error:
        raise Unreadable("file-unreadable", type(error).__name__) from None


def _content(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Unreadable("file-too-large", path.name)
    return content


def read_tar(raw: bytes, report: Report) -> Archive:
    first_size = _SIZE.fullmatch(raw[124:136])
    if raw[:100].rstrip(b"\0") != HEADER_NAME.encode() or first_size is None or len(raw) < 2 * BLOCK:
        raise Unreadable("not-an-archive")
    time = start(raw[BLOCK : BLOCK + min(int(raw[124:135], 8), 1 << 10)])
    archive, names, offset, number = Archive([], ordered=True, raw=raw), {HEADER_NAME}, 0, 0
    while offset < len(raw):
        size = _check_header(raw, offset, time, report)
        if size is None:
            break
        name = raw[offset : offset + 100].split(b"\0")[0].decode("latin-1")
        content = raw[offset + BLOCK : offset + BLOCK + size]
        if number:
            _add(archive, names, name, content, report)
        end = offset + BLOCK + (size + BLOCK - 1) // BLOCK * BLOCK
        if end > len(raw):
            report.fault("archive-form", "archive-truncated", name)
        elif raw[offset + BLOCK + size : end].strip(b"\0"):
            report.fault("archive-form", "archive-padding", name)
        offset, number = end, number + 1
    report.count("archive-form", number)
    return archive


def _check_header(raw: bytes, offset: int, time: int, report: Report) -> int | None:
    """The size of the file, or None when the archive cannot be read on."""
    block = raw[offset : offset + BLOCK]
    place = f"offset {offset}"
    if len(block) < BLOCK:
        report.fault("archive-form", "archive-truncated", place)
        return None
    if _SIZE.fullmatch(block[124:136]) is None:
        report.fault("archive-form", "archive-header", f"{place}, size")
        return None
    size = int(block[124:135], 8)
    if size > LARGEST_DATA or size > len(raw) - offset - BLOCK:
        report.fault("archive-form", "archive-size", f"{place}, {size}")
        return None
    name = block[:100].split(b"\0")[0]
    expected = header(name.decode("ascii") if name.isascii() else "", size, time)
    if block != expected:
        wrong = [field for field, start, end in _FIELDS if block[start:end] != expected[start:end]]
        report.fault("archive-form", "archive-time" if "mtime" in wrong else "archive-header", f"{place}, {wrong[0]}")
    return size


def _add(archive: Archive, names: set[str], name: str, content: bytes, report: Report) -> None:
    match = _NAME.fullmatch(name)
    if match is None:
        report.fault("archive-form", "archive-name", ascii(name))
        return
    if name in names:
        report.fault("archive-form", "archive-duplicate", name)
        return
    names.add(name)
    if match[2] == "event" and len(content) > LARGEST_EVENT:
        report.fault("archive-form", "archive-size", name)
        return
    report.count("content-hash")
    if sha256_hex(content) != match[1]:
        report.fault("content-hash", "hash-differs", name)
        return
    archive.entries.append(Entry(len(archive.entries), match[1], match[2], content))


def _read_folder(path: Path, report: Report) -> Archive:
    """The unpacked files. Their order is lost: it is that of the names, and order is not checked."""
    head = path / HEADER_NAME
    if not head.is_file():
        raise Unreadable("not-an-archive")
    start(_content(head, 1 << 10))
    archive, names, total = Archive([], ordered=False), {HEADER_NAME}, 0
    for file in sorted(path.iterdir()):
        report.count("archive-form")
        if file.name == HEADER_NAME:
            continue
        if file.is_symlink() or not file.is_file():
            report.fault("archive-form", "archive-name", ascii(file.name))
            continue
        content = _content(file, LARGEST_DATA)
        total += len(content)
        if total > LARGEST_ARCHIVE:
            raise Unreadable("file-too-large", path.name)
        _add(archive, names, file.name, content, report)
    return archive
