"""What others did, as changes of figures."""

from gongqiao.cockpit import actions
from gongqiao.cockpit.actions import Change
from gongqiao.cockpit.models import cell_of
from gongqiao.kernel.models import Line, Record
from gongqiao.kernel.records import when
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.events import Dissolved, Founded, FoundedMany, Moved

UNION = "union"


@when(Founded)
def count_union(event: Founded, _record: Record) -> None:
    actions.append(Change(event.body_id, "unions", cell_of(event.tier, event.kind), 1))


@when(FoundedMany)
def count_unions(event: FoundedMany, _record: Record) -> None:
    founded = organisations.standing().filter(body__gte=event.first, body__lte=event.last)
    actions.append_counted("unions", founded)


@when(Moved)
def follow_move(event: Moved, _record: Record) -> None:
    if event.line == UNION:
        actions.carry(event.body_id, before=_above(event.before), after=_above(event.after))


@when(Dissolved)
def count_out(event: Dissolved, _record: Record) -> None:
    """What was counted at the union stays with it and leaves all above it; the union itself counts no more."""
    place = Line.objects.filter(body_id=event.body_id, line=UNION, until=event.on).order_by("-pk").first()
    actions.carry(event.body_id, before=place.above_id if place else None, after=None)
    actions.append_counted("unions", organisations.counted().filter(body=event.body_id), sign=-1)


def _above(path: str) -> int | None:
    """The union directly above the last one of a path."""
    numbers = path[1:-1].split(".")
    return int(numbers[-2]) if len(numbers) > 1 else None
