"""Which tables of this module hold rows of a person: all of them are in the data she can take away."""

from gongqiao.intake.models import IntakeLine
from gongqiao.people.queries import Holding, hold

HELD = (
    Holding(
        IntakeLine,
        person="known",
        hidden={"intake": "平台内部编号", "union": "平台内部编号", "made": "平台内部编号"},
    ),
)
hold(*HELD)
