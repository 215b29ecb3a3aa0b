"""凭证发放: hands each elector the secret she votes with, and keeps nothing of whom it was handed to.

A process of its own, under a database role that reads who may vote in open votes and nothing else. For each vote it
holds one seed in a file that only its own account can read, outside the database and its backups; a credential is
computed from the seed and the elector's key whenever she asks, so the same elector is handed the same one, there is no
list of credentials to be stolen, and a new start of the process loses nothing. With the seed, who has which credential
can be reckoned out; so it is destroyed at the close. Neither what is asked nor what is answered is logged.

A question and an answer are a line of JSON each, over a socket in the folder of the seeds.
"""

import hmac
import json
import os
import secrets
import socket
import socketserver
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from gongqiao.belenios import credentials
from gongqiao.belenios.forms import group_named
from gongqiao.kernel.reasons import Reason, Refused

SOCKET, MOST = "socket", 64 * 1024 * 1024
PATIENCE = 30
"""Seconds for an answer; the largest roll takes less."""
OPEN = "SELECT DISTINCT vote_id FROM ballots_open_roll"
ENTITLED = "SELECT 1 FROM ballots_open_roll WHERE vote_id = %s AND elector_id = %s"
OPENING = 3600
"""Seconds within which a vote that drew a seed has opened, or never will by that try."""
AWAY = Reason("issuer_away", "发放投票凭证的程序没有应答，什么也没有丢失；请过一会儿再试，还不成的请告诉运维人员")
STRANGER = Reason("no_elector", "您不在这次投票的选民名册里，或者投票没有在进行；有疑问的请联系您的工会")
LOST = Reason("no_seed", "这次投票的凭证种子已经不在了，不能再发凭证；请告诉您的工会，改用纸票或者作废以后重新投票")
REASONS = {reason.code: reason for reason in (AWAY, STRANGER, LOST)}
Told = dict[str, Any]


