"""What may be read of the tree. Heads are for everybody: they prove only to whoever keeps them elsewhere."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db.models import QuerySet

from gongqiao.audit import canon, rules, witnesses
from gongqiao.audit.models import Cosignature, Head, Leaf, Witness
from gongqiao.audit.notes import SIGNS, NamedKey
from gongqiao.kernel.secrets import ring

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


def signer() -> Ed25519PrivateKey:
    """What heads are signed with today."""
    return Ed25519PrivateKey.from_private_bytes(ring.derived(ring.current().active("heads"), "ed25519"))


def our_key() -> str:
    """What a witness must be told of us; nothing where we have no name."""
    if not settings.ORIGIN:
        return ""
    return str(NamedKey(settings.ORIGIN, SIGNS, signer().public_key().public_bytes_raw()))


def confirmations() -> QuerySet[Cosignature]:
    """What the witnesses have signed, the newest first."""
    return Cosignature.objects.order_by("-size", "-time", "-pk")


def confirmation_told(row: Cosignature) -> dict[str, object]:
    """As a line of `confirmations.jsonl` and as the API says it."""
    return {
        "witness": row.witness,
        "key": bytes(row.key).hex(),
        "origin": row.origin,
        "size": row.size,
        "root": bytes(row.root).hex(),
        "time": row.time,
        "signature": bytes(row.signature).hex(),
    }


def confirmation_lines(some: Iterable[Cosignature]) -> Iterator[bytes]:
    """Confirmations as `confirmations.jsonl` holds them."""
    return (json.dumps(confirmation_told(row), ensure_ascii=False).encode() + b"\n" for row in some)


@dataclass(frozen=True)
class Standing:
    """How it stands with one witness, in words; `ill` where somebody must see to it."""

    name: str
    size: int
    confirmed_at: datetime | None
    words: str
    ill: bool


def standings(at: datetime) -> list[Standing]:
    """Those the operator has named, in that order."""
    known = {row.name: row for row in Witness.objects.order_by("pk")}
    return [_standing(each.key.name, known.get(each.key.name), at) for each in witnesses.named()]


def _standing(name: str, row: Witness | None, at: datetime) -> Standing:
    if row is None:
        return Standing(name, 0, None, "还没有联系过", ill=False)
    silent = rules.silent(row, at, hours=settings.WITNESS_SILENCE)
    words = str(row.get_trouble_display())
    if silent:
        words = f"超过 {settings.WITNESS_SILENCE} 小时没有确认：{words or '没有送去，请看后台'}"
    return Standing(name, row.size, row.confirmed_at, words or "正常", ill=silent or row.trouble == Witness.DIFFERS)


def trouble(at: datetime) -> str:
    """Which witnesses somebody must see to, and how; nothing when all is well."""
    ill = "；".join(f"{each.name} {each.words}" for each in standings(at) if each.ill)
    return f"{ill}；请按 docs/how-to/run.md 的 Witnesses 处理" if ill else ""
