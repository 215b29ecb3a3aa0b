"""What is in somebody's inbox: an office's, or one's own, never both at once."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.models import Body
from gongqiao.law import queries as law
from gongqiao.law.book import Book
from gongqiao.notices.kinds import To, topics
from gongqiao.notices.models import Notice, Preference, Task, TaskQuerySet
from gongqiao.people.queries import Holding, consented, hold

BADGE, RECENT = 100, 500
NOBODY = UUID(int=0)
INTERNAL = "平台内部编号"
RECKONED_BY = ("clock", "started_on", "division", "kind", "level")

hold(
    Holding(Task, person="person", account="account", hidden=dict.fromkeys(("done_by", "started_by"), INTERNAL)),
    Holding(Notice, person="person", account="account"),
    Holding(Preference, account="account"),
)


@dataclass(frozen=True)
class Counts:
    """For badges: neither counts past a hundred."""

    tasks: int
    unread: int


def addressed_to(viewer: Actor) -> Q:
    """Tasks of the office the viewer acts for; or her own, when she acts for herself."""
    if viewer.body_id is not None:
        return Q(body_id=viewer.body_id, roles__contains=[viewer.role])
    return _own(viewer, person="person_id", account="account")


def started_by(viewer: Actor) -> Q:
    """Tasks she gave to others in this office; or those on her own things."""
    if viewer.body_id is not None:
        return Q(started_by=viewer.person_id or NOBODY, started_body=viewer.body_id)
    return _own(viewer, person="owner_id", account="owner_account")


def tasks(viewer: Actor) -> TaskQuerySet:
    """待办: what the viewer must do, to be ordered by `sorts_on`."""
    return Task.objects.standing().filter(addressed_to(viewer)).select_related("body")


def done(viewer: Actor) -> TaskQuerySet:
    """已办: in an office what she herself did, of her own everything that was asked of her."""
    over = Task.objects.filter(done_at__isnull=False).select_related("body")
    if viewer.body_id is not None:
        return over.filter(done_by=viewer.person_id or NOBODY, done_body=viewer.body_id)
    return over.filter(addressed_to(viewer))


def started(viewer: Actor) -> TaskQuerySet:
    """我发起的: each thing once, by the last task on it."""
    mine = started_by(viewer)
    later = Task.objects.filter(
        mine, subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"), pk__gt=OuterRef("pk")
    )
    return Task.objects.filter(mine, ~Exists(later)).select_related("body")


def reachable(viewer: Actor) -> TaskQuerySet:
    """Every task the viewer may open: addressed to her, started by her, or on her own thing."""
    return Task.objects.filter(addressed_to(viewer) | started_by(viewer)).select_related("body")


def notices(viewer: Actor) -> QuerySet[Notice]:
    """消息 told to her in this capacity."""
    if viewer.body_id is not None:
        return Notice.objects.filter(person_id=viewer.person_id or NOBODY, body_id=viewer.body_id)
    return Notice.objects.filter(_own(viewer, person="person_id", account="account"), body=None)


def platform() -> Body | None:
    """The body at which the operators hold their posts."""
    return Body.objects.filter(kind="platform", until=None).order_by("pk").first()


def missing_years() -> list[int]:
    """The years for want of which running clocks have no last day."""
    book = Book.opened()
    waiting = law.running().filter(due_on=None).order_by(*RECKONED_BY).distinct(*RECKONED_BY)
    return sorted({year for each in waiting if (year := law.again(each, book).missing)})


def counts(viewer: Actor) -> Counts:
    unread = notices(viewer).filter(read_at=None)
    return Counts(tasks(viewer).order_by()[:BADGE].count(), unread.order_by()[:BADGE].count())


def kinds(rows: QuerySet[Any]) -> set[str]:
    """The kinds among the latest rows of a folder: what there is to narrow it by."""
    return set(rows.order_by("-pk").values_list("kind", flat=True)[:RECENT])


def version(viewer: Actor) -> str:
    """Changes when the inbox has: what a page that is open compares with what it shows."""
    told = counts(viewer)
    latest = [rows.order_by("-pk").values_list("pk", flat=True).first() for rows in (tasks(viewer), notices(viewer))]
    return sha256(f"{told}{latest}".encode()).hexdigest()[:12]


def live_topics(viewer: Actor) -> list[str]:
    """What an open inbox of the viewer listens to."""
    if viewer.body_id is not None:
        return [To(body_id=viewer.body_id).live_topic, To(person_id=viewer.person_id).live_topic]
    own = (To(person_id=viewer.person_id), To(account=viewer.account_id))
    return [to.live_topic for to in own if to.person_id or to.account]


def offered_topics(viewer: Actor) -> list[str]:
    """The topics the viewer, acting as she does, may mute."""
    return topics(staff=viewer.body_id is not None)


def wanted_topics(viewer: Actor) -> list[str]:
    """Of those, the ones the viewer's account wants by SMS."""
    preference = Preference.objects.filter(pk=viewer.account_id).first() if viewer.account_id else None
    muted = preference.muted if preference else []
    return [topic for topic in offered_topics(viewer) if topic not in muted]


def withheld(viewer: Actor, at: datetime) -> bool:
    """Whether no SMS goes to the viewer as she acts: what concerns herself is sent when she has agreed to it."""
    return viewer.body_id is None and not consented(viewer.account_id, "messages", at)


def _own(viewer: Actor, *, person: str, account: str) -> Q:
    condition = Q(pk__in=())
    if viewer.role == SELF and viewer.person_id is not None:
        condition |= Q(**{person: viewer.person_id})
    if viewer.role == SELF and viewer.account_id is not None:
        condition |= Q(**{account: viewer.account_id})
    return condition
