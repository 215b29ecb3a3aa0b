"""Why something may not be done.

A rule is a generator: it yields every reason that stands in the way, and nothing when the way is clear. Pages show the
reasons beside a button that cannot be pressed yet, actions raise them, the API returns them: one sentence, made once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Reason:
    """One obstacle, in words a person can act on.

    `code` is stable and for programs; `words` are Chinese and tell the way out; `field` names the form field it
    belongs to; `law` is the article it rests on, when it rests on one.
    """

    code: str
    words: str
    field: str = ""
    law: str = ""


Reasons = Iterator[Reason]
GIVEN_UP = Reason("given_up", "平台试了多次没有办成，什么也没有改动；请再试一次，还不成的请告诉运维人员")
"""Of work in the background that no worker will try again."""


class Refused(Exception):  # noqa: N818 -- reads as a sentence: raise Refused(reasons)
    """The operation was understood and is not possible, for these reasons."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("；".join(reason.words for reason in self.reasons))


class Forbidden(Refused):
    """The thing may be seen, but doing this to it is nobody's grant here."""


def refuse(*rules: Iterable[Reason]) -> None:
    """Raise `Refused` when any rule yields a reason; all reasons are told at once."""
    if reasons := tuple(chain.from_iterable(rules)):
        raise Refused(reasons)
