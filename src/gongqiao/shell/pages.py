"""The home pages of the faces. What stands on them is put there by the modules through slots and menus."""

from django.http import HttpResponse
from django.shortcuts import render

from gongqiao.kernel.authority import ROLES, Actor
from gongqiao.kernel.reasons import Forbidden, Reason
from gongqiao.kernel.web import Request

FACES = {"desk": "工作台", "employer": "企业端"}


def home(request: Request) -> HttpResponse:
    return render(request, "shell/home.html")


def desk(request: Request) -> HttpResponse:
    _require_face(request.actor, "desk")
    return render(request, "shell/desk.html")


def employer(request: Request) -> HttpResponse:
    _require_face(request.actor, "employer")
    return render(request, "shell/employer.html")


def _require_face(actor: Actor, face: str) -> None:
    """A face belongs to the identities whose role opens on it; whoever holds none is told how to go on."""
    if ROLES[actor.role].face != face:
        words = f"{FACES[face]}要用相应的工作身份打开，您现在的身份是“{actor.role_words}”，请登录或切换身份后再来"
        raise Forbidden([Reason("face", words)])
