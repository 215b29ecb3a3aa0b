"""Setting out for the provider, coming back from it, and saying that both are one's own."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from gongqiao.kernel import senders, wall
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Refused, refuse
from gongqiao.kernel.records import announce
from gongqiao.kernel.secrets import blind, fingerprint
from gongqiao.openid import events, provider, queries, rules
from gongqiao.openid.models import Errand, Link
from gongqiao.openid.provider import Provider
from gongqiao.people import actions as people
from gongqiao.people import queries as persons
from gongqiao.people.actions import Entered, Origin
from gongqiao.people.actions.budgets import spend
from gongqiao.people.actions.own import locked
from gongqiao.people.models import Account
from gongqiao.people.models.sign_ins import digest_of

LASTS, DECIDES = timedelta(minutes=10), timedelta(minutes=20)


@dataclass(frozen=True)
class Said:
    """With what words the browser came back."""

    state: str
    code: str = ""
    issuer: str = ""
    error: str = ""


@dataclass(frozen=True)
class Came:
    """In by a link that was known; or somebody unknown, who has to say first whose she is."""

    errand: Errand
    entered: Entered | None = None


def set_out(*, origin: Origin, back: str, onward: str, by: Actor, at: datetime) -> str:
    """The address at the provider to which the browser goes. What is asked there is bound to this errand alone."""
    named = _named()
    who = {"openid_device": origin.device, "openid_network": origin.network}
    refuse(rules.within(over=any(each.over for each in spend(who, at=at))))
    state = secrets.token_urlsafe(32)
    try:
        nonce, verifier = _drawn("nonce", state), _drawn("verifier", state)
        address = provider.way_to(named, state=state, nonce=nonce, verifier=verifier, back=back, at=at)
    except provider.AwayError as why:
        raise Refused([rules.away(named.called)]) from why
    begin(state, issuer=named.issuer, device=origin.device, onward=onward, by=by, at=at)
    return address


@operation
def begin(state: str, *, issuer: str, device: str, onward: str, by: Actor, at: datetime) -> Errand:
    """Remember that somebody set out from this device; of her state only a digest is kept."""
    errand = Errand(state=digest_of(state), device=digest_of(device), account_id=by.account_id, issuer=issuer)
    errand.onward, errand.began_at, errand.until = onward, at, at + LASTS
    errand.save(force_insert=True)
    announce(events.SetOut(errand.pk), by=by, about=errand, at=at)
    return errand


def come_back(said: Said, *, origin: Origin, back: str, by: Actor, at: datetime) -> Came:
    """Trade the code for what the provider has signed, believe it, and let in whom a link knows.

    The errand is spent first and for good: a second return with the same words finds nothing.
    """
    named = _named()
    errand = _returned(said.state, origin.device, at)
    if errand is None:
        raise Refused([rules.unknown_state()])
    refuse([rules.denied(named.called)] if said.error or not said.code else ())
    mixed = errand.issuer != named.issuer or said.issuer not in {"", named.issuer}
    refuse([rules.untrue(named.called, "wrong_issuer")] if mixed else ())
    claims = _claims(named, said, back=back, at=at)
    known = _known(named.issuer, claims["sub"], at)
    if known is None or errand.account_id not in {None, known}:
        return Came(hear(errand.pk, claims=claims, by=by, at=at))
    return Came(errand, people.enter_known(known, origin=origin, by=by, at=at))


def _known(issuer: str, subject: str, at: datetime) -> UUID | None:
    """The account this subject leads into, if somebody has linked her."""
    with wall.lowered():
        held = Link.objects.filter(issuer=issuer, subject_index__of=subject).first()
        if held:
            Link.objects.filter(pk=held.pk).update(used_at=at)
    return held.account_id if held else None


def _named() -> Provider:
    named = provider.configured()
    if named is None:
        raise Refused([rules.not_offered()])
    return named


def _drawn(use: str, state: str) -> str:
    """What belongs to one state: whoever reads the table finds neither this nor the state it is drawn from."""
    return fingerprint(f"openid {use}", state).hex()


def _returned(state: str, device: str, at: datetime) -> Errand | None:
    """The errand of this state, spent by one statement that is committed before anything is asked."""
    if not state:
        return None
    held = Errand.objects.filter(state=digest_of(state), device=digest_of(device))
    with wall.lowered():
        spent = held.filter(returned_at=None, until__gt=at).update(returned_at=at)
        return held.first() if spent else None


def _claims(named: Provider, said: Said, *, back: str, at: datetime) -> dict[str, str]:
    try:
        token = provider.token_for(named, said.code, verifier=_drawn("verifier", said.state), back=back, at=at)
        claims = provider.claims_of(named, token, at)
    except provider.AwayError as why:
        raise Refused([rules.away(named.called)]) from why
    except provider.SpentError as why:
        raise Refused([rules.spent(named.called)]) from why
    except provider.UntrueError as why:
        raise Refused([rules.untrue(named.called, "unsigned")]) from why
    refuse(
        rules.believing(
            claims,
            called=named.called,
            issuer=named.issuer,
            client=named.client,
            nonce=_drawn("nonce", said.state),
            at=at,
        )
    )
    return claims


@operation
def hear(errand_id: UUID, *, claims: dict[str, str], by: Actor, at: datetime) -> Errand:
    """Keep what came back of somebody no link knows, until she has signed in by phone and said that both are hers."""
    errand = Errand.objects.locked(errand_id)
    named = provider.configured()
    number = claims.get(named.number, "") if named and named.number else ""
    errand.subject, errand.name = claims["sub"], str(claims.get("name") or "") or None
    errand.document = blind("document", number) if number else None
    errand.until = at + DECIDES
    errand.save()
    announce(events.CameBack(errand.pk), by=by, about=errand, at=at)
    return errand


@operation
def link(errand_id: UUID, *, agreed: bool = False, device: str, by: Actor, at: datetime) -> Link:
    """Say that the subject who came back on this device is oneself: from now on either way leads in.

    Her document is compared only when she agrees, by its index alone; where the union knows it, the account is hers.
    """
    account, called = locked(by), queries.called()
    errand = queries.waiting(by, errand_id, device=device, at=at)
    if errand is None or errand.subject is None:
        raise Refused([rules.over(called)])
    subject = errand.subject.reveal()
    taken = Link.objects.filter(issuer=errand.issuer, subject_index__of=subject).exclude(account=account).exists()
    held = Link.objects.filter(account=account, ended_at=None).exists()
    refuse(rules.linking(called, taken=taken, linked=held))

    compared = agreed and _compare(account, errand, called, by=by, at=at)
    made = _linked(Link(account=account, issuer=errand.issuer, subject=subject, linked_at=at), called)
    Errand.objects.filter(pk=errand.pk).update(subject=None, name=None, document=None)
    _tell(account, f"您的账号已绑定{called}登录", at)
    announce(events.Linked(account.pk, compared), by=by, about=made, at=at, law=rules.LAW if compared else "")
    return made


def _linked(made: Link, called: str) -> Link:
    """Of two accounts that name one subject at the same moment one gets her."""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as late:
        raise Refused(rules.linking(called, taken=True, linked=False)) from late
    return made


def _compare(account: Account, errand: Errand, called: str, *, by: Actor, at: datetime) -> bool:
    """Whether a document was told of and compared. Whoever is nobody yet becomes the person of it, if the names agree;
    that a number is known, and under another name, is told to nobody."""
    if errand.document is None:
        return False
    if not persons.consented(account.pk, "identity", at):
        people.give("identity", by=by, at=at)
    held, own = persons.under(bytes(errand.document)), account.person
    if own is not None:
        refuse(rules.comparing(called, other=held.who != own if held else own.document_type == "card"))
    elif held and not (errand.name and persons.other_name(errand.name.reveal(), held.name)):
        people.tie_by_openid(held.pk, by=by, at=at)
    return True


@operation
def unlink(*, by: Actor, at: datetime) -> Link:
    """Take the second way off one's account again. The phone stays, so that nobody shuts herself out."""
    account, called = locked(by), queries.called() or "政务服务"
    held = Link.objects.select_for_update().filter(account=account, ended_at=None).first()
    if held is None:
        raise Refused([rules.not_linked(called)])
    held.subject, held.ended_at = None, at
    held.save()
    _tell(account, f"您的账号已解除{called}登录", at)
    announce(events.Unlinked(account.pk), by=by, about=held, at=at)
    return held


def _tell(account: Account, words: str, at: datetime) -> None:
    """Not by leave but as a warning: whoever holds her phone for a minute could otherwise open a way for himself."""
    words = f"【工桥】{words}。不是本人操作的，请立即登录工桥，在“我的”中解除绑定并退出陌生设备。"
    senders.send("sms", account.phone.reveal(), words, at=at)


def end_of(account_id: UUID, *, at: datetime) -> None:
    """Nothing leads into an account that is closed."""
    for held in Link.objects.select_for_update().filter(account_id=account_id, ended_at=None):
        held.subject, held.ended_at = None, at
        held.save()
    Errand.objects.filter(account_id=account_id).delete()


def forget(at: datetime) -> None:
    """What nobody came back from, or said nothing to in time."""
    Errand.objects.filter(until__lt=at).delete()
