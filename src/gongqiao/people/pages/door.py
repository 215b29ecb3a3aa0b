"""Coming in: phone, code, second factor; going out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongqiao.kernel.clock import day
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.people import actions, forms, queries
from gongqiao.people.doorway import by_way_of, challenge, next_of, onward, origin_of, proven, remember
from gongqiao.people.rules.consents import texts

STEPS = ("手机号", "验证码")


def sign_in(request: Request) -> HttpResponse:
    """First page: the phone."""
    origin = proven(request, origin_of(request))
    form = forms.Asking(request.POST or None)
    if attempt(form, actions.ask, origin=origin, by=request.actor, at=request.arrived_at):
        return remember(redirect(by_way_of("people:code", next_of(request))), request, origin)
    context = {
        "form": form,
        "text": texts(on=day(request.arrived_at))["privacy"],
        "names": STEPS,
        **_work(form, origin, request),
    }
    return remember(render(request, "people/sign_in.html", context), request, origin)


def code(request: Request) -> HttpResponse:
    """Second page: the code that was sent. No `act` key: a second click must find the session, not only the answer."""
    origin = proven(request, origin_of(request))
    asked = queries.latest(origin.device, "sign_in", request.arrived_at)
    form = forms.Entering({"code": request.POST.get("code", "")} if request.method == "POST" else None)
    if done := attempt(form, actions.sign_in, origin=origin, by=request.actor, at=request.arrived_at):
        request.session.adopt(done.thing.key)  # type: ignore[attr-defined]
        return redirect(onward(done.thing, next_of(request), request.arrived_at))
    context = {"form": form, "asked": asked, "next": next_of(request), "names": STEPS, **_work(form, origin, request)}
    return render(request, "people/code.html", context)


@signed_in
def factor(request: Request) -> HttpResponse:
    """The second factor, asked for before acting for a union and before seeing what is masked."""
    form = forms.Factor(request.POST or None)
    held = request.session.row  # type: ignore[attr-defined]
    if held and attempt(form, actions.pass_factor, held.pk, by=request.actor, at=request.arrived_at):
        return redirect(next_of(request) or reverse("people:me"))
    account = queries.account(request.actor)
    return render(
        request,
        "people/factor.html",
        {"form": form, "enrolled": account and account.otp_since, "otp": reverse("people:otp")},
    )


@signed_in
def vouch(request: Request) -> HttpResponse:
    """A second phone of one person: it acts for her offices once it has shown the other one's factor."""
    form = forms.Vouching(request.POST or None)
    if attempt(form, actions.vouch, by=request.actor, at=request.arrived_at):
        messages.success(request, "已核验，这个手机号启用自己的动态口令以后，可以切换到干部身份")
        return redirect(next_of(request) or reverse("people:me"))
    return render(request, "people/vouch.html", {"form": form})


@signed_in
def sign_out(request: Request) -> HttpResponse:
    if request.method == "POST" and (held := request.session.row):  # type: ignore[attr-defined]
        actions.sign_out(held.pk, by=request.actor, at=request.arrived_at)
        request.session.flush()
        return redirect("/")
    return render(request, "people/sign_out.html")


def _work(form: forms.Asking | forms.Entering, origin: actions.Origin, request: Request) -> dict[str, str]:
    """What the page needs when the answer was that work has to be done first."""
    asked = any(error.code == "work" for error in form.non_field_errors().as_data())
    return {"challenge": challenge(origin, request.arrived_at)} if asked else {}
