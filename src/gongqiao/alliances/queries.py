"""Alliances, for whoever belongs to one and whoever stands above; who belonged on a day."""

from datetime import date
from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from gongqiao.alliances import grants
from gongqiao.alliances.models import KEEPER, PARTNER, PARTS, Alliance, AllianceQuerySet, Party, PartyQuerySet
from gongqiao.design.case import Fact
from gongqiao.files import queries as files
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.organisations.queries import keep_from_ending

ORDER = {part: number for number, part in enumerate(PARTS)}


def alliances(viewer: Actor) -> AllianceQuerySet:
    """Those to which the viewer's union, or one below it, belongs, or belonged until the alliance ended."""
    seen = Party.objects.filter(viewer.scope(grants.SEE).as_q(union="body"))
    last = Q(left_on=None) | Q(left_on=F("alliance__ended_on"))
    return Alliance.objects.filter(pk__in=seen.filter(last).values("alliance")).select_related("keeper_body")


def parties(viewer: Actor) -> PartyQuerySet:
    """Everybody in the alliances that the viewer sees."""
    return Party.objects.filter(alliance__in=alliances(viewer)).select_related("body", "alliance")


def belonging(alliance: Alliance, *, on: date) -> list[Party]:
    """Who belongs on a day: the keeper, the other unions, the firms, each in the order of joining."""
    rows = alliance.parties.on(on).select_related("body")
    return sorted(rows, key=lambda row: (ORDER[row.part], row.since, row.pk))


def alliance_page(viewer: Actor, alliance: Alliance, *, on: date) -> dict[str, Any]:
    """Who belonged on a day, and which of them the viewer may take out."""
    rows = belonging(alliance, on=on)
    scope = viewer.scope(grants.KEEP)
    keeps = scope.covers(alliance.keeper_body_id) and not alliance.ended_on
    stay = [row for row in rows if row.left_on is None and row.part != KEEPER]
    may_leave = {row.pk for row in stay if keeps or scope.covers(row.body_id)}
    return {"facts": facts(alliance), "rows": rows, "counted": counted(rows), "keeps": keeps, "may_leave": may_leave}


def facts(alliance: Alliance) -> list[Fact]:
    papers = [Fact("联盟文书", each.name, reverse("files:file", args=[each.pk])) for each in files.of(alliance)]
    ended = [Fact("终止日期", alliance.ended_on), Fact("终止依据", alliance.ended_by)] if alliance.ended_on else []
    return [
        Fact("牵头单位", alliance.keeper_body.name),
        Fact("宗旨", alliance.purpose),
        Fact("状态", alliance.standing),
        Fact("协议文号", alliance.number),
        Fact("签署日期", alliance.signed_on),
        *ended,
        *papers,
    ]


def counted(rows: list[Party]) -> str:
    """22 家工会、3 家合作单位"""
    firms = sum(row.part == PARTNER for row in rows)
    return f"{len(rows) - firms} 家工会" + (f"、{firms} 家合作单位" if firms else "")


@keep_from_ending
def bonds_of(union: int) -> Reasons:
    """A union that ends leaves its alliances first, so that the others know in time."""
    for party in Party.objects.filter(body=union, left_on=None).select_related("alliance"):
        if party.part == KEEPER:
            yield Reason("keeps_alliance", f"还牵头{party.alliance}，请先移交牵头或者终止联盟")
        else:
            yield Reason("in_alliance", f"还是{party.alliance}的成员，请先退出联盟")


files.shown_by("alliances.alliance", lambda viewer, owner_id: alliances(viewer).filter(pk=owner_id).exists())
