"""What a visitor is told when something of ours fails: a 503 that passes, or a 500 with a reference to quote."""

import sys
from uuid import uuid4

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from gongqiao.shell.middleware import view_of

log = structlog.get_logger()

AWAY = (OperationalError, InterfaceError)
RETRY_AFTER = 10
BUSY = "系统正忙，请稍后再试，已提交的内容不会丢失"


def fault(request: HttpRequest) -> HttpResponse:
    """Django's handler500. The database away, or too busy to answer in time, is no fault: it passes."""
    error = sys.exception()
    if isinstance(error, AWAY):
        log.warning("request.database_away", method=request.method, view=view_of(request))
        return unavailable(request)
    reference = uuid4().hex[:8]
    log.error("request.fault", reference=reference, method=request.method, view=view_of(request), exc_info=error)
    return _told(request, 500, f"系统出了问题，请把编号 {reference} 告诉管理员", {"reference": reference})


def unavailable(request: HttpRequest) -> HttpResponse:
    response = _told(request, 503, BUSY, {})
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _told(request: HttpRequest, status: int, words: str, facts: dict[str, str]) -> HttpResponse:
    """Drawn without the request: its session may be what cannot be read."""
    if request.path.startswith("/api/"):
        told = {"reasons": [{"code": "unavailable", "words": words}]} | facts
        return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    return HttpResponse(render_to_string(f"{status}.html", facts), status=status)
