"""异常查看警报, for the security administrator."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gongqiao.design.case import Fact
from gongqiao.kernel.web import Request, signed_in
from gongqiao.people import queries


@signed_in
def alarm(request: Request, alarm_id: UUID) -> HttpResponse:
    """What an account was refused, page by page."""
    found = queries.alarm(request.actor, alarm_id)
    if found is None:
        raise Http404
    facts = [Fact("账号", found.phone), Fact("警报时段", found.hour), Fact("被拒绝次数", found.count)]
    return render(request, "people/alarm.html", {"alarm": found, "facts": facts})
