"""双轨: what somebody did on paper, told by the paper itself and entered by whoever holds it (线下办理).

A module keeps such papers in a table of its own that stands on `Written`; this room has what all of them share.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.urls import reverse

from gongqiao.design import fields, widgets
from gongqiao.files import queries
from gongqiao.files.fields import Kept, Upload
from gongqiao.kernel.authority import Actor, Permission, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.people.models import Person

ON_PAPER = ("number", "dated_on", "signed_by", "served", "scan")


@dataclass(frozen=True)
class OnPaper:
    """One party's act as its paper tells it: number, day, who signed, how it came here, and the scan."""

    number: str
    dated_on: date
    signed_by: str
    served: str
    scan: Kept


class Written(models.Model):
    """A paper as it is kept with its case: the day it bears is the day from which it counts."""

    WAYS: ClassVar = {"hand": "当面递交", "post": "邮寄", "agent": "委托他人转交", "notice": "其他"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="会员")
    number = models.CharField("文号", max_length=40)
    dated_on = models.DateField("落款日期")
    signed_by = models.CharField("签发人", max_length=30)
    served = models.CharField("怎样送达", max_length=6, choices=list(WAYS.items()))
    recorded_by = models.UUIDField("登记人", null=True)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class OnPaperForm(forms.Form):
    """One act of one party, as its paper tells it."""

    number = forms.CharField(label="文号", max_length=40, help_text="没有文号的写“无”")
    dated_on = fields.Day(label="落款日期", help_text="期限从这一天起算")
    signed_by = forms.CharField(label="签发人或者经办人", max_length=30)
    served = forms.ChoiceField(label="怎样送达", choices=list(Written.WAYS.items()), widget=widgets.Cards)
    scan = Upload(label="扫描件或者照片")

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if any(name not in told for name in ON_PAPER):
            return told
        paper = OnPaper(**{name: told.pop(name) for name in ON_PAPER})
        return {**told, "paper": paper}


def faults(told: OnPaper | None, *, since: date | None, on: date) -> Reasons:
    """A paper is of a day on which it could be written."""
    if told is None:
        return
    if told.dated_on > on:
        yield Reason("in_the_future", "落款日期不能晚于今天，请核对", field="dated_on")
    if since and told.dated_on < since:
        words = f"落款日期早于上一步的日期（{since}），请核对材料"
        yield Reason("before_it_began", words, field="dated_on")


def effective(told: OnPaper | None, at: datetime) -> date:
    """What was done on paper counts from the day the paper bears."""
    return told.dated_on if told else day(at)


def entitled(
    by: Actor, permission: Permission, party: int | None, told: OnPaper | None, others: Iterable[int] = ()
) -> None:
    """The party itself may act; with its paper in hand any other office that has the case may enter what it did."""
    covered = (body for body in others if told and by.scope(permission).covers(body))
    require(by, permission, next(covered, party))


def scan_of(paper: Written) -> str:
    """Where the scan opens; it is kept once for each office and shown once."""
    stored = queries.of(paper).first()
    return reverse("files:file", args=[stored.pk]) if stored else ""
