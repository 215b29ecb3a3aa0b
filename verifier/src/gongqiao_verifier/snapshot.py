"""Earlier copies of the archive (specification, section 3.5.1, step 2): their log must be the beginning of this one,
so that a ballot that was dropped before the tally is found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongqiao_verifier.archive import Archive, read
from gongqiao_verifier.documents import sha256_base64
from gongqiao_verifier.log import Log, read_log
from gongqiao_verifier.report import Report


@dataclass
class Snapshot:
    """An earlier copy, and what was found when it was read."""

    name: str
    archive: Archive
    report: Report


def read_snapshot(path: Path) -> Snapshot:
    report = Report()
    return Snapshot(path.name, read(path, report), report)


def compare_snapshot(archive: Archive, log: Log, snapshot: Snapshot, report: Report) -> None:
    """Compare by events, and by bytes where both are archives: the file only ever grows (section 4.4)."""
    name, earlier = snapshot.name, snapshot.archive
    old = read_log(earlier, snapshot.report)
    report.count("snapshot", len(old.events))
    if not old.events or any(check.held is False for check in snapshot.report.checks.values()):
        report.fault("snapshot", "snapshot-unreadable", name)
        return
    if not log.events or log.events[0].digest != old.events[0].digest:
        report.fault("snapshot", "snapshot-other", name, event=0)
        return
    digests = [event.digest for event in log.events]
    for number, event in enumerate(old.events):
        if number >= len(digests) or digests[number] != event.digest:
            report.fault("snapshot", "snapshot-differs", name, event=event.height)
            break
    else:
        if archive.ordered and earlier.ordered and not archive.raw.startswith(earlier.raw):
            report.fault("snapshot", "snapshot-bytes", name)
    kept = {event.payload for event in log.of_type("Ballot")}
    for event in old.of_type("Ballot"):
        if event.payload not in kept:
            entry = old.data.get(event.payload or "")
            tracker = sha256_base64(entry.content) if entry else None
            report.fault("snapshot", "snapshot-ballot-dropped", name, event=event.height, ballot=tracker)
