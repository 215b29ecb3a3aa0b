"""A small union line to count on, and the plain way of counting it."""

from collections import Counter
from datetime import timedelta

from gongqiao.cockpit import actions, commands
from gongqiao.cockpit.queries.indicators import COUNTED_ON, KEPT
from gongqiao.kernel.models import Line
from gongqiao.membership.models import Stay
from tests import make


def county(townships=2, unions=3):
    """A province's corner: province, city, county, some townships and the unions below each."""
    top = make.body()
    city = make.body(top)
    seat = make.body(city)
    towns = [make.body(seat) for _ in range(townships)]
    return top, city, seat, towns, [make.body(town) for town in towns for _ in range(unions)]


def happen(body, n=1, *, indicator="members", cell="active.platform.1", day=None, since=None, at=make.AT):
    """What an ear appends."""
    actions.append(actions.Change(body.pk, indicator, cell, n, day), at=at, since=since)


def hang(body, under, on=make.TODAY):
    """Give a body and all below it a new place, as a move does; without `under` it stands on the line no more."""
    old = Line.path_of(body.pk)
    above = Line.path_of(under.pk) if under else ""
    for place in list(Line.objects.within(old).order_by("path")):
        place.until = on
        place.save()
        if under:
            path = above + place.path[len(old) - len(f"{body.pk}.") :]
            Line.objects.create(body_id=place.body_id, line="union", path=path, since=on)


def counted(happenings):
    """(body, indicator, cell) → number, each happening counted for its body and everyone above it today."""
    found = Counter()
    for body, indicator, cell, n in happenings:
        path = Line.path_of(body)
        for above in path[1:-1].split(".") if path else [body]:
            found[int(above), indicator, cell] += n
    return {key: n for key, n in found.items() if n}


def nothing_is_wrong():
    """Every figure is what a full count over the tables gives, and so it was on every day that anything began."""
    found = [actions.recount(name, by=commands.OPERATOR, at=make.AT) for name in KEPT]
    began = Stay.objects.values_list("since", flat=True).union(Line.objects.values_list("since", flat=True))
    for on in sorted({day - timedelta(days=back) for day in [*began, make.TODAY] for back in (0, 1)}):
        found += [actions.recount_past(name, on=on, by=commands.OPERATOR, at=make.AT) for name in COUNTED_ON]
    assert [each for each in found if each.cells] == []
