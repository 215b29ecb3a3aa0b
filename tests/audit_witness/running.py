"""The witness as another body runs it: a process of its own on loopback, which sees nothing of the platform."""

import json
import subprocess
import sys
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongqiao.audit import merkle, notes
from gongqiao.audit.merkle import Edge
from gongqiao.audit.notes import SIGNS, NamedKey
from tests.house.source import ROOT

PROGRAM = ROOT / "audit-witness/witness.py"
PATIENCE = 20  # seconds
ORIGIN, NAME = "union.example/records", "court.example/见证"


def run(*words):
    command = [sys.executable, "-I", str(PROGRAM), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)


class Witness:
    """Stopped and started again it has the folder it had."""

    def __init__(self, folder, *logs, name=NAME):
        self.folder, self.logs, self.running, self.port = folder, logs, None, 0
        self.key = run("key", folder, name).stdout.strip()

    @property
    def words(self):
        return [word for log in self.logs for word in ("--log", str(log))]

    def start(self):
        command = [sys.executable, "-I", str(PROGRAM), "serve", str(self.folder), *self.words, "--port", str(self.port)]
        self.running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.running.stdout.readline().strip() == self.key
        self.port = urlsplit(self.running.stdout.readline()).port
        return self

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def stop(self):
        if self.running:
            self.running.kill()
            self.running.communicate(timeout=PATIENCE)
            self.running = None

    def show(self):
        return [json.loads(line) for line in run("show", self.folder, *self.words).stdout.splitlines()]


class Said(NamedTuple):
    status: int
    kind: str
    text: str


def ask(witness, method, path, body=None, **headers):
    line = HTTPConnection("127.0.0.1", witness.port, timeout=PATIENCE)
    try:
        line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return Said(answer.status, answer.getheader("Content-Type"), answer.read().decode())
    finally:
        line.close()


class Log:
    """A log of leaves in memory, which signs with a key of its own."""

    def __init__(self, origin=ORIGIN, seed=1):
        self.origin, self.leaves = origin, []
        self.private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)

    @property
    def key(self):
        return NamedKey(self.origin, SIGNS, self.private.public_key().public_bytes_raw())

    def grow(self, count, word="leaf"):
        self.leaves += [merkle.leaf(f"{word} {len(self.leaves) + each}".encode()) for each in range(count)]
        return self

    def root(self, size=None):
        return Edge().grown(self.leaves[:size]).root

    def asks(self, old, size=None, **parts):
        """The request that is to bring a witness from the size `old` to this one."""
        size = len(self.leaves) if size is None else size
        proof = merkle.growth(Edge().grown(self.leaves[:old]), self.leaves[old:size]) if old <= size else []
        note = notes.signed(self.origin, size, self.root(size), self.private)
        return notes.request(**{"old": old, "proof": proof, "note": note} | parts)

    def brings(self, witness, old, size=None, **parts):
        return ask(witness, "POST", "/add-checkpoint", self.asks(old, size, **parts))
