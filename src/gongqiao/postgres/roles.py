"""Three roles, so that the database itself keeps the platform within bounds.

`gongqiao_owner` owns the tables and changes their shape; `gongqiao`, the platform at work, owns nothing, is bound by
row-level security, and cannot alter what has been recorded; `gongqiao_issuer` reads who may vote in open votes, and
nothing else. What only an owner may do for the tables stands here too.
"""

from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql

from gongqiao.postgres.server import APP, ISSUER, OWNER, SUPERUSER, Server

ROLL = "ballots_open_roll"
APPEND_ONLY = ("kernel_record", "people_look")


def prepare(server: Server, database: str) -> None:
    """Make the roles and the database unless they are there."""
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        for role in (OWNER, APP, ISSUER):
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                login = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD {}")
                connection.execute(login.format(sql.Identifier(role), sql.Literal(server.password(role))))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            create = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(create.format(sql.Identifier(database), sql.Identifier(OWNER)))


def grant(owner_url: str, app: str) -> None:
    """Let the app role read and write every table, and only add to the append-only ones. Run after each migration."""
    name = sql.Identifier(app)
    with psycopg.connect(owner_url) as connection:
        for words in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
        ):
            connection.execute(sql.SQL(words).format(name))
        for table in APPEND_ONLY:
            if connection.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,):
                keep = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}")
                connection.execute(keep.format(sql.Identifier(table), name))
        _let_issue(connection)


def _let_issue(connection: "psycopg.Connection[Any]") -> None:
    """An office that holds no secret votes need not have that role."""
    if None in (connection.execute("SELECT to_regclass(%s), to_regrole(%s)", [ROLL, ISSUER]).fetchone() or (None,)):
        return
    who = sql.Identifier(ISSUER)
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(who))
    connection.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(sql.Identifier(ROLL), who))


INDEXED = """
    SELECT oid::regclass::text, pg_indexes_size(oid) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC, 1
"""


def pack(owner_url: str) -> Iterator[float]:
    """Build every index anew, after much was written at once and in no order: a third of their pages stood empty.

    Beside whoever reads and writes meanwhile. Tells after each table which share of the work it was.
    """
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        tables = connection.execute(INDEXED).fetchall()
        whole = sum(size for _, size in tables)
        for name, size in tables:
            connection.execute(f"REINDEX TABLE CONCURRENTLY {name}")
            yield size / whole


def take_stock(owner_url: str) -> None:
    """Tell the planner how much there is, after much was written at once.

    PostgreSQL finds out by itself, but only after a minute or more; until then it plans as for empty tables, and a
    ledger of the demo province is eight times as slow.
    """
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("ANALYZE")
