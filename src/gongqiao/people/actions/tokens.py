"""Keys for programs: shown once, listed, ended at any time, never for longer than a year."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import ROLES, Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.people import events
from gongqiao.people.actions.consents import taken_back
from gongqiao.people.actions.own import locked, mine
from gongqiao.people.models import Token
from gongqiao.people.models.sign_ins import digest_of
from gongqiao.people.rules import consents
from gongqiao.people.rules import identities as rules


@dataclass(frozen=True)
class Issued:
    """A token with its secret, which nobody can read again."""

    token: Token
    secret: str

    @property
    def pk(self) -> UUID:
        return self.token.pk


@operation
def issue(*, name: str, days: int, strong_at: datetime | None, by: Actor, at: datetime) -> Issued:
    """Let a program act as the identity one is acting as now, until a day."""
    account = locked(by)
    until = at + timedelta(days=days)
    staff = ROLES[by.role].staff
    strong = rules.strong(strong_at, within=rules.STAFF_WHOLE, at=at)
    text = consents.needed(on=day(at))
    withdrawn = consents.standing(withdrawn=taken_back(account, text.purpose))
    refuse(withdrawn, rules.issuing(until=until, enrolled=strong, staff=staff, at=at))
    secret = f"gq_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        account=account,
        person_id=account.person_id,
        name=name,
        digest=digest_of(secret),
        appointment=by.appointment_id,
        role=by.role,
        body_id=by.body_id,
        made_at=at,
        until=until,
        agreed=text.version,
    )
    announce(events.TokenIssued(token.pk, by.appointment_id), by=by, about=token, at=at)
    return Issued(token, secret)


def use_token(token_id: UUID, on: date) -> None:
    """That a token was used on a day; its owner sees which ones still are."""
    Token.objects.filter(pk=token_id).update(used_on=on)


@operation
def revoke_token(token_id: UUID, *, by: Actor, at: datetime) -> Token:
    """End a token at once; the second time changes nothing."""
    token = Token.objects.select_for_update().get(pk=token_id, account=mine(by))
    token.revoked_at = token.revoked_at or at
    token.save(update_fields=["revoked_at"])
    announce(events.TokenRevoked(token.pk), by=by, about=token, at=at)
    return token
