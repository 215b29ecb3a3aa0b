"""Which tables of this module hold rows of a person: they are in the data she can take away."""

from gongqiao.organising.models import Founding, Listed
from gongqiao.people.queries import Holding, hold

OTHERS = "其他人的姓名"
HELD = (
    Holding(
        Founding,
        person="person",
        account="account",
        hidden=dict.fromkeys(
            ("group", "principals", "deputies", "candidates", "chairs", "elected", "women_head"), OTHERS
        ),
    ),
    Holding(Listed, person="person"),
)
hold(*HELD)
