"""The witnesses as the operator has named them, and what is asked of them over the wire (c2sp.org/tlog-witness).

Only sizes, roots and signatures leave the house. Whatever comes back is believed only where the witness's own key has
signed it; nobody is followed to another address, listened to for longer than a few seconds or at any length.
"""

import http.client
import re
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from threading import Timer
from urllib.parse import urlsplit

from django.conf import settings

from gongqiao.audit import notes
from gongqiao.audit.models import Witness
from gongqiao.audit.notes import COSIGNS, Cosigned, NamedKey

PATIENCE, MOST = 5.0, 16 * 1024  # seconds in all, bytes
SIZE = re.compile(r"(0|[1-9][0-9]{0,17})\n?")


class NotConfirmedError(Exception):
    """Why a head was not confirmed, by the codes of `Witness`; `theirs` is the size the witness holds, if it said."""

    def __init__(self, trouble: str, theirs: int = 0) -> None:
        super().__init__(Witness.TROUBLES[trouble])
        self.trouble, self.theirs = trouble, theirs


@dataclass(frozen=True)
class Named:
    """A body that confirms heads: under which name and key, and where."""

    key: NamedKey
    address: str


def named() -> list[Named]:
    return [Named(NamedKey.read(key, COSIGNS), address) for key, address in settings.WITNESSES]


def ask(witness: Named, old: int, proof: list[bytes], note: bytes) -> Cosigned | int:
    """The witness's signature over this checkpoint; or the size it holds, where that is not the one we began from."""
    status, said = _post(witness.address, notes.request(old, proof, note))
    if status == HTTPStatus.OK:
        if found := notes.cosigned(said, witness.key, notes.text_of(note)):
            return found
        raise NotConfirmedError(Witness.UNTRUE)
    if status == HTTPStatus.CONFLICT and SIZE.fullmatch(said):
        return int(said)
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        raise NotConfirmedError(Witness.DIFFERS, old)
    unknown = status in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}
    raise NotConfirmedError(Witness.UNKNOWN if unknown else Witness.ODD)


def _post(address: str, body: bytes) -> tuple[int, str]:
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    line = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
    late = None
    try:
        line.connect()
        over = time.monotonic() + PATIENCE
        late = Timer(PATIENCE, _hang_up, [line.sock])
        late.start()
        line.request("POST", f"{parts.path.rstrip('/')}/add-checkpoint", body, {"Content-Type": "text/plain"})
        answer = line.getresponse()
        said = answer.read(MOST + 1)
    except (OSError, http.client.HTTPException, UnicodeError) as why:
        raise NotConfirmedError(Witness.AWAY) from why
    finally:
        if late:
            late.cancel()
        line.close()
    if time.monotonic() >= over:
        raise NotConfirmedError(Witness.AWAY)
    if len(said) > MOST:
        raise NotConfirmedError(Witness.ODD)
    return answer.status, said.decode(errors="replace")


def _hang_up(line: socket.socket) -> None:
    """Whoever answers a letter at a time would otherwise be listened to for ever."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
