"""Who is told: herself until nothing is left by which she could be, and her last union. A death that is taken back."""

from collections.abc import Callable

from gongqiao.changes.events import DeathUndone
from gongqiao.erasure import actions, queries
from gongqiao.erasure.events import (
    Cleared,
    Erased,
    ErasureAsked,
    ErasureDropped,
    ErasurePutOff,
    ErasureResumed,
)
from gongqiao.erasure.flow import ERASURE
from gongqiao.erasure.models import WITHDRAWN, Erasure
from gongqiao.kernel.models import Record
from gongqiao.kernel.records import later, who_did
from gongqiao.membership.grants import UNION
from gongqiao.notices.duties import Owner, Word, attend, kind, office

HERSELF, HERS = Owner(person="asker"), office("union_body", *UNION)
MINE, CASE = "erasure:own", "erasure:erasure"

# Whoever asks in her name must not be able to keep it from her.
MY_ERASURE = kind("erasure.mine", "删除个人信息", topic="")
ASKED = kind("erasure.case", "删除申请", topic="删除申请", staff=True, texts=False)


def _named(words: str) -> Callable[[Erasure], str]:
    return lambda erasure: words.format(erasure.shown_name)


def _overtaken(event: ErasureDropped) -> bool:
    return event.because != WITHDRAWN


def _dropped(erasure: Erasure) -> str:
    return f"{erasure.shown_name}的删除申请不再办理：{erasure.get_because_display()}"


attend(
    ERASURE,
    Word(
        MY_ERASURE,
        (ErasureAsked,),
        HERSELF,
        MINE,
        "已收到删除您个人信息的要求，明天以后的夜里开始删除；不是您提出的，请马上撤回",
    ),
    Word(
        MY_ERASURE, (ErasurePutOff,), HERSELF, MINE, "有一件暂缓删除，您要求的删除推迟办理；要问原因的，请看找哪个工会"
    ),
    Word(
        MY_ERASURE, (ErasureResumed,), HERSELF, MINE, "暂缓删除已经解除，您要求的删除继续办理；不想删除的，请马上撤回"
    ),
    Word(
        MY_ERASURE,
        (ErasureDropped,),
        HERSELF,
        MINE,
        "您又入会、任职或者有事项在办，以前要求的删除不再办理；以后可以再提出",
        only=_overtaken,
    ),
    Word(
        ASKED,
        (ErasureAsked,),
        HERS,
        CASE,
        _named("{}要求删除个人信息；有诉讼、仲裁、检查要用的，请马上登记暂缓删除"),
        only=lambda event: not event.on_paper,
    ),
    Word(ASKED, (ErasurePutOff,), HERS, CASE, _named("{}的删除申请推迟办理：有一件暂缓删除")),
    Word(ASKED, (ErasureDropped,), HERS, CASE, _dropped),
    Word(ASKED, (Cleared,), HERS, CASE, "一件删除申请：不用保存的已经删除，会员档案只保存到期满"),
    Word(ASKED, (Erased,), HERS, CASE, "一件删除申请已经办完：个人信息全部删除"),
    owner=HERSELF,
)


@later(DeathUndone)
def set_aside(event: DeathUndone, record: Record) -> None:
    """She lives, and nobody but herself asks for her."""
    by = who_did(record)
    for pk in queries.of_kin(event.membership_id):
        actions.set_aside(pk, by=by, at=record.at)
