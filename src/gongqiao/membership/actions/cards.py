"""The member's card."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants
from gongqiao.membership.models import Card, Membership

SECRET_BYTES = 16
PROVINCE = "33"


@operation
def renew_card(pk: UUID, *, by: Actor, at: datetime) -> Card:
    """A new code for the same card: whatever copies of the old one are about, they are void."""
    membership = Membership.objects.locked(pk)
    require(by, grants.SEE_PERSON, person_id=membership.person_id)
    card = membership.card

    card.token, card.issued_on = _token(), day(at)
    card.save()

    announce(events.CardRenewed(pk, day(at)), by=by, about=membership, at=at)
    return card


def issue(memberships: Sequence[UUID], *, on: date) -> None:
    """Cards for new memberships: part of the act that admits, whose Record tells of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO membership_card (membership_id, number, token, issued_on)"
            " SELECT membership, number, token, %s FROM unnest(%s::uuid[], %s::text[], %s::text[])"
            " AS new (membership, number, token)",
            [on, list(memberships), _numbers(len(memberships)), [_token() for _ in memberships]],
        )


def _token() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def _numbers(count: int) -> list[str]:
    """The province, a serial number and a check digit: a mistyped number is seen to be one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('membership_card_number') FROM generate_series(1, %s)", [count])
        serials = [f"{PROVINCE}{serial:09d}" for (serial,) in cursor.fetchall()]
    return [serial + check_digit(serial) for serial in serials]


def check_digit(digits: str) -> str:
    """Luhn's, as on bank cards."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)  # noqa: PLR2004 -- the last digit
