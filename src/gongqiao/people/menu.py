"""Where one's own pages are found, and the switch of identities on every page."""

from typing import Any

from django.http import HttpRequest

from gongqiao.design import assets
from gongqiao.design.menu import Entry, enter
from gongqiao.design.slots import fill
from gongqiao.kernel.authority import VISITOR, Actor

enter(
    Entry("market", "我的", "people:me", order=90, icon="person", place="tab"),
    Entry("market", "登录", "people:sign_in", order=10, icon="person", place="key", visitors=True),
)


def identity(request: HttpRequest) -> dict[str, Any]:
    """Who is acting, and the way to change it; for a visitor the way in."""
    actor: Actor = getattr(request, "actor", Actor())
    if actor.role == VISITOR:
        return {"href": assets.page("people:sign_in"), "words": "登录"}
    words = actor.role_words if actor.body_name else f"{actor.name} {actor.role_words}"
    return {"href": assets.page("people:identities"), "body": actor.body_name, "words": words}


fill("identity", "people/identity.html", identity)
