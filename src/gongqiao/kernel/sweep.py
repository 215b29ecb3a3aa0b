"""The nightly sweep: what the law lets lapse, lapses, each deadline in a transaction of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.apps import apps
from django.db import models, transaction

from gongqiao.kernel import wall
from gongqiao.kernel.actions import ran_out, strike
from gongqiao.kernel.flow import FLOWS
from gongqiao.kernel.models import Deadline

log = structlog.get_logger()


@dataclass(frozen=True)
class Swept:
    struck: int
    failed: int


def sweep(at: datetime, *, tell: Callable[[int], object] = lambda _: None) -> Swept:
    """Strike every clock that has run out by this day; one that fails is logged and the rest go on."""
    struck, failed, seen = 0, 0, set[int]()
    while key := _next(at, seen):
        seen.add(key)
        tell(1)
        try:
            struck += _strike_one(key, at)
        except Exception:
            failed += 1
            log.exception("sweep.failed", deadline=key)
    return Swept(struck, failed)


def over(at: datetime) -> models.QuerySet[Deadline]:
    return Deadline.objects.filter(ran_out(at), closed_on=None, overdue_on=None)


def _next(at: datetime, seen: set[int]) -> int | None:
    return over(at).exclude(pk__in=seen).order_by("due_on", "pk").values_list("pk", flat=True).first()


def _strike_one(key: int, at: datetime) -> int:
    with transaction.atomic(), wall.lowered():
        held = Deadline.objects.select_for_update(skip_locked=True).filter(pk=key, closed_on=None, overdue_on=None)
        if (deadline := held.first()) is None:
            return 0
        thing = apps.get_model(deadline.subject_type).objects.get(pk=deadline.subject_id)
        strike(deadline, thing, FLOWS[deadline.subject_type], at)
        return 1
