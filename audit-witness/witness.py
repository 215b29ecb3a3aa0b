"""A witness of signed heads: confirms that a log of records only ever grew, and keeps nothing but its last head.

Any body can run it for any log that speaks C2SP tlog-witness (c2sp.org/tlog-witness): a court, a university, a
neighbouring union. One file that shares no code with the platform: it needs Python 3.11 and `cryptography`. What it
takes and what it says is told in docs/explanation/audit.md, how to run it in docs/how-to/be-a-witness.md.
"""

import argparse
import base64
import binascii
import fcntl
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
except ImportError:
    sys.stderr.write("缺少签名用的 cryptography，请先执行 python3 -m pip install cryptography\n")
    raise SystemExit(2) from None

SIGNS, COSIGNS = 1, 4  # the signature types of c2sp.org/signed-note: of a log, of a witness
DASH = "— "
LONGEST, MOST_STEPS, MOST_SIGNATURES = 64 * 1024, 63, 64  # bytes of a request, lines of a proof, signatures of a note
PATIENCE = 10  # seconds
SIZE, TEXT = "text/x.tlog.size", "text/plain; charset=utf-8"


class RefusedError(Exception):
    """Why a head is not confirmed: a status of c2sp.org/tlog-witness, and the size we hold where it asks for that."""

    def __init__(self, status: HTTPStatus, words: str, size: int | None = None) -> None:
        super().__init__(words)
        self.status, self.size = status, size


class NotSetUpError(Exception):
    """Why it cannot serve, in one sentence."""


