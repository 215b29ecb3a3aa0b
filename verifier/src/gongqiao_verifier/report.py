"""What was checked and what was found. Codes are stable English; words are Chinese and come from `words`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from gongqiao_verifier.words import CHECKS, FAULTS

_MOST_FAULTS = 1000
_NEEDED = ("archive-form", "event-chain", "event-order", "election-form", "trustees", "election-key", "credentials")
_NEEDED_AT_END = ("tally", "decryption", "result")


class Unreadable(Exception):
    """There is nothing that could be verified; `code` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.words = FAULTS[code] + (f"（{detail}）" if detail else "")


@dataclass
class Fault:
    """One fault and its place: height of the event, tracker of the ballot, and numbers that start at 1
    (answer 0 is the blank choice)."""

    code: str
    words: str
    event: int | None = None
    ballot: str | None = None
    question: int | None = None
    answer: int | None = None
    trustee: int | None = None


@dataclass
class Check:
    """`held` is None as long as nothing was there to be checked."""

    code: str
    words: str
    held: bool | None = None
    count: int = 0
    faults: list[Fault] = field(default_factory=list)


class Report:
    def __init__(self) -> None:
        self.checks = {code: Check(code, words) for code, words in CHECKS.items()}
        self.election: dict[str, Any] = {}
        self.state = ""
        self.unsupported = False
        self.refused = False

    def count(self, code: str, number: int = 1) -> None:
        """So many things were looked at under this check."""
        check = self.checks[code]
        check.count += number
        if check.held is None:
            check.held = True

    def fault(self, check: str, code: str, detail: str = "", **place: Any) -> None:
        found = self.checks[check]
        found.held = False
        if len(found.faults) < _MOST_FAULTS:
            found.faults.append(Fault(code, FAULTS[code] + (f"（{detail}）" if detail else ""), **place))
        if code.endswith("-unsupported"):
            self.unsupported = True
        else:
            self.refused = True

    @property
    def verdict(self) -> str:
        """verified (a finished election), verified-so-far, unsupported or refused."""
        if self.refused:
            return "refused"
        if self.unsupported:
            return "unsupported"
        # Nothing is called verified because it was not looked at.
        if any(
            self.checks[code].held is None for code in _NEEDED + (_NEEDED_AT_END if self.state == "finished" else ())
        ):
            return "refused"
        return "verified" if self.state == "finished" else "verified-so-far"

    def as_json(self) -> dict[str, Any]:
        checks = [asdict(check) for check in self.checks.values()]
        return {"verdict": self.verdict, "state": self.state, "checks": checks, "election": self.election}
