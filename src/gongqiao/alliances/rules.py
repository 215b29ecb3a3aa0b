"""What stands in the way of allying, joining, leaving and ending. An alliance is an agreement: no law names it."""

from collections.abc import Collection, Sequence
from datetime import date

from gongqiao.alliances.models import KEEPER, Alliance, Party
from gongqiao.kernel.reasons import Reason, Reasons

FEWEST = 2


def allying(keeper: int, members: Sequence[int], partners: Sequence[int], *, named: bool) -> Reasons:
    """Two unions at the least, each of them and each firm once."""
    if named:
        yield Reason("name_taken", "已有同名的工会联盟，请核对名称", field="name")
    if len({keeper, *members}) < FEWEST:
        yield Reason("alone", "联盟至少由两家工会组成，请填写其他成员工会", field="members")
    if keeper in members:
        yield Reason("keeper_listed", "牵头单位就是本工会，不用再写进成员工会", field="members")
    if len(set(members)) < len(members):
        yield Reason("union_twice", "同一家工会写了两次，请删去重复的", field="members")
    if len(set(partners)) < len(partners):
        yield Reason("firm_twice", "同一家单位写了两次，请删去重复的", field="partners")


def standing(names: Sequence[str]) -> Reasons:
    """Unions that have ended sign nothing."""
    for name in names:
        yield Reason("ended_union", f"{name}已经撤销，不能加入联盟", field="members")


def signing(signed_on: date, *, on: date) -> Reasons:
    if signed_on > on:
        yield Reason("signed_later", "签署日期不能晚于今天", field="signed_on")


def running(alliance: Alliance) -> Reasons:
    if alliance.ended_on:
        yield Reason("alliance_ended", f"这个联盟已经在 {alliance.ended_on} 终止")


def joining(present: Collection[int], body: int, signed_on: date, *, since: date) -> Reasons:
    if body in present:
        yield Reason("belongs", "它已经在这个联盟里", field="union")
    if signed_on < since:
        yield Reason("before_alliance", f"加入文书不能早于联盟成立（{since}）", field="signed_on")


def leaving(party: Party) -> Reasons:
    """A member leaves when it wants to; the keeper hands the book over first."""
    if party.left_on:
        yield Reason("gone", f"它已经在 {party.left_on} 退出")
    if party.part == KEEPER:
        yield Reason("keeps_the_book", "牵头单位退出以前，请先把牵头移交给另一家成员工会，或者终止联盟")


def handing_over(heir: Party | None) -> Reasons:
    if heir is None:
        yield Reason("no_member", "只能移交给本联盟的成员工会，请核对名称", field="to")


def ending(words: str) -> Reasons:
    if not words.strip():
        yield Reason("no_grounds", "请写明终止的依据，例如成员单位会议纪要的文号和日期", field="words")
