"""What the number of its members asks of a union: a duty it is shown, never a thing that stops it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from gongqiao.law.parameters import Held

COMMITTEE, WOMEN, MEETING = (
    "organising.committee_members",
    "organising.women_committee_members",
    "organisations.full_meeting",
)


@dataclass(frozen=True)
class UnionDuty:
    """One of them, with the number it goes by, the rule it rests on, and how sure we are of that rule."""

    title: str
    words: str
    counted: str
    law: str
    mark: str
    done: str = ""
    beside: tuple[str, ...] = ()


Say = Callable[..., UnionDuty]


def duties(active: int, women: int, held: dict[str, Held], *, has_women_chair: bool) -> Iterator[UnionDuty]:
    """以上 includes the number. Members whose membership is only kept neither vote nor stand, and are not counted."""
    for key, row in held.items():
        line = int(str(row.row.value))
        say = partial(UnionDuty, law=row.row.citation, mark=row.row.mark, beside=row.notes)
        if key == COMMITTEE:
            yield _committee(active, line, say)
        if key == WOMEN and women:
            yield _women(women, line, say, has_chair=has_women_chair)
        if key == MEETING:
            yield _meeting(active, line, say)


def _committee(active: int, line: int, say: Say) -> UnionDuty:
    words = "应当建立基层工会委员会"
    if active < line:
        words = "可以单独建立委员会，也可以和别的单位联合建立，或者选举组织员一人"
    return say("工会委员会", words, f"会员 {active} 人，界限 {line} 人")


def _women(women: int, line: int, say: Say, *, has_chair: bool) -> UnionDuty:
    words = "应当同时建立女职工委员会" if women >= line else "设女职工委员一人"
    done = "已登记女职工委员会主任" if has_chair else ""
    return say("女职工委员会", words, f"女会员 {women} 人，界限 {line} 人", done=done)


def _meeting(active: int, line: int, say: Say) -> UnionDuty:
    """At exactly the line the texts differ: a meeting of all is right by each of them."""
    words = "应当召开会员大会"
    if active == line:
        words = "召开会员大会；恰为这个人数的各文件不一，要开会员代表大会的，先请示上一级工会"
    elif active > line:
        words = "可以召开会员代表大会，也可以召开会员大会"
    return say("会员大会", words, f"会员 {active} 人，界限 {line} 人")
