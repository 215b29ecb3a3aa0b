"""Closing one's account: what it was for is over, so what was kept for it goes (个人信息保护法 第四十七条)."""

from datetime import datetime
from uuid import UUID

from gongqiao.kernel import drafts
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import ACT, announce
from gongqiao.people import events
from gongqiao.people.actions.consents import shut_out
from gongqiao.people.actions.own import locked
from gongqiao.people.models import Account
from gongqiao.people.queries.bonds import what_keeps
from gongqiao.people.rules import factors as rules

LAW = "个人信息保护法 第四十七条"


@operation
def close(*, strong_at: datetime | None, by: Actor, at: datetime) -> Account:
    """End one's account. Its phone may open another; what the union keeps of its members is not touched."""
    account = locked(by)
    factors = rules.closing(enrolled=account.otp_since is not None, strong_at=strong_at, at=at)
    refuse(what_keeps(by, on=day(at)), factors)

    _end(account, at)

    announce(events.AccountClosed(account.pk), by=by, about=account, at=at, law=LAW)
    return account


def close_of(person_id: UUID, *, but: UUID | None = None, by: Actor, at: datetime) -> None:
    """Nobody signs in any more as somebody who has died, or by a phone that was lost. Part of the act that says so:
    the key of a posted form is that act's, not these Records'.
    """
    held = Account.objects.select_for_update().filter(person_id=person_id, closed_at=None)
    key = ACT.set(None)
    try:
        for account in held.exclude(pk__in=[but] if but else []).order_by("pk"):
            _end(account, at)
            announce(events.AccountClosed(account.pk), by=by, about=account, at=at, law=LAW)
    finally:
        ACT.reset(key)


def _end(account: Account, at: datetime) -> None:
    shut_out(account, at)
    drafts.drop(drafts.owner_of(account.pk))
    account.recovery_codes.all().delete()
    account.consents.filter(withdrawn_at=None).update(withdrawn_at=at)
    account.phone = account.otp_secret = account.otp_since = None
    account.closed_at = at
    account.save()
