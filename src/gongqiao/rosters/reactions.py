"""Who must act on a list of people, and what its union is told of what went on in the background."""

from gongqiao.membership.grants import UNION
from gongqiao.notices.duties import Duty, Word, attend, kind, office
from gongqiao.rosters.events import (
    RosterClosed,
    RosterEntered,
    RosterFailed,
    RosterHandedBack,
    RosterLeft,
    RosterUndone,
)
from gongqiao.rosters.flow import CHECKED, ROSTER
from gongqiao.rosters.models import Roster

OURS, CASE = office("union_body", *UNION), "rosters:roster"
DECIDE = kind("rosters.decide", "登记入会名册的决议", topic="入会名册", staff=True)
LISTED = kind("rosters.listed", "入会名册办理结果", topic="入会名册", staff=True, texts=False)


def _waits(roster: Roster) -> str:
    """Without the name of the file, in which people are named at times."""
    if roster.good:
        return f"入会名册待登记决议：可以接收 {roster.good:,} 人，有问题 {roster.bad:,} 人"
    return f"入会名册待修改：{roster.rows:,} 人都有问题"


def _undone(roster: Roster) -> str:
    return "签名名单已撤销" if roster.signed else f"入会名册已撤销，共 {roster.good:,} 人"


attend(
    ROSTER,
    Duty(DECIDE, frozenset({CHECKED}), OURS, CASE, clock="keeping", title=_waits),
    Word(LISTED, (RosterFailed,), OURS, CASE, "入会名册没有读成，请查看原因"),
    Word(LISTED, (RosterHandedBack,), OURS, CASE, "入会名册没有登记，已退回核对，请查看原因"),
    Word(LISTED, (RosterEntered,), OURS, CASE, lambda roster: f"入会名册已登记，{roster.good:,} 人成为会员"),
    Word(LISTED, (RosterUndone,), OURS, CASE, _undone),
    Word(LISTED, (RosterLeft,), OURS, CASE, "入会名册没有撤销，请查看原因"),
    Word(LISTED, (RosterClosed,), OURS, CASE, "签名名单的确认已截止，没有确认的不算入会"),
)
