"""Who a program is acting as, and the data of whoever it acts for."""

from datetime import date, datetime
from typing import Any

from ninja import Router, Schema
from pydantic import Field

from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.reasons import Forbidden, Reason
from gongqiao.kernel.shapes import body_of
from gongqiao.kernel.web import Answer, Request, answer
from gongqiao.people import actions, forms, queries

router = Router(tags=["我的"])
OUTCOMES = dict.fromkeys((200, 400, 403, 422), dict[str, Any])


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


class Agreement(Schema):
    """一项授权：文本全文，以及本人是否同意了这个版本"""

    purpose: str = Field(description="事项代码")
    title: str
    version: str = Field(description="版本")
    since: date = Field(description="施行日期")
    words: str = Field(description="全文")
    without: str = Field(description="不同意或者撤回以后怎样")
    law: str = Field(description="依据")
    needed: bool = Field(description="是否使用账号所必需")
    given_at: datetime | None = Field(description="本人同意这个版本的时间，未同意为空")


def _herself(request: Request) -> Actor:
    """For programs that act as the person herself: an office's program has no business with its holder's own data."""
    if request.actor.role != SELF:
        raise Forbidden([Reason("not_oneself", "请用以“本人”身份签发的令牌")])
    return request.actor


@router.get("/me/data", response=dict[str, list[dict[str, Any]]], url_name="own_data", summary="本人的全部数据")
def data(request: Request) -> dict[str, Any]:
    return queries.own_data(_herself(request))


@router.get("/me/consents", response=list[Agreement], url_name="own_consents", summary="授权文本和本人的同意")
def consents(request: Request) -> list[Agreement]:
    rows = queries.consents(_herself(request), request.arrived_at)
    return [Agreement(**vars(text), given_at=given.given_at if given else None) for text, given in rows]


@router.post(
    "/me/consents/{purpose}",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Agreeing),
    url_name="give_consent",
    summary="同意一项授权",
)
def give(request: Request, purpose: str) -> Answer:
    return answer(request, forms.Agreeing, actions.give, purpose, by=_herself(request), at=request.arrived_at)


@router.post(
    "/me/consents/{purpose}/withdrawal",
    response=OUTCOMES,
    openapi_extra=body_of(forms.Nothing),
    url_name="withdraw_consent",
    summary="撤回一项授权",
)
def withdraw(request: Request, purpose: str) -> Answer:
    return answer(request, forms.Nothing, actions.withdraw, purpose, by=_herself(request), at=request.arrived_at)
