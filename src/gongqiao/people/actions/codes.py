"""Six-digit codes: asked for within budgets, tried at most five times however many try at once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from gongqiao.kernel import senders, wall
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.kernel.secrets import fingerprint, normal_phone
from gongqiao.people import events
from gongqiao.people.actions.budgets import spend
from gongqiao.people.models import Code
from gongqiao.people.models.sign_ins import digest_of
from gongqiao.people.queries.codes import latest
from gongqiao.people.rules import codes as rules
from gongqiao.people.rules.consents import agreeing

LASTS = timedelta(minutes=5)


@dataclass(frozen=True)
class Origin:
    """Where a request comes from: the device's own cookie, the /24, whether it worked, the session it already has."""

    device: str
    network: str
    device_words: str = ""
    session: str = ""
    proven: bool = False


def ask(*, phone: str, agreed: bool = True, purpose: str = "sign_in", origin: Origin, by: Actor, at: datetime) -> Code:
    """Send a code to a phone. Known and unknown phones are treated alike, for nobody looks whether it is known."""
    phone = normal_phone(phone)
    refuse(agreeing(agreed=agreed))
    who = {"ask_device": origin.device, "ask_network": origin.network}
    refuse(rules.within(spend(who, at=at), proven=origin.proven))
    refuse(rules.within(spend({"ask_phone": phone, "ask_phone_day": phone, "ask_all": ""}, at=at)))
    return send(phone, purpose=purpose, device=origin.device, by=by, at=at)


@operation
def send(phone: str, *, purpose: str, device: str, by: Actor, at: datetime) -> Code:
    """Make a code for this phone, purpose and device, and let it be sent once this is committed."""
    code = f"{secrets.randbelow(10**6):06d}"
    sent = Code(id=uuid7(), purpose=purpose, phone=phone, device=digest_of(device), sent_at=at, until=at + LASTS)
    sent.digest = _digest(sent, code)
    sent.save()
    senders.send(
        "sms", phone, f"【工桥】验证码 {code}，五分钟内有效。工作人员不会向您索要验证码。", at=at, within=LASTS
    )
    announce(events.CodeAsked(sent.pk, purpose), by=by, about=sent, at=at)
    return sent


def spend_proof(challenge: str, answer: str, issued_at: datetime, *, at: datetime) -> bool:
    """Whether the work was done for this challenge, which counts once."""
    if not rules.proving(challenge, answer, issued_at, at=at):
        return False
    return not any(each.over for each in spend({"proof": challenge}, at=at))


def count_try(code: str, *, purpose: str, origin: Origin, at: datetime) -> Code | None:
    """Evaluate one guess, committed on its own: five for one code, however many arrive at the same moment."""
    who = {"guess_device": origin.device, "guess_network": origin.network}
    refuse(rules.within(spend(who, at=at, amount=0), proven=origin.proven))
    with wall.lowered():
        asked = latest(origin.device, purpose, at)
        counted = asked and Code.objects.filter(pk=asked.pk, tries__lt=Code.TRIES).update(tries=F("tries") + 1)
    if asked and counted and secrets.compare_digest(bytes(asked.digest), _digest(asked, code)):
        return asked
    spend(who, at=at)
    return None


def _digest(code: Code, digits: str) -> bytes:
    return fingerprint("code", str(code.pk), code.purpose, bytes(code.device).hex(), digits)
