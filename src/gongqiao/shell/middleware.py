"""What happens to every request: when it came, who acts, what a refusal looks like, what is kept for later."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from gongqiao.kernel import drafts, wall
from gongqiao.kernel.authority import VISITOR, Actor
from gongqiao.kernel.clock import day, moment
from gongqiao.kernel.reasons import Forbidden, Reason, Refused
from gongqiao.people import actions, queries
from gongqiao.people.models import SignIn, Token
from gongqiao.people.rules.consents import Text
from gongqiao.shell.sessions import SessionStore

Answer = Callable[[HttpRequest], HttpResponse]
SEEN_EVERY = timedelta(minutes=1)
DENIED, SENT = {403, 404}, {302, 303}
KEPT = "kept"
UNHEARD = {
    400: Reason("unreadable", "请求不能识别：可能太长或者写法不对，请对照 /api/docs 检查"),
    404: Reason("not_found", "没有这个地址，请对照 /api/docs 检查路径和版本"),
}
OPEN = frozenset(
    {"people:agree", "people:consents", "people:data", "people:sign_out", "people:sign_in", "people:code"}
    | {"api-1:own_data", "api-1:own_consents", "api-1:give_consent", "api-1:withdraw_consent"}
    | {"demo", "demo_outbox", "demo_sign_in", "alive", "ready"}
)


def arriving(get_response: Answer) -> Answer:
    """Stamp the moment of arrival: what is in time when it comes stays in time however long the queue is.

    An address with a NUL in it is nobody's: no text of the database can hold one, so that asking it would be a fault.
    """

    def inner(request: HttpRequest) -> HttpResponse:
        request.arrived_at = moment()  # type: ignore[attr-defined]
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return _unreadable(request)
        return get_response(request)

    return inner


def _unreadable(request: HttpRequest) -> HttpResponse:
    words = "地址里有不能识别的字符，请检查后重新打开"
    if request.path_info.startswith("/api/"):
        return told(400, Reason("unreadable", words))
    return HttpResponse(render_to_string("400.html"), status=400)


def speaking(get_response: Answer) -> Answer:
    """Tell programs in their own shape what no operation of the API had a say in: wrong address, method or length."""

    def inner(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/api/") or response.headers["Content-Type"].startswith("application/json"):
            return response
        if response.status_code == HttpResponseNotAllowed.status_code:
            return _wrong_method(request, response)
        reason = UNHEARD.get(response.status_code)
        return told(response.status_code, reason) if reason else response

    return inner


def _wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    allowed = sorted(response.headers["Allow"].split(", "))
    words = f"这个地址不支持 {request.method}，可以用 {'、'.join(allowed)}；用法见 /api/docs"
    answer = told(response.status_code, Reason("wrong_method", words))
    answer["Allow"] = ", ".join(allowed)
    return answer


def told(status: int, *reasons: Reason) -> HttpResponse:
    """Reasons as the JSON door says them."""
    body = {"reasons": [vars(reason) for reason in reasons]}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def acting(get_response: Answer) -> Answer:
    """Say who acts, by the session's cookie or a program's token, and put the database's wall before others."""

    def inner(request: HttpRequest) -> HttpResponse:
        at: datetime = request.arrived_at  # type: ignore[attr-defined]
        request.actor = actor = _actor(request, at)  # type: ignore[attr-defined]
        if actor.role == VISITOR:
            return get_response(request)
        wall.raise_for(actor)
        try:
            response = get_response(request)
        finally:
            wall.rest()
        if response.status_code in DENIED and actor.account_id is not None:
            actions.deny(actor.account_id, view_of(request), at)
        return response

    return inner


def _actor(request: HttpRequest, at: datetime) -> Actor:
    bearer = request.META.get("HTTP_AUTHORIZATION", "")  # `headers` would read all of them
    if bearer.startswith("Bearer "):
        request.token = token = queries.token_of(bearer.removeprefix("Bearer "), at)  # type: ignore[attr-defined]
        if token and token.used_on != day(at):
            actions.use_token(token.pk, day(at))
        return queries.actor_of_token(token, at)
    session: SessionStore = request.session  # type: ignore[assignment]
    held = session.found()
    actor = queries.actor_of(held, at, superseded=session.superseded)
    if held and actor.role != VISITOR and held.seen_at and at - held.seen_at > SEEN_EVERY:
        actions.seen(held.pk, at)
    return actor


