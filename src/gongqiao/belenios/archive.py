"""The file `<uuid>.bel`: all that is public about an election as it came, each event bound to the one before.

A bare tar of the oldest kind, whose every byte is prescribed: no owner, no end, every time that of the beginning. What
lies in it is named by its digest; what an event speaks of stands before it (specification 4.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from gongqiao.belenios.forms import (
    DIGESTS,
    WHOLE,
    Fault,
    FaultyError,
    Json,
    OneOf,
    compact,
    digest,
    misfits,
    parsed,
    sound,
)

BLOCK, NAME, MOST = 512, 100, 10**8
HEADER = "BELENIOS"
SETUP, BALLOT, END, TALLY, PARTIAL, RESULT = (
    "Setup",
    "Ballot",
    "EndBallots",
    "EncryptedTally",
    "PartialDecryption",
    "Result",
)
KINDS = (SETUP, BALLOT, END, TALLY, "Shuffle", "EndShuffles", PARTIAL, RESULT)
EVENT = {"?parent": DIGESTS, "height": WHOLE, "type": OneOf(KINDS), "?payload": DIGESTS}
FOLLOWERS = {
    "": {SETUP},
    SETUP: {BALLOT, END},
    BALLOT: {BALLOT, END},
    END: {TALLY},
    TALLY: {PARTIAL},
    PARTIAL: {PARTIAL, RESULT},
    RESULT: set(),
}
"""What may come after what; there is nothing to shuffle where every question is a sum."""


def head(name: str, size: int, at: int) -> bytes:
    """A file's 512 bytes before its content; `at` in seconds since 1970."""
    fields = name.encode().ljust(NAME, b"\0") + b"0000644\0" + b"0000000\0" * 2 + b"%011o\0" % size + b"%011o\0" % at
    total = sum(fields) + 8 * ord(" ") + ord("0")
    return (fields + b"%06o\0 0" % total).ljust(BLOCK, b"\0")


def packed(name: str, content: bytes, at: int) -> bytes:
    return head(name, len(content), at) + content + bytes(-len(content) % BLOCK)


@dataclass
class Board:
    """The archive of an election while it grows; `begun_at` in seconds since 1970 stands on everything in it."""

    file: BinaryIO
    begun_at: int
    parent: str = ""
    height: int = 0

    def begin(self) -> None:
        self._add(HEADER, compact({"version": 1, "timestamp": str(self.begun_at)}))

    def add(self, text: str) -> str:
        """Something that a later event speaks of; returns its name."""
        name = digest(text)
        self._add(f"{name}.data.json", text)
        return name

    def happen(self, kind: str, payload: str = "") -> None:
        """An event, about what was added before under this name."""
        told: dict[str, Json] = {"parent": self.parent} if self.parent else {}
        told |= {"height": self.height, "type": kind} | ({"payload": payload} if payload else {})
        text = compact(told)
        self.parent, self.height = digest(text), self.height + 1
        self._add(f"{self.parent}.event.json", text)

    def _add(self, name: str, text: str) -> None:
        self.file.write(packed(name, text.encode(), self.begun_at))


@dataclass(frozen=True)
class Event:
    """What happened; `told` is the text of its payload."""

    height: int
    kind: str
    told: str = ""


@dataclass
class Contents:
    """What lies in an archive, as far as its form is sound; `faults` say what is not."""

    begun_at: int = 0
    data: dict[str, str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    chain: list[Fault] = field(default_factory=list)


def read(archive: bytes) -> Contents:
    """Open an archive and ask whether every byte is as prescribed and every event follows the one before."""
    found = Contents()
    parent, kind = "", ""
    try:
        for name, text in _files(archive, found):
            if name.endswith(".data.json"):
                found.data[digest(text)] = text
            else:
                parent, kind = _follow(found, parent, kind, text)
    except FaultyError as wrong:
        found.faults += wrong.faults
    if not found.events and not found.faults:
        found.faults.append(Fault("empty", "档案里没有选举"))
    return found


def _files(archive: bytes, found: Contents) -> Iterator[tuple[str, str]]:
    """Name and text of every file after the first, which says when the election began."""
    position, first = 0, True
    while position < len(archive):
        name, content = _file(archive, position)
        text = _decoded(name, content)
        if first:
            found.begun_at = _begun(name, text)
        elif name not in {f"{digest(text)}.data.json", f"{digest(text)}.event.json"}:
            raise FaultyError([Fault("name", "文件名不是内容的摘要：内容被改动过", name)])
        if archive[position : position + BLOCK] != head(name, len(content), found.begun_at):
            raise FaultyError([Fault("head", "文件头不是规定的写法", name)])
        position += BLOCK + len(content) + -len(content) % BLOCK
        if not first:
            yield name, text
        first = False
    if first:
        raise FaultyError([Fault("empty", "档案是空的")])


def _file(archive: bytes, position: int) -> tuple[str, bytes]:
    block = archive[position : position + BLOCK]
    name = block[:NAME].rstrip(b"\0").decode("ascii", "replace")
    digits = block[124:135]
    if len(block) < BLOCK or not digits or set(digits) - set(b"01234567"):
        raise FaultyError([Fault("head", "不是选举档案的文件头", name or f"第 {position} 字节")])
    size = int(digits, 8)
    whole = archive[position + BLOCK : position + BLOCK + size + -size % BLOCK]
    if size > MOST or len(whole) < size + -size % BLOCK:
        raise FaultyError([Fault("cut", "档案不完整：文件被截断", name)])
    if any(whole[size:]):
        raise FaultyError([Fault("padding", "文件末尾的填充不是零", name)])
    return name, whole[:size]


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise FaultyError([Fault("utf8", "内容不是 UTF-8 文字", name)]) from None


def _begun(name: str, text: str) -> int:
    if name != HEADER:
        raise FaultyError([Fault("header", f"第一个文件应当是 {HEADER}", name)])
    told = parsed(text)
    sound(fault.inside(HEADER) for fault in misfits(told, {"version": WHOLE, "timestamp": "count"}))
    if told["version"] != 1:
        raise FaultyError([Fault("version", "档案的版本应当是 1", HEADER)])
    return int(told["timestamp"])


def _follow(found: Contents, parent: str, kind: str, text: str) -> tuple[str, str]:
    """Take up an event; returns what the next one must name as its parent, and what kind this was."""
    place = f"事件 {len(found.events)}"
    try:
        told = parsed(text)
        sound(misfits(told, EVENT))
    except FaultyError as wrong:
        raise FaultyError(fault.inside(place) for fault in wrong.faults) from None
    payload = told.get("payload", "")
    if told.get("parent", "") != parent:
        found.chain.append(Fault("parent", "没有接在前一个事件之后：事件被抽走、插入或者调换", place))
    if told["height"] != len(found.events):
        found.chain.append(Fault("height", f"序号应当是 {len(found.events)}，现在是 {told['height']}", place))
    if told["type"] not in FOLLOWERS.get(kind, set()):
        found.chain.append(Fault("order", f"{told['type']} 不能在 {kind or '开头'} 之后", place))
    if payload and payload not in found.data:
        found.chain.append(Fault("payload", "所指的内容不在它之前", place))
    if bool(payload) is (told["type"] == END):
        found.chain.append(Fault("payload", "缺少所指的内容，或者不该有", place))
    found.events.append(Event(told["height"], told["type"], found.data.get(payload, "")))
    return digest(text), told["type"]
