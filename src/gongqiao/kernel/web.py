"""The two doors, HTML and JSON, open on the same form and the same action."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Status

from gongqiao.kernel.authority import SELF, VISITOR, Actor, Permission
from gongqiao.kernel.drafts import Kept
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Reason, Refused
from gongqiao.kernel.records import ACT
from gongqiao.kernel.shapes import wrongly_typed

ACT_FIELD, ACT_LENGTH = "act", 64


Page = Callable[..., HttpResponse]


class Request(HttpRequest):
    """A request in this house always has somebody acting and a moment at which it arrived."""

    actor: Actor
    arrived_at: datetime


def signed_in(page: Page) -> Page:
    """A page for somebody: nobody is sent to sign in first, and what was posted is kept meanwhile."""

    @wraps(page)
    def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.role == VISITOR:
            raise Forbidden([Reason("signed_out", "请先登录")])
        return page(request, *args, **kwargs)

    return inner


def as_oneself(page: Page) -> Page:
    """A page of what is nobody's office: a cadre switches to herself first."""

    @signed_in
    @wraps(page)
    def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.role != SELF:
            raise Forbidden([Reason("as_oneself", "这件事以本人身份办理，请先在页面上方切换到“本人”")])
        return page(request, *args, **kwargs)

    return inner


def for_office(permission: Permission) -> Callable[[Page], Page]:
    """A page of the desk that names no thing: for identities that hold the permission over anything at all."""

    def gated(page: Page) -> Page:
        @signed_in
        @wraps(page)
        def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.actor.may(permission):
                words = f"您当前的身份（{request.actor.role_words}）没有“{permission.words}”的权限，请切换身份"
                raise Forbidden([Reason("forbidden", words)])
            return page(request, *args, **kwargs)

        return inner

    return gated


@dataclass(frozen=True)
class Done:
    """The act stands. `repeated` when this very form had been posted before: the first answer is given again."""

    thing: Any
    subject_id: str
    repeated: bool = False


def attempt(form: forms.Form, action: Callable[..., Any], *args: Any, by: Actor, **kwargs: Any) -> Done | None:
    """Run the action with the form's clean words; refusals become the form's errors, and nothing typed is lost.

    The hidden field `act` makes a double click, a reload and the back button harmless: the first answer is given again.
    """
    if not form.is_bound or isinstance(form.data, Kept) or not form.is_valid():
        return None
    return _once(form, action, *args, by=by, key=str(form.data.get(ACT_FIELD, "")), **kwargs)


def _once(form: forms.Form, action: Callable[..., Any], *args: Any, by: Actor, key: str, **kwargs: Any) -> Done | None:
    act = _act(key, by, action)
    if done := _done_before(act, action):
        return done
    token = ACT.set(act)
    try:
        thing = action(*args, **form.cleaned_data, by=by, **kwargs)
        return Done(thing, str(getattr(thing, "pk", "")))
    except Forbidden:
        raise
    except (Refused, IntegrityError, ObjectDoesNotExist) as failed:
        if done := _done_before(act, action):
            return done
        if isinstance(failed, ObjectDoesNotExist):  # somebody undid it since it was looked at
            raise Http404 from failed
        if not isinstance(failed, Refused):
            raise
        _tell(form, failed)
        return None
    finally:
        ACT.reset(token)


def _act(key: str, by: Actor, action: Callable[..., Any]) -> str | None:
    """Nobody can use, or guess at, another's key: it is bound to the account, the identity and the verb.

    Not to the person: the act itself may have told whose account it is.
    """
    if not key or len(key) > ACT_LENGTH:
        return None
    owner = by.account_id or by.person_id
    bound = f"{owner}|{by.role}|{by.body_id}|{action.__module__}.{action.__name__}|{key}"
    return hashlib.sha256(bound.encode()).hexdigest()


def _done_before(act: str | None, action: Callable[..., Any]) -> Done | None:
    kept_in = getattr(action, "kept_in", Record)
    if act is None or (told := kept_in.objects.filter(act=act).first()) is None:
        return None
    return Done(None, told.subject_id, repeated=True)


def again(request: HttpRequest, action: Callable[..., Any], by: Actor) -> Done | None:
    """What this very form was answered before: for a page whose thing is gone, or hidden, once the act is done."""
    return _done_before(_act(str(request.POST.get(ACT_FIELD, "")), by, action), action)


def _tell(form: forms.Form, refused: Refused) -> None:
    for reason in refused.reasons:
        words = f"{reason.words}（{reason.law}）" if reason.law else reason.words
        field = reason.field if reason.field in form.fields else None
        form.add_error(field, forms.ValidationError(words, reason.code))


Answer = Status[dict[str, Any]]


def answer(
    request: Request, form_class: type[forms.Form], action: Callable[..., Any], *args: Any, **kwargs: Any
) -> Answer:
    """The JSON door: 200 done, 400 not JSON of the form's shape, 403 not yours to do, 422 refused with reasons.

    What the verb is told may be a question to the request, asked only when the act is not done yet: a program whose
    answer was lost asks again, and what it was done to may be gone by then.
    """
    try:
        data = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):  # the second for what is nested thousands deep
        return Status(400, {"reasons": [{"code": "not_json", "words": "请求内容不是有效的 JSON，请检查格式"}]})
    if faults := list(wrongly_typed(form_class, data)):
        return Status(400, {"reasons": [vars(reason) for reason in faults]})
    form = form_class(data)
    key = request.headers.get("Idempotency-Key", "")
    if done := _done_before(_act(key, kwargs["by"], action), action):
        return Status(200, {"done": True, "id": done.subject_id, "repeated": True})
    args = tuple(arg(request) if callable(arg) else arg for arg in args)
    try:
        if form.is_valid() and (done := _once(form, action, *args, key=key, **kwargs)):
            return Status(200, {"done": True, "id": done.subject_id, "repeated": done.repeated})
    except Forbidden as forbidden:
        return Status(403, {"reasons": [vars(reason) for reason in forbidden.reasons]})
    return Status(422, {"reasons": list(told(form))})


def told(form: forms.Form) -> list[dict[str, str]]:
    """A form's errors as the JSON door says them."""
    return [
        {"code": error["code"], "words": error["message"], "field": "" if name == "__all__" else name}
        for name, errors in form.errors.get_json_data().items()
        for error in errors
    ]
