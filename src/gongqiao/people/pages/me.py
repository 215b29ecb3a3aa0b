"""我的: what the platform holds about the one who is signed in, and what she may change of it."""

import json
from typing import Any

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongqiao.design.case import Fact
from gongqiao.kernel.authority import VISITOR
from gongqiao.kernel.clock import day
from gongqiao.kernel.ledger import page
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.people import actions, forms, queries
from gongqiao.people.doorway import next_of
from gongqiao.people.models import Account
from gongqiao.people.pages.others import facts_of
from gongqiao.people.rules.consents import needed


def me(request: Request) -> HttpResponse:
    """The first page of 我的; a visitor is told what she finds here once signed in."""
    if request.actor.role == VISITOR:
        return render(request, "people/nobody.html")
    account = queries.account(request.actor)
    context = {"account": account, "person": account and account.person, "rows": _rows(account)}
    return render(request, "people/me.html", context)


def _rows(account: Account | None) -> list[Fact]:
    """What is known of the one who is signed in, masked."""
    if account is None:
        return []
    known = [Fact("登录手机号", str(account.phone))]
    if account.person:
        known += [*facts_of(account.person), Fact("关联方式", account.get_tied_by_display())]
    return known


@signed_in
def recognise(request: Request) -> HttpResponse:
    """Say who one is; where name, document and phone agree with a roster, the account is tied."""
    by, at = request.actor, request.arrived_at
    text = next(text for text, _ in queries.consents(by, at) if text.purpose == "identity")
    agreed = queries.consented(by.account_id, text.purpose, at)
    form = forms.Recognising(request.POST or None).asking(agreed=agreed)
    if attempt(form, actions.recognise, by=by, at=at):
        _tell(request)
        return redirect("people:me")
    return render(request, "people/recognise.html", {"form": form, "text": None if agreed else text})


def _tell(request: Request) -> None:
    """What the account says now: of two clicks the second is told the same."""
    account = queries.account(request.actor)
    if account and account.person_id:
        messages.success(request, "已核对一致，您的信息已关联到本账号")
    else:
        messages.info(request, "没有核对到完全一致的名册记录；入会时由工会确认")


@signed_in
def identities(request: Request) -> HttpResponse:
    """Whom one may act for, and the switch. No `act` key: a second click must find the new session too."""
    rows = queries.identities_of(request.actor, request.arrived_at)
    wanted = {"appointment_id": request.POST.get("appointment_id", "")}
    form = forms.Taking(wanted if request.method == "POST" else None)
    session: Any = request.session
    here = {"presented": session.presented, "by": request.actor, "at": request.arrived_at}
    if session.row and (done := attempt(form, actions.take, session.row.pk, **here)):
        session.adopt(done.thing.key)
        taken = form.cleaned_data["appointment_id"]
        return redirect(_onward(request, next((row.home for row in rows if row.appointment_id == taken), "/")))
    context = {"form": form, "rows": rows, "step_up": queries.step_up_for(form, request.get_full_path())}
    return render(request, "people/identities.html", context)


def _onward(request: Request, home: str) -> str:
    """Back to where one was when that is a page of the identity taken, else to its home."""
    where = next_of(request)
    return where if home != "/" and where.startswith(home) else home


@signed_in
def sign_ins(request: Request) -> HttpResponse:
    """Where one is signed in, and the end of it elsewhere."""
    form = forms.Naming(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.revoke(form.cleaned_data["thing"], by=request.actor, at=request.arrived_at)
        messages.success(request, "该设备已退出登录")
        return redirect("people:sign_ins")
    rows = queries.sign_ins(request.actor, request.arrived_at)
    here = request.session.row  # type: ignore[attr-defined]
    return render(request, "people/sign_ins.html", {"rows": rows, "here": here and here.pk})


@signed_in
def consents(request: Request) -> HttpResponse:
    """What one has agreed to, and taking it back."""
    rows = queries.consents(request.actor, request.arrived_at)
    purpose = request.POST.get("purpose", "")
    if request.method == "POST" and purpose in {text.purpose for text, _ in rows}:
        back = "withdraw" in request.POST
        shape, verb = (forms.Nothing, actions.withdraw) if back else (forms.Agreeing, actions.give)
        if attempt(form := shape(request.POST), verb, purpose, by=request.actor, at=request.arrived_at):
            messages.success(request, "授权已更新")
        else:
            _warn(request, form)
        return redirect("people:consents")
    return render(request, "people/consents.html", {"rows": rows})


@signed_in
def agree(request: Request) -> HttpResponse:
    """A new version of what everybody agrees to took force: read it, agree, and go on where one was."""
    text = needed(on=day(request.arrived_at))
    form = forms.Agreeing(request.POST if request.method == "POST" else None)
    if attempt(form, actions.give, text.purpose, by=request.actor, at=request.arrived_at):
        return redirect(next_of(request) or "people:me")
    _warn(request, form)
    asked = forms.Agreeing(initial={"version": text.version})
    return render(request, "people/agree.html", {"text": text, "form": asked})


def _warn(request: Request, form: Form) -> None:
    """Why it was not done, above a page that is drawn afresh."""
    if told := "；".join(map(str, form.non_field_errors())):
        messages.warning(request, told)


@signed_in
def looks(request: Request) -> HttpResponse:
    """谁看过我的信息."""
    rows = page(queries.looks(request.actor), "-at", "-id", after=request.GET.get("after", ""))
    return render(request, "people/looks.html", {"page": rows})


@signed_in
def data(request: Request) -> HttpResponse:
    """Everything held about oneself, as a file to take away (个人信息保护法 第四十五条)."""
    if request.method != "POST":
        return render(request, "people/data.html")
    told = json.dumps(queries.own_data(request.actor), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    response = HttpResponse(told, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="gongqiao-my-data.json"'
    response["Cache-Control"] = "no-store"
    return response
