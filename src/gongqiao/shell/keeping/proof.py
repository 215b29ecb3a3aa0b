"""What a database holds, as far as it can be compared: the rows of every table, and the tree over all records."""

from dataclasses import asdict, dataclass
from typing import Any, cast

import psycopg
from psycopg import sql

from gongqiao.audit import canon, merkle

COLUMNS = ", ".join(f"r.{name}::text" if name == "facts" else f"r.{name}" for name in canon.COLUMNS)
SEALED = f"SELECT {COLUMNS} FROM audit_leaf l LEFT JOIN kernel_record r ON r.id = l.record ORDER BY l.place"  # noqa: S608 -- our own words
RECORDS = f"SELECT {COLUMNS} FROM kernel_record r ORDER BY id"  # noqa: S608 -- our own words
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
AT_ONCE = 5_000


@dataclass(frozen=True)
class Proof:
    """Rows by table; the root over all records by number; that over the sealed ones, and what was signed of them."""

    tables: dict[str, int]
    records: str
    sealed: tuple[int, str]
    head: tuple[int, str] | None

    @property
    def whole(self) -> bool:
        """Whether the records are those that the newest head was signed over."""
        return self.head is None or self.head == self.sealed

    def told(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Proof":
        return cls(
            told["tables"], told["records"], tuple(told["sealed"]), tuple(told["head"]) if told["head"] else None
        )

    def differences(self, other: "Proof") -> list[str]:
        """In words, what the other one holds otherwise."""
        names = sorted(self.tables.keys() | other.tables.keys())
        rows = [(name, self.tables.get(name, 0), other.tables.get(name, 0)) for name in names]
        told = [f"{name}：{ours} 行，应为 {theirs} 行" for name, ours, theirs in rows if ours != theirs]
        if (self.records, self.sealed, self.head) != (other.records, other.sealed, other.head):
            told.append(f"办理记录的根 {self.records[:16]}，应为 {other.records[:16]}")
        return told


def prove(connection: psycopg.Connection[Any]) -> Proof:
    """Read with the wall down, in the caller's transaction."""
    connection.execute("SELECT set_config('gongqiao.wall', 'down', true)")
    tables = [str(name) for (name,) in connection.execute(TABLES)]
    return Proof(
        {name: _rows(connection, name) for name in tables},
        _tree(connection, RECORDS)[1],
        _tree(connection, SEALED),
        _head(connection),
    )


def _rows(connection: psycopg.Connection[Any], table: str) -> int:
    counted = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(cast("tuple[int]", counted)[0])


def _tree(connection: psycopg.Connection[Any], statement: str) -> tuple[int, str]:
    """The tree over records as they stand; one that is gone counts as an empty entry, and the root tells."""
    edge = merkle.Edge()
    with connection.cursor("entries") as cursor:
        cursor.itersize = AT_ONCE
        for row in cursor.execute(statement):
            edge = edge.grown([merkle.leaf(canon.entry(row) if row[0] is not None else b"")])
    return edge.size, edge.root.hex()


def _head(connection: psycopg.Connection[Any]) -> tuple[int, str] | None:
    newest = connection.execute("SELECT size, root FROM audit_head ORDER BY size DESC LIMIT 1").fetchone()
    return (newest[0], bytes(newest[1]).hex()) if newest else None
