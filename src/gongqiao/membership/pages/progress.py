"""入会进度: where it is, who has it, by when, what happens next; and the way back out."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongqiao.kernel.sweep import settled
from gongqiao.kernel.web import Request, as_oneself, attempt
from gongqiao.membership import actions, forms, queries
from gongqiao.membership.pages.door import under_way

CONSEQUENCES = ("工会不再审查这份申请", "您填写的内容保留在本页，以后可以随时重新申请")


@as_oneself
def progress(request: Request) -> HttpResponse:
    application = settled(queries.own_applications(request.actor).order_by("-begun_at", "-pk"), request.arrived_at)
    if application is None or not application.submitted_on:
        return redirect("membership:join")
    given = {"application": application, "standing": queries.standing(application), "trace": queries.trace(application)}
    more = {"missing": queries.missing(application), "facts": queries.told(application)}
    return render(request, "membership/progress.html", {**given, **more})


@as_oneself
def withdraw(request: Request) -> HttpResponse:
    application = under_way(request)
    if application is None:
        return redirect("membership:join")
    form = forms.Nothing(request.POST or None)
    if request.method == "POST" and attempt(
        form, actions.withdraw, application.pk, by=request.actor, at=request.arrived_at
    ):
        return redirect("membership:join")
    given = {"frame": "design/market.html", "title": "撤回入会申请", "consequences": CONSEQUENCES, "form": form}
    return render(
        request, "design/confirm.html", {**given, "submit": "确定撤回", "back": reverse("membership:progress")}
    )
