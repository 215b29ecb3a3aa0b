"""Upkeep of the tree: nobody's act, so no Record of its own (it would never come to rest). Committed rows only.

Nor has what the witnesses confirm: only that one of them sees another tree is told, once.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from gongqiao.audit import canon, events, merkle, notes, queries, rules, witnesses
from gongqiao.audit.models import Cosignature, Head, Leaf, Witness
from gongqiao.audit.notes import Cosigned
from gongqiao.audit.witnesses import Named, NotConfirmedError
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.records import announce

SEALING = 7_301_266  # any number nobody else locks: one sealer at a time
CHUNK = 20_000
# Numbers are given before a commit: a slow act's Record appears below others already sealed. Seen at once up to this
# many numbers back; whatever was slower still is found by the nightly look at all.
LATE = 100_000
# A proof is read from the leaves it spans: what a witness has missed for weeks is told it in several heads.
SPAN = 500_000
NOBODY = Actor()

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
    key = queries.signer()
    signature = key.sign(canon.statement(edge.size, edge.root, at))
    public = key.public_key().public_bytes_raw()
    head = Head(size=edge.size, root=edge.root, edge=bytes(edge), at=at, key=public, signature=signature)
    head.save(force_insert=True)


def send_heads(at: datetime) -> None:
    """Have the newest head confirmed by every witness whose turn it is; that one is away keeps nobody waiting."""
    newest = queries.heads().first()
    for named in witnesses.named() if newest else ():
        standing, _ = Witness.objects.get_or_create(name=named.key.name, defaults={"named_at": at})
        if newest and rules.due(standing, newest.size, at):
            _send(named, standing, newest, at)


def _send(named: Named, standing: Witness, newest: Head, at: datetime) -> None:
    standing.tried_at = at
    try:
        head, cosigned = _confirmed(named, standing.size, newest)
    except NotConfirmedError as why:
        standing.failures += 1
        if why.trouble == Witness.DIFFERS:
            dispute(standing.pk, ours=newest.size, theirs=why.theirs, by=NOBODY, at=at)
        else:
            Witness.objects.filter(pk=standing.pk).exclude(trouble=Witness.DIFFERS).update(trouble=why.trouble)
        standing.save(update_fields=["tried_at", "failures"])
    else:
        _keep(named, standing, head, cosigned, at)


def _confirmed(named: Named, old: int, newest: Head) -> tuple[Head, Cosigned]:
    """What the witness signed; where it holds another size than we remember, it is asked once more from there."""
    for _ in range(2):
        if old > newest.size:
            raise NotConfirmedError(Witness.DIFFERS, old)
        head = _within_reach(old, newest)
        note = notes.signed(settings.ORIGIN, head.size, bytes(head.root), queries.signer())
        said = witnesses.ask(named, old, _growth(old, head.size), note)
        if isinstance(said, Cosigned):
            return head, said
        if said == old:
            raise NotConfirmedError(Witness.DIFFERS, old)
        old = said
    raise NotConfirmedError(Witness.ODD)


def _within_reach(old: int, newest: Head) -> Head:
    """The newest head that a proof from there can be read for at once; from nothing every one can."""
    if old == 0 or newest.size - old <= SPAN:
        return newest
    return Head.objects.filter(size__gt=old, size__lte=old + SPAN).order_by("-size").first() or newest


def _growth(old: int, size: int) -> list[bytes]:
    if old in {0, size}:
        return []
    kept = Head.objects.filter(size__lte=old).order_by("-size").first()
    edge = merkle.Edge.read(kept.size, bytes(kept.edge)) if kept else merkle.Edge()
    return merkle.growth(edge.grown(_digests(edge.size, old)), list(_digests(old, size)))


def _digests(start: int, end: int) -> Iterator[bytes]:
    between = Leaf.objects.filter(place__gte=start, place__lt=end).order_by("place")
    return (bytes(digest) for digest in between.values_list("digest", flat=True).iterator())


def _keep(named: Named, standing: Witness, head: Head, said: Cosigned, at: datetime) -> None:
    row = Cosignature(
        witness=named.key.name,
        key=named.key.public,
        origin=settings.ORIGIN,
        size=head.size,
        root=head.root,
        time=said.time,
        signature=said.signature,
    )
    standing.size, standing.confirmed_at, standing.failures, standing.trouble = head.size, at, 0, ""
    with transaction.atomic():
        Cosignature.objects.bulk_create([row], ignore_conflicts=True)
        standing.save()


@operation
def dispute(witness_id: int, *, ours: int, theirs: int, by: Actor, at: datetime) -> Witness:
    """Tell the auditor, once, that a witness sees another tree; it stays said until the witness confirms again."""
    standing = Witness.objects.select_for_update().get(pk=witness_id)
    told, standing.trouble = standing.trouble, Witness.DIFFERS
    standing.save(update_fields=["trouble"])
    if told != Witness.DIFFERS:
        announce(events.HeadDisputed(ours, theirs), by=by, about=standing, at=at)
    return standing
