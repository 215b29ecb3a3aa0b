"""Members of the demo province whose membership changes: kept, active again, left, reminded, expelled, dead, alive."""

from datetime import date, timedelta
from typing import Any

from gongqiao.changes import actions
from gongqiao.changes.actions.ending import Decision, Judgment
from gongqiao.changes.actions.resettling import Where
from gongqiao.files.papers import OnPaper
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Line
from gongqiao.membership.models import Membership
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.grants import CADRE
from gongqiao.shell.demo.alliance import scan
from gongqiao.shell.demo.firms import COMMUNITY
from gongqiao.shell.demo.world import World

SETTLED = date(2025, 7, 1)
PRESENT = ("戴国平", "徐爱琴", "祝匠心")
JUDGMENT = Judgment("（2025）浙0206刑初118号", date(2025, 12, 19))
COUNTY = "330381"


def changing(world: World) -> None:
    """One of each, all of the community's union in 北仑, on the desk of its officer."""
    held = Membership.objects.active().filter(union_body=world.unions[COMMUNITY], joined_on__lt=SETTLED)
    keys = held.exclude(person__in=world.people.values()).order_by("joined_on", "pk").values_list("pk", flat=True)
    kept, again, left, idle, expelled, dead, alive = list(keys[:7])
    who: dict[str, Any] = {"by": world.clerk(COMMUNITY), "at": world.at}
    on = day(world.at)
    month, week = on - timedelta(days=30), on - timedelta(days=7)
    actions.retain(kept, cause="retired", effect_on=month, paper=paper(month), **who)
    actions.retain(again, cause="jobless", effect_on=month, paper=paper(month), **who)
    actions.restore(again, employment_form="contract", effect_on=week, paper=paper(week), **who)
    gone = actions.declare(left, paper=paper(week), **who).pk
    actions.announce_leaving(gone, group_on=week, met_on=on, present=PRESENT, card="returned", **who)
    actions.warn(idle, paid_until=SETTLED, active_until=SETTLED, paper=paper(week), **who)
    decision = Decision("大港工〔2026〕4号", month, week, PRESENT)
    actions.expel(expelled, judgment=JUDGMENT, decision=decision, **who)
    actions.record_death(dead, died_on=month, paper=paper(week), **who)
    mistaken = actions.record_death(alive, died_on=month, paper=paper(week), **who).pk
    actions.undo_death(mistaken, words="同名登记错了人，本人持身份证到会", paper=paper(on), **who)


def resettling(world: World) -> None:
    """The smallest union of 瑞安 is to end with its firm: the one above it keeps its members, as the county decided."""
    county = world.unions[COUNTY]
    _, union = min((_members(world.unions[key]), world.unions[key]) for key in _of_firms(world))
    above = organisations.next_above(union)
    by = Actor(CADRE, body_id=county, paths=Line.paths_of(county), name="演示省")
    met, present = day(world.at) - timedelta(days=3), ["叶瑞安", "陈安阳"]
    told: dict[str, Any] = {"number": "瑞总工〔2026〕9号", "met_on": met, "present": present}
    actions.resettle(union, where=Where(None, frozenset(), above), **told, by=by, at=world.at)


def _of_firms(world: World) -> list[str]:
    unions = [key for key in world.staff if world.county_of.get(key) == COUNTY and not key.startswith("joint-")]
    return [key for key in unions if _members(world.unions[key])]


def _members(union: int) -> int:
    return Membership.objects.filter(union_body=union).count()


def paper(dated_on: date) -> OnPaper:
    return OnPaper("无", dated_on, "本人", "hand", scan("签字的材料（演示）.jpg"))
