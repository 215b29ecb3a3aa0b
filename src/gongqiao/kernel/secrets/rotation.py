"""Changing keys while the platform serves.

The new key enters the ring, then every row is brought up to the ring in batches by primary key. What is left to do can
be read off the rows and the ring, so that a rotation that was cut short is simply resumed. Readers open both keys all
the while.

An index key changes in three strides, because uniqueness must hold throughout: the second column is filled under the
coming key; both columns are moved to it while the old one is still looked up; the second column is emptied.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from psycopg import sql

from gongqiao.kernel import wall
from gongqiao.kernel.secrets import ring, sealing
from gongqiao.kernel.secrets.fields import BlindIndexField, EncryptedTextField

BATCH = 500
GRACE = 60.0  # longer than any transaction may last: whoever read the ring before has finished by then


@dataclass(frozen=True)
class Stride:
    """One batch of a table: how many rows were read, how many changed."""

    table: str
    read: int
    changed: int


def rotate(purpose: ring.Purpose, at: datetime, *, grace: float = GRACE) -> Iterator[Stride]:
    """Bring in a new key and carry every row over to it."""
    with ring.turning(Path(settings.KEY_RING)):
        keys = ring.current()
        if keys.of("index", "coming", "retiring"):
            raise ring.KeyRingError("上一次索引密钥轮换尚未完成：请先运行 gongqiao secrets resume")
        if purpose == "index":
            ring.put(keys.with_new(purpose, "coming", at))
        else:
            ring.put(keys.turned(purpose, {"active": "retired"}).with_new(purpose, "active", at))
    yield from resume(grace=grace)


def resume(*, grace: float = GRACE) -> Iterator[Stride]:
    """Finish what a rotation began, wherever it stopped."""
    with ring.turning(Path(settings.KEY_RING)):
        ring.current()  # where there is none it says so now, not after the grace
        yield from _settled(grace)
        if ring.current().of("index", "coming"):
            ring.put(ring.current().turned("index", {"active": "retiring", "coming": "active"}))
            yield from _settled(grace)
        if ring.current().of("index", "retiring"):
            ring.put(ring.current().turned("index", {"retiring": "retired"}))
            yield from _settled(grace)


def _settled(grace: float) -> Iterator[Stride]:
    """Every row brought up to the ring, those included that were written by somebody who still had the old one."""
    yield from _everywhere()
    time.sleep(grace)
    while True:
        changed = 0
        for stride in _everywhere():
            changed += stride.changed
            yield stride
        if not changed:
            return


def _everywhere() -> Iterator[Stride]:
    for model in apps.get_models():
        columns = [field for field in model._meta.local_concrete_fields if isinstance(field, _SECRET)]
        if columns:
            yield from _table(model, columns)


_SECRET = (EncryptedTextField, BlindIndexField)
Columns = Sequence[EncryptedTextField | BlindIndexField]
Cells = list[bytes | None]


def _table(model: type[models.Model], columns: Columns) -> Iterator[Stride]:
    names = [column.attname for column in columns]
    keys = [column.home[2] for column in columns if isinstance(column, EncryptedTextField) and column.home]
    rows = model._meta.base_manager.only("pk", *names, *keys).order_by("pk")
    last: Any = None
    while True:
        with transaction.atomic(), wall.lowered():
            batch = list((rows if last is None else rows.filter(pk__gt=last))[:BATCH])
            told = [(row.pk, [_have(row, column) for column in columns], _want(row, columns)) for row in batch]
            stale = [cells for cells in told if cells[1] != cells[2]]
            if stale:
                _write(model, names, stale)
        if not batch:
            return
        last = batch[-1].pk
        yield Stride(model._meta.db_table, len(batch), len(stale))


def _have(row: models.Model, column: "models.Field[Any, Any]") -> bytes | None:
    value = getattr(row, column.attname)
    return value.sealed if isinstance(value, sealing.Secret) else value


def _want(row: models.Model, columns: Columns) -> Cells:
    """What the columns should hold under the ring as it stands; a value that stands right is left as it is."""
    return [_digest(row, column) if isinstance(column, BlindIndexField) else _sealed(row, column) for column in columns]


def _digest(row: models.Model, column: BlindIndexField) -> bytes | None:
    source: sealing.Secret | None = getattr(row, column.source)
    return None if source is None else column.told(source.reveal())


def _sealed(row: models.Model, column: EncryptedTextField) -> bytes | None:
    secret: sealing.Secret | None = getattr(row, column.attname)
    if secret is None:
        return None
    return secret.sealed if sealing.is_current(secret.sealed) else sealing.close(secret.reveal(), column.place(row))


def _write(model: type[models.Model], names: list[str], stale: list[tuple[Any, Cells, Cells]]) -> None:
    """One statement for the batch; a row that changed since it was read is left for the next round."""
    old, new = [f"old_{name}" for name in names], [f"new_{name}" for name in names]
    statement = sql.SQL(
        "UPDATE {table} t SET {sets} FROM unnest(%s::{key}[], {lists}) v(pk, {old}, {new})"
        " WHERE t.{pk} = v.pk AND {same}"
    ).format(
        table=sql.Identifier(model._meta.db_table),
        key=sql.SQL(model._meta.pk.db_type(connection) or ""),
        pk=sql.Identifier(model._meta.pk.attname),
        sets=sql.SQL(", ").join(map(sql.SQL("{} = {}").format, map(sql.Identifier, names), map(sql.Identifier, new))),
        lists=sql.SQL(", ").join([sql.SQL("%s::bytea[]")] * 2 * len(names)),
        old=sql.SQL(", ").join(map(sql.Identifier, old)),
        new=sql.SQL(", ").join(map(sql.Identifier, new)),
        same=sql.SQL(" AND ").join(
            map(sql.SQL("t.{} IS NOT DISTINCT FROM v.{}").format, map(sql.Identifier, names), map(sql.Identifier, old))
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            [
                [key for key, _, _ in stale],
                *([have[at] for _, have, _ in stale] for at in range(len(names))),
                *([want[at] for _, _, want in stale] for at in range(len(names))),
            ],
        )
