"""Agreeing to one text, and taking it back (个人信息保护法 第十四至十六条)."""

from datetime import datetime

from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Refused, refuse
from gongqiao.kernel.records import announce
from gongqiao.people import events
from gongqiao.people.actions.own import locked
from gongqiao.people.models import Account, Consent, SignIn
from gongqiao.people.rules import consents as rules


@operation
def give(purpose: str, *, version: str = "", by: Actor, at: datetime) -> Consent:
    """Agree to the text of this purpose as it stands today; `version` is the one that was read, where that is known."""
    account = locked(by)
    refuse(rules.giving(purpose, version, on=day(at)))
    consent = agree(account, purpose, at)
    announce(events.ConsentGiven(account.pk, purpose, consent.version), by=by, about=consent, at=at)
    return consent


@operation
def withdraw(purpose: str, *, by: Actor, at: datetime) -> Consent:
    """Take an agreement back; what was done under it stays lawful. Without the needed one sessions and programs end."""
    account = locked(by)
    held = account.consents.filter(purpose=purpose, withdrawn_at=None).order_by("-given_at", "-pk").first()
    if held is None:
        raise Refused(rules.withdrawing(given=False))
    account.consents.filter(purpose=purpose, withdrawn_at=None).update(withdrawn_at=at)
    if rules.texts(on=day(at))[purpose].needed:
        shut_out(account, at)
    announce(events.ConsentWithdrawn(account.pk, purpose, held.version), by=by, about=held, at=at)
    return held


def shut_out(account: Account, at: datetime) -> None:
    """Nobody goes on for this account, on no device and by no program; signing in anew is the one way back."""
    SignIn.objects.filter(account=account).delete()
    account.tokens.filter(revoked_at=None).update(revoked_at=at)


def taken_back(account: Account, purpose: str) -> bool:
    """Whether an agreement was given once and none stands any more."""
    ends = list(account.consents.filter(purpose=purpose).values_list("withdrawn_at", flat=True))
    return bool(ends) and all(ends)


def agree(account: Account, purpose: str, at: datetime, *, shown_at: datetime | None = None) -> Consent:
    """The agreement to the text as she was shown it, as part of an act that asked for it. Earlier ones stay."""
    text = rules.texts(on=day(shown_at or at))[purpose]
    consent, _ = Consent.objects.get_or_create(
        account=account, purpose=purpose, version=text.version, withdrawn_at=None, defaults={"given_at": at}
    )
    if text.needed:
        account.sign_ins.filter(agreed__lt=text.version).update(agreed=text.version)
        account.tokens.filter(agreed__lt=text.version).update(agreed=text.version)
    return consent
