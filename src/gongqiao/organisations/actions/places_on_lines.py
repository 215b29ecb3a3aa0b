"""Standing on a line and leaving it: the only code that writes `Line`."""

from datetime import date

from gongqiao.kernel.models import Body, Line


def stand(body: Body, above: int | None, line: str, *, on: date) -> Line:
    """Put a body under another one on a line, or at its top."""
    path = Line.path_of(above, line) if above else Line.LETTERS[line]
    return Line.objects.create(body=body, line=line, above_id=above, path=f"{path}{body.pk}.", since=on)


def leave(body_id: int, *, on: date, line: str = "") -> None:
    """End a body's places from a day on, on one line or on all."""
    places = Line.objects.filter(body_id=body_id, until=None)
    (places.filter(line=line) if line else places).update(until=on)
