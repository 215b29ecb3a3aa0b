"""Standing on a line and leaving it: the only code that writes `Line`."""

from datetime import date

from django.db import connection

from gongqiao.kernel.models import Body, Line
from gongqiao.organisations.queries.tree import closed


def lock_tree() -> None:
    """Change the tree one at a time, to the end of the transaction: nothing is founded below what is just ending."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('organisations.tree'))")


def stand(body: Body, above: int | None, line: str, *, on: date) -> Line:
    """Put a body under another one on a line, or at its top."""
    path = Line.path_of(above, line) if above else Line.LETTERS[line]
    return Line.objects.create(body=body, line=line, above_id=above, path=f"{path}{body.pk}.", since=on)


def stand_anew(kind: str, name: str, above: int | None, *, on: date) -> Body:
    """A new body, standing on the line of its kind from its first day."""
    body = Body.objects.create(kind=kind, name=name, since=on)
    stand(body, above, kind, on=on)
    return body


def is_closed(above: int | None, *, on: date) -> bool:
    """Whether what would be the higher union has ended; at the top there is none."""
    return above is not None and closed(above, on=on)


def leave(body_id: int, *, on: date, line: str = "") -> None:
    """End a body's places from a day on, on one line or on all."""
    places = Line.objects.filter(body_id=body_id, until=None)
    (places.filter(line=line) if line else places).update(until=on)
