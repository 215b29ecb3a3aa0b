"""The row under 账号与安全."""

from typing import Any

from django.http import HttpRequest

from gongqiao.design.slots import fill


def row(_request: HttpRequest) -> dict[str, Any]:
    return {}


fill("me.security", "phones/row.html", row, order=40)
