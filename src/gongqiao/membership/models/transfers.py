"""A member's way from one union to another, and what was done of it on paper."""

from typing import ClassVar, cast
from uuid import UUID

from django.db import models
from django.db.models import Q

from gongqiao.files.papers import Written
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.secrets import mask_name
from gongqiao.membership.flow import PLANNED, TRANSFER, UNDER_WAY
from gongqiao.membership.models.memberships import Membership
from gongqiao.membership.models.work import Work
from gongqiao.people.models import Person

UNFINISHED = UNDER_WAY | {PLANNED}
REFUSAL, SILENCE = "refusal", "silence"


class TransferQuerySet(models.QuerySet["Transfer"]):
    def locked(self, pk: UUID) -> "Transfer":
        return self.select_for_update(of=("self",)).get(pk=pk)

    def under_way(self) -> "TransferQuerySet":
        return self.filter(state__in=UNDER_WAY)

    def unfinished(self) -> "TransferQuerySet":
        return self.filter(state__in=UNFINISHED)


class Transfer(Work):
    """转会. Until the new union has taken her in she is the old one's member, with all her rights.

    The name stands here for the unions that do not know her yet, or no longer.
    """

    BECAUSE: ClassVar = {REFUSAL: "原工会不同意转出", SILENCE: "新工会到期没有接收"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="transfers", verbose_name="会籍")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="会员")
    called = models.CharField("姓名", max_length=60)
    state = models.CharField("状态", max_length=11, choices=list(TRANSFER.states.items()), default=PLANNED)
    old_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="原工会")
    new_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="新工会")
    superior_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="共同的上级工会")
    begun_at = models.DateTimeField("开始填写")
    requested_on = models.DateField("申请日期", null=True)
    released_on = models.DateField("转出日期", null=True)
    because = models.CharField("为什么报上级", max_length=7, choices=list(BECAUSE.items()), blank=True)
    words = models.CharField("说明", max_length=200, blank=True)
    decided_on = models.DateField("办结日期", null=True)
    handled_in = models.CharField("办理地", max_length=12, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "转会"
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(state__in=sorted(UNDER_WAY)), name="one_transfer_under_way"
            ),
            models.UniqueConstraint(fields=["membership"], condition=Q(state=PLANNED), name="one_planned_transfer"),
            models.CheckConstraint(
                condition=Q(state__in=[PLANNED, "called_off"]) | Q(new_body__isnull=False),
                name="transfer_goes_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PLANNED, "invited", "called_off"]) | Q(requested_on__isnull=False),
                name="transfer_rests_on_a_request",
            ),
            models.CheckConstraint(
                condition=~Q(state="escalated") | Q(superior_body__isnull=False) & ~Q(because=""),
                name="transfer_is_escalated_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["old_body", "-begun_at", "-id"], name="transfer_from"),
            models.Index(fields=["new_body", "-begun_at", "-id"], name="transfer_to"),
            models.Index(fields=["superior_body", "-begun_at", "-id"], name="transfer_of_superior"),
            models.Index(fields=["person"], name="transfer_of_person"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return mask_name(self.called) if self.called else "已删除"

    @property
    def new(self) -> int:
        """From the request on there is one."""
        return cast("int", self.new_body_id)

    @property
    def superior(self) -> int:
        """Once it is to decide."""
        return cast("int", self.superior_body_id)

    @property
    def parties(self) -> tuple[int, ...]:
        """The unions that have the case."""
        return tuple(filter(None, (self.old_body_id, self.new_body_id, self.superior_body_id)))

    @property
    def jurisdiction(self) -> Jurisdiction:
        """Of the place of the union that must act."""
        return Jurisdiction(self.handled_in)


class Paper(Written):
    """线下材料: one act of one party done on paper, and entered by whoever holds the paper."""

    STEPS: ClassVar = {
        "request": "转会申请",
        "release": "转会介绍信",
        "hold_back": "不同意转出的书面说明",
        "take_in": "转会介绍信回执",
        "turn_down": "不接收的书面说明",
        "rule": "上级工会的决定",
    }

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="papers", verbose_name="转会")
    step = models.CharField("材料", max_length=10, choices=list(STEPS.items()))

    class Meta:
        verbose_name = "线下材料"
