"""What others did, as changes of figures."""

from gongqiao.changes import queries as changes
from gongqiao.changes.events import DeathUndone, MembershipEnded, Resettled, Restored, Retained
from gongqiao.cockpit import actions
from gongqiao.cockpit.actions import Change
from gongqiao.cockpit.models import cell_of
from gongqiao.cockpit.queries.indicators import (
    APPLICATIONS,
    DRAFT,
    JOINED,
    MEMBERS,
    PENDING,
    SENT_BACK,
    SUBMITTED,
    UNIONS,
)
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Line, Record
from gongqiao.kernel.records import when
from gongqiao.membership import queries as membership
from gongqiao.membership.events import (
    AdmissionUndone,
    Admitted,
    AdmittedMany,
    Applied,
    Declined,
    PreAdmitted,
    Referred,
    Rejected,
    Resubmitted,
    SentBack,
    SexCorrected,
    Transferred,
    Withdrawn,
)
from gongqiao.membership.models.memberships import ACTIVE, RETAINED
from gongqiao.merging.events import MergeUndone
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.events import Dissolved, Founded, FoundedMany, Moved

UNION = "union"


@when(Admitted)
def count_members(event: Admitted, record: Record) -> None:
    """Members by what the event tells of them. A roster has a batch; otherwise applications were decided."""
    members = [Change(event.union, MEMBERS, cell_of(ACTIVE, stands), n) for stands, n in event.tallies.items()]
    joined = Change(event.union, JOINED, "", event.count, event.on)
    number, told = 0 if record.batch else event.confirmed - event.count, {"since": day(record.at)}
    decided = Change(event.union, APPLICATIONS, SUBMITTED, number, **told)
    confirmed = Change(event.union, APPLICATIONS, PENDING, -event.confirmed, **told)
    actions.append(*members, joined, decided, confirmed, at=record.at, since=event.on)


@when(AdmittedMany)
def count_lists(event: AdmittedMany, record: Record) -> None:
    """Counted in the tables, each union's from the day of its meeting."""
    actions.append_counted(MEMBERS, membership.entered_together(event.batch_id), at=record.at, dated=True)
    actions.append_counted(JOINED, membership.joined_together(event.batch_id), at=record.at, dated=True, per_day=True)


@when(AdmissionUndone)
def count_back(event: AdmissionUndone, record: Record) -> None:
    """As if the list had never been entered."""
    members = [Change(event.union, MEMBERS, cell_of(ACTIVE, stands), -n) for stands, n in event.tallies.items()]
    joined = Change(event.union, JOINED, "", -sum(event.tallies.values()), event.on)
    actions.append(*members, joined, at=record.at, since=event.on)


@when(PreAdmitted)
def count_pre_admitted(event: PreAdmitted, record: Record) -> None:
    """Not a member before the committee has confirmed it: an application still, at another stage."""
    actions.append(
        Change(event.union, APPLICATIONS, SUBMITTED, -1),
        Change(event.union, APPLICATIONS, PENDING, 1),
        at=record.at,
    )


@when(Declined)
def count_declined(event: Declined, record: Record) -> None:
    actions.append(Change(event.union, APPLICATIONS, PENDING, -1), at=record.at)


@when(SexCorrected)
def recount_member(event: SexCorrected, record: Record) -> None:
    """It was wrong from the beginning, so the past is put right as well, wherever she was a member."""
    changes = [
        Change(stay.union, MEMBERS, cell_of(stay.state, stay.employment_form, sex), sign * n, since=since)
        for stay in membership.stays_of(event.membership_id)
        for since, sign in ((stay.since, 1), (stay.until, -1))
        for sex, n in ((event.was, -1), (event.now, 1))
        if since is not None
    ]
    if changes:
        actions.append(*changes, at=record.at)


@when(Transferred)
def count_transfer(event: Transferred, record: Record) -> None:
    """A member stays the old union's until the new one has taken her in; nobody has joined by it."""
    actions.append(
        Change(event.old, MEMBERS, cell_of(event.state, event.was, event.sex), -1),
        Change(event.new, MEMBERS, cell_of(ACTIVE, event.employment_form, event.sex), 1),
        at=record.at,
        since=event.on,
    )


@when(Retained)
def count_retained(event: Retained, record: Record) -> None:
    """A member still, whose membership is kept."""
    actions.append(
        Change(event.union, MEMBERS, cell_of(ACTIVE, event.employment_form, event.sex), -1),
        Change(event.union, MEMBERS, cell_of(RETAINED, event.employment_form, event.sex), 1),
        at=record.at,
        since=event.on,
    )


