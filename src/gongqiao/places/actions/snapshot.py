"""Taking in a snapshot of the state's divisions; nothing that was ever a code is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from operator import attrgetter

from django.db import connection, transaction

from gongqiao.kernel.actions import many
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.places import events, grants, rules
from gongqiao.places.models import OWN_SPACE, Division
from gongqiao.places.sources import SHIPPED, Row, Snapshot, read_snapshot

KEYS = {"parent", "successor"}
COLUMNS = [f"{field.name}_id" if field.name in KEYS else field.name for field in fields(Row)]
IN_ORDER = attrgetter(*(field.name for field in fields(Row)))
NO_LONGER = "在新的区划数据中不再出现"


@dataclass(frozen=True)
class Changes:
    """What a snapshot changed, for the operator's report: codes, and pairs of old and new."""

    added: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str, str], ...] = ()
    altered: tuple[str, ...] = ()
    abolished: tuple[tuple[str, str], ...] = ()


@many
def load_divisions(snapshot: Snapshot, *, by: Actor, at: datetime) -> Changes:
    """Bring the divisions to the state of a snapshot; the same one again changes nothing."""
    require(by, grants.KEEP)
    known = _known()
    refuse(rules.snapshot(snapshot, known))

    wanted = snapshot.rows | {row.code: row for row in _gone(snapshot, known, day(at).isoformat())}
    differing = {code: row for code, row in wanted.items() if known.get(code) != row}
    _write(differing.values())

    changes = _told(differing, known)
    counts = len(changes.added), len(changes.renamed) + len(changes.altered), len(changes.abolished)
    province = Division.objects.order_by("code").first() or Division()
    announce(events.DivisionsLoaded(snapshot.digest, *counts), by=by, about=province, at=at)
    return changes


@transaction.atomic
def lay_ground() -> None:
    """Put the shipped divisions into a new database. Nobody's act: like the tables, they come with the house."""
    if not Division.objects.exists():
        _write(read_snapshot(SHIPPED).rows.values())


def _known() -> dict[str, Row]:
    """Every official row, behind a lock: two snapshots at once would each abolish what the other brought."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE places_division IN SHARE ROW EXCLUSIVE MODE")
    rows = Division.objects.exclude(code__startswith=OWN_SPACE).order_by("code").values_list(*COLUMNS)
    return {row[0]: Row(*(value or "" for value in row)) for row in rows.iterator(10_000)}


def _gone(snapshot: Snapshot, known: Mapping[str, Row], today: str) -> list[Row]:
    """What is no longer in the snapshot, at the levels it speaks about, each with its likely successor."""
    gone = [
        row
        for row in known.values()
        if not row.abolished_in and row.level in snapshot.levels and row.code not in snapshot.rows
    ]
    fresh = [row for row in snapshot.rows.values() if row.code not in known]
    successors: dict[str, str] = {}
    for row in sorted(gone, key=lambda row: row.code):
        parent = successors.get(row.parent) or row.parent
        successors[row.code] = _successor(row, fresh, parent)
    return [replace(row, abolished_in=today, successor=successors[row.code], note=NO_LONGER) for row in gone]


def _successor(row: Row, fresh: Iterable[Row], parent: str) -> str:
    """The one new division of the same level and short name under the same parent; none when it cannot be told."""
    same = (row.level, row.short_name, parent)
    likely = [new.code for new in fresh if (new.level, new.short_name, new.parent) == same]
    return likely[0] if len(likely) == 1 else ""


def _write(rows: Iterable[Row]) -> None:
    names = ", ".join(COLUMNS)
    fresh = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE snapshot (LIKE places_division) ON COMMIT DROP")
        with cursor.copy(f"COPY snapshot ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(_cells(row))
        cursor.execute(
            f"INSERT INTO places_division ({names}) SELECT {names} FROM snapshot"  # noqa: S608 -- our own column names
            f" ON CONFLICT (code) DO UPDATE SET {fresh}"
        )
        cursor.execute("DROP TABLE snapshot")


def _cells(row: Row) -> list[str | None]:
    """In the order of the columns; a parent or successor that is not there is NULL."""
    named = zip(COLUMNS, IN_ORDER(row), strict=True)
    return [value or None if name.endswith("_id") else value for name, value in named]


def _told(differing: Mapping[str, Row], known: Mapping[str, Row]) -> Changes:
    before = {code: known[code] for code in differing if code in known}
    abolished = {code for code, row in before.items() if differing[code].abolished_in and not row.abolished_in}
    renamed = {code for code, row in before.items() if differing[code].name != row.name} - abolished
    return Changes(
        added=tuple(code for code in differing if code not in known),
        renamed=tuple((code, known[code].name, differing[code].name) for code in sorted(renamed)),
        altered=tuple(sorted(before.keys() - abolished - renamed)),
        abolished=tuple((code, differing[code].successor) for code in sorted(abolished)),
    )
