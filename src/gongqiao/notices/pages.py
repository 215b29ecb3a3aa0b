"""The inbox on each face: 待办 已办 我发起的 消息, one task in full, and what one wants by SMS."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.design.confirming import confirm
from gongqiao.kernel.authority import ROLES, Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Forbidden, Reason
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.notices import actions, folders, forms, queries, words

FRAMES = {"me": "design/market.html", "desk": "design/desk.html", "employer": "design/employer.html"}
WORDS = {"me": "本人", "desk": "工作台", "employer": "企业端"}


@signed_in
def inbox(request: Request, face: str, folder: str = "tasks") -> HttpResponse:
    """One folder of the inbox of the identity that is acting."""
    _require_face(request.actor, face)
    if folder not in folders.FOLDERS:
        raise Http404
    page = folders.shown(folder, request.actor, request.GET, on=day(request.arrived_at))
    context = {"page": page, "folder": folder, "tabs": tabs(request.actor)}
    context |= {"version": queries.version(request.actor), "topics": queries.live_topics(request.actor)}
    return render(request, "notices/inbox.html", _framed(request.actor) | context)


@signed_in
def hint(request: Request) -> HttpResponse:
    """Whether an open inbox shows what is no longer so: nothing, or a line that says look again."""
    if request.GET.get("seen") == queries.version(request.actor):
        return HttpResponse(status=204)
    return render(request, "notices/hint.html", _framed(request.actor))


@signed_in
def task(request: Request, pk: UUID) -> HttpResponse:
    """One task: who has it, by when, and what may be done with it here."""
    found = get_object_or_404(queries.reachable(request.actor), pk=pk)
    told = folders.told(found, request.actor, on=day(request.arrived_at))
    return render(request, "notices/task.html", _framed(request.actor) | told)


@signed_in
def press(request: Request, pk: UUID) -> HttpResponse:
    """Ask the holder to hurry, after one question."""
    actions.require_starter(request.actor, get_object_or_404(queries.reachable(request.actor), pk=pk))
    follows = ("办理单位会收到一条提醒", "同一件事每天只能催办一次")
    return _ask(request, actions.press, pk, title="催办", follows=follows, said="已催办，办理单位会收到提醒")


@signed_in
def settle(request: Request, pk: UUID) -> HttpResponse:
    """Mark a task as dealt with that no state closes, after one question."""
    actions.require_holder(request.actor, get_object_or_404(queries.reachable(request.actor), pk=pk))
    follows = ("这件待办移入“已办”",)
    return _ask(request, actions.settle_task, pk, title="标为已处理", follows=follows, said="已标为已处理")


@signed_in
def notice(request: Request, pk: UUID) -> HttpResponse:
    """Open a message: it counts as read, and leads to what it is about."""
    found = actions.seen(pk, by=request.actor, at=request.arrived_at)
    if found is None:
        raise Http404
    return redirect(found.href or _home(request.actor, "notices"))


@signed_in
def read_all(request: Request) -> HttpResponse:
    """Nothing unread remains."""
    if request.method == "POST":
        actions.seen_all(by=request.actor, at=request.arrived_at)
        messages.success(request, "全部消息已标为已读")
    return _back(request.actor, "notices")


@signed_in
def texting(request: Request) -> HttpResponse:
    """Which topics one wants by SMS."""
    offered, wanted = queries.offered_topics(request.actor), queries.wanted_topics(request.actor)
    form = forms.Texting(request.POST or None, offered=offered, wanted=wanted)
    if attempt(form, actions.mute, by=request.actor, at=request.arrived_at):
        messages.success(request, "短信提醒设置已保存")
        return _back(request.actor, "notices")
    told = {"form": form, "withheld": queries.withheld(request.actor, request.arrived_at)}
    return render(request, "notices/texting.html", _framed(request.actor) | told)


def _ask(
    request: Request, action: Callable[..., Any], pk: UUID, *, title: str, follows: tuple[str, ...], said: str
) -> HttpResponse:
    form, frame = forms.Bare(request.POST or None), FRAMES[_face(request.actor)]
    if attempt(form, action, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, said)
        return _back(request.actor, "tasks")
    return confirm(request, title, form, frame=frame, consequences=follows, back=reverse("notices:task", args=[pk]))


def _face(actor: Actor) -> str:
    face = ROLES[actor.role].face
    return face if face in FRAMES else "me"


def _framed(actor: Actor) -> dict[str, Any]:
    return {"frame": FRAMES[_face(actor)], "home": _home(actor, "tasks")}


def homes(actor: Actor) -> dict[str, str]:
    """Where the actor's tasks and messages are, for the parts shown on other pages."""
    return {"tasks_url": _home(actor, "tasks"), "notices_url": _home(actor, "notices")}


def _home(actor: Actor, folder: str) -> str:
    face = _face(actor)
    return reverse(f"notices:{face}_inbox") if folder == "tasks" else reverse(f"notices:{face}_folder", args=[folder])


def _back(actor: Actor, folder: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(_home(actor, folder), status=303)


def tabs(actor: Actor) -> list[tuple[str, str]]:
    """The folders of the actor's inbox with what waits in them, and where they are."""
    counts = queries.counts(actor)
    marks = {"tasks": counts.tasks, "notices": counts.unread}
    return [
        (f"{said} {words.bounded(marks[folder])}" if marks.get(folder) else said, _home(actor, folder))
        for folder, said in folders.FOLDERS.items()
    ]


def _require_face(actor: Actor, face: str) -> None:
    """An inbox belongs to one identity; whoever comes as another is told how to go on."""
    if _face(actor) != face:
        said = f"这是{WORDS[face]}的待办，您现在的身份是“{actor.role_words}”，请先切换身份"
        raise Forbidden([Reason("face", said)])
