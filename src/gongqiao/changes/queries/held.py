"""Which tables of this module hold rows of a person: all of them are in the data she can take away."""

from gongqiao.changes.models import Change, Paper
from gongqiao.people.queries import Holding, hold

HELD = (
    Holding(Change, person="person"),
    Holding(Paper, person="person", hidden={"recorded_by": "平台内部编号"}),
)
hold(*HELD)