@dataclass(frozen=True)
class Key:
    """A name and a public key, as both sides write it down: NAME+ID+BASE64."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def read(cls, told: str) -> "Key":
        """Raises where a character was lost on the way: the number in the middle no longer fits."""
        name, _, rest = told.partition("+")
        number, _, octets = rest.partition("+")
        key = cls(name, SIGNS, _unpacked(octets)[1:])
        if not named_well(name) or _unpacked(octets)[:1] != bytes([SIGNS]) or key.id.hex() != number:
            raise ValueError
        Ed25519PublicKey.from_public_bytes(key.public)
        return key

    def verifies(self, signature: bytes, text: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text)
        except InvalidSignature:
            return False
        return True


def named_well(name: str) -> bool:
    return bool(name) and "+" not in name and not any(each.isspace() or each < " " for each in name)


def _unpacked(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


@dataclass(frozen=True)
class Head:
    """The size and the root of a log at a moment: what a checkpoint says."""

    origin: str
    size: int
    root: bytes

    def __bytes__(self) -> bytes:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n".encode()


@dataclass(frozen=True)
class Asked:
    """A request: from which size on the log is proven to have grown to this head."""

    old: int
    proof: list[bytes]
    head: Head
    text: bytes
    signatures: list[tuple[str, bytes]]

    @classmethod
    def read(cls, body: bytes) -> "Asked":
        """Raises `ValueError` where it has not the form."""
        first, _, note = body.decode().partition("\n\n")
        old, *steps = first.split("\n")
        text, _, signed = note.rpartition("\n\n")
        origin, size, root = text.split("\n")  # extension lines, which nobody vouches for, are not taken
        lines = signed.removesuffix("\n").split("\n")
        if not old.startswith("old ") or len(steps) > MOST_STEPS or len(lines) > MOST_SIGNATURES:
            raise ValueError
        proof = [_digest(step) for step in steps]
        head = Head(origin, _whole(size), _digest(root))
        return cls(_whole(old[4:]), proof, head, f"{text}\n".encode(), list(map(_signature, lines)))


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or (text != "0" and text.startswith("0")) or len(text) > 18:  # noqa: PLR2004 -- what a table of numbers holds
        raise ValueError
    return int(text)


def _digest(text: str) -> bytes:
    if len(octets := _unpacked(text)) != sha256().digest_size:
        raise ValueError
    return octets


def _signature(line: str) -> tuple[str, bytes]:
    name, _, octets = line.removeprefix(DASH).rpartition(" ")
    if not line.startswith(DASH) or not named_well(name):
        raise ValueError
    return name, _unpacked(octets)


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def grew(old: int, before: bytes, new: int, after: bytes, proof: list[bytes]) -> bool:
    """Whether the tree of the first `old` leaves is the beginning of the other (RFC 9162, 2.1.4.2)."""
    if old in {0, new}:
        return not proof and (old == 0 or before == after)
    steps = proof if old & (old - 1) else [before, *proof]
    if not steps or old > new:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node(step, first), node(step, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node(second, step)
        place, last = place >> 1, last >> 1
    return last == 0 and (first, second) == (before, after)


@dataclass(frozen=True)
class Confirmed:
    """A head this witness has signed, and when, in seconds since 1970."""

    head: Head
    time: int
    signature: bytes


class Witness:
    """The key and the last head of each log, in one folder."""

    def __init__(self, folder: Path, logs: list[Key]) -> None:
        self.folder, self.logs = folder, logs
        told = json.loads((folder / "key.json").read_text())
        self.private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(told["secret"]))
        self.key = Key(told["name"], COSIGNS, self.private.public_key().public_bytes_raw())
        self.one_at_a_time = Lock()

    def confirm(self, body: bytes, at: int) -> str:
        """The signature line for a head that only adds to the one before, which it takes the place of."""
        try:
            asked = Asked.read(body)
        except ValueError:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "the request has not the form of tlog-witness") from None
        self._known(asked)
        if asked.old > asked.head.size:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "the old size is larger than the new one")
        with self.one_at_a_time:
            self._compare(asked)
            message = b"cosignature/v1\ntime %d\n%s" % (at, asked.text)
            self._keep(done := Confirmed(asked.head, at, self.private.sign(message)))
        octets = self.key.id + at.to_bytes(8, "big") + done.signature
        return f"{DASH}{self.key.name} {base64.b64encode(octets).decode()}\n"

    def _known(self, asked: Asked) -> None:
        """Nothing but what a log that was named to us has signed."""
        keys = [key for key in self.logs if key.name == asked.head.origin]
        if not keys:
            raise RefusedError(HTTPStatus.NOT_FOUND, "this log was not named to us")
        ours = [
            (key, octets[4:])
            for name, octets in asked.signatures
            for key in keys
            if (name, octets[:4]) == (key.name, key.id)
        ]
        if not ours or not all(key.verifies(signature, asked.text) for key, signature in ours):
            raise RefusedError(HTTPStatus.FORBIDDEN, "no signature of this log")

    def _compare(self, asked: Asked) -> None:
        """Against what we hold; what does not grow out of it is refused, whoever signed it."""
        last = self.last(asked.head.origin)
        held = last.head if last else replace(asked.head, size=0, root=sha256().digest())
        if asked.old != held.size:
            raise RefusedError(HTTPStatus.CONFLICT, f"{held.size}", held.size)
        if asked.head.size == held.size and asked.head.root != held.root:
            raise RefusedError(HTTPStatus.CONFLICT, f"{held.size}", held.size)
        if not grew(held.size, held.root, asked.head.size, asked.head.root, asked.proof):
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "it does not grow out of what we hold")

    def last(self, origin: str) -> Confirmed | None:
        path = self._path(origin)
        if not path.exists():
            return None
        told = json.loads(path.read_text())
        head = Head(told["origin"], told["size"], bytes.fromhex(told["root"]))
        return Confirmed(head, told["time"], bytes.fromhex(told["signature"]))

    def _path(self, origin: str) -> Path:
        return self.folder / "heads" / f"{sha256(origin.encode()).hexdigest()}.json"

    def _keep(self, done: Confirmed) -> None:
        """On the disk before anybody is answered: what was confirmed once is never forgotten."""
        path = self._path(done.head.origin)
        _write(path, self.told(done))

    def told(self, done: Confirmed) -> str:
        """As a line of `confirmations.jsonl`."""
        head, key = done.head, self.key
        told = {"witness": key.name, "key": key.public.hex(), "origin": head.origin, "size": head.size}
        told |= {"root": head.root.hex(), "time": done.time, "signature": done.signature.hex()}
        return f"{json.dumps(told, ensure_ascii=False)}\n"

    def all(self) -> Iterator[str]:
        origins = dict.fromkeys(key.name for key in self.logs)
        return (self.told(held) for held in map(self.last, origins) if held)


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    """Whole or not at all, whenever the power fails."""
    half = path.with_suffix(".half")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


class Serving(ThreadingHTTPServer):
    def __init__(self, host: str, port: int, witness: Witness) -> None:
        self.witness = witness
        super().__init__((host, port), Answering)


class Answering(BaseHTTPRequestHandler):
    server: Serving
    timeout = PATIENCE
    server_version, sys_version = "witness", ""

    def do_POST(self) -> None:
        if self.path != "/add-checkpoint":
            self._say(HTTPStatus.NOT_FOUND, "POST /add-checkpoint\n")
            return
        self._say(*self._confirmed())

    def do_GET(self) -> None:
        """What we hold, for anybody who compares."""
        if self.path == "/confirmations.jsonl":
            self._say(HTTPStatus.OK, "".join(self.server.witness.all()), "application/jsonl")
        else:
            self._say(HTTPStatus.NOT_FOUND, "GET /confirmations.jsonl\n")

    def _confirmed(self) -> tuple[HTTPStatus, str, str]:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdecimal() or len(length) > len(f"{LONGEST}") or int(length) > LONGEST:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "at most 64 KiB, with Content-Length\n", TEXT
        try:
            return HTTPStatus.OK, self.server.witness.confirm(self.rfile.read(int(length)), int(time.time())), TEXT
        except RefusedError as why:
            return why.status, f"{why}\n", SIZE if why.size is not None else TEXT

    def _say(self, status: HTTPStatus, words: str, kind: str = TEXT) -> None:
        body = words.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", f"{len(body)}")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: Any) -> None:
        """Nobody's address is kept."""


