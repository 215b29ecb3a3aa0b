"""The papers: each as it is printed, with its number and the place of its seal; and its sealed copy."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.design.downloads import hand_over
from gongqiao.design.paper import MEDIA_TYPE
from gongqiao.files import queries as files
from gongqiao.files.papers import came
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.organising import actions, forms, papers, queries
from gongqiao.organising.pages.foundings import frame


@signed_in
def paper(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.papers(request.actor), pk=pk)
    given = {"paper": found, "sheet": papers.laid_out(found), "frame": frame(request)}
    given |= {"scans": _scans(found), "came": came(found)}
    return render(request, "organising/paper.html", given)


def _scans(found: object) -> list[str]:
    """Each handing-in is kept once for each office and shown once."""
    stored = {each.digest: each for each in files.of(found)}  # type: ignore[arg-type]
    return [reverse("files:file", args=[each.pk]) for each in stored.values()]


@signed_in
def paper_pdf(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.papers(request.actor), pk=pk)
    return hand_over(papers.as_pdf(found), name=f"{found}.pdf", kind=MEDIA_TYPE)


@signed_in
def seal_paper(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.papers(request.actor), pk=pk)
    form = forms.Sealing(request.POST or None, request.FILES or None)
    if attempt(form, actions.seal_paper, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "盖章件已收好")
        return redirect("organising:paper", pk)
    return render(request, "organising/seal.html", {"paper": found, "form": form, "frame": frame(request)})
