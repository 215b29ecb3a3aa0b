"""Which acts a viewer may do now, and what the number of members asks of a new union."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongqiao.kernel.authority import SELF, Actor
from gongqiao.organisations import queries as organisations
from gongqiao.organising import grants
from gongqiao.organising.flow import (
    CALLED,
    CONVENING,
    FOUNDED,
    PETITIONED,
    POSTED,
    PREPARING,
    READY,
    REPORTED,
    RETURNED,
    SETTLED,
)
from gongqiao.organising.models import Founding
from gongqiao.organising.queries import numbers

GROUP, SUPERIOR, EMPLOYER, PARTY, UNION = "group", "superior", "employer", "party", "union"
ACTS = (
    ("petition_again", GROUP, frozenset({RETURNED})),
    ("approve_group", SUPERIOR, frozenset({PETITIONED})),
    ("list_members", GROUP, frozenset({PREPARING})),
    ("state_persons", EMPLOYER, frozenset({PREPARING, POSTED, READY})),
    ("post_candidates", GROUP, frozenset({PREPARING, READY})),
    ("give_opinion", PARTY, frozenset({POSTED, READY})),
    ("call_congress", GROUP, frozenset({READY})),
    ("approve_congress", SUPERIOR, frozenset({CALLED})),
    ("report_result", GROUP, frozenset({CONVENING})),
    ("approve_result", SUPERIOR, frozenset({REPORTED})),
    ("send_back", SUPERIOR, frozenset({PETITIONED, CALLED, REPORTED})),
    ("bring_members", SUPERIOR, frozenset({FOUNDED, SETTLED})),
    ("register_legal_person", UNION, frozenset({FOUNDED})),
    ("open_account", UNION, frozenset({FOUNDED})),
    ("cut_seal", UNION, frozenset({FOUNDED})),
    ("withdraw", GROUP, frozenset({PETITIONED, RETURNED, PREPARING, POSTED, READY, CALLED, CONVENING})),
)
BY_HAND = {"bring_members", "register_legal_person", "open_account", "cut_seal"}
DONE_ALREADY = {"register_legal_person": "registered_on", "open_account": "account_on", "cut_seal": "seal_on"}


@dataclass(frozen=True)
class Act:
    """One thing the viewer may do now, here or from its paper."""

    name: str
    on_paper: bool

    @property
    def slug(self) -> str:
        """As its address has it."""
        return self.name.replace("_", "-")


def acts_open(viewer: Actor, case: Founding) -> list[Act]:
    """What comes next first, then in the order of the chain."""
    found = (_act(viewer, case, name, who) for name, who, states in ACTS if case.state in states)
    rows, first = [act for act in found if act and not _past(case, act.name)], _next(case)
    return sorted(rows, key=lambda act: act.name != first)


def _next(case: Founding) -> str:
    """Where several acts are open, the one that carries it on."""
    if case.state == PREPARING:
        return "list_members" if case.members is None else "post_candidates"
    if case.state == READY:
        return "give_opinion" if case.party and not case.party_agreed else "call_congress"
    return ""


def _past(case: Founding, name: str) -> bool:
    if name == "bring_members":
        return case.brought is not None or not case.listed.exists()
    if name == "give_opinion":
        return not case.party
    return bool(getattr(case, DONE_ALREADY.get(name, ""), None)) if name in DONE_ALREADY else False


def _act(viewer: Actor, case: Founding, name: str, who: str) -> Act | None:
    """The party itself, or the offices that have the case from its paper."""
    if who == UNION or name in BY_HAND:
        over = case.superior_body_id if who == SUPERIOR else case.union_body_id
        may = viewer.scope(grants.APPROVE if who == SUPERIOR else grants.KEEP).covers(over)
        return Act(name, on_paper=False) if may else None
    if _itself(viewer, case, who):
        return Act(name, on_paper=False)
    enters = any(viewer.scope(grants.ENTER).covers(body) for body in case.parties)
    return Act(name, on_paper=True) if enters else None


def _itself(viewer: Actor, case: Founding, who: str) -> bool:
    own = viewer.scope(grants.OWN).covers(None, person_id=case.person_id, account_id=case.account)
    if who == GROUP:
        return own
    if who == PARTY:
        return own or (viewer.body_id is not None and viewer.body_id == case.party_body_id)
    if who == EMPLOYER:
        return viewer.scope(grants.STATE).covers(case.employer_body_id, party="employer")
    return viewer.role != SELF and viewer.body_id == case.superior_body_id and viewer.may(grants.APPROVE)


def advice(case: Founding, on: date) -> Iterator[str]:
    """二十五人: what so many members ask for; told, and stopping nobody."""
    count = case.members if case.members is not None else case.expected
    line, women = (
        numbers.number(f"organising.{key}", case, on) for key in ("committee_members", "women_committee_members")
    )
    low, high = numbers.band(case, on)
    if count >= line:
        yield f"会员 {count} 人，达到 {line} 人，应当建立基层工会委员会（工会法 第十一条）"
    else:
        told = "可以单独建立委员会，也可以和别的单位联合建立，或者选举组织员一人（工会法 第十一条）"
        yield f"会员 {count} 人，不足 {line} 人：{told}"
    if case.members is None:
        return
    if not case.alone:
        yield f"委员 {low} 至 {high} 人，候选人至少比名额多百分之五且不少于一人"
    if case.women and case.women >= women:
        yield f"女会员 {case.women} 人，达到 {women} 人，应当同时建立女职工委员会"
    elif case.women:
        yield f"女会员 {case.women} 人，不足 {women} 人，设女职工委员一人"


def known(name: str, case: Founding) -> dict[str, Any]:
    """What an act is asked of and the platform knows already."""
    return KNOWN[name](case) if name in KNOWN else {}


def _listed(names: list[str]) -> str:
    return "、".join(names)


def _asked(case: Founding) -> dict[str, Any]:
    said = {"head": case.called, "group": _listed(case.group), "expected": case.expected}
    return {**said, "party": case.party, "no_party": not case.party}


def _hanging(case: Founding) -> dict[str, Any]:
    told = {"leadership": case.leadership, "seats": case.seats}
    return {**told, "candidates": _listed(case.candidates), "chairs": _listed(case.chairs)}


KNOWN: dict[str, Callable[[Founding], dict[str, Any]]] = {
    "petition_again": _asked,
    "post_candidates": _hanging,
    "state_persons": lambda case: {"principals": _listed(case.principals), "deputies": _listed(case.deputies)},
    "list_members": lambda case: {"members": case.members or case.expected, "women": case.women},
    "report_result": lambda case: {"held_on": case.meeting_on, "entitled": case.members},
    "approve_result": lambda case: {"name": case.union_name},
    "register_legal_person": lambda case: {"valid_until": organisations.in_office_until(case.union_body_id or 0)},
}
STAGES = ("筹备组", "会员名册", "候选人公示", "召开大会", "选举结果", "登记办结")
AT = {
    RETURNED: 1, PETITIONED: 1, PREPARING: 2, POSTED: 3, READY: 4, CALLED: 4, CONVENING: 5, REPORTED: 5,
    FOUNDED: 6, SETTLED: 7,
}  # fmt: skip


def stage(case: Founding) -> int:
    """How far it is, counted from one; nothing for what was given up."""
    if case.state == PREPARING and case.members is not None:
        return AT[POSTED]
    return AT.get(case.state, 0)