def refusing(get_response: Answer) -> Answer:
    """Turn a refusal into a page that says why and what to do; a visitor is sent to sign in first."""

    def inner(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def why(request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not isinstance(fault, Refused):
            return None
        status = 403 if isinstance(fault, Forbidden) else 409
        if request.path.startswith("/api/"):
            return told(status, *fault.reasons)
        if status == 403 and request.actor.role == VISITOR:  # type: ignore[attr-defined]  # noqa: PLR2004 -- as above
            return _anew(request) or to_sign_in(request)
        return render(request, f"{status}.html", {"reasons": fault.reasons}, status=status)

    inner.process_exception = why  # type: ignore[attr-defined]
    return inner


def keeping(get_response: Answer) -> Answer:
    """Show again what was kept when a session ended in the middle of a form; drop it once it was sent after all."""

    def inner(request: HttpRequest) -> HttpResponse:
        account_id = request.actor.account_id  # type: ignore[attr-defined]
        if account_id is None or KEPT not in request.GET:
            return get_response(request)
        owner = drafts.owner_of(account_id)
        kept = drafts.take_back(owner, request.path, at=request.arrived_at)  # type: ignore[attr-defined]
        if request.method == "GET" and kept:
            request.POST = kept  # type: ignore[assignment]
            messages.info(request, "您刚才填写的内容还在，请检查后重新提交；附件需要重新选择")
        response = get_response(request)
        put_off = getattr(request, "put_off", False)
        if request.method == "POST" and response.status_code in SENT and not put_off:
            drafts.drop(owner, request.path)
        return response

    return inner


def agreeing(get_response: Answer) -> Answer:
    """When a new version of what everybody agrees to took force: first to that, then back, and nothing typed is lost.

    What leads out stays open without it: reading the texts, taking one's data away, signing out. A program waits.
    """

    def inner(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def asked(request: HttpRequest, *_: object) -> HttpResponse | None:
        session: SignIn | None = request.session.row  # type: ignore[attr-defined]
        token: Token | None = getattr(request, "token", None)
        held = token or session
        if held is None or request.actor.role == VISITOR or view_of(request) in OPEN:  # type: ignore[attr-defined]
            return None
        if (text := queries.outdated(held, request.arrived_at)) is None:  # type: ignore[attr-defined]
            return None
        if token or request.path.startswith("/api/"):
            return _outdated(text)
        if part := _anew(request):
            return part
        request.put_off = True  # type: ignore[attr-defined]
        return _by_way_of("people:agree", request, session)

    inner.process_view = asked  # type: ignore[attr-defined]
    return inner


def _outdated(text: Text) -> HttpResponse:
    words = f"《{text.title}》已更新，请先由本人打开 {reverse('people:agree')} 阅读并同意"
    return told(403, Reason("outdated", words, law=text.law))


def _anew(request: HttpRequest) -> HttpResponse | None:
    """Instead of a part of an open page: the page itself is opened anew, and is led where it must go first."""
    is_part = request.method == "GET" and "HX-Request" in request.headers
    return HttpResponse(headers={"HX-Refresh": "true"}) if is_part else None


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Off to sign in, and back to this page afterwards with whatever had been typed."""
    held: SignIn | None = request.session.row  # type: ignore[attr-defined]
    if request.method == "POST" and held and held.account_id:
        messages.info(request, "登录已过期，请重新登录；您填写的内容已保留三十分钟")
    return _by_way_of("people:sign_in", request, held)


def _by_way_of(name: str, request: HttpRequest, held: SignIn | None) -> HttpResponse:
    """To another page first, and back to this one afterwards; what was posted is kept meanwhile."""
    back = request.get_full_path()
    if request.method == "POST" and held and held.account_id:
        at = request.arrived_at  # type: ignore[attr-defined]
        if drafts.keep(drafts.owner_of(held.account_id), request.path, request.POST, at=at):
            back = f"{request.path}?{urlencode({**request.GET.dict(), KEPT: 1})}"
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back})}", status=303)


def view_of(request: HttpRequest) -> str:
    """The page's name, never its address: an address may be typed by anybody."""
    return request.resolver_match.view_name if request.resolver_match else ""
