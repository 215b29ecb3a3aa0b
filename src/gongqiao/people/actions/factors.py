"""The second factor of those who act for a union: one-time passwords from a device, and codes for when it is lost."""

import secrets
from datetime import datetime
from typing import cast
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.kernel.secrets import fingerprint
from gongqiao.people import events
from gongqiao.people.actions.budgets import spend
from gongqiao.people.actions.own import locked, mine
from gongqiao.people.models import Account, RecoveryCode, SignIn
from gongqiao.people.rules import codes
from gongqiao.people.rules import factors as rules

STEP, DIGITS = 30, 6
SPARE = 10
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@operation
def enrol(*, by: Actor, at: datetime) -> Account:
    """Make the secret that the person's device is to hold; it counts only once a first code proves it arrived."""
    account = locked(by)
    refuse(rules.enrolling(enrolled=account.otp_since is not None))
    if account.otp_secret is None:
        account.otp_secret = secrets.token_hex(20)
        account.save(update_fields=["otp_secret"])
    announce(events.FactorEnrolled(account.pk), by=by, about=account, at=at)
    return account


def confirm(sign_in_id: UUID, *, code: str, by: Actor, at: datetime) -> list[str]:
    """Put the second factor into force with its first code; returns the spare codes, which are shown only now."""
    refuse(codes.within(spend({"otp": str(mine(by))}, at=at)))
    return put_into_force(sign_in_id, code=code, by=by, at=at)


@operation
def put_into_force(sign_in_id: UUID, *, code: str, by: Actor, at: datetime) -> list[str]:
    """The first code came from the device: from now on it is asked for. Returns the spare codes."""
    account = locked(by)
    step = matching(account, code, at)
    refuse(rules.enrolling(enrolled=account.otp_since is not None), rules.passing(is_right=step is not None))
    account.otp_since, account.otp_step = at, step or 0
    account.save(update_fields=["otp_since", "otp_step"])
    spare = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(SPARE)]
    account.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=_digest(account, code), made_at=at) for code in spare
    )
    SignIn.objects.filter(pk=sign_in_id, account=account).update(strong_at=at)
    announce(events.FactorPassed(account.pk, recovery=False), by=by, about=account, at=at)
    return spare


def pass_factor(sign_in_id: UUID, *, code: str, by: Actor, at: datetime) -> Account:
    """Show that the second factor is at hand, by its code or by a spare one."""
    refuse(codes.within(spend({"otp": str(mine(by))}, at=at)))
    return step_up(sign_in_id, code=code, by=by, at=at)


@operation
def step_up(sign_in_id: UUID, *, code: str, by: Actor, at: datetime) -> Account:
    """Make a session strong for a while by a code of the device or a spare one, each of which passes once."""
    account = locked(by)
    spare = _passed(account, code, at)
    SignIn.objects.filter(pk=sign_in_id, account=account).update(strong_at=at)
    announce(events.FactorPassed(account.pk, recovery=spare), by=by, about=account, at=at)
    return account


def _passed(account: Account, code: str, at: datetime) -> bool:
    """Whether it was a spare code that has passed; refused when it is none of this account's."""
    step = matching(account, code, at) if account.otp_since else None
    spare = step is None and account.recovery_codes.filter(digest=_digest(account, code), used_at=None).update(
        used_at=at
    )
    refuse(rules.passing(is_right=step is not None or bool(spare)))
    if step is not None:
        account.otp_step = step
        account.save(update_fields=["otp_step"])
    return bool(spare)


def vouch(*, code: str, by: Actor, at: datetime) -> Account:
    """Show the second factor of the account that one's own stands behind."""
    refuse(codes.within(spend({"otp": str(mine(by))}, at=at)))
    return stand_beside(code=code, by=by, at=at)


@operation
def stand_beside(*, code: str, by: Actor, at: datetime) -> Account:
    """Whoever has the other phone's second factor at hand acts by this one for the offices she holds, too."""
    account = locked(by)
    refuse(rules.vouching(behind=account.behind is not None))
    spare = _passed(Account.objects.locked(cast("UUID", account.behind_id)), code, at)
    account.behind = None
    account.save(update_fields=["behind"])
    announce(events.FactorPassed(account.pk, recovery=spare), by=by, about=account, at=at)
    return account


@operation
def remove_factor(*, strong_at: datetime | None, by: Actor, at: datetime) -> Account:
    """Take the second factor out of force, for instance to move it to a new device."""
    account = locked(by)
    refuse(rules.removing(enrolled=account.otp_since is not None, strong_at=strong_at, at=at))
    account.otp_secret, account.otp_since, account.otp_step = None, None, 0
    account.save(update_fields=["otp_secret", "otp_since", "otp_step"])
    account.recovery_codes.all().delete()
    announce(events.FactorRemoved(account.pk), by=by, about=account, at=at)
    return account


def matching(account: Account, code: str, at: datetime) -> int | None:
    """The time step a code belongs to: this one or a neighbour, and never one that was used before."""
    if account.otp_secret is None or not code.isdecimal():
        return None
    device = TOTP(bytes.fromhex(account.otp_secret.reveal()), DIGITS, SHA1(), STEP)  # noqa: S303 -- RFC 6238, what apps read
    now = int(at.timestamp()) // STEP
    for step in (now - 1, now, now + 1):
        try:
            device.verify(code.encode(), step * STEP)
        except InvalidToken:
            continue
        return step if step > account.otp_step else None
    return None


def _digest(account: Account, code: str) -> bytes:
    return fingerprint("recovery", str(account.pk), code.strip().upper().replace("-", ""))
