from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Record
from gongqiao.kernel.records import later
from gongqiao.law import actions
from gongqiao.law.events import Arranged


@later(Arranged)
def fill_waiting_clocks(event: Arranged, record: Record) -> None:
    """After the answer: a year's arrangement may be awaited by tens of thousands of clocks."""
    operator = Actor(role=record.role, person_id=record.person, body_id=record.body, appointment_id=record.appointment)
    actions.fill(event.arrangement, by=operator, at=record.at)
