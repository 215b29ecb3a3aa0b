"""What follows when a death is taken back: what the next of kin had asked for is off."""

from gongqiao.changes.events import DeathUndone
from gongqiao.erasure import actions, queries
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Record
from gongqiao.kernel.records import later


@later(DeathUndone)
def set_aside(event: DeathUndone, record: Record) -> None:
    """She lives, and nobody but herself asks for her."""
    by = Actor(record.role, record.person, record.body, record.appointment)
    for pk in queries.of_kin(event.membership_id):
        actions.set_aside(pk, by=by, at=record.at)
