"""Upkeep of the tree: nobody's act, so no Record of its own (it would never come to rest). Committed rows only."""

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from gongqiao.audit import canon, merkle
from gongqiao.audit.models import Head, Leaf
from gongqiao.kernel.secrets import ring

SEALING = 7_301_266  # any number nobody else locks: one sealer at a time
CHUNK = 20_000
# Numbers are given before a commit: a slow act's Record appears below others already sealed. Seen at once up to this
# many numbers back; whatever was slower still is found by the nightly look at all.
LATE = 100_000

UNSEALED = f"""
    SELECT {", ".join(canon.COLUMNS)} FROM kernel_record r
    WHERE id > %s AND NOT EXISTS (SELECT FROM audit_leaf WHERE record = r.id) ORDER BY id LIMIT %s
"""  # noqa: S608 -- our own words


def seal(at: datetime, *, everything: bool = False) -> int:
    """Make leaves of the Records that are not yet any, and sign the new head; returns how many there were."""
    sealed = taken = seal_some(at, everything=everything)
    while taken == CHUNK:
        taken = seal_some(at, everything=everything)
        sealed += taken
    return sealed


def seal_some(at: datetime, *, everything: bool = False) -> int:
    """At most one chunk, all or nothing; whoever finds another one sealing leaves it to that one."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALING])
        if cursor.fetchone() != (True,):
            return 0
        cursor.execute(UNSEALED, [0 if everything else _late(), CHUNK])
        records = {row[0]: merkle.leaf(canon.entry(row)) for row in cursor.fetchall()}
        if records:
            _add(records, at)
        return len(records)


def _late() -> int:
    newest = Leaf.objects.order_by("-record").values_list("record", flat=True).first()
    return max(0, (newest or 0) - LATE)


def _add(records: dict[int, bytes], at: datetime) -> None:
    last = Head.objects.order_by("-size").first()
    edge = merkle.Edge.read(last.size, bytes(last.edge)) if last else merkle.Edge()
    places = range(edge.size, edge.size + len(records))
    with connection.cursor() as cursor, cursor.copy("COPY audit_leaf (place, record, digest) FROM STDIN") as copy:
        for place, (record, digest) in zip(places, records.items(), strict=True):
            copy.write_row((place, record, digest))
    _sign(edge.grown(records.values()), at)


def _sign(edge: merkle.Edge, at: datetime) -> None:
    key = Ed25519PrivateKey.from_private_bytes(ring.derived(ring.current().active("heads"), "ed25519"))
    signature = key.sign(canon.statement(edge.size, edge.root, at))
    public = key.public_key().public_bytes_raw()
    head = Head(size=edge.size, root=edge.root, edge=bytes(edge), at=at, key=public, signature=signature)
    head.save(force_insert=True)
