"""Whoever holds an erasure off is told in time that it ends: nobody else would think of prolonging it."""

from datetime import datetime, timedelta

from gongqiao.design import words
from gongqiao.erasure.grants import HOLDERS
from gongqiao.erasure.models import Hold
from gongqiao.kernel.clock import day
from gongqiao.notices import actions as notices
from gongqiao.notices.duties import To, kind

AHEAD = timedelta(days=15)
ENDS = kind("erasure.hold", "暂缓删除到期", topic="暂缓删除", staff=True)


def warn(at: datetime) -> int:
    """Tell the offices whose hold ends soon; once for each last day. Returns how many holds it were."""
    on = day(at)
    ending = Hold.objects.standing(on).filter(until__lte=on + AHEAD).order_by("pk")
    for held in ending:
        said = f"{held.shown_name}的暂缓删除到{words.day(held.until)}为止：仍要用的请延长，不然第二天起继续删除"
        to = To(held.union_body_id, HOLDERS)
        notices.tell(ENDS, to, said, about=held, occasion=held.until, at=at, url="erasure:hold")
    return len(ending)
