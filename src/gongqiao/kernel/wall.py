"""The second wall: row-level security in the database, so that a forgotten filter shows nothing.

A request raises the wall for its actor: personal rows are then visible only to the person herself and to bodies that
stand at or below the actor's place on the union line. Operations lower it inside their own transaction, since their
first words are `require` and `refuse`. Proven by running the cross-tenant probes with `as_q` switched off.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.db.migrations import RunSQL

from gongqiao.kernel.authority import Actor

UP, DOWN = "up", "down"
OURS = {"": "''", UP: "'up'", DOWN: "'down'"}


def raise_for(actor: Actor, line: str = "union") -> None:
    """From here on this connection sees personal rows only as the actor may at most see them."""
    path = actor.paths.get(line, "")
    _set(
        wall=UP,
        person=str(actor.person_id or ""),
        account=str(actor.account_id or ""),
        body=str(actor.body_id or ""),
        lo=path,
        hi=path[:-1] + "/" if path else "",
    )


def rest() -> None:
    """How a connection stands between requests: behind the wall in service, before it in tests.

    A transaction that is to be rolled back takes its own settings with it.
    """
    if connection.needs_rollback:
        _remember(settings.WALL_AT_REST)
        return
    _set(wall=settings.WALL_AT_REST, person="", account="", body="", lo="", hi="")


@contextmanager
def lowered() -> Iterator[None]:
    """See every row until the block ends. For operations, jobs and the command line."""
    before = standing()
    if before == DOWN:
        yield
        return
    _set(wall=DOWN)
    try:
        yield
    except BaseException:
        _remember(before)
        if not connection.in_atomic_block:
            _set(wall=before)  # inside a transaction its end takes the lowering back, and no statement may follow
        raise
    _set(wall=before)


def _set(**values: str) -> None:
    """Twice at each request, so what is our own word stands in the statement and nothing is made of it on the way."""
    set_all = ", ".join(
        f"set_config('gongqiao.{name}', {OURS.get(value, '%s')}, false)" for name, value in values.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {set_all}", [value for value in values.values() if value not in OURS] or None)
    _remember(values["wall"])


def standing() -> str:
    """How this connection stands, as it was last told."""
    return getattr(connection.connection, "wall", settings.WALL_AT_REST)


def _remember(wall: str) -> None:
    """On the very connection that was told: the one that comes after it, when it breaks, begins at rest."""
    if connection.connection is not None:
        connection.connection.wall = wall


Columns = str | tuple[str, ...]


def protect(
    table: str,
    *,
    person: Columns = (),
    account: Columns = (),
    office: Columns = (),
    body: str = "",
    line: str = "union",
) -> RunSQL:
    """A migration operation: rows of `table` are behind the wall, opened by whichever of the named columns matches.

    `office` opens to those who act for that very body, `body` also to those above it on the line.
    """
    open_to = ["(SELECT current_setting('gongqiao.wall', true)) = 'down'"]
    for setting, columns in (("person", person), ("account", account), ("body", office)):
        listed = (columns,) if isinstance(columns, str) else columns
        open_to += [f"{column}::text = (SELECT current_setting('gongqiao.{setting}', true))" for column in listed]
    if body:
        open_to.append(
            f"(SELECT l.path FROM kernel_line l WHERE l.body_id = {table}.{body} AND l.line = '{line}'"  # noqa: S608 -- names written in migrations
            " AND l.until IS NULL LIMIT 1) BETWEEN (SELECT current_setting('gongqiao.lo', true))"
            " AND (SELECT current_setting('gongqiao.hi', true))"
        )
    using = " OR ".join(open_to)
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY wall ON {table} USING ({using}) WITH CHECK ({open_to[0]});",
        f"DROP POLICY wall ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def append_only(table: str) -> RunSQL:
    """A migration operation: rows of `table` are only ever inserted, whoever asks."""
    return RunSQL(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;"
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse();",
        f"DROP TRIGGER {table}_append_only ON {table}; DROP FUNCTION {table}_refuse();",
    )
