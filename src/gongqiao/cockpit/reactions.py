"""What others did, as changes of figures."""

from gongqiao.changes.events import MembershipEnded, Resettled, Restored, Retained
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
from gongqiao.kernel.models import Line, Record
from gongqiao.kernel.records import when
from gongqiao.membership.events import (
    AdmissionUndone,
    Admitted,
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
from gongqiao.membership.models.memberships import ACTIVE, LEFT, RETAINED
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.events import Dissolved, Founded, FoundedMany, Moved

UNION = "union"


@when(Admitted)
def count_members(event: Admitted, record: Record) -> None:
    """Members by what the event tells of them. A roster has a batch; otherwise applications were decided."""
    members = [Change(event.union, MEMBERS, cell_of(ACTIVE, form, sex), n) for form, sex, n in event.tallies]
    joined = Change(event.union, JOINED, "", event.count, event.on)
    decided = Change(event.union, APPLICATIONS, SUBMITTED, 0 if record.batch else event.confirmed - event.count)
    confirmed = Change(event.union, APPLICATIONS, PENDING, -event.confirmed)
    actions.append(*members, joined, decided, confirmed)


@when(AdmissionUndone)
def count_back(event: AdmissionUndone, _record: Record) -> None:
    """As if the list had never been entered."""
    members = [Change(event.union, MEMBERS, cell_of(ACTIVE, form, sex), -n) for form, sex, n in event.tallies]
    actions.append(*members, Change(event.union, JOINED, "", -sum(n for _, _, n in event.tallies), event.on))


@when(PreAdmitted)
def count_pre_admitted(event: PreAdmitted, _record: Record) -> None:
    """Not a member before the committee has confirmed it: an application still, at another stage."""
    actions.append(
        Change(event.union, APPLICATIONS, SUBMITTED, -1),
        Change(event.union, APPLICATIONS, PENDING, 1),
    )


@when(Declined)
def count_declined(event: Declined, _record: Record) -> None:
    actions.append(Change(event.union, APPLICATIONS, PENDING, -1))


@when(SexCorrected)
def recount_member(event: SexCorrected, _record: Record) -> None:
    if event.state != LEFT:
        was, now = (cell_of(event.state, event.employment_form, sex) for sex in (event.was, event.now))
        actions.append(Change(event.union, MEMBERS, was, -1), Change(event.union, MEMBERS, now, 1))


@when(Transferred)
def count_transfer(event: Transferred, _record: Record) -> None:
    """A member stays the old union's until the new one has taken her in; nobody has joined by it."""
    actions.append(
        Change(event.old, MEMBERS, cell_of(event.state, event.was, event.sex), -1),
        Change(event.new, MEMBERS, cell_of(ACTIVE, event.employment_form, event.sex), 1),
    )


@when(Retained)
def count_retained(event: Retained, _record: Record) -> None:
    """A member still, whose membership is kept."""
    actions.append(
        Change(event.union, MEMBERS, cell_of(ACTIVE, event.employment_form, event.sex), -1),
        Change(event.union, MEMBERS, cell_of(RETAINED, event.employment_form, event.sex), 1),
    )


@when(Restored)
def count_restored(event: Restored, _record: Record) -> None:
    actions.append(
        Change(event.union, MEMBERS, cell_of(RETAINED, event.was, event.sex), -1),
        Change(event.union, MEMBERS, cell_of(ACTIVE, event.employment_form, event.sex), 1),
    )


@when(MembershipEnded)
def count_left(event: MembershipEnded, _record: Record) -> None:
    actions.append(Change(event.union, MEMBERS, cell_of(event.state, event.employment_form, event.sex), -1))


@when(Resettled)
def count_resettled(event: Resettled, _record: Record) -> None:
    """As many leave the one union as the others get; who is kept above is retained there."""
    groups = (event.to, event.moved, None), (event.kept_at, event.kept, RETAINED)
    rows = [(to, now or was, was, form, sex, n) for to, group, now in groups for was, form, sex, n in group]
    out = [Change(event.union, MEMBERS, cell_of(was, form, sex), -n) for _, _, was, form, sex, n in rows]
    into = [Change(to, MEMBERS, cell_of(now, form, sex), n) for to, now, _, form, sex, n in rows if to is not None]
    actions.append(*out, *into)


@when(Applied)
def count_application(event: Applied, _record: Record) -> None:
    actions.append(Change(event.union, APPLICATIONS, SUBMITTED, 1))


@when(SentBack)
def count_sent_back(event: SentBack, _record: Record) -> None:
    actions.append(
        Change(event.union, APPLICATIONS, SUBMITTED, -1),
        Change(event.union, APPLICATIONS, SENT_BACK, 1),
    )


@when(Resubmitted)
def count_resubmitted(event: Resubmitted, _record: Record) -> None:
    actions.append(
        Change(event.union, APPLICATIONS, SENT_BACK, -1),
        Change(event.union, APPLICATIONS, SUBMITTED, 1),
    )


@when(Referred)
def count_referred(event: Referred, _record: Record) -> None:
    actions.append(
        Change(event.union, APPLICATIONS, SUBMITTED, -1),
        Change(event.to, APPLICATIONS, SUBMITTED, 1),
    )


@when(Rejected)
def count_rejected(event: Rejected, _record: Record) -> None:
    actions.append(Change(event.union, APPLICATIONS, SUBMITTED, -1))


@when(Withdrawn)
def count_withdrawn(event: Withdrawn, _record: Record) -> None:
    """What was never handed in was never counted."""
    if event.union is not None and event.was != DRAFT:
        actions.append(Change(event.union, APPLICATIONS, event.was, -1))


@when(Founded)
def count_union(event: Founded, _record: Record) -> None:
    actions.append(Change(event.body_id, UNIONS, cell_of(event.tier, event.kind), 1))


@when(FoundedMany)
def count_unions(event: FoundedMany, _record: Record) -> None:
    founded = organisations.standing().filter(body__gte=event.first, body__lte=event.last)
    actions.append_counted(UNIONS, founded)


@when(Moved)
def follow_move(event: Moved, _record: Record) -> None:
    if event.line == UNION:
        actions.carry(event.body_id, before=_above(event.before), after=_above(event.after))


@when(Dissolved)
def count_out(event: Dissolved, _record: Record) -> None:
    """What was counted at the union stays with it and leaves all above it; the union itself counts no more."""
    place = Line.objects.filter(body_id=event.body_id, line=UNION, until=event.on).order_by("-pk").first()
    actions.carry(event.body_id, before=place.above_id if place else None, after=None)
    actions.append_counted(UNIONS, organisations.counted().filter(body=event.body_id), sign=-1)


def _above(path: str) -> int | None:
    """The union directly above the last one of a path."""
    numbers = path[1:-1].split(".")
    return int(numbers[-2]) if len(numbers) > 1 else None
