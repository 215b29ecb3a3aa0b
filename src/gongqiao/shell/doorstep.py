"""The home page as a stranger sees it, kept ready as bytes: most visits of a whole province stop there.

Outermost of all, so that the answer kept carries every header the others set. Only what is the same for everybody is
kept: no cookie came but the size of letters, none is set, and the policy names no nonce.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from django.http import HttpRequest, HttpResponse

from gongqiao.design import look

Answer = Callable[[HttpRequest], HttpResponse]
SECONDS = 5
VARY = "Accept-Encoding, Cookie"


@dataclass(frozen=True)
class Kept:
    plain: bytes
    packed: bytes
    headers: dict[str, str]
    until: float


def doorstep(get_response: Answer) -> Answer:
    kept: dict[tuple[int, str | None], Kept] = {}

    def inner(request: HttpRequest) -> HttpResponse:
        if not _from_a_stranger(request):
            return get_response(request)
        key = look.size_of(request), request.scheme
        page = kept.get(key)
        if page is None or page.until < monotonic():
            response = get_response(request)
            if not _the_same_for_all(request, response):
                return response
            page = kept[key] = _keep(response)
        return _give(request, page)

    return inner


def _from_a_stranger(request: HttpRequest) -> bool:
    return (
        request.path_info == "/"
        and request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and "HTTP_AUTHORIZATION" not in request.META
        and ("HTTP_COOKIE" not in request.META or request.COOKIES.keys() <= {look.COOKIE})
    )


def _the_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == HttpResponse.status_code and not response.cookies and not hasattr(request, "_csp_nonce")
    )


def _keep(response: HttpResponse) -> Kept:
    headers = {**response.headers, "Vary": VARY, "Cache-Control": "no-cache"}
    headers.pop("Content-Length", None)
    return Kept(response.content, gzip.compress(response.content, mtime=0), headers, monotonic() + SECONDS)


def _give(request: HttpRequest, page: Kept) -> HttpResponse:
    packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    response = HttpResponse(page.packed if packed else page.plain, headers=page.headers)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response
