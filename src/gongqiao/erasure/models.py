"""删除申请 and 暂缓删除."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from gongqiao.erasure.flow import ASKED, BEGUN, DONE, ERASURE, STORED
from gongqiao.files.papers import Written
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.secrets import mask_name
from gongqiao.people.models import Person

OPEN = frozenset({ASKED, STORED})
WITHDRAWN, BACK, ALIVE = "withdrawn", "back", "alive"


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def locked(self, pk: UUID) -> "Erasure":
        return self.select_for_update(of=("self",)).get(pk=pk)

    def open(self) -> "ErasureQuerySet":
        return self.filter(state__in=OPEN)


class Erasure(models.Model):
    """删除申请: that what is held of somebody be deleted; by herself, or by the next of kin of somebody who died.

    The name stands here for unions that no longer know her, until it goes too. `union_body` is the last union that
    knew her, if any did; `archive_from` the day from which her file is kept.
    """

    BECAUSE: ClassVar = {WITHDRAWN: "本人撤回", BACK: "又入会、任职或者有事项在办", ALIVE: "本人在世，去世登记有误"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.CharField("状态", max_length=8, choices=list(ERASURE.states.items()), default=BEGUN)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="本人")
    called = models.CharField("姓名", max_length=60)
    union_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="最后所在工会")
    by_kin = models.BooleanField("近亲属提出", default=False)
    asked_at = models.DateTimeField("提出时间")
    archive_from = models.DateField("档案保管起算", null=True)
    because = models.CharField("为什么不再删除", max_length=9, choices=list(BECAUSE.items()), blank=True)
    finished_at = models.DateTimeField("删除时间", null=True)
    handled_in = models.CharField("办理地", max_length=12, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = "删除申请"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DONE) | Q(finished_at__isnull=False), name="what_is_erased_has_its_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["union_body", "-asked_at", "-id"], name="erasure_of_union"),
            models.Index(fields=["person"], name="erasure_of_person"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return mask_name(self.called) if self.called else "已删除"

    @property
    def asker_id(self) -> UUID | None:
        """Who is told what becomes of it: herself. Her next of kin have no inbox, and their unions tell them."""
        return None if self.by_kin else self.person_id

    @property
    def jurisdiction(self) -> Jurisdiction:
        return Jurisdiction(self.handled_in)


class HoldQuerySet(models.QuerySet["Hold"]):
    def locked(self, pk: UUID) -> "Hold":
        return self.select_for_update(of=("self",)).get(pk=pk)

    def standing(self, on: date) -> "HoldQuerySet":
        """The last day is still one."""
        return self.filter(lifted_at=None, until__gte=on)


class Hold(models.Model):
    """暂缓删除: what is held of somebody may be needed as evidence, so nothing of it goes until a day.

    She is told that one stands and whom to ask, never what the case is about.
    """

    KINDS: ClassVar = {"lawsuit": "诉讼", "arbitration": "仲裁", "discipline": "纪检监察", "audit": "审计"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="本人")
    called = models.CharField("姓名", max_length=60)
    union_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="作出的工会")
    kind = models.CharField("事由", max_length=11, choices=list(KINDS.items()))
    basis = models.CharField("依据", max_length=200)
    number = models.CharField("案号", max_length=60)
    until = models.DateField("最后一日")
    set_by = models.UUIDField("经办人", null=True)
    set_at = models.DateTimeField("登记时间")
    lifted_by = models.UUIDField("解除人", null=True)
    lifted_at = models.DateTimeField("解除时间", null=True)
    words = models.CharField("解除或者延长的理由", max_length=200, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = "暂缓删除"
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gte=F("set_at")), name="a_hold_is_lifted_later"
            ),
        ]
        indexes = [
            models.Index(fields=["union_body", "-set_at", "-id"], name="hold_of_union"),
            models.Index(fields=["person"], name="hold_of_person"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return mask_name(self.called) if self.called else "已删除"


class Paper(Written):
    """删除申请材料: what she or her next of kin signed."""

    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="papers", verbose_name="删除申请")

    class Meta:
        verbose_name = "删除申请材料"

    def get_step_display(self) -> str:
        return "书面的删除申请或者撤回"
