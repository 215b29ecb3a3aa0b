"""What the law lets lapse, lapses: all of it in the nightly sweep, one thing's when a page shows that thing alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import structlog
from django.apps import apps
from django.db import models, transaction

from gongqiao.kernel import wall
from gongqiao.kernel.actions import ran_out, running, settle, strike
from gongqiao.kernel.flow import FLOWS
from gongqiao.kernel.models import Deadline

log = structlog.get_logger()
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Swept:
    struck: int
    failed: int


def sweep(at: datetime, *, tell: Callable[[int], object] = lambda _: None) -> Swept:
    """Strike every clock that has run out by this day; one that fails is logged and the rest go on."""
    struck, failed, seen = 0, 0, set[int]()
    while key := over(at).exclude(pk__in=seen).order_by("due_on", "pk").values_list("pk", flat=True).first():
        seen.add(key)
        tell(1)
        try:
            struck += _strike_one(key, at)
        except Exception:
            failed += 1
            log.exception("sweep.failed", deadline=key)
    return Swept(struck, failed)


def settled(things: models.QuerySet[M], at: datetime) -> M | None:
    """The first of these as the law has it now, sweep or no sweep; nothing where a lapse took it out of them.

    One probe and no lock where no clock ran out. A lapse that fails is logged: the thing is shown as the sweep left it.
    """
    thing = things.first()
    if thing is None or not running(thing).filter(ran_out(at), overdue_on=None).exists():
        return thing
    try:
        with transaction.atomic(), wall.lowered():
            held = things.model._meta.base_manager.select_for_update(of=("self",)).get(pk=thing.pk)
            settle(held, FLOWS[things.model._meta.label_lower], at)
    except Exception:
        log.exception("settling.failed", subject=things.model._meta.label_lower)
    return things.filter(pk=thing.pk).first()


def over(at: datetime) -> models.QuerySet[Deadline]:
    return Deadline.objects.filter(ran_out(at), closed_on=None, overdue_on=None)


def _strike_one(key: int, at: datetime) -> int:
    """The thing is locked before its deadline, as every verb does: so nobody waits for the sweep while it waits."""
    with transaction.atomic(), wall.lowered():
        told = Deadline.objects.get(pk=key)
        things = apps.get_model(told.subject_type)._meta.base_manager.select_for_update(of=("self",))
        thing = things.get(pk=told.subject_id)
        held = Deadline.objects.select_for_update().filter(pk=key, closed_on=None, overdue_on=None)
        if (deadline := held.first()) is None:
            return 0
        strike(deadline, thing, FLOWS[told.subject_type], at)
        return 1
