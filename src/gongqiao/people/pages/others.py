"""Seeing another's full value, and putting her facts right: both of which she will see."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gongqiao.design.case import Fact
from gongqiao.kernel.web import Request, attempt, for_office, signed_in
from gongqiao.people import actions, forms, grants, queries
from gongqiao.people.models import Person
from gongqiao.people.models.codes import REVEALED


def _known(request: Request, person_id: UUID) -> Person:
    if found := queries.persons(request.actor).filter(pk=person_id).first():
        return found
    raise Http404


@signed_in
def reveal(request: Request, person_id: UUID) -> HttpResponse:
    """One value in full, for a reason and right after a second factor; nothing of it enters an address."""
    person = _known(request, person_id)
    held = request.session.row  # type: ignore[attr-defined]
    form = forms.Revealing(_without_act(request))
    strong_at = held and held.strong_at
    done = attempt(form, actions.reveal, person_id, strong_at=strong_at, by=request.actor, at=request.arrived_at)
    context = {"person": person, "form": form, "step_up": queries.step_up_for(form, request.path)}
    if done:
        context |= {"label": REVEALED[form.cleaned_data["what"]], "value": done.thing}
    response = render(request, "people/reveal.html", context)
    response["Cache-Control"] = "no-store"
    return response


@for_office(grants.CORRECT)
def correct(request: Request, person_id: UUID) -> HttpResponse:
    """What was entered wrongly is put right by the union that knows her, with the paper in hand."""
    person = _known(request, person_id)
    held = request.session.row  # type: ignore[attr-defined]
    form = forms.Correcting(request.POST or None)
    strong_at = held and held.strong_at
    if attempt(form, actions.correct, person_id, strong_at=strong_at, by=request.actor, at=request.arrived_at):
        messages.success(request, "已更正，本人会收到消息，并看到更正的依据")
        return redirect("people:correct", person_id)
    context = {
        "person": person,
        "rows": facts_of(person),
        "form": form,
        "step_up": queries.step_up_for(form, request.path),
    }
    return render(request, "people/correct.html", context)


def facts_of(person: Person) -> list[Fact]:
    """What is held of a person, masked."""
    rows = (
        ("姓名", person.shown_name),
        (person.get_document_type_display(), person.document_number),
        ("手机号", person.phone or ""),
        ("性别", person.get_sex_display()),
        ("出生日期", person.birth_on),
        ("民族", person.get_ethnic_display()),
        ("政治面貌", person.get_political_display()),
        ("学历", person.get_education_display()),
    )
    return [Fact(label, value if isinstance(value, date) else str(value)) for label, value in rows if value]


def _without_act(request: Request) -> dict[str, str] | None:
    """Each look is a look: shown twice, it is written down twice."""
    return {name: request.POST.get(name, "") for name in ("what", "reason")} if request.method == "POST" else None
