"""Which union takes a worker in, and why: the employer's own, then regional or industry, community, township.

《工会会员会籍管理办法》 and the joining rules for new forms of employment: whoever has no union at work applies where
she works or lives; the township's union is always there.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongqiao.organisations.models import Coverage, Employer, Organisation, Station
from gongqiao.organisations.models.industries import SECTION_OF
from gongqiao.organisations.models.unions import OrganisationQuerySet

MOST = 6
JOIN_AT = "/join/at/{slug}/"
"""Where a poster's code leads. It hangs on walls: this address stays for good."""


@dataclass(frozen=True)
class Candidate:
    """A union that would take the worker in, with the reason in words she reads."""

    body_id: int
    name: str
    slug: str
    reason: str
    rank: int
    near: int = 0


@dataclass(frozen=True)
class Invitation:
    """Where a poster's short code leads: the union, and the station if it hangs at one."""

    body_id: int
    name: str
    slug: str
    station: Station | None = None


def joinable(*, on: date) -> OrganisationQuerySet:
    """The unions a worker may join on a day."""
    return Organisation.objects.joinable(on).select_related("body", "division")


def at(slug: str, *, on: date) -> Invitation | None:
    """What a poster's short code invites to; nothing for an unknown code, a closed station or a union that is gone."""
    station = Station.objects.filter(slug=slug, closed_on=None).first()
    union = joinable(on=on).filter(**({"pk": station.union_body_id} if station else {"slug": slug})).first()
    return Invitation(union.pk, union.name, slug, station) if union else None


def brand_called(name: str) -> str:
    """The platform of this name, as stations and employers bear it; empty for no platform anybody knows."""
    known = (Station.objects.filter(brand=name, closed_on=None), Employer.objects.filter(brand=name))
    return name if name and any(each.exists() for each in known) else ""


def union_for(
    division: str,
    *,
    on: date,
    uscc: str = "",
    employer: str = "",
    brand: str = "",
    industries: Collection[str] = (),
    platform_work: bool = False,
) -> list[Candidate]:
    """The unions for somebody who works in a township, best first; every one stands open on that day.

    However many there are, the last resort, which takes everybody, stays among them.
    """
    employers = _employers(uscc, employer, division)
    found = _of_employers(employers, on)
    trades = {*industries, *(SECTION_OF.get(each.industry, "") for each in employers)} - {""}
    near = joinable(on=on).filter(_around(division))
    if platform_work or brand:
        joint = near.filter(kind="joint", platform_work=True)
        found += _as(joint, 2, "面向{place}的新就业形态劳动者，不需要单位出面")
    if trades:
        found += _as(near.filter(kind="trade", industry__in=trades), 2, "您所在行业的工会联合会，覆盖您的工作地")
    found += _as(
        near.filter(tier="community").exclude(platform_work=True),
        3,
        "您工作地的区域（社区）工会，单位没有工会也可以加入",
    )
    found += _as(near.filter(tier="township", kind="federation"), 4, "您工作地乡镇（街道）的工会，任何职工都可以加入")
    unique = {each.body_id: each for each in reversed(found)}
    ordered = sorted(unique.values(), key=lambda each: (each.rank, -each.near, each.body_id))
    return ordered if len(ordered) <= MOST else [*ordered[: MOST - 1], ordered[-1]]


def _around(division: str) -> Q:
    """The township itself, the villages and areas in it, and the county and city when a union there serves it all."""
    within = Q(division=division) | Q(division__parent=division)
    wide = Q(division__in=(division[:6], f"{division[:4]}00"), kind__in=("joint", "trade"))
    return within | wide


def _employers(uscc: str, name: str, division: str) -> list[Employer]:
    """By the credit code, or by the whole name where the worker's county knows one employer of that name."""
    if not (uscc or name):
        return []
    named = Q(body__name=name, division__gte=division[:6], division__lt=division[:6] + "A")
    return list(Employer.objects.filter(Q(uscc=uscc) if uscc else named).order_by("pk"))


def _of_employers(employers: list[Employer], on: date) -> list[Candidate]:
    bodies = [each.pk for each in employers]
    covered = Coverage.objects.filter(employer_body__in=bodies).on(on).values_list("union_body_id", flat=True)
    unions = joinable(on=on).filter(pk__in=list(covered))
    own = _as(unions.filter(kind__in=Organisation.OWN), 0, "您所在单位已建立工会，会籍随劳动关系所在单位")
    return own + _as(unions.exclude(kind__in=Organisation.OWN), 1, "您所在单位由这个工会覆盖，会籍随劳动关系所在单位")


def _as(unions: OrganisationQuerySet, rank: int, reason: str) -> list[Candidate]:
    """Among those of one rank the one of the smaller place is nearer."""
    return [
        Candidate(
            each.pk, each.name, each.slug, reason.format(place=each.division.name), rank, near=len(each.division.stem)
        )
        for each in unions.order_by("pk")[:MOST]
    ]
