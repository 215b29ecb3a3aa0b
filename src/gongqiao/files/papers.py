"""双轨: what somebody did on paper, told by the paper itself and entered by whoever holds it (线下办理).

A module keeps such papers in a table of its own that stands on `Written`; this room has what all of them share.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db import models
from django.urls import reverse

from gongqiao.design import fields, widgets
from gongqiao.files import queries
from gongqiao.files.fields import Kept, Upload
from gongqiao.kernel.authority import Actor, Permission, require
from gongqiao.kernel.clock import SHANGHAI, day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.law import queries as law
from gongqiao.law.models import Counter
from gongqiao.people.models import Person

TOLD = ("number", "dated_on", "signed_by", "served", "scan")
AT_COUNTER = ("handed_over_at", "receipt")
ON_PAPER = (*TOLD, *AT_COUNTER)


@dataclass(frozen=True)
class HandedOver:
    """When a paper came over which counter, and what was signed for it (送达回证)."""

    at: datetime
    receipt: Kept | None = None
    counter: Counter = Counter.UNION


@dataclass(frozen=True)
class OnPaper:
    """One party's act as its paper tells it: number, day, who signed, how it came here and when, and the scan."""

    number: str
    dated_on: date
    signed_by: str
    served: str
    scan: Kept
    handed_over: HandedOver | None = None


class Written(models.Model):
    """A paper as it is kept with its case: it counts from the day it bears, or as of when a counter took it in."""

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


W = TypeVar("W", bound=Written)


class OnPaperForm(forms.Form):
    """One act of one party, as its paper tells it."""

    number = forms.CharField(label="文号", max_length=40, help_text="没有文号的写“无”")
    dated_on = fields.Day(label="落款日期", help_text="期限从这一天起算；写了窗口收到的时间的，从收到之日起算")
    signed_by = forms.CharField(label="签发人或者经办人", max_length=30)
    served = forms.ChoiceField(label="怎样送达", choices=list(Written.WAYS.items()), widget=widgets.Cards)
    scan = Upload(label="扫描件或者照片")
    handed_over_at = forms.DateTimeField(
        label="窗口收到的时间",
        required=False,
        widget=widgets.MomentInput,
        help_text="交到工会窗口的填写；窗口下班以后收到的，从第二天起算",
    )
    receipt = Upload(label="送达回证", required=False, help_text="签收的回证，扫描或者拍照；没有的不填")

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if any(name not in told for name in ON_PAPER):
            return told
        came_at, receipt = told.pop("handed_over_at"), told.pop("receipt")
        if receipt and not came_at:
            self.add_error("handed_over_at", "有送达回证的，请填写窗口收到的时间")
        paper = {name: told.pop(name) for name in TOLD}
        return {**told, "paper": OnPaper(**paper, handed_over=HandedOver(came_at, receipt) if came_at else None)}


def faults(told: OnPaper | None, *, since: date | None, on: date) -> Reasons:
    """A paper is of a day on which it could be written."""
    if told is None:
        return
    if told.dated_on > on:
        yield Reason("in_the_future", "落款日期不能晚于今天，请核对", field="dated_on")
    if since and told.dated_on < since:
        words = f"落款日期早于上一步的日期（{since}），请核对材料"
        yield Reason("before_it_began", words, field="dated_on")
    if told.handed_over:
        yield from _coming(told, day(told.handed_over.at), on)


def _coming(told: OnPaper, came_on: date, on: date) -> Reasons:
    if came_on > on:
        yield Reason("came_in_the_future", "窗口收到的时间不能晚于今天，请核对", field="handed_over_at")
    if came_on < told.dated_on:
        words = f"窗口收到的时间早于落款日期（{told.dated_on}），请核对材料"
        yield Reason("came_before_it_was_written", words, field="handed_over_at")


def moment(told: OnPaper | None, at: datetime, where: Jurisdiction) -> datetime:
    """As of when an act is decided on: a paper came in time if it came before its counter closed on the last day."""
    over = told.handed_over if told else None
    return law.counted_at(over.at, over.counter, division=where.division) if over else at


def effective(told: OnPaper | None, at: datetime, where: Jurisdiction) -> date:
    """What was done on paper counts from the day the paper bears; what a counter took in, from when it came."""
    if told and not told.handed_over:
        return told.dated_on
    return day(moment(told, at, where))


def entitled(
    by: Actor, permission: Permission, party: int | None, told: OnPaper | None, others: Iterable[int] = ()
) -> None:
    """The party itself may act; with its paper in hand any other office that has the case may enter what it did."""
    covered = (body for body in others if told and by.scope(permission).covers(body))
    require(by, permission, next(covered, party))


def scan_of(paper: models.Model) -> str:
    """Where the scan opens; it is kept once for each office and shown once."""
    stored = queries.of(paper).first()
    return reverse("files:file", args=[stored.pk]) if stored else ""


@dataclass(frozen=True)
class Came:
    """How a paper came over a counter, as a page tells it, and where what was signed for it opens."""

    words: str
    receipt: str


def came(paper: models.Model) -> Came | None:
    over = queries.handover_of(paper)
    if over is None:
        return None
    late = f"（已下班，按{over.counted_at.astimezone(SHANGHAI):%-m月%-d日}收到计算）" if over.late else ""
    return Came(f"{over}收到{late}", scan_of(over))


def shown(papers: Iterable[W]) -> list[tuple[W, str, Came | None]]:
    """Papers as a case shows them: each with where its scan opens, and how it came over a counter."""
    return [(paper, scan_of(paper), came(paper)) for paper in papers]
