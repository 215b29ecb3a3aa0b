"""A union's stations, and the poster that hangs there."""

from uuid import UUID

import segno
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe

from gongqiao.kernel.authority import require
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.organisations import actions, forms, grants, queries


@signed_in
def open_station(request: Request, pk: int) -> HttpResponse:
    union = get_object_or_404(queries.organisations(request.actor), pk=pk)
    require(request.actor, grants.OPEN_STATION, pk)
    form = forms.OpeningStation(request.POST or None)
    if done := attempt(form, actions.open_station, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已设立站点，打印海报贴在站点，扫码即可申请入会")
        return redirect("organisations:poster", UUID(done.subject_id))
    words = "站点的二维码会把人带到本工会的入会申请"
    return render(
        request, "organisations/act.html", {"union": union, "form": form, "title": "设立站点", "words": words}
    )


@signed_in
def close_station(request: Request, pk: UUID) -> HttpResponse:
    """Once, however often the button is pressed."""
    station = get_object_or_404(queries.stations_ever(request.actor), pk=pk)
    form = Form(request.POST if request.method == "POST" else None)
    if attempt(form, actions.close_station, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "站点已停用，原来的二维码不再有效")
    elif form.errors:
        messages.warning(request, "；".join(map(str, form.non_field_errors())))
    return redirect("organisations:union", station.union_body_id)


@signed_in
def poster(request: Request, pk: UUID) -> HttpResponse:
    """A sheet of A4 for the wall of the station."""
    station = get_object_or_404(queries.stations(request.actor), pk=pk)
    address = request.build_absolute_uri(queries.JOIN_AT.format(slug=station.slug))
    return render(
        request, "organisations/poster.html", {"station": station, "code": _drawn(address), "address": address}
    )


def _drawn(address: str) -> SafeString:
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(drawn.svg_inline(scale=1, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S308 -- drawn here
