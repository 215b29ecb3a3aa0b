"""The page of the cockpit, on three faces: the desk's, the wall's, and paper; the board alone for an open wall."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from gongqiao.cockpit import grants, queries
from gongqiao.cockpit.pages import charts, past
from gongqiao.cockpit.pages.kept import boards
from gongqiao.cockpit.pages.looks import FACES, PAPER, WALL, Look, number
from gongqiao.cockpit.queries import INDICATORS, Seat
from gongqiao.cockpit.queries.guard import SAYS
from gongqiao.kernel.authority import require
from gongqiao.kernel.clock import SHANGHAI, day
from gongqiao.kernel.web import Request, signed_in


@signed_in
def cockpit(request: Request) -> HttpResponse:
    """Figures of one's own union: who has none is told so. Another is named in the address: unseen, unknown."""
    look, seat = _asked(request)
    facts = {**_figures(request, seat, look), **_ways(seat, look), **past.facts(request, seat, look)}
    if look.face != PAPER:
        return render(request, "cockpit/board.html", facts)
    return render(request, "cockpit/paper.html", {**facts, **_tables(request, seat, look)})


@signed_in
def figures(request: Request) -> HttpResponse:
    """What an open wall shows, drawn anew; `version` is what it was told of.

    One drawing is for all who ask. No past day: it stands still, and where it leads is each viewer's own.
    """
    look, seat = _asked(request)
    if look.on:
        raise Http404
    seen = number(request.GET.get("version", "")) or 0
    return HttpResponse(boards.board(seat.body_id, look, lambda: _board(request, seat, look), seen=seen))


def _board(request: Request, seat: Seat, look: Look) -> str:
    return render_to_string("cockpit/figures.html", {**_figures(request, seat, look), **_ways(seat, look)})


def _asked(request: Request) -> tuple[Look, Seat]:
    look = Look.of(request.GET, day(request.arrived_at))
    if look.at is None:
        require(request.actor, grants.SEE, request.actor.body_id)
    if (seat := queries.seat(request.actor, look.at, look.as_of)) is None:
        raise Http404
    return look, seat


def _figures(request: Request, seat: Seat, look: Look) -> dict[str, Any]:
    at, indicator = _end(request, look), INDICATORS[look.show]
    days = queries.per_day(seat, on=(on := day(at)))
    readings = queries.read(seat, joined=sum(days.values()))
    return {
        "at": at,
        "indicator": indicator,
        "reading": readings[look.show],
        "cards": charts.cards(readings, look, days[on]),
        "map": charts.map_of(seat, indicator, look, on),
        "ranking": charts.ranking(request.actor, seat, indicator, look, at),
        "breakdowns": [charts.breakdown(seat, readings[look.show], each, at) for each in indicator.dimensions],
        "days": charts.days_of(days, at),
        "crossed": charts.crossed(seat, readings),
    }


def _tables(request: Request, seat: Seat, look: Look) -> dict[str, Any]:
    """What only the sheet shows: every indicator of every union below, and every day."""
    on = day(_end(request, look))
    return {
        "indicators": queries.INDICATORS.values(),
        "lower": charts.lower_rows(request.actor, seat, look, on),
        "day_rows": charts.in_rows(queries.per_day(seat, on=on)),
    }


def _end(request: Request, look: Look) -> datetime:
    """The moment the figures are of: this one, or the last minute of the day looked at."""
    return request.arrived_at if look.on is None else datetime.combine(look.on, time(23, 59), SHANGHAI)


def _ways(seat: Seat, look: Look) -> dict[str, Any]:
    """Where one can go from here, and how the page is dressed."""
    return {
        "seat": seat,
        "paper": look.face != WALL,
        "face": look.face,
        "faces": [(words, look.address(face=name), name == look.face) for name, words in FACES.items()],
        "crumbs": [(each.name, look.address(at=each.body_id, start=0)) for each in seat.above],
        "back": look.address(at=seat.above[-1].body_id, start=0) if seat.above else "",
        "again": replace(look, at=seat.body_id).address("figures"),
        "topics": queries.topics(seat.body_id),
        "guard": SAYS if seat.is_basic else "",
    }
