"""What committees have delegated: for whoever keeps it, and for the verbs that are done under it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from gongqiao.delegations import grants
from gongqiao.delegations.models import Delegation
from gongqiao.design.case import Fact
from gongqiao.files import queries as files
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor, Permission


def delegations(viewer: Actor) -> QuerySet[Delegation]:
    """Those of the viewer's own union."""
    return Delegation.objects.filter(viewer.scope(grants.KEEP).as_q()).select_related("union_body")


files.shown_by("delegations.delegation", lambda viewer, owner_id: delegations(viewer).filter(pk=owner_id).exists())


def delegation(by: Actor, permission: Permission, *, on: date) -> Delegation | None:
    """By which paper of her union's committee somebody may decide on a day, if by any."""
    if by.body_id is None:
        return None
    held = Delegation.objects.on(on).filter(union_body=by.body_id, permission=permission.name)
    return held.filter(roles__contains=[by.role]).first()


def number_of(pk: UUID) -> str:
    """The number of the paper that something was decided under; whoever is told of that may know so much."""
    with transaction.atomic(), wall.lowered():
        return Delegation.objects.filter(pk=pk).values_list("number", flat=True).first() or ""


def facts(held: Delegation, *, on: date) -> list[Fact]:
    papers = [Fact("授权决议", each.name, reverse("files:file", args=[each.pk])) for each in files.of(held)]
    ended = [Fact("收回日期", held.ended_on), Fact("收回依据", held.ended_by)] if held.ended_on else []
    return [
        Fact("授权事项", held.power),
        Fact("受托职务", held.holders),
        Fact("状态", held.state_on(on)),
        Fact("起", held.since),
        Fact("止", held.until),
        *ended,
        Fact("会议日期", held.met_on),
        Fact("出席委员", "、".join(held.present)),
        Fact("登记时间", held.recorded_at),
        *papers,
    ]
