"""Who a program is acting as, and the data of whoever it acts for."""

from typing import Any

from ninja import Router, Schema

from gongqiao.kernel.authority import SELF
from gongqiao.kernel.reasons import Forbidden, Reason
from gongqiao.kernel.web import Request
from gongqiao.people import queries

router = Router(tags=["我的"])


class Identity(Schema):
    role: str
    role_words: str
    body_id: int | None
    body: str
    name: str


@router.get("/me", response=Identity, summary="当前身份")
def me(request: Request) -> dict[str, Any]:
    actor = request.actor
    person = queries.person(actor)
    return {
        "role": actor.role,
        "role_words": actor.role_words,
        "body_id": actor.body_id,
        "body": actor.body_name,
        "name": person.shown_name if person else "",
    }


@router.get("/me/data", response=dict[str, list[dict[str, Any]]], url_name="own_data", summary="本人的全部数据")
def data(request: Request) -> dict[str, Any]:
    """For programs that act as the person herself: an office's program has no business with its holder's own data."""
    if request.actor.role != SELF:
        raise Forbidden([Reason("not_oneself", "请用以“本人”身份签发的令牌")])
    return queries.own_data(request.actor)
