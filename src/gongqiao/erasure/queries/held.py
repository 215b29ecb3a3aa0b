"""Which tables of this module hold rows of a person: all of them are in the data she can take away."""

from gongqiao.erasure.models import Erasure, Hold, Paper
from gongqiao.people.queries import Holding, hold

INTERNAL = "平台内部编号"
THE_CASE = "案件内容不告诉当事人，可以向作出的工会询问"
HELD = (
    Holding(Erasure, person="person"),
    Holding(
        Hold,
        person="person",
        hidden={
            **dict.fromkeys(("kind", "basis", "number", "words"), THE_CASE),
            **dict.fromkeys(("set_by", "lifted_by"), INTERNAL),
        },
    ),
    Holding(Paper, person="person", hidden={"recorded_by": INTERNAL}),
)
hold(*HELD)