@dataclass(frozen=True)
class Seeds:
    """The seeds of the votes that are open, a file for each."""

    folder: Path

    def drawn(self, vote: UUID, group: str, uuid: str) -> Told:
        """The one of a vote about to open; when the opening is tried again, the same as before."""
        with suppress(FileExistsError):
            told = {"seed": secrets.token_hex(32), "group": group, "uuid": uuid}
            handle = os.open(self._file(vote), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(json.dumps(told))
                file.flush()
                os.fsync(file.fileno())
        return self.found(vote)

    def found(self, vote: UUID) -> Told:
        """Raises `FileNotFoundError` once it is destroyed."""
        told: Told = json.loads(self._file(vote).read_text())
        return told

    def destroy(self, vote: UUID) -> None:
        """Written over before it is taken away, for whatever that is worth on this disk."""
        with suppress(FileNotFoundError):
            file = self._file(vote)
            with file.open("r+b") as held:
                held.write(secrets.token_bytes(file.stat().st_size))
                held.flush()
                os.fsync(held.fileno())
            file.unlink()

    def older(self, seconds: int) -> list[UUID]:
        """Votes whose seed was drawn so long ago."""
        files = sorted(self.folder.glob("*.seed"))
        return [UUID(each.stem) for each in files if time.time() - each.stat().st_mtime > seconds]

    def _file(self, vote: UUID) -> Path:
        return self.folder / f"{vote}.seed"


def private(seed: Told, elector: UUID) -> str:
    """What this elector votes with."""
    return credentials.made_of(hmac.digest(bytes.fromhex(seed["seed"]), elector.bytes, "sha256"))


def public(seed: Told, elector: UUID) -> str:
    """What the public list and her ballot show of it."""
    group = group_named(seed["group"])
    return group.raised(credentials.exponent(group, seed["uuid"], private(seed, elector)))


@dataclass(frozen=True)
class Issuer:
    """What it can be asked; `database` is the address under its own role."""

    seeds: Seeds
    database: str

    def open(self, asked: Told) -> Told:
        """The public list, in an order that tells nothing of who is who."""
        seed = self.seeds.drawn(UUID(asked["vote"]), asked["group"], asked["uuid"])
        return {"credentials": sorted(public(seed, UUID(each)) for each in asked["electors"])}

    def hand(self, asked: Told) -> Told:
        """Her credential, to an elector of an open vote."""
        vote, elector = UUID(asked["vote"]), UUID(asked["elector"])
        with self._database() as connection:
            entitled = connection.execute(ENTITLED, [vote, elector]).fetchone()
        return {"credential": private(self.seeds.found(vote), elector)} if entitled else {"refused": STRANGER.code}

    def present(self, asked: Told) -> Told:
        """Of each elector, in the order of the roll, whether a ballot of hers is among these."""
        seed, cast = self.seeds.found(UUID(asked["vote"])), set(asked["cast"])
        return {"present": [public(seed, UUID(each)) in cast for each in asked["electors"]]}

    def end(self, asked: Told) -> Told:
        """Nobody can find out any more who has which credential."""
        self.seeds.destroy(UUID(asked["vote"]))
        return {}

    def tidy(self) -> None:
        """Destroy what should be gone: this process was away when a vote was closed, or an opening was broken off."""
        with self._database() as connection:
            running = {vote for (vote,) in connection.execute(OPEN).fetchall()}
        for vote in self.seeds.older(OPENING):
            if vote not in running:
                self.seeds.destroy(vote)

    def _database(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(self.database, options="-c gongqiao.wall=down", connect_timeout=3)

    def answered(self, line: bytes) -> Told:
        """A question that cannot be understood or answered takes nobody else's answer away."""
        try:
            asked = json.loads(line)
            verbs = {"open": self.open, "hand": self.hand, "present": self.present, "end": self.end}
            return verbs[asked["do"]](asked)
        except FileNotFoundError:
            return {"refused": LOST.code}
        except (OSError, psycopg.Error, ValueError, KeyError, TypeError, AttributeError):
            return {"refused": AWAY.code}


class Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def __init__(self, folder: Path, database: str) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.issuer = Issuer(Seeds(folder), database)
        (folder / SOCKET).unlink(missing_ok=True)
        with _reached(folder) as address:
            super().__init__(address, Asked)
        (folder / SOCKET).chmod(0o600)

    def handle_error(self, *_: object) -> None:
        """Whoever asked and went away is nobody's trouble, and what she asked is not told."""


class Asked(socketserver.StreamRequestHandler):
    server: Server
    timeout = PATIENCE

    def handle(self) -> None:
        told = self.server.issuer.answered(self.rfile.readline(MOST))
        self.wfile.write(json.dumps(told).encode() + b"\n")


@contextmanager
def _reached(folder: Path) -> Iterator[str]:
    """An address for the socket that is short wherever the folder lies: the system takes 107 characters."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{SOCKET}"
    finally:
        os.close(handle)


def serve(folder: Path, database: str) -> None:
    """Until told to stop."""
    with Server(folder, database) as server:
        with suppress(psycopg.Error):  # the database may come later than we do
            server.issuer.tidy()
        server.serve_forever()


def ask(folder: Path, do: str, **told: Any) -> Told:
    """Ask the process whose folder this is; refused where it does not answer or nobody is entitled."""
    try:
        with _reached(folder) as address, socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(address)
            line.sendall(json.dumps({"do": do, **told}, default=str).encode() + b"\n")
            answer: Told = json.loads(line.makefile("rb").readline(MOST))
    except (OSError, ValueError):
        raise Refused([AWAY]) from None
    if refused := answer.get("refused"):
        raise Refused([REASONS[refused]])
    return answer


def present(folder: Path, vote: UUID, electors: list[UUID], cast: list[str]) -> list[bool] | None:
    """Of each elector, whether a ballot of hers is among these; nothing where the seed was lost with its machine."""
    try:
        told: list[bool] = ask(folder, "present", vote=vote, electors=electors, cast=cast)["present"]
    except Refused as no:
        if no.reasons == (LOST,):
            return None
        raise
    return told