def make_key(told: argparse.Namespace) -> None:
    folder: Path = told.folder
    if (folder / "key.json").exists():
        raise NotSetUpError(f"{folder} 里已经有密钥；换密钥等于换一个见证方，请另选文件夹")
    if not named_well(told.name):
        raise NotSetUpError("名称不能有空格和加号，例如 court.example.cn/witness")
    (folder / "heads").mkdir(parents=True, exist_ok=True)
    private = Ed25519PrivateKey.generate()
    _write(folder / "key.json", json.dumps({"name": told.name, "secret": private.private_bytes_raw().hex()}), 0o600)
    print(Witness(folder, []).key)


def serve(told: argparse.Namespace) -> None:
    witness = _witness(told)
    lock = (told.folder / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise NotSetUpError(f"已经有一个见证程序在用 {told.folder}，同时只能有一个") from None
    server = Serving(told.host, told.port, witness)
    print(f"{witness.key}\nhttp://{told.host}:{server.server_address[1]}/", flush=True)
    server.serve_forever()


def show(told: argparse.Namespace) -> None:
    sys.stdout.writelines(_witness(told).all())


def _witness(told: argparse.Namespace) -> Witness:
    try:
        logs = [Key.read(each) for each in told.log]
    except (ValueError, binascii.Error):
        raise NotSetUpError("--log 应当是平台给出的“名称+编号+公钥”，一个字符也不能少") from None
    if not (told.folder / "key.json").exists():
        raise NotSetUpError(f"{told.folder} 里没有密钥，请先执行 witness key {told.folder} 名称")
    return Witness(told.folder, logs)


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="witness", description="见证：确认一份办理记录只增不改，只留它最后一个审计头")
    commands = parser.add_subparsers(required=True)
    todo: list[tuple[str, Callable[[argparse.Namespace], None], str]] = [
        ("key", make_key, "在空文件夹里建一把密钥，打印公钥，交给平台的运维人员"),
        ("serve", serve, "启动见证服务，前面要有加密的代理"),
        ("show", show, "打印留存的最后一个审计头和签名，供核验程序用"),
    ]
    for name, does, words in todo:
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(does=does)
        command.add_argument("folder", metavar="FOLDER", type=Path, help="放密钥和审计头的文件夹")
        if name == "key":
            command.add_argument("name", metavar="NAME", help="见证方的名称，例如 court.example.cn/witness")
        else:
            command.add_argument(
                "--log", metavar="KEY", action="append", required=True, help="平台的名称和公钥，可写多次"
            )
        if name == "serve":
            command.add_argument("--host", default="127.0.0.1", help="监听地址")
            command.add_argument("--port", type=int, default=8090, help="端口")
    return parser.parse_args()


def main() -> int:
    told = asked()
    try:
        told.does(told)
    except (NotSetUpError, OSError) as why:
        print(why, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
