"""The row under 账号与安全, and the desk's two ledgers."""

from typing import Any

from django.http import HttpRequest

from gongqiao.design.menu import Entry, enter
from gongqiao.design.slots import fill
from gongqiao.erasure import grants

enter(
    Entry("desk", "删除申请", "erasure:erasures", order=27, icon="people", group="会员", permission=grants.SEE),
    Entry("desk", "暂缓删除", "erasure:holds", order=28, icon="people", group="会员", permission=grants.HOLD),
)


def row(_request: HttpRequest) -> dict[str, Any]:
    return {}


fill("me.security", "erasure/row.html", row, order=90)
