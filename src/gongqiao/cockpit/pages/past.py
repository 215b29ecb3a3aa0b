"""The day looked at: how it is chosen, and in what it differs from what was told on that day."""

from typing import Any

from gongqiao.cockpit import queries
from gongqiao.cockpit.pages.looks import Look, why_no_day
from gongqiao.cockpit.queries import AsOf, Seat
from gongqiao.kernel.clock import day
from gongqiao.kernel.web import Request


def facts(request: Request, seat: Seat, look: Look) -> dict[str, Any]:
    today = day(request.arrived_at)
    told = {
        "today": today,
        "asked": _asked(look),
        "chosen": look.on or today,
        "past": look.as_of,
        "why_no_day": why_no_day(request.GET, today),
    }
    if look.as_of is None:
        return told
    now, then = (_total(seat, look, AsOf(look.as_of.on, as_told)) for as_told in (False, True))
    ways = {"now": look.address(on=None), "other": look.address(as_told=not look.as_told)}
    return {**told, **ways, "known_now": now, "told_then": then, "later": _later(now - then)}


def _later(n: int) -> str:
    return f"{'增加' if n > 0 else '减少'} {abs(n):,}" if n else ""


def _asked(look: Look) -> list[tuple[str, str]]:
    """What stays as it is when another day is chosen."""
    held = {"at": look.at, "show": look.show, "face": look.face}
    return [(name, f"{value}") for name, value in held.items() if value]


def _total(seat: Seat, look: Look, as_of: AsOf) -> int:
    return queries.compare([seat.body_id], look.show, on=as_of.on, as_of=as_of)[seat.body_id]
