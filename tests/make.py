"""Ready-made things for tests: the smallest valid one, every part overridable."""

from datetime import UTC, date, datetime
from itertools import count

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body, Line

TODAY = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
serial = count(1)


def body(under: Body | None = None, *, line="union", kind="union", **parts):
    """A body with a place on a line, below another one."""
    made = Body.objects.create(kind=kind, **{"name": f"第{next(serial)}工会", **parts})
    place(made, under, line=line)
    return made


def place(made: Body, under: Body | None = None, *, line="union", since=date(2020, 1, 1)):
    above = Line.path_of(under.pk, line) if under else Line.LETTERS[line]
    return Line.objects.create(body=made, line=line, path=f"{above}{made.pk}.", since=since)


def actor(role, at: Body | None = None, **parts):
    """Somebody who acts as this role at this body today."""
    held = {"body_id": at.pk, "paths": Line.paths_of(at.pk), "body_name": at.name} if at else {}
    return Actor(role=role, **{"person_id": uuid7(), "appointment_id": uuid7() if at else None, **held, **parts})
