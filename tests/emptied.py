"""A test's database as it was copied, by deleting what the test wrote: some thirty times as quick as another copy."""

from typing import Any, NamedTuple

from psycopg import Connection, sql

CATALOGS = ("pg_class", "pg_attribute", "pg_constraint", "pg_policy", "pg_proc", "pg_trigger", "pg_db_role_setting")
LARGE = 4 * 2**20
"""Bytes of a table, its indexes included, from which on dead rows would slow down the tests that come after."""

ALONE = """
    SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
LARGEST = "SELECT max(pg_total_relation_size(oid)) FROM pg_class WHERE relname = ANY(%s)"
# Those of the tables that a copy fills are not begun again.
RESTARTED = """
    SELECT count(setval(format('%%I.%%I', schemaname, sequencename), start_value, false)) FROM pg_sequences
    WHERE last_value IS NOT NULL AND sequencename <> ALL(%s)
"""
USED = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"


class State(NamedTuple):
    """What a fresh copy holds: of the catalogs and of each table that is not empty, how many rows and the newest; the
    sequences that have begun."""

    marks: tuple[Any, ...]
    full: tuple[str, ...]
    empty: tuple[str, ...]
    used: list[str]


def state(connection: Connection[Any]) -> State:
    tables = [name for (name,) in connection.execute(TABLES)]
    full = tuple(_with_rows(connection, tables))
    empty, used = (name for name in tables if name not in full), (name for (name,) in connection.execute(USED))
    return State(_marks(connection, full), full, tuple(empty), list(used))


def emptied(connection: Connection[Any], fresh: State) -> bool:
    """Whether the database is again as it was; it is not when more was changed than rows of tables that were empty."""
    connection.execute(ALONE)
    if _marks(connection, fresh.full) != fresh.marks:
        return False
    written = _with_rows(connection, fresh.empty)
    if written and (connection.execute(LARGEST, [written]).fetchone() or (0,))[0] > LARGE:
        return False
    connection.execute("SET session_replication_role = replica")  # neither keys nor what guards the records hold them
    for name in written:
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
    connection.execute(RESTARTED, [fresh.used])
    return True


def _with_rows(connection: Connection[Any], tables: list[str] | tuple[str, ...]) -> list[str]:
    each = sql.SQL(", ").join(
        sql.SQL("CASE WHEN EXISTS (SELECT FROM {}) THEN {} END").format(sql.Identifier(name), sql.Literal(name))
        for name in tables
    )
    (found,) = connection.execute(sql.SQL("SELECT ARRAY[{}]::text[]").format(each)).fetchone() or ([],)
    return [name for name in found if name]


def _marks(connection: Connection[Any], tables: tuple[str, ...]) -> tuple[Any, ...]:
    each = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT count(*), max(xmin::text::bigint) FROM {}").format(sql.Identifier(name))
        for name in (*CATALOGS, *tables)
    )
    return tuple(connection.execute(each).fetchall())
