"""Two rows become one: memberships, accounts and whatever else pointed to the one that goes, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongqiao.changes import actions as changes
from gongqiao.changes import queries as changed
from gongqiao.changes.models import Change
from gongqiao.kernel.authority import ROLES, Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reasons
from gongqiao.kernel.records import ACT
from gongqiao.membership import actions as membership
from gongqiao.membership.models import Application, Membership
from gongqiao.membership.models.memberships import LEFT, VOID
from gongqiao.merging import rules
from gongqiao.merging.actions.shifting import put, repoint
from gongqiao.merging.models import Merger
from gongqiao.merging.rules import Pair
from gongqiao.organisations.models import Appointment
from gongqiao.people.models import Account, Person, SignIn


@dataclass(frozen=True)
class Held:
    """A merger with all that it changes, held still."""

    merger: Merger
    pair: Pair
    memberships: list[Membership]
    accounts: list[Account]

    @property
    def lasting(self) -> list[Membership]:
        return [each for each in self.memberships if each.state not in {LEFT, VOID}]

    def of(self, pk: UUID | None) -> Membership | None:
        return next((each for each in self.memberships if each.pk == pk), None)

    def obstacles(self) -> Reasons:
        """What has come between since it was proposed."""
        yield from rules.two(self.pair.kept, self.pair.merged)
        yield from rules.living(dead=changed.any_dead(self.pair.keys))
        yield from rules.merging(self.memberships)
        yield from rules.in_place((self.merger.goes_on, self.merger.ends), self.lasting)


def held_still(pk: UUID) -> Held:
    """In the order in which everybody waits: the case, what is under way, memberships, accounts, the rows last."""
    merger = Merger.objects.locked(pk)
    membership.alone()
    found = Person.objects.select_related("same_as").in_bulk([merger.kept_id, merger.merged_id])
    pair = Pair(found[merger.kept_id].who, found[merger.merged_id].who)
    list(Appointment.objects.filter(person__in=pair.keys).select_for_update().order_by("pk"))
    list(Application.objects.open().filter(person__in=pair.keys).select_for_update(of=("self",)).order_by("pk"))
    list(Change.objects.open().filter(person__in=pair.keys).select_for_update().order_by("pk"))
    keys = Membership.objects.filter(person__in=pair.keys).order_by("pk").values_list("pk", flat=True)
    memberships = [membership.held_still(key) for key in list(keys)]
    accounts = list(Account.objects.filter(person__in=pair.keys).select_for_update(of=("self",)).order_by("pk"))
    list(Person.objects.filter(pk__in=pair.keys).select_for_update().order_by("pk"))
    return Held(merger, pair, memberships, accounts)


def carry_out(held: Held, by: Actor, at: datetime) -> int:
    """Part of the act that has the last word. Returns how many rows point elsewhere now."""
    merger, pair = held.merger, held.pair
    goes_on, ends = held.of(merger.goes_on), held.of(merger.ends)
    _keep_factors_apart(held, at)
    with beside():
        if ends:
            merger.ended_as = ends.state
            changes.end_duplicate(ends, by=by, at=at)
        rows = repoint(merger, pair, at)
        if goes_on:
            _go_on(merger, goes_on, ends, pair.kept, by, at)
    put(merger, pair.merged, same_as_id=pair.kept.pk)
    SignIn.objects.filter(person=pair.kept).update(called=pair.kept.shown_name)
    return rows


@contextmanager
def beside() -> Iterator[None]:
    """The key of the posted form is the merger's, not that of the Records that come before its own."""
    key = ACT.set(None)
    try:
        yield
    finally:
        ACT.reset(key)


def _go_on(merger: Merger, goes_on: Membership, ends: Membership | None, kept: Person, by: Actor, at: datetime) -> None:
    """As hers, from the earlier of the two days, and counted as she is."""
    goes_on.refresh_from_db()
    joined_on = min(goes_on.joined_on, ends.joined_on) if ends else goes_on.joined_on
    put(merger, goes_on, sex=kept.sex, joined_on=joined_on)
    membership.count_as(goes_on, sex=kept.sex, joined_on=joined_on, by=by, at=at)


def _keep_factors_apart(held: Held, at: datetime) -> None:
    """A phone acts for the offices that came from the other row once it has shown the factor that guards them.

    Asked before the offices follow: afterwards all of them are the one's.
    """
    by_person: dict[UUID | None, list[Account]] = {}
    for account in held.accounts:
        if account.closed_at is None:
            by_person.setdefault(account.person_id, []).append(account)
    for mine, other in ((held.pair.kept, held.pair.merged), (held.pair.merged, held.pair.kept)):
        guards = sorted(by_person.get(other.pk, ()), key=lambda each: (each.otp_since is None, each.opened_at))
        if guards and _staff(other.pk, at):
            for account in by_person.get(mine.pk, ()):
                put(held.merger, account, behind_id=guards[0].pk)


def _staff(person_id: UUID, at: datetime) -> bool:
    """Whether an office that asks for a second factor is hers, or is to be."""
    posts = Appointment.objects.filter(person=person_id).exclude(until__lt=day(at))
    return any(ROLES[role].staff for role in posts.values_list("role", flat=True))
