"""What may be read of joining and belonging; the first word is who looks."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from gongqiao.files import queries as documents
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.membership import grants
from gongqiao.membership.flow import DRAFT, PENDING, SUBMITTED
from gongqiao.membership.models import Application, Card, Membership, Resolution, Stay
from gongqiao.membership.models.applications import ApplicationQuerySet
from gongqiao.membership.models.memberships import SHOWN, VOID, MembershipQuerySet

AT_ONE_MEETING = 500

# What is asked the same of everybody's members is composed once.
MEMBERS = Membership.objects.exclude(state=VOID).select_related("person", "union_body")
LISTED = (
    Membership.objects.exclude(state=VOID)
    .select_related("person")
    .only("state", "employment_form", "joined_on", "person__name", "person__sex")
)


def applications(viewer: Actor) -> ApplicationQuerySet:
    """The applications handed in to the viewer's union."""
    here = viewer.scope(grants.SEE_APPLICATION).as_q(union="union_body")
    return Application.objects.filter(here).exclude(state=DRAFT).exclude(submitted_on=None).select_related("person")


documents.shown_by("membership.application", lambda viewer, owner_id: applications(viewer).filter(pk=owner_id).exists())


def own_applications(viewer: Actor) -> ApplicationQuerySet:
    """What the viewer's own account has applied for."""
    mine = viewer.scope(grants.APPLY).as_q(account="account")
    return Application.objects.filter(mine).select_related("person", "union_body", "division")


def resolutions(viewer: Actor) -> QuerySet[Resolution]:
    return Resolution.objects.filter(viewer.scope(grants.RESOLVE).as_q()).select_related("union_body")


def members(viewer: Actor) -> MembershipQuerySet:
    """The members of the viewer's own union; of unions below she sees figures only."""
    return MEMBERS.filter(_seen_by(viewer))


def listed_members(viewer: Actor) -> MembershipQuerySet:
    """They as the ledger lists them: what it does not show, sealed numbers above all, is not even read."""
    return LISTED.filter(_seen_by(viewer))


def _seen_by(viewer: Actor) -> Q:
    return viewer.scope(grants.SEE_PERSON).as_q(union="union_body")


def own_membership(viewer: Actor) -> Membership | None:
    """The viewer's card and history."""
    if viewer.person_id is None:
        return None
    held = Membership.objects.filter(person_id=viewer.person_id, state__in=SHOWN)
    return held.select_related("person", "union_body", "card").order_by("state", "pk").first()


@dataclass(frozen=True)
class CardShown:
    """All that a stranger's phone learns from a card."""

    valid: bool
    name: str
    union: str
    on: date
    pending: bool = False


def card_shown(token: str, *, on: date) -> CardShown | None:
    """Whether a card may be relied on today. Who holds the code may know this much, and no more."""
    with transaction.atomic(), wall.lowered():
        card = Card.objects.filter(token=token).select_related("membership__person", "membership__union_body").first()
    if card is None:
        return None
    held = card.membership
    told = held.person.shown_name, held.union_body.name, on
    return CardShown(held.state in SHOWN, *told, pending=held.state == PENDING)


def waiting(viewer: Actor) -> list[Application]:
    """What the next meeting of the viewer's committee has before it, the oldest first."""
    handed_in = applications(viewer).filter(state=SUBMITTED).order_by("submitted_on", "pk")
    return list(handed_in[:AT_ONE_MEETING])


def unconfirmed(viewer: Actor) -> list[Application]:
    """Whom officers have admitted meanwhile, for the committee to confirm."""
    return list(applications(viewer).filter(state=PENDING).order_by("decided_on", "pk")[:AT_ONE_MEETING])


def admitted_by(resolution: Resolution, viewer: Actor) -> list[Membership]:
    """Whom a resolution made members."""
    begun = Stay.objects.filter(resolution=resolution).values("membership_id")
    return list(members(viewer).filter(pk__in=begun).order_by("joined_on", "pk")[:AT_ONE_MEETING])
