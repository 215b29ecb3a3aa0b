"""Back to any moment since the oldest base: which way leads there, and what then stands there."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import psycopg

from gongqiao.postgres import bases, embedded, recovery, wal
from gongqiao.postgres.bases import Base
from gongqiao.shell import surroundings
from gongqiao.shell.environment import CLONE
from gongqiao.shell.keeping import backups, files
from gongqiao.shell.keeping.proof import Proof, prove
from gongqiao.shell.keeping.times import LAST, SHANGHAI

BASES, LOG, STATE = "whole", "wal", "archive.json"
NEWEST_DOCUMENT = "SELECT max(uploaded_at) FROM files_storedfile WHERE removed_at IS NULL AND digest <> ALL(%s)"
NEWEST_RECORD = "SELECT max(at) FROM kernel_record"


@dataclass(frozen=True)
class Reached:
    """What is there now; `last` is when its last transaction was committed."""

    last: datetime | None
    proof: Proof
    documents: int
    lost: list[str]
    newest_document: datetime | None
    newest_record: datetime | None

    def told(self) -> dict[str, Any]:
        times = {"last": self.last, "newest_document": self.newest_document, "newest_record": self.newest_record}
        return {"documents": self.documents, "lost": self.lost, **times, **self.proof.told()}


def base_for(folder: Path, at: datetime) -> Base | None:
    """The newest that was there by then; none where a backup of the database alone is the way.

    Such a backup of exactly this moment is the better way: it is proven equal, table by table.
    """
    usable = [base for base in bases.kept(folder / BASES) if base.at <= at]
    if at != LAST and (not usable or any(each.at == at for each in backups.all_of(folder))):
        return None
    if not usable:
        raise click.ClickException(f"{folder} 里没有基础备份，恢复不到归档的最后；不写 --at 恢复最近一份备份")
    if at != LAST and at > datetime.now(SHANGHAI):
        raise click.ClickException("这一时刻还没有到；要恢复到归档的最后，请用 --at last")
    return usable[-1]


def rebuild(folder: Path, base: Base, at: datetime) -> datetime | None:
    """An embedded server where there is none yet; returns when the last act in it was committed."""
    if os.environ.get("DATABASE_URL"):
        raise click.ClickException(
            "恢复到某一时刻，只能放进平台自带的数据库：请去掉 DATABASE_URL，设 GONGQIAO_MODE=demo，"
            "把 GONGQIAO_DATA 指向一个新的文件夹，恢复后从那里 backup，再 restore 到自备的数据库，见 ops/README.md"
        )
    state = read_state(folder)
    if state and state["system"] != base.system:
        raise click.ClickException(f"{folder / LOG} 是另一个数据库的归档，和基础备份 {base.folder} 对不上")
    log = wal.unbroken(base.first, base.files / "pg_wal", folder / LOG)
    if at == LAST and log.missing:
        raise click.ClickException(f"归档里缺少日志文件 {log.missing}，到不了最后：请找回这个文件，或者选它以前的时刻")
    target = recovery.Target(base, log, None if at == LAST else at)
    return recovery.rebuild(embedded(CLONE), target, surroundings.DATABASE)


def proven(last: datetime | None, owner: str, source: Path, documents: Path) -> Reached:
    """Counted where it now stands; every document that its rows name is brought along, or told as lost."""
    with psycopg.connect(owner) as connection:
        connection.execute("SELECT set_config('gongqiao.wall', 'down', true)")
        digests = [str(digest) for (digest,) in connection.execute(backups.DOCUMENTS)]
        _, lost = files.carry(digests, source, documents)
        row = connection.execute(NEWEST_DOCUMENT, [lost]).fetchone()
        record = connection.execute(NEWEST_RECORD).fetchone()
        newest = (row[0] if row else None, record[0] if record else None)
        return Reached(last, prove(connection), len(digests) - len(lost), lost, *newest)


def read_state(folder: Path) -> dict[str, Any]:
    """What `gongqiao archive` last noted of itself; nothing where it never ran."""
    path = folder / STATE
    return dict(json.loads(path.read_text())) if path.exists() else {}
