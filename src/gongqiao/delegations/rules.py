"""What stands in the way of a committee's empowering somebody, and of its taking that back."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from gongqiao.delegations.grants import DELEGABLE, DELEGATES
from gongqiao.delegations.models import Delegation
from gongqiao.kernel.reasons import Reason, Reasons


def delegating(permission: str, roles: Sequence[str], *, closed: bool, interested: bool) -> Reasons:
    """Who may be empowered to what, and by whose hand it is recorded."""
    if closed:
        yield Reason("union_closed", "本工会已经撤销，不能再授权")
    if permission not in DELEGABLE:
        yield Reason("not_delegable", "这一事项不能授权，请从列出的事项中选择", field="permission")
    for role in sorted(set(roles) - set(DELEGATES)):
        yield Reason("no_delegate", f"不能授权给“{role}”，请从列出的职务中选择", field="roles")
    if not roles:
        yield Reason("nobody", "请勾选委员会授权给谁", field="roles")
    if interested:
        yield Reason("own_power", "您担任受托的职务，不能登记给自己的授权，请由工会经办人等没有受托的同志登记")


def running(met_on: date, since: date, until: date, term_until: date | None) -> Reasons:
    """From the meeting on at the earliest, and no longer than the committee itself is in office."""
    if since < met_on:
        yield Reason("before_meeting", f"授权不能早于会议日期（{met_on}）", field="since")
    if until < since:
        yield Reason("ends_before", "截止日期不能早于起始日期", field="until")
    if term_until and until > term_until:
        words = f"授权不能超过本届委员会的任期（至 {term_until}），换届后由新一届委员会另行授权"
        yield Reason("beyond_term", words, field="until")


def delegated(held: Iterable[Delegation], permission: str, number: str, since: date, until: date) -> Reasons:
    """One paper is recorded once, and at any time one delegation of the same thing runs."""
    for other in held:
        if other.number == number:
            yield Reason("number_used", "本工会已登记过这个文号的授权，请核对文号", field="number")
        ends = other.ended_on or other.until + timedelta(days=1)
        if other.permission == permission and other.since <= until and since < ends:
            words = f"同一事项已有授权（{other.number}，至 {other.until}），请先收回，或者改在它到期以后起算"
            yield Reason("overlaps", words, field="since")


def ending(held: Delegation, words: str, *, on: date) -> Reasons:
    if held.ended_on:
        yield Reason("ended", f"这份授权已经在 {held.ended_on} 收回")
    elif held.until < on:
        yield Reason("over", f"这份授权已经在 {held.until} 到期，不用收回")
    if not words.strip():
        yield Reason("no_words", "请写明收回的依据，例如委员会决议的文号", field="words")
