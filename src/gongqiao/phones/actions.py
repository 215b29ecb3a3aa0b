"""Another phone for one's account."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from gongqiao.kernel import senders
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Reasons, Refused, refuse
from gongqiao.kernel.records import announce
from gongqiao.kernel.secrets import normal_phone
from gongqiao.people import actions as people
from gongqiao.people.actions import Origin
from gongqiao.people.actions.codes import count_try
from gongqiao.people.actions.own import locked, move_to
from gongqiao.people.models import Account, Code, SignIn
from gongqiao.phones import events, queries, rules

PURPOSE = "phone"


def ask(*, phone: str, origin: Origin, held: SignIn | None, by: Actor, at: datetime) -> Code:
    """Send a code to the new phone, within the same budgets as those for signing in; the old one is not asked."""
    account = _own(by)
    same = account.phone is not None and account.phone == normal_phone(phone)
    refuse(_proving(account, held, at), rules.changing(same=same, taken=False))
    return people.ask(phone=phone, purpose=PURPOSE, origin=origin, by=by, at=at)


def change(*, code: str, origin: Origin, held: SignIn | None, by: Actor, at: datetime) -> Account:
    """Sign in with the new phone from here on, once its code has come back."""
    asked = count_try(code, purpose=PURPOSE, origin=origin, at=at)
    if asked is None:
        raise Refused([rules.right()])
    return move(asked.pk, held=held, by=by, at=at)


@operation
def move(code_id: UUID, *, held: SignIn | None, by: Actor, at: datetime) -> Account:
    """Put the phone of a code that was right in the place of the old one. Everywhere else one is signed out."""
    account = locked(by)
    asked = Code.objects.select_for_update().get(pk=code_id)
    new, old = asked.phone.reveal(), account.phone.reveal()
    taken = Account.objects.filter(phone_index__of=new).exclude(pk=account.pk).exists()
    refuse(_proving(account, held, at), rules.changing(same=new == old, taken=taken))

    Code.objects.filter(pk=code_id).update(spent_at=at)
    _moved(account, new)
    SignIn.objects.filter(account=account).exclude(pk__in=[held.pk] if held else []).delete()
    for phone in (old, new):
        words = f"【工桥】您的登录手机号已从 {_tail(old)} 换成 {_tail(new)}。不是本人操作的，请立即联系所在工会。"
        senders.send("sms", phone, words, at=at)

    announce(events.PhoneChanged(account.pk), by=by, about=account, at=at)
    return account


@operation
def end_others(*, held: SignIn | None, by: Actor, at: datetime) -> Account:
    """Let no other phone sign in as oneself: one that was lost may be in somebody else's hand, or its number be his.

    What is hers as a person stays hers; what was kept for those accounts alone goes, as when they are closed.
    """
    account = locked(by)
    count = queries.others(by).count()
    refuse(
        _proving(account, held, at),
        rules.keeping(behind=account.behind is not None and account.behind.closed_at is None),
    )
    if account.person_id is None or not count:
        raise Refused([rules.no_others()])
    announce(events.LostPhonesEnded(account.pk, count), by=by, about=account, at=at)
    people.close_of(account.person_id, but=account.pk, by=by, at=at)
    return account


def _own(by: Actor) -> Account:
    with transaction.atomic():
        return locked(by)


def _proving(account: Account, held: SignIn | None, at: datetime) -> Reasons:
    strong_at, came_in_at = (held.strong_at, held.started_at) if held else (None, None)
    return rules.proving(enrolled=account.otp_since is not None, strong_at=strong_at, came_in_at=came_in_at, at=at)


def _moved(account: Account, phone: str) -> None:
    """Somebody may open an account with the new phone at this very moment: then hers stays where it is."""
    try:
        with transaction.atomic():
            move_to(account, phone)
    except IntegrityError as late:
        raise Refused(rules.changing(same=False, taken=True)) from late


def _tail(phone: str) -> str:
    return f"尾号 {phone[-4:]}"
