"""Taking in real outlines, which the operator brings: no licence lets us ship them."""

from collections.abc import Sequence
from datetime import datetime

from gongqiao.kernel.actions import many
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.places import events, grants, rules
from gongqiao.places.models import Boundary, Division
from gongqiao.places.sources import Outline

FIELDS = ["outline", "west", "south", "east", "north", "source"]


@many
def load_boundaries(outlines: Sequence[Outline], *, digest: str, source: str, by: Actor, at: datetime) -> int:
    """Store the outlines of the divisions we know; the same again changes nothing. Returns how many were stored."""
    require(by, grants.KEEP)
    current = Division.objects.current().filter(pk__in=[each.code for each in outlines])
    known = set(current.values_list("pk", flat=True))
    refuse(rules.boundaries(known))

    rows = [_boundary(each, source) for each in outlines if each.code in known]
    Boundary.objects.bulk_create(rows, update_conflicts=True, unique_fields=["division"], update_fields=FIELDS)

    announce(events.BoundariesLoaded(digest, len(rows)), by=by, about=rows[0], at=at)
    return len(rows)


def _boundary(drawn: Outline, source: str) -> Boundary:
    sides = {"west": drawn.west, "south": drawn.south, "east": drawn.east, "north": drawn.north}
    return Boundary(division_id=drawn.code, outline=drawn.path, source=source, **sides)
