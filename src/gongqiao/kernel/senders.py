"""Short messages and mail on their way out: a sealed row in the act's transaction, delivered by the queue, never twice.

Without a gateway (demo, tests) the rows themselves are the outbox. A delivery whose outcome nobody knows is not tried
again: a person asks anew for a code that did not come, but is not told twice of one thing.
"""

import http.client
import json
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import ClassVar, Literal
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import models

from gongqiao.kernel import queue
from gongqiao.kernel.clock import moment
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.secrets import EncryptedTextField, mask_phone

Kind = Literal["sms", "mail"]
Outcome = Literal["sent", "failed", "unknown", "again"]
CONNECT, ANSWER = 5.0, 10.0
KEPT = timedelta(days=1)
_LATER = {429, 503}


class Message(models.Model):
    """One short message or mail. `unknown`: it left, and nobody said whether it arrived."""

    STATES: ClassVar = {
        "waiting": "待发送",
        "sending": "发送中",
        "sent": "已发送",
        "failed": "未送达",
        "unknown": "结果不明",
        "expired": "已过时",
    }

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("方式", max_length=4)
    to = EncryptedTextField("收件人", mask=mask_phone)
    text = EncryptedTextField("内容")
    state = models.CharField("状态", max_length=8, choices=list(STATES.items()), default="waiting")
    at = models.DateTimeField("时间")
    until = models.DateTimeField("最迟发送")

    class Meta:
        app_label = "kernel"
        verbose_name = "外发消息"
        indexes = [models.Index(fields=["-at"], name="message_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.to}"


class NotYetError(Exception):
    """The gateway did not take the message: the queue asks again later."""


def send(kind: Kind, to: str, text: str, *, at: datetime, within: timedelta = KEPT) -> Message:
    """Ask for a message to be sent once this transaction is committed; after `within` it is not worth sending."""
    message = Message(kind=kind, to=to, text=text, at=at, until=at + within)
    message.save(force_insert=True)
    queue.defer("deliver", message=str(message.pk))
    return message


@queue.job("deliver")
def deliver(message: str) -> None:
    """Give one message to the gateway. Whoever finds it already on its way does not send it again."""
    mine = Message.objects.filter(pk=UUID(message))
    if mine.filter(state="waiting", until__lt=moment()).update(state="expired"):
        return
    if not mine.filter(state="waiting").update(state="sending"):
        mine.filter(state="sending").update(state="unknown")
        return
    outcome = _through_gateway(mine.get()) if settings.GATEWAY_URL else "sent"
    if outcome == "again":
        mine.update(state="waiting")
        raise NotYetError(f"message {message} was not taken")
    mine.update(state=outcome)


@queue.job("forget_messages", every="0 40 3 * * *")
def forget() -> None:
    """What was sent is not kept: only the Record says that it was asked for."""
    Message.objects.filter(until__lt=moment() - KEPT).delete()


def _through_gateway(message: Message) -> Outcome:
    address = urlsplit(settings.GATEWAY_URL)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    line = kind(address.hostname or "", address.port, timeout=CONNECT)
    try:
        line.connect()
    except OSError:
        return "again"  # it never left
    try:
        line.sock.settimeout(ANSWER)
        line.request("POST", f"{address.path or '/'}?{address.query}".removesuffix("?"), *_letter(message))
        return _read(line.getresponse().status)
    except (OSError, http.client.HTTPException):
        return "unknown"
    finally:
        line.close()


def _letter(message: Message) -> tuple[bytes, dict[str, str]]:
    body = {"id": str(message.pk), "kind": message.kind, "to": message.to.reveal(), "text": message.text.reveal()}
    return json.dumps(body, ensure_ascii=False).encode(), {
        "Authorization": f"Bearer {settings.GATEWAY_KEY}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(message.pk),
    }


def _read(status: int) -> Outcome:
    """A gateway that is busy did not take it; one that broke while taking it may have."""
    if status < HTTPStatus.MULTIPLE_CHOICES:
        return "sent"
    if status in _LATER:
        return "again"
    return "failed" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "unknown"
