"""What may be read of the tree. Heads are for everybody: they prove only to whoever keeps them elsewhere."""

import json
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from gongqiao.audit import canon
from gongqiao.audit.models import Head, Leaf

NEWEST = 100


def heads() -> QuerySet[Head]:
    """All heads, the newest first; they hold nothing of anybody."""
    return Head.objects.only(*Head.READ).order_by("-size")


def told(head: Head) -> dict[str, object]:
    """A head as a line of `heads.jsonl` and as the API says it."""
    return {
        "size": head.size,
        "root": bytes(head.root).hex(),
        "at": canon.instant(head.at),
        "key": bytes(head.key).hex(),
        "signature": bytes(head.signature).hex(),
    }


def lines(some: Iterable[Head]) -> Iterator[bytes]:
    """Heads as `heads.jsonl` holds them."""
    return (json.dumps(told(head)).encode() + b"\n" for head in some)


WRITTEN = f"""
    SELECT l.place, l.record, l.digest, {", ".join(f"r.{name}" for name in canon.COLUMNS)}
    FROM audit_leaf l LEFT JOIN kernel_record r ON r.id = l.record WHERE l.place >= %s ORDER BY l.place LIMIT %s
"""  # noqa: S608 -- our own words


def written(*, chunk: int = 20_000) -> Iterator[list[bytes]]:
    """Every leaf as a line for `records.jsonl`, so many at a time: its number, its digest, the Record as it is now."""
    start = 0
    while rows := list(Leaf.objects.raw(WRITTEN, [start, chunk])):
        yield [_line(row) for row in rows]
        start = rows[-1].place + 1


def _line(leaf: Leaf) -> bytes:
    columns = tuple(getattr(leaf, name) for name in canon.COLUMNS)
    record = canon.entry(columns) if columns[0] is not None else b"null"
    head = json.dumps({"seq": leaf.place, "id": leaf.record, "leaf": bytes(leaf.digest).hex()})
    return head[:-1].encode() + b', "record": ' + record + b"}\n"
