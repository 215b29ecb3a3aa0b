"""What somebody typed and could not yet send: kept sealed for half an hour, shown again, never sent by itself."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from gongqiao.kernel import queue
from gongqiao.kernel.clock import moment
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.secrets import EncryptedTextField, fingerprint

LASTS = timedelta(minutes=30)
LONGEST, LONGEST_PATH = 200_000, 300
NOT_KEPT = {"csrfmiddlewaretoken", "act"}


class Draft(models.Model):
    """One form as it was posted, for its owner at its address."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.BinaryField(max_length=32)
    path = models.CharField("地址", max_length=LONGEST_PATH)
    body = EncryptedTextField("填写内容")
    until = models.DateTimeField("保留至")

    class Meta:
        app_label = "kernel"
        verbose_name = "草稿"
        constraints = [models.UniqueConstraint(fields=["owner", "path"], name="one_draft_for_an_address")]
        indexes = [models.Index(fields=["until"], name="draft_until")]

    def __str__(self) -> str:
        return self.path


class Kept(QueryDict):
    """A kept form on its way back into the page: it fills the fields, and no verb acts on it."""


def owner_of(account_id: UUID) -> bytes:
    """Whose drafts these are. Only an account has any: on a shared machine the next person must not find them."""
    return fingerprint("draft", str(account_id))


def keep(owner: bytes, path: str, posted: MultiValueDict[str, Any], *, at: datetime) -> bool:
    """Keep what was posted to an address; files cannot be kept, nor what is unreasonably long."""
    fields = {name: values for name, values in posted.lists() if name not in NOT_KEPT}
    text = json.dumps(fields, ensure_ascii=False)
    if not fields or len(text) > LONGEST or len(path) > LONGEST_PATH:
        return False
    Draft.objects.filter(owner=owner, path=path).delete()
    Draft.objects.bulk_create([Draft(owner=owner, path=path, body=text, until=at + LASTS)], ignore_conflicts=True)
    return True


def take_back(owner: bytes, path: str, *, at: datetime) -> Kept | None:
    """What was kept for this address. It stays until it is sent or its half hour is over: going back loses nothing."""
    draft = Draft.objects.filter(owner=owner, path=path, until__gt=at).first()
    if draft is None:
        return None
    kept = Kept(mutable=True)
    for name, values in json.loads(draft.body.reveal()).items():
        kept.setlist(name, values)
    return kept


def drop(owner: bytes, path: str = "") -> None:
    """The form was sent after all; without an address, all that is kept for its owner goes."""
    Draft.objects.filter(owner=owner, **({"path": path} if path else {})).delete()


@queue.job("forget_drafts", every="0 */10 * * * *")
def forget() -> None:
    Draft.objects.filter(until__lte=moment()).delete()
