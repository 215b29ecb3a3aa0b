"""Years, one year, one reading: shown to everybody, kept by the operator."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gongqiao.calendar import forms, queries
from gongqiao.kernel.clock import day
from gongqiao.kernel.web import Request, attempt
from gongqiao.law import actions
from gongqiao.law.calendar import AHEAD, PACKAGED
from gongqiao.law.grants import KEEP
from gongqiao.law.models import Reading


def years(request: Request) -> HttpResponse:
    context = {"years": queries.years(_last(request)), "reckoned": queries.reckoned(), "questions": Reading.QUESTIONS}
    return render(request, "calendar/years.html", context)


def year(request: Request, number: int) -> HttpResponse:
    if not PACKAGED.start <= number <= _last(request):
        raise Http404
    held = queries.year(number)
    form = forms.Arranging(request.POST or None, number=number, initial=forms.kept(held))
    if attempt(form, actions.arrange, number, by=request.actor, at=request.arrived_at):
        messages.success(request, f"已录入{number}年放假安排，等待该年日历的期限随后补算")
        return redirect("calendar:year", number)
    context = {"year": held, "local": queries.local(number), "form": form, "keeps": request.actor.may(KEEP)}
    return render(request, "calendar/year.html", context | {"written": forms.written(held).splitlines()})


def reading(request: Request, question: str) -> HttpResponse:
    if question not in Reading.QUESTIONS:
        raise Http404
    form = forms.Settling(request.POST or None, question=question)
    if attempt(form, actions.settle_reading, question, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记期限口径")
        return redirect("calendar:reading", question)
    rows = Reading.objects.filter(question=question).order_by("division", "-since", "-pk")[:200]
    context = {"words": Reading.QUESTIONS[question], "rows": rows, "form": form, "keeps": request.actor.may(KEEP)}
    usual = next(iter(Reading.ANSWERS[question].values()))
    return render(request, "calendar/reading.html", context | {"usual": usual})


def _last(request: Request) -> int:
    return day(request.arrived_at).year + AHEAD
