"""The switch of 长辈版, and the page that shows every component on every face."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from gongqiao.design import look as looks
from gongqiao.design import samples

FACES = {
    "market": ("集市", "design/market.html"),
    "desk": ("工作台", "design/desk.html"),
    "employer": ("企业端", "design/employer.html"),
    "cockpit": ("驾驶舱", "design/cockpit.html"),
}


@csrf_exempt  # a size of letters is all that can be forged, and a token would keep the home page from being shared
def look(request: HttpRequest) -> HttpResponse:
    """长辈版 on, larger, smaller, off; then back to where it was asked for."""
    if request.method != "POST":
        return render(request, "design/look.html", {"sizes": looks.SIZES})
    where = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    if not (ours and "/" in where):
        where = "/"
    response = redirect(where)
    asked = request.POST.get("size", "")
    looks.keep(response, int(asked) if re.fullmatch("[0-9]{1,3}", asked) else looks.STANDARD)
    return response


def parts(request: HttpRequest, face: str = "market") -> HttpResponse:
    if not settings.DEMO or face not in FACES:
        raise Http404
    form = samples.Application(request.POST or None, request.FILES or None)
    context = {
        "frame": FACES[face][1],
        "paper": request.GET.get("face") == "paper",
        "faces": [(words, f"/design/{name}/") for name, (words, _) in FACES.items()],
        "form": form,
        **samples.everything(request.GET),
    }
    return render(request, "design/all_parts.html", context)