@when(Restored)
def count_restored(event: Restored, record: Record) -> None:
    actions.append(
        Change(event.union, MEMBERS, cell_of(RETAINED, event.was, event.sex), -1),
        Change(event.union, MEMBERS, cell_of(ACTIVE, event.employment_form, event.sex), 1),
        at=record.at,
        since=event.on,
    )


@when(MembershipEnded)
def count_left(event: MembershipEnded, record: Record) -> None:
    left = Change(event.union, MEMBERS, cell_of(event.state, event.employment_form, event.sex), -1)
    actions.append(left, at=record.at, since=event.on)


@when(DeathUndone)
def count_on(event: DeathUndone, record: Record) -> None:
    """A membership that a mistaken death had ended: it counts from that day on, also in the past."""
    _last_again(event, record)


@when(MergeUndone)
def count_again(event: MergeUndone, record: Record) -> None:
    """A membership that had ended by a merger lasts again."""
    _last_again(event, record)


def _last_again(event: DeathUndone | MergeUndone, record: Record) -> None:
    if event.union is not None:
        again = Change(event.union, MEMBERS, cell_of(event.state, event.employment_form, event.sex), 1)
        actions.append(again, at=record.at, since=event.on)


@when(Resettled)
def count_resettled(event: Resettled, record: Record) -> None:
    """As many leave the one union as the others get; who is kept above is retained there."""
    goes = {"moved": event.to, "kept": event.kept_at}
    stood = changes.stood(event.resettlement_id)
    rows = [(goes[to], RETAINED if to == "kept" else was, was, form, sex, n) for to, was, form, sex, n in stood]
    out = [Change(event.union, MEMBERS, cell_of(was, form, sex), -n) for _, _, was, form, sex, n in rows]
    into = [Change(to, MEMBERS, cell_of(now, form, sex), n) for to, now, _, form, sex, n in rows if to is not None]
    actions.append(*out, *into, at=record.at, since=event.on)


@when(Applied)
def count_application(event: Applied, record: Record) -> None:
    actions.append(Change(event.union, APPLICATIONS, SUBMITTED, 1), at=record.at)


@when(SentBack)
def count_sent_back(event: SentBack, record: Record) -> None:
    actions.append(
        Change(event.union, APPLICATIONS, SUBMITTED, -1),
        Change(event.union, APPLICATIONS, SENT_BACK, 1),
        at=record.at,
    )


@when(Resubmitted)
def count_resubmitted(event: Resubmitted, record: Record) -> None:
    actions.append(
        Change(event.union, APPLICATIONS, SENT_BACK, -1),
        Change(event.union, APPLICATIONS, SUBMITTED, 1),
        at=record.at,
    )


@when(Referred)
def count_referred(event: Referred, record: Record) -> None:
    actions.append(
        Change(event.union, APPLICATIONS, SUBMITTED, -1),
        Change(event.to, APPLICATIONS, SUBMITTED, 1),
        at=record.at,
    )


@when(Rejected)
def count_rejected(event: Rejected, record: Record) -> None:
    actions.append(Change(event.union, APPLICATIONS, SUBMITTED, -1), at=record.at)


@when(Withdrawn)
def count_withdrawn(event: Withdrawn, record: Record) -> None:
    """What was never handed in was never counted."""
    if event.union is not None and event.was != DRAFT:
        actions.append(Change(event.union, APPLICATIONS, event.was, -1), at=record.at)


@when(Founded)
def count_union(event: Founded, record: Record) -> None:
    founded = Change(event.body_id, UNIONS, cell_of(event.tier, event.kind), 1)
    actions.append(founded, at=record.at, since=event.on)


@when(FoundedMany)
def count_unions(event: FoundedMany, record: Record) -> None:
    founded = organisations.standing().filter(body__gte=event.first, body__lte=event.last)
    actions.append_counted(UNIONS, founded, at=record.at, since=event.on)


@when(Moved)
def follow_move(event: Moved, record: Record) -> None:
    if event.line == UNION:
        before, after = _above(event.before), _above(event.after)
        actions.carry(event.body_id, before=before, after=after, on=event.on, at=record.at)


@when(Dissolved)
def count_out(event: Dissolved, record: Record) -> None:
    """What was counted at the union stays with it and leaves all above it; the union itself counts no more."""
    place = Line.objects.filter(body_id=event.body_id, line=UNION, until=event.on).order_by("-pk").first()
    before, ended = place.above_id if place else None, organisations.counted().filter(body=event.body_id)
    actions.carry(event.body_id, before=before, after=None, on=event.on, at=record.at)
    actions.append_counted(UNIONS, ended, sign=-1, at=record.at, since=event.on)


def _above(path: str) -> int | None:
    """The union directly above the last one of a path."""
    numbers = path[1:-1].split(".")
    return int(numbers[-2]) if len(numbers) > 1 else None
