"""Which tables of this module hold rows of a person: all of them are in the data she can take away."""

from gongqiao.people.queries import Holding, hold
from gongqiao.rosters.models import RosterLine

HELD = (
    Holding(
        RosterLine,
        person="known",
        hidden={"roster": "平台内部编号", "union": "平台内部编号", "person_key": "平台内部编号"},
    ),
)
hold(*HELD)
