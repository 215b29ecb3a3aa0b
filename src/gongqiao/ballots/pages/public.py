"""What anybody may read of a vote, and the box, which is asked without a name."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt

from gongqiao.ballots import actions, elections, forms, queries, rules
from gongqiao.kernel.authority import VISITOR
from gongqiao.kernel.reasons import Reason, Refused, refuse
from gongqiao.kernel.web import Request

STATUS = {"not_a_ballot": 400, "with_a_name": 400, "already_cast": 409, "too_large": 413, "issuer_away": 503}
NAMED = Reason("with_a_name", "提交选票时不能带登录信息，请用本站的投票页提交")


def refused(no: Refused) -> HttpResponse:
    """For programs: why not, and what to do."""
    status = STATUS.get(no.reasons[0].code, 422)
    told = {"reasons": [vars(reason) for reason in no.reasons]}
    answer = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    if status == STATUS["issuer_away"]:
        answer["Retry-After"] = "5"
    return answer


def election(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 -- the same for everybody
    """Its canonical text, byte for byte what is hashed."""
    vote = get_object_or_404(queries.public_votes(), pk=pk)
    return HttpResponse(vote.election, content_type="application/json")


@csrf_exempt
def box(request: Request, pk: UUID) -> HttpResponse:
    """Takes a sealed ballot from nobody: with a sign-in beside it, it is not taken."""
    get_object_or_404(queries.public_votes(), pk=pk)
    if request.method != "POST":
        return redirect("ballots:board", pk)
    try:
        refuse(_nobody(request), rules.length(int(request.META.get("CONTENT_LENGTH") or 0)))
        mark = actions.cast(pk, text=rules.read(request.body), at=request.arrived_at)
    except Refused as no:
        return refused(no)
    return JsonResponse({"tracker": mark})


def _nobody(request: Request) -> list[Reason]:
    return [] if request.actor.role == VISITOR and not request.COOKIES else [NAMED]


def board(request: Request, pk: UUID) -> HttpResponse:
    """What everybody can hold the vote to: roll, box, trackers, and at the end the result."""
    vote = get_object_or_404(queries.public_votes(), pk=pk)
    asked = forms.Finding(request.GET or None)
    wanted = asked.cleaned_data["tracker"] if asked.is_valid() else ""
    told = {"asked": asked, "wanted": wanted, "found": queries.found(vote, wanted), **queries.board(vote)}
    return render(request, "ballots/board.html", {"vote": vote, **told})


def archive(request: Request, pk: UUID) -> HttpResponse:
    vote = get_object_or_404(queries.public_votes(), pk=pk)
    file = elections.archived(vote, at=request.arrived_at)
    name = f'attachment; filename="{vote.uuid}.bel"'
    return HttpResponse(file, content_type="application/octet-stream", headers={"Content-Disposition": name})
