"""Seeing another's full value, which she will see."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.people import actions, forms, queries
from gongqiao.people.models.codes import REVEALED
from gongqiao.people.pages.factor import step_up_for


@signed_in
def reveal(request: Request, person_id: UUID) -> HttpResponse:
    """One value in full, for a reason and right after a second factor; nothing of it enters an address."""
    person = queries.persons(request.actor).filter(pk=person_id).first()
    if person is None:
        raise Http404
    held = request.session.row  # type: ignore[attr-defined]
    form = forms.Revealing(_without_act(request))
    strong_at = held and held.strong_at
    done = attempt(form, actions.reveal, person_id, strong_at=strong_at, by=request.actor, at=request.arrived_at)
    context = {"person": person, "form": form, "step_up": step_up_for(form, request.path)}
    if done:
        context |= {"label": REVEALED[form.cleaned_data["what"]], "value": done.thing}
    response = render(request, "people/reveal.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _without_act(request: Request) -> dict[str, str] | None:
    """Each look is a look: shown twice, it is written down twice."""
    return {name: request.POST.get(name, "") for name in ("what", "reason")} if request.method == "POST" else None
