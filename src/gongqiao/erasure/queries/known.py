"""What verbs ask before they decide: what is under way with somebody, who knows her, and until when what is kept."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Max, Model, Q, QuerySet

from gongqiao.changes.models import Change
from gongqiao.erasure.models import Erasure, Hold
from gongqiao.erasure.rules import asking
from gongqiao.erasure.rules.asking import UnderWay
from gongqiao.intake.models import IntakeLine
from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.models import Body
from gongqiao.kernel.periods import Jurisdiction, reckon
from gongqiao.kernel.reasons import Reasons
from gongqiao.membership.models import Application, Membership
from gongqiao.merging.models import Merger
from gongqiao.organising.models import Founding
from gongqiao.people import queries as people
from gongqiao.people.models import Account, Belonging
from gongqiao.people.queries import Holding
from gongqiao.rosters.models import RosterLine

Keys = Collection[UUID]
DECIDED = "decided"
"""An expulsion that is still to be filed with the union above."""


def accounts_of(keys: Keys) -> list[UUID]:
    """Every account that is or was hers, open or closed."""
    return list(Account.objects.filter(person__in=keys).order_by("pk").values_list("pk", flat=True))


def under_way(keys: Keys) -> UnderWay:
    """What of hers is not over, in any module."""
    accounts = accounts_of(keys)
    open_changes = Change.objects.open() | Change.objects.filter(state=DECIDED)
    open_mergers = Merger.objects.open()
    return UnderWay(
        member=Membership.objects.held().filter(person__in=keys).exists(),
        applying=Application.objects.open().filter(Q(person__in=keys) | Q(account__in=accounts)).exists(),
        changing=open_changes.filter(person__in=keys).exists(),
        merging=open_mergers.filter(Q(kept__in=keys) | Q(merged__in=keys)).exists(),
        founding=Founding.objects.open().filter(Q(person__in=keys) | Q(account__in=accounts)).exists(),
        listed=RosterLine.objects.filter(known__in=keys).exists() or IntakeLine.objects.filter(known__in=keys).exists(),
    )


def obstacles(person_id: UUID, *, on: date) -> Reasons:
    """All that must be brought to an end first: what keeps her accounts from being closed among it."""
    keys = people.rows_of(person_id)
    told = set()
    for account in (None, *accounts_of(keys)):
        for reason in people.what_keeps(Actor(SELF, person_id, account_id=account), on=on):
            if reason.words not in told:
                told.add(reason.words)
                yield reason
    yield from asking.under_way(under_way(keys))


def archive_from(keys: Keys) -> date | None:
    """The day on which her last membership ended; her file is kept from then on."""
    ended: date | None = Membership.objects.filter(person__in=keys).aggregate(last=Max("left_on"))["last"]
    return ended


def keeps(since: date | None, where: Jurisdiction) -> date | None:
    """The last day on which the file of a membership that ended on a day is kept; none where nobody was a member."""
    return reckon("erasure.archive", since, jurisdiction=where).last_day if since else None


def of_kin(membership_id: UUID) -> list[UUID]:
    """The requests that next of kin made for whose membership this is, and that are not over."""
    (person,) = Membership.objects.filter(pk=membership_id).values_list("person", flat=True)
    rows = people.rows_of(person)
    return list(Erasure.objects.open().filter(by_kin=True, person__in=rows).order_by("pk").values_list("pk", flat=True))


def longest_hold(on: date) -> date:
    """The last day a hold may have that is set today."""
    return reckon("erasure.hold", on, jurisdiction=Jurisdiction()).last_day or on


def knowing(keys: Keys) -> list[int]:
    """The unions that know or knew her, the last one first."""
    known = Belonging.objects.filter(person__in=keys).order_by("-since", "-pk").values_list("body_id", flat=True)
    unions = set(Body.objects.filter(pk__in=list(known), kind="union").values_list("pk", flat=True))
    return [body for body in dict.fromkeys(known) if body in unions]


def last_union(keys: Keys) -> int | None:
    """Where she was a member last; of somebody who never was, whoever knew her last."""
    held = Membership.objects.filter(person__in=keys).order_by("-left_on", "-joined_on", "-pk")
    member_of: int | None = held.values_list("union_body_id", flat=True).first()
    return member_of or next(iter(knowing(keys)), None)


def standing_hold(keys: Keys, *, on: date) -> Hold | None:
    """The hold that lasts longest of those that stand."""
    return Hold.objects.standing(on).filter(person__in=keys).order_by("until", "pk").last()


def reached(holding: Holding, keys: Keys, accounts: Keys) -> QuerySet[Model]:
    """The rows of a table that are hers, by any of her rows and any of her accounts."""
    hers = Q(pk__in=())
    for path in (holding.person,) if isinstance(holding.person, str) else holding.person:
        hers |= Q(**{f"{path}__in": keys}) if path else Q()
    if holding.account:
        hers |= Q(**{f"{holding.account}__in": accounts})
    return holding.model._meta.base_manager.filter(hers).order_by("pk")
