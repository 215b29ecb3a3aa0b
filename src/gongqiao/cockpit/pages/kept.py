"""The drawn board of a wall, kept for a moment: a thousand walls that are told at once cost a few drawings."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from gongqiao.cockpit import queries
from gongqiao.cockpit.pages.looks import Look

SECONDS, MOST = 1, 200


@dataclass(frozen=True)
class Drawn:
    """`version` is the least it shows; `since` is when its drawing began."""

    words: str
    version: int
    since: float


class Boards:
    """In one process. Whoever asks for a board that is being drawn waits for it instead of drawing it too."""

    def __init__(self) -> None:
        self.drawn: OrderedDict[tuple[int, Look], Drawn] = OrderedDict()
        self.drawing = [Lock() for _ in range(16)]

    def board(self, body_id: int, look: Look, draw: Callable[[], str], *, seen: int) -> str:
        """The board as it is now, or as it was a second ago unless the asker was told of something newer."""
        key = body_id, look
        with self.drawing[hash(key) % len(self.drawing)]:
            held = self.drawn.get(key)
            if held is None or held.version < seen or monotonic() - held.since > SECONDS:
                since, version = monotonic(), queries.version()
                held = self._keep(key, Drawn(draw(), version, since))
            return held.words

    def _keep(self, key: tuple[int, Look], drawn: Drawn) -> Drawn:
        self.drawn[key] = drawn
        self.drawn.move_to_end(key)
        while len(self.drawn) > MOST:
            self.drawn.popitem(last=False)
        return drawn


boards = Boards()
