"""One who has left has asked on paper to be erased; of one who was expelled nothing goes while it is looked into."""

from datetime import timedelta

from gongqiao.changes.models import EXPULSION, WISH, Change
from gongqiao.erasure import actions
from gongqiao.erasure.actions import Ground, Told
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Line
from gongqiao.organisations.grants import OFFICER
from gongqiao.shell.demo.alliance import scan
from gongqiao.shell.demo.changing import paper
from gongqiao.shell.demo.firms import COMMUNITY
from gongqiao.shell.demo.world import World

ORDERED, LASTS = "宁波市北仑区监察委员会调阅函（演示）", timedelta(days=90)


def erasing(world: World) -> None:
    """Both on the desk of the community's union in 北仑."""
    body, on = world.unions[COMMUNITY], day(world.at)
    officer = Actor(OFFICER, world.people["officer"], body_id=body, paths=Line.paths_of(body))
    actions.enter(_who(WISH, body), paper=paper(on), by=world.clerk(COMMUNITY), at=world.at)
    ground = Ground("discipline", ORDERED, "北监调〔2026〕3号", on + LASTS)
    actions.hold(_who(EXPULSION, body), ground=ground, scan=scan("调阅函（演示）.jpg"), by=officer, at=world.at)


def _who(kind: str, union: int) -> Told:
    person = Change.objects.get(kind=kind, union_body=union).person
    return Told(person.document_type, person.document_number.reveal(), person.name)
