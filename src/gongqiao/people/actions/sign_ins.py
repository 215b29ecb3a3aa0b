"""Coming in, going out, and acting as one identity."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Refused, refuse
from gongqiao.kernel.records import announce
from gongqiao.kernel.secrets import fingerprint
from gongqiao.people import events, identities
from gongqiao.people.actions.codes import Origin, count_try
from gongqiao.people.actions.consents import agree
from gongqiao.people.actions.own import locked, mine, opened
from gongqiao.people.models import Account, Code, SignIn
from gongqiao.people.models.sign_ins import digest_of
from gongqiao.people.queries.codes import AGAIN
from gongqiao.people.rules import codes
from gongqiao.people.rules import identities as rules
from gongqiao.people.rules.consents import needed


@dataclass(frozen=True)
class Entered:
    """A session that now belongs to an account, and the key its cookie has to carry from here on."""

    sign_in: SignIn
    key: str

    @property
    def pk(self) -> UUID:
        return self.sign_in.pk


def sign_in(*, code: str, origin: Origin, by: Actor, at: datetime) -> Entered:
    """Open a session with the code that was sent to the phone; a phone nobody used before opens its account."""
    asked = count_try(code, purpose="sign_in", origin=origin, at=at)
    if asked is None:
        raise Refused(codes.right(is_right=False))
    return enter(asked.pk, origin=origin, by=by, at=at)


@operation
def enter(code_id: UUID, *, origin: Origin, by: Actor, at: datetime) -> Entered:
    """Spend a code that was right. The key follows from code and device: a double click ends in one session."""
    asked = Code.objects.select_for_update().get(pk=code_id)
    refuse(codes.right(is_right=asked.spent_at is None or at - asked.spent_at < AGAIN))
    Code.objects.filter(pk=code_id, spent_at=None).update(spent_at=at)
    account, first_time = open_account(asked.phone.reveal(), at)
    entered = _bound(account, origin, str(code_id), at)
    agree(account, "privacy", at, shown_at=asked.sent_at)
    announce(events.SignedIn(account.pk, first_time), by=by, about=account, at=at)
    return entered


@operation
def let_in(account_id: UUID, *, origin: Origin, appointment_id: UUID | None = None, by: Actor, at: datetime) -> Entered:
    """The demo province's door: in without a code, with second factor and agreement taken as given."""
    account = Account.objects.locked(account_id)
    entered = _bound(account, origin, f"{account_id}{at}", at)
    agreed = needed(on=day(at)).version
    SignIn.objects.filter(pk=entered.pk).update(strong_at=at, appointment=appointment_id, agreed=agreed)
    announce(events.SignedIn(account.pk, first_time=False), by=by, about=account, at=at)
    return entered


@operation
def enter_known(account_id: UUID, *, origin: Origin, by: Actor, at: datetime) -> Entered:
    """Let in whom another way of signing in has recognised. What is asked of everybody else is asked of her too."""
    account = opened(account_id)
    entered = _bound(account, origin, f"{account_id}{at}", at)
    text = needed(on=day(at))
    if account.consents.filter(purpose=text.purpose, version=text.version, withdrawn_at=None).exists():
        SignIn.objects.filter(pk=entered.pk).update(agreed=text.version)
    announce(events.SignedIn(account.pk, first_time=False), by=by, about=account, at=at)
    return entered


@operation
def take(sign_in_id: UUID, *, appointment_id: UUID | None, presented: str, by: Actor, at: datetime) -> Entered:
    """Act as another identity from here on; the session's key changes with it."""
    account = locked(by)
    held = account.sign_ins.select_for_update().filter(pk=sign_in_id).first()
    if held is None:
        raise Refused(rules.being_here(ended=True))
    wanted = identities.one(held.person_id, appointment_id, on=day(at))
    if appointment_id is not None:
        strong = rules.strong(held.strong_at, within=rules.STAFF_WHOLE, at=at)
        enrolled = account.otp_since is not None or strong
        staff = wanted is not None and wanted.staff
        behind = account.behind is not None and account.behind.closed_at is None
        refuse(rules.taking(held=wanted is not None, staff=staff, behind=behind, enrolled=enrolled, strong=strong))
    held.appointment = appointment_id
    fresh = fingerprint("session", presented, str(appointment_id)).hex()
    if bytes(held.key) != digest_of(fresh):
        held.key_before, held.key, held.rotated_at = held.key, digest_of(fresh), at
    held.save(update_fields=["appointment", "key", "key_before", "rotated_at"])
    announce(events.IdentityTaken(account.pk, appointment_id), by=by, about=account, at=at)
    return Entered(held, fresh)


@operation
def sign_out(sign_in_id: UUID, *, by: Actor, at: datetime) -> None:
    """End the session one is in. Of two who press at once the second finds it ended, as she wished."""
    held = SignIn.objects.select_for_update().filter(pk=sign_in_id, account=mine(by)).first()
    if held is None:
        return
    SignIn.objects.filter(pk=sign_in_id).delete()
    announce(events.SignedOut(sign_in_id), by=by, about=held, at=at)


@operation
def revoke(sign_in_id: UUID, *, by: Actor, at: datetime) -> None:
    """End another of one's own sessions, on a device that was lost or is not one's own."""
    held = SignIn.objects.select_for_update().filter(pk=sign_in_id, account=mine(by)).first()
    if held is None:
        return
    SignIn.objects.filter(pk=sign_in_id).delete()
    announce(events.SignedOut(sign_in_id), by=by, about=held, at=at)


@transaction.atomic
def open_account(phone: str, at: datetime) -> tuple[Account, bool]:
    """The account of a phone, opened when it is new; of two who open it at once one finds the other's.

    Held still: one that is being closed has lost its phone by the time it is found.
    """
    held = Account.objects.select_for_update(of=("self",), no_key=True).select_related("person")
    if account := held.filter(phone_index__of=phone).first():
        return account, False
    try:
        with transaction.atomic():
            account = Account(phone=phone, opened_at=at)
            account.save(force_insert=True)
            return account, True
    except IntegrityError:
        return Account.objects.select_related("person").get(phone_index__of=phone), False


def _bound(account: Account, origin: Origin, salt: str, at: datetime) -> Entered:
    key = fingerprint("session", origin.device, salt).hex()
    keys = [digest_of(known) for known in (origin.session, key) if known]
    held = SignIn.objects.select_for_update().filter(key__in=keys).first() or SignIn()
    held.key, held.key_before, held.rotated_at = digest_of(key), None, None
    held.account, held.person, held.appointment = account, account.person, None
    held.called = account.person.shown_name if account.person else str(account)
    held.device, held.network, held.data = origin.device_words, origin.network, ""
    held.started_at = held.seen_at = at
    held.until, held.strong_at, held.agreed = at + rules.OWN_WHOLE, None, ""
    held.save()
    return Entered(held, key)


def seen(sign_in_id: UUID, at: datetime) -> None:
    """That a session is in use; asked for at most once a minute."""
    SignIn.objects.filter(pk=sign_in_id, seen_at__lt=at).update(seen_at=at)
