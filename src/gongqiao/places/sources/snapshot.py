"""A snapshot of the divisions as a folder of tables: ours, or any newer one with `code` and `name`."""

import csv
import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import StringIO
from pathlib import Path

from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.places.models import Kind, Level, stem_of
from gongqiao.places.sources.names import initials_of, joined, kind_of, level_of, reading_of, short_name_of

SHIPPED = Path(__file__).parent.parent / "data"
PROVINCE = "33"
KINDS = {kind.label: kind for kind in Kind}
OLDER_COLUMNS = {"type": "kind", "old_code": "code", "old_name": "name", "current_code": "successor"}
PADDED_TO = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One division as it is to stand in the table."""

    code: str
    name: str
    short_name: str
    pinyin: str
    initials: str
    level: str
    kind: str
    parent: str
    abolished_in: str
    successor: str
    note: str


@dataclass(frozen=True)
class Snapshot:
    """All rows of one folder, by code, and a digest that names them."""

    rows: dict[str, Row]
    digest: str
    elsewhere: int = 0
    twice: tuple[str, ...] = ()

    @cached_property
    def levels(self) -> frozenset[str]:
        """The levels it speaks about: about others it says nothing, so nothing there is abolished."""
        return frozenset(row.level for row in self.rows.values() if not row.successor)


def table_files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else [folder]


def read_snapshot(folder: Path, *, tell: Callable[[int], object] = lambda _: None) -> Snapshot:
    """Read every table of a folder (or one table), telling each; other provinces are counted and passed over."""
    lines: list[dict[str, str]] = []
    for file in table_files(folder):
        lines += _lines(file)
        tell(1)
    ours = [line for line in lines if line["code"].startswith(PROVINCE)]
    without_townships = {line["code"] for line in ours if line.get("kind") == Kind.NUMBERING.label or _numbering(line)}
    rows = {row.code: row for row in (_row(line, without_townships) for line in ours)}
    digest = sha256(repr(sorted((row.code, row.name, row.kind) for row in rows.values())).encode()).hexdigest()
    twice = tuple(code for code, times in Counter(line["code"] for line in ours).items() if times > 1)
    return Snapshot(rows, digest, len(lines) - len(ours), twice)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    for line in _table(path):
        named = {OLDER_COLUMNS.get(column, column): value or "" for column, value in line.items() if column}
        if "code" in named and "name" in named:
            yield named | {"code": named["code"].ljust(PADDED_TO, "0")}


def _table(path: Path) -> list[dict[str, str]]:
    """A file of somebody else's may hold anything; those of another kind are passed over."""
    if not path.name.endswith((".csv", ".csv.gz")):
        return []
    try:
        told = path.read_bytes() if path.name.endswith(".csv") else gzip.decompress(path.read_bytes())
        return list(csv.DictReader(StringIO(told.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        words = f"{path} 不是 UTF-8 编码的 CSV 表格，请用表格软件另存为“CSV UTF-8”后重新导入"
    except (gzip.BadGzipFile, EOFError, zlib.error):
        words = f"{path} 不是完整的 gzip 压缩文件，请重新取得后导入"
    raise Refused([Reason("unreadable", words)])


def _numbering(line: dict[str, str]) -> bool:
    return line["name"].endswith(Kind.NUMBERING.label)


def _row(line: dict[str, str], without_townships: set[str]) -> Row:
    code, name = line["code"], line["name"]
    level = level_of(code)
    kind = Kind.NUMBERING if _numbering(line) else KINDS.get(line.get("kind", ""), kind_of(name, level))
    reading = line.get("pinyin") or reading_of(name)
    return Row(
        code=code,
        name=name,
        short_name=short_name_of(name, level),
        pinyin=joined(reading),
        initials=initials_of(reading),
        level=level.value,
        kind=kind.value,
        parent=_parent(code, level, without_townships),
        abolished_in=line.get("abolished_in") or line.get("year_note", "").split("(")[0],
        successor=line.get("successor", ""),
        note=line.get("note", ""),
    )


def _parent(code: str, level: Level, without_townships: set[str]) -> str:
    """The code above. Villages numbered under a stand-in lie directly in their county."""
    match level:
        case Level.PROVINCE:
            return ""
        case Level.CITY:
            return f"{code[:2]}0000"
        case Level.COUNTY:
            return f"{code[:4]}00"
        case Level.TOWNSHIP:
            return code[:6]
        case _:
            township = stem_of(code[:9])
            return code[:6] if township in without_townships else township
