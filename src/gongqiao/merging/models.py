"""合并登记: which two rows are one human being, who says so, and what was changed when they were merged."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from gongqiao.files.papers import Written
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.secrets import mask_name
from gongqiao.merging.flow import ASKED, BEGUN, DONE, MERGER, PROPOSED
from gongqiao.people.models import Person

OPEN = frozenset({PROPOSED, ASKED})
DECLINED, WITHDRAWN, OBJECTED, LAPSED = "declined", "withdrawn", "objected", "lapsed"


class MergerQuerySet(models.QuerySet["Merger"]):
    def locked(self, pk: UUID) -> "Merger":
        return self.select_for_update(of=("self",)).get(pk=pk)

    def open(self) -> "MergerQuerySet":
        return self.filter(state__in=OPEN)


class Merger(models.Model):
    """合并登记. The names stand here for the unions that know only one of the two.

    `goes_on` is the membership that lasts, `ends` the one that ends by it, where there are two.
    """

    SEEN: ClassVar = {
        "originals": "两份证件的原件",
        "scans": "两份证件的扫描件或者照片",
        "register": "原登记材料（名册、申请表）和本人证件",
    }
    BECAUSE: ClassVar = {
        DECLINED: "复核不同意",
        WITHDRAWN: "提出的工会撤回",
        OBJECTED: "本人不同意",
        LAPSED: "本人到期没有答复",
    }

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.CharField("状态", max_length=8, choices=list(MERGER.states.items()), default=BEGUN)
    kept = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="保留的登记")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="并入的登记")
    called = models.CharField("姓名", max_length=60)
    also_called = models.CharField("另一份登记的姓名", max_length=60)
    union_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="提出的工会")
    other_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="复核的工会")
    superior_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="上级工会")
    goes_on = models.UUIDField("继续的会籍", null=True)
    ends = models.UUIDField("终止的会籍", null=True)
    ended_as = models.CharField("终止前的状态", max_length=8, blank=True)
    seen = models.CharField("看了什么", max_length=9, choices=list(SEEN.items()))
    words = models.CharField("为什么是同一人", max_length=200)
    differs = models.CharField("不一致的说明", max_length=200, blank=True)
    answer = models.CharField("不合并的理由", max_length=200, blank=True)
    because = models.CharField("为什么不合并", max_length=9, choices=list(BECAUSE.items()), blank=True)
    proposed_by = models.UUIDField("提出人", null=True)
    proposed_at = models.DateTimeField("提出时间")
    confirmed_by = models.UUIDField("复核人", null=True)
    asks_kept = models.BooleanField("向保留的登记询问", default=False)
    asks_merged = models.BooleanField("向并入的登记询问", default=False)
    agreed_kept_at = models.DateTimeField("保留的登记确认时间", null=True)
    agreed_merged_at = models.DateTimeField("并入的登记确认时间", null=True)
    merged_at = models.DateTimeField("合并时间", null=True)
    undone_by = models.CharField("撤销的依据", max_length=200, blank=True)
    handled_in = models.CharField("办理地", max_length=12, blank=True)

    objects = MergerQuerySet.as_manager()

    class Meta:
        verbose_name = "合并登记"
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="a_merger_is_of_two"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(state__in=sorted(OPEN)), name="one_open_merger_of_a_row"
            ),
            models.CheckConstraint(condition=~Q(state=DONE) | Q(merged_at__isnull=False), name="a_merger_has_its_day"),
        ]
        indexes = [
            models.Index(fields=["union_body", "-proposed_at", "-id"], name="merger_of_union"),
            models.Index(fields=["other_body", "-proposed_at", "-id"], name="merger_of_other"),
            models.Index(fields=["superior_body", "-proposed_at", "-id"], name="merger_of_superior"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return mask_name(self.called) if self.called else "已删除"

    @property
    def parties(self) -> tuple[int, ...]:
        """The unions that have the case."""
        return tuple(filter(None, (self.union_body_id, self.other_body_id, self.superior_body_id)))

    @property
    def waiting_kept_id(self) -> UUID | None:
        """Whose word is still to come, of the two accounts that were asked."""
        return self.kept_id if self.asks_kept and self.agreed_kept_at is None else None

    @property
    def waiting_merged_id(self) -> UUID | None:
        return self.merged_id if self.asks_merged and self.agreed_merged_at is None else None

    @property
    def on_paper_only_id(self) -> int | None:
        """Whose desk it lies on where nobody signs in as either: her word is on paper."""
        return None if self.asks_kept or self.asks_merged else self.union_body_id

    @property
    def jurisdiction(self) -> Jurisdiction:
        return Jurisdiction(self.handled_in)


class Shift(models.Model):
    """合并改动: one column of one row that was changed by a merger, and what it held before."""

    merger = models.ForeignKey(Merger, models.PROTECT, related_name="shifts", verbose_name="合并登记")
    table = models.CharField("表", max_length=60)
    key = models.CharField("行", max_length=40)
    column = models.CharField("列", max_length=30)
    was = models.CharField("原值", max_length=60, null=True)  # noqa: DJ001 -- nothing is not the empty word here
    now = models.CharField("现值", max_length=60, null=True)  # noqa: DJ001 -- as above

    class Meta:
        verbose_name = "合并改动"

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


class Paper(Written):
    """本人的书面意见: what she signed about both, entered by a union that has the case."""

    merger = models.ForeignKey(Merger, models.PROTECT, related_name="papers", verbose_name="合并登记")

    class Meta:
        verbose_name = "合并登记材料"

    def get_step_display(self) -> str:
        return "本人同意合并的书面意见"
