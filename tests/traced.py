"""Threads that begin at the same moment while the tests are measured: each takes its turn to be traced.

Python 3.11 asks the audit hooks while it installs a trace function, and refuses another thread that installs one in
that moment. That thread dies before it answers anything, and a page waits for it in vain. Our hook is tests/offline.py.
"""

import sys
import threading
from collections.abc import Callable
from typing import Any

from coverage import Coverage


def install() -> None:
    """For the process the tests run in; where nothing is measured there is nothing to do."""
    if Coverage.current() is None:
        return
    turn = threading.RLock()

    def in_turn(verb: Callable[..., Any]) -> Callable[..., Any]:
        def taking_turns(*told: Any) -> Any:
            with turn:
                return verb(*told)

        return taking_turns

    sys.settrace = in_turn(sys.settrace)
    if begun := threading.gettrace():
        threading.settrace(in_turn(begun))
