"""The write-ahead log of a server, read as raw bytes: which transaction wrote what, in which turn.

Parts of one transaction that were begun by themselves are told together with it. A full image of a page is read plainly
only where `wal_compression` is off, which whoever looks sets beforehand; a slot keeps the segments.
"""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg

from gongqiao.postgres import Server
from gongqiao.postgres.server import SUPERUSER
from tests.ballots.looking import LONG, Unit

SEGMENT, PAGE = 16 * 1024 * 1024, 8192
FIRST_HEAD, HEAD = 40, 24
RECORD = re.compile(r"len \(rec/tot\): +\d+/ *(\d+), tx: +(\d+), lsn: ([0-9A-F]+)/([0-9A-F]+),")
PARTS = re.compile(r"tx: +(\d+),.* COMMIT .*subxacts: ([0-9 ]+)")
PRINTED = re.compile(rb"[0-9A-Za-z+/_.\-]{%d,}" % LONG)


def keep(server: Server) -> str:
    """From here on nothing of the log goes, and all of it can be read; returns where it begins."""
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET wal_compression = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("SELECT pg_create_physical_replication_slot('looking', true)")
        connection.execute("CHECKPOINT")
        ((begun,),) = connection.execute("SELECT pg_current_wal_lsn()").fetchall()
        return str(begun)


def transactions(server: Server, since: str, forms: Mapping[bytes, str]) -> Iterator[Unit]:
    """In the turn in which they began to write. `forms` are values as the disk holds them, and their words."""
    wrote: dict[str, bytearray] = defaultdict(bytearray)
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        ((until,),) = connection.execute("SELECT pg_current_wal_flush_lsn()").fetchall()
    folder = server.data / "pg_wal"
    words = [server.kit.bin / "pg_waldump", f"--path={folder}", f"--start={since}", f"--end={until}"]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    log = {path.name: path.read_bytes() for path in segments(server)}
    whole = {part: number for number, parts in PARTS.findall(told) for part in parts.split()}
    for size, number, high, low in RECORD.findall(told):
        if number != "0":
            wrote[whole.get(number, number)] += _record(log, (int(high, 16) << 32) + int(low, 16), int(size))
    heads = defaultdict(list)
    for form, word in forms.items():
        heads[form[:LONG]].append((form, word))
    for content in wrote.values():
        printed = {each.decode() for each in PRINTED.findall(content)}
        shorter = {each[1:] for each in printed}  # the length that stands before a text may be a letter
        yield Unit("log of the database", frozenset(printed | shorter | _found(bytes(content), heads)))


def segments(server: Server) -> list[Path]:
    return sorted(path for path in (server.data / "pg_wal").iterdir() if re.fullmatch(r"[0-9A-F]{24}", path.name))


def _record(log: Mapping[str, bytes], start: int, size: int) -> bytes:
    """Its bytes, without the heads of the pages across which it lies."""
    content = bytearray()
    while len(content) < size:
        offset = start % SEGMENT
        if offset % PAGE == 0:
            start += FIRST_HEAD if offset == 0 else HEAD
            continue
        part = min(size - len(content), PAGE - offset % PAGE)
        content += log[_name(start // SEGMENT)][offset : offset + part]
        start += part
    return bytes(content)


def _name(segment: int) -> str:
    return f"00000001{segment >> 8:08X}{segment & 255:08X}"


def _found(content: bytes, heads: Mapping[bytes, list[tuple[bytes, str]]]) -> set[str]:
    return {
        word
        for at in range(len(content) - LONG + 1)
        for form, word in heads.get(content[at : at + LONG], ())
        if content.startswith(form, at)
    }


def forms_of(words: set[str], texts: set[str]) -> dict[bytes, str]:
    """Words as columns of the kinds uuid and bytea hold them, and some that stand as text."""
    found = {word.encode(): word for word in texts}
    for word in words:
        plain = word.removeprefix("\\\\x").replace("-", "")
        if len(plain) >= 2 * LONG and re.fullmatch(r"(?:[0-9a-f]{2})+", plain):
            found[bytes.fromhex(plain)] = word
    return found
