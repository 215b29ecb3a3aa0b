"""The second factor, and the tokens for programs."""

import base64
from urllib.parse import quote, urlencode

import segno
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.people import actions, forms, queries
from gongqiao.people.models import Account


@signed_in
def otp(request: Request) -> HttpResponse:
    """Put one-time passwords into force: scan, type the first one, keep the spare ones."""
    held = request.session.row  # type: ignore[attr-defined]
    form = forms.Confirming(request.POST or None)
    if held and (done := attempt(form, actions.confirm, held.pk, by=request.actor, at=request.arrived_at)):
        return render(request, "people/spare_codes.html", {"codes": done.thing})
    account = queries.account(request.actor)
    if account and not account.otp_since and account.otp_secret is None:
        account = actions.enrol(by=request.actor, at=request.arrived_at)
    left = queries.spare_codes(request.actor)
    return render(request, "people/otp.html", {"form": form, "account": account, "left": left, **_scan(account)})


def _scan(account: Account | None) -> dict[str, str]:
    """The secret as a picture and as letters, until its first code has come back."""
    if account is None or account.otp_since or account.otp_secret is None:
        return {}
    secret = base64.b32encode(bytes.fromhex(account.otp_secret.reveal())).decode()
    address = f"otpauth://totp/{quote(f'工桥:{account.phone}')}?{urlencode({'secret': secret, 'issuer': '工桥'})}"
    return {"picture": segno.make(address, micro=False).svg_data_uri(scale=5, border=2), "letters": secret}


@signed_in
def remove_otp(request: Request) -> HttpResponse:
    if request.method == "POST":
        form = Form({})
        strong_at = request.session.row.strong_at  # type: ignore[attr-defined]
        if attempt(form, actions.remove_factor, strong_at=strong_at, by=request.actor, at=request.arrived_at):
            messages.success(request, "动态口令已停用")
        else:
            messages.warning(request, "；".join(map(str, form.non_field_errors())))
    return redirect("people:otp")


@signed_in
def tokens(request: Request) -> HttpResponse:
    """Keys for programs: each acts as the identity one is acting as now."""
    held = request.session.row  # type: ignore[attr-defined]
    form = forms.Issuing(request.POST or None)
    strong_at = held and held.strong_at
    if done := attempt(form, actions.issue, strong_at=strong_at, by=request.actor, at=request.arrived_at):
        return render(request, "people/token.html", {"issued": done.thing})
    return render(request, "people/tokens.html", {"form": form, "rows": queries.tokens(request.actor)})


@signed_in
def revoke_token(request: Request) -> HttpResponse:
    form = forms.Naming(request.POST or None)
    if form.is_valid() and queries.tokens(request.actor).filter(pk=form.cleaned_data["thing"]).exists():
        actions.revoke_token(form.cleaned_data["thing"], by=request.actor, at=request.arrived_at)
        messages.success(request, "令牌已撤销，使用它的程序立即失效")
    return redirect("people:tokens")
