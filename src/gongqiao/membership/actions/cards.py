"""The member's card."""

import secrets
from datetime import datetime
from uuid import UUID

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants
from gongqiao.membership.models import Card, Membership

PROVINCE, SERIAL_DIGITS = "33", 9


@operation
def renew_card(pk: UUID, *, by: Actor, at: datetime) -> Card:
    """A new code for the same card: whatever copies of the old one are about, they are void."""
    membership = Membership.objects.locked(pk)
    require(by, grants.SEE_PERSON, person_id=membership.person_id)
    card = membership.card

    card.token, card.issued_on = secrets.token_urlsafe(16), day(at)
    card.save()

    announce(events.CardRenewed(pk, day(at)), by=by, about=membership, at=at)
    return card


# The check digit is Luhn's: digits at even places from the right are doubled; 3 and 3 of the province make 9.
_DOUBLED = "(ARRAY[0,2,4,6,8,1,3,5,7,9])"
_SUM = " + ".join(
    f"{_DOUBLED}[1 + serial / {10**place} % 10]" if place % 2 == 0 else f"serial / {10**place} % 10"
    for place in range(SERIAL_DIGITS)
)
# Cards for new memberships, given as `entering.ENTRY` is. A token is drawn from 244 random bits of its statement: asked
# of the system card by card they took half its time.
ISSUE = f"""
    WITH seed AS MATERIALIZED (SELECT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) AS bits)
    INSERT INTO membership_card (membership_id, number, token, issued_on)
    SELECT id, '{PROVINCE}' || lpad(serial::text, {SERIAL_DIGITS}, '0') || (100 - ({_SUM} + 9) % 10) % 10,
        translate(encode(substr(sha256(bits || int8send(serial)), 1, 16), 'base64'), '+/=', '-_'), since
    FROM seed,
        (SELECT entry.id, nextval('membership_card_number') AS serial, since FROM ({{rows}}) AS {{entry}}) AS numbered
""".replace(" % 10", " %% 10")  # noqa: S608 -- numbers of ours
