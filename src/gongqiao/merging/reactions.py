"""Who must look again, whose word is waited for, and who is told."""

from collections.abc import Callable

from gongqiao.membership.grants import UNION
from gongqiao.merging.events import Merged, MergeDropped, MergeUndone
from gongqiao.merging.flow import ASKED, MERGER, PROPOSED
from gongqiao.merging.models import LAPSED, OBJECTED, Merger
from gongqiao.notices.duties import Duty, Owner, Word, attend, kind, office

HERS, OTHER, ABOVE = (office(f"{party}_body", *UNION) for party in ("union", "other", "superior"))
ON_PAPER = office("on_paper_only", *UNION)
KEPT, MERGED = Owner(person="kept"), Owner(person="merged")
MINE, CASE = "merging:own", "merging:merger"

CONFIRM = kind("merging.confirm", "复核合并登记", topic="合并登记", staff=True)
ANSWER = kind("merging.answer", "请确认两份登记是不是您一个人的", topic="会籍", reminders=(7, 3, 1))
PAPER = kind("merging.paper", "取得本人的书面意见", topic="合并登记", staff=True)
MOVED = kind("merging.moved", "合并登记结果", topic="合并登记", staff=True, texts=False)
MY_MERGER = kind("merging.mine", "合并登记结果", topic="会籍")


def _named(words: str) -> Callable[[Merger], str]:
    return lambda merger: words.format(merger.shown_name)


def _because(*reasons: str) -> Callable[[MergeDropped], bool]:
    return lambda event: event.because in reasons


attend(
    MERGER,
    *(
        Duty(CONFIRM, frozenset({PROPOSED}), party, CASE, clock="confirmation", title=_named("复核{}的合并登记"))
        for party in (OTHER, ABOVE)
    ),
    *(
        Duty(ANSWER, frozenset({ASKED}), Owner(person=side), MINE, clock="answer", follow=MINE)
        for side in ("waiting_kept", "waiting_merged")
    ),
    Duty(PAPER, frozenset({ASKED}), ON_PAPER, CASE, clock="answer", title=_named("取得{}对合并登记的书面意见")),
    Word(MY_MERGER, (Merged,), KEPT, MINE, "您的两份登记已经合并，两个手机号登录的都是您本人"),
    *(Word(MY_MERGER, (MergeUndone,), side, MINE, "合并已经撤销，恢复为两份登记，请查看") for side in (KEPT, MERGED)),
    *(Word(MOVED, (Merged,), party, CASE, _named("{}的两份登记已经合并")) for party in (HERS, OTHER)),
    *(Word(MOVED, (MergeUndone,), party, CASE, _named("{}的合并登记已经撤销")) for party in (HERS, OTHER)),
    Word(MOVED, (MergeDropped,), HERS, CASE, _named("{}的两份登记不合并，请看理由"), only=_because(OBJECTED, LAPSED)),
    owner=KEPT,
)
