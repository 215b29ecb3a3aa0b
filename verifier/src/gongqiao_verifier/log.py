"""The events of an archive (specification, section 4.4): a chain in which each names its parent by hash, and the data
that they name by hash, which must stand before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from gongqiao_verifier.archive import Archive, Entry
from gongqiao_verifier.documents import Malformed, integer, label, parse, record, string
from gongqiao_verifier.report import Report

_HASH = re.compile(r"[0-9a-f]{64}")
_HIGHEST = 1 << 30

# What may follow what. Elections with homomorphic questions only have nothing to shuffle (section 3.4, step 3).
_NEXT = {
    None: ("Setup",),
    "Setup": ("Ballot", "EndBallots"),
    "Ballot": ("Ballot", "EndBallots"),
    "EndBallots": ("EncryptedTally",),
    "EncryptedTally": ("PartialDecryption",),
    "PartialDecryption": ("PartialDecryption", "Result"),
    "Result": (),
}
_TYPES = ("Setup", "Ballot", "EndBallots", "EncryptedTally", "Shuffle", "EndShuffles", "PartialDecryption", "Result")
_STATES = {
    "Setup": "open",
    "Ballot": "open",
    "EndBallots": "closed",
    "EncryptedTally": "tallied",
    "PartialDecryption": "decrypting",
    "Result": "finished",
}


@dataclass(frozen=True)
class Event:
    digest: str
    position: int
    parent: str | None
    height: int
    type: str
    payload: str | None


@dataclass
class Log:
    events: list[Event]
    data: dict[str, Entry]
    ordered: bool
    used: set[str] = field(default_factory=set)

    def of_type(self, kind: str) -> list[Event]:
        return [event for event in self.events if event.type == kind]

    @property
    def state(self) -> str:
        """open, closed, tallied, decrypting or finished, by the last event of a known type."""
        for event in reversed(self.events):
            if event.type in _STATES:
                return _STATES[event.type]
        return "empty"

    def fetch(self, digest: object, position: int, event: Event, report: Report) -> Entry | None:
        """The data of this hash, which must stand before `position`."""
        report.count("data-use")
        entry = self.data.get(digest) if isinstance(digest, str) else None
        if entry is None:
            report.fault("data-use", "data-missing", label(digest), event=event.height)
            return None
        self.used.add(entry.digest)
        if self.ordered and entry.position > position:
            report.fault("data-use", "data-late", entry.digest, event=event.height)
        return entry

    def document(self, entry: Entry | None, event: Event, report: Report) -> Any:
        """The JSON in a data file, or None (a document is never null)."""
        if entry is None:
            return None
        report.count("json-canonical")
        try:
            return parse(entry.content)
        except Malformed as error:
            report.fault("json-canonical", error.code, error.detail or entry.digest, event=event.height)
            return None

    def payload(self, event: Event, fields: str, report: Report) -> tuple[dict[str, Any], Entry] | None:
        """The payload of an event as a record of these fields, with the data file that holds it."""
        entry = self.fetch(event.payload, event.position, event, report)
        value = self.document(entry, event, report)
        if entry is None or value is None:
            return None
        try:
            return record(value, fields), entry
        except Malformed as error:
            report.fault("json-canonical", error.code, error.detail, event=event.height)
            return None

    def check_used(self, report: Report) -> None:
        for entry in self.data.values():
            if entry.digest not in self.used:
                report.fault("data-use", "data-unused", entry.digest)


def read_log(archive: Archive, report: Report) -> Log:
    data = {entry.digest: entry for entry in archive.entries if entry.kind == "data"}
    events = [event for entry in archive.entries if entry.kind == "event" and (event := _read_event(entry, report))]
    if not archive.ordered:
        events.sort(key=lambda event: (event.height, event.digest))
    _check_chain(events, report)
    _check_order(events, report)
    return Log(events, data, archive.ordered)


def _read_event(entry: Entry, report: Report) -> Event | None:
    report.count("json-canonical")
    try:
        value = record(parse(entry.content), "parent? height type payload?")
        height, kind = _height(value["height"]), string(value["type"])
        parent, payload = _hash(value.get("parent")), _hash(value.get("payload"))
    except Malformed as error:
        report.fault("json-canonical", error.code, f"{entry.digest}.event.json {error.detail}")
        return None
    return Event(entry.digest, entry.position, parent, height, kind, payload)


def _height(value: Any) -> int:
    if not 0 <= integer(value) <= _HIGHEST:
        raise Malformed("json-shape", "height")
    return integer(value)


def _hash(value: Any) -> str | None:
    if value is not None and _HASH.fullmatch(string(value)) is None:
        raise Malformed("json-shape", "hash")
    return value if value is None else string(value)


def _check_chain(events: list[Event], report: Report) -> None:
    parent = None
    for number, event in enumerate(events):
        report.count("event-chain")
        if event.height != number:
            report.fault("event-chain", "event-height", f"{event.height} ≠ {number}", event=event.height)
        if event.parent != parent:
            report.fault("event-chain", "event-parent", event=event.height)
        parent = event.digest


def _check_order(events: list[Event], report: Report) -> None:
    previous: str | None = None
    report.count("event-order", len(events))
    if not events or events[0].type != "Setup":
        report.fault("event-order", "setup-missing")
    for event in events:
        if (event.payload is None) != (event.type in ("EndBallots", "EndShuffles")):
            report.fault("event-order", "event-payload", label(event.type), event=event.height)
        code = _order_fault(event.type, previous)
        if code:
            report.fault("event-order", code, f"{previous} → {label(event.type)}", event=event.height)
        if event.type in _NEXT:
            previous = event.type


def _order_fault(kind: str, previous: str | None) -> str | None:
    """What is wrong with an event of this type after one of type `previous`."""
    if kind not in _TYPES:
        return "event-type"
    if kind in ("Shuffle", "EndShuffles"):
        return "shuffle-unsupported"
    if previous == "Result":
        return "event-after-result"
    return "event-order" if previous is not None and kind not in _NEXT[previous] else None
