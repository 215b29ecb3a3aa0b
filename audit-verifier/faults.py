"""What can be told: a fault that was found, or why nothing could be looked at."""

from dataclasses import dataclass


class UnreadableError(Exception):
    """Why we could not look, in one sentence."""


@dataclass(frozen=True)
class Fault:
    """Something that does not agree: at which leaf, or at the head of which size."""

    code: str
    at: int | None
    words: str


def run(first: int, last: int) -> str:
    return f"第 {first} 号" if first == last else f"第 {first} 号至第 {last} 号"
