"""A change of a membership, and what was done of it on paper."""

from typing import ClassVar, cast
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gongqiao.changes.flow import BEGUN, CHANGE, DECIDED, DECLARED, DONE, REMINDED
from gongqiao.files.papers import Written
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.secrets import mask_name
from gongqiao.membership.models import Membership
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.people.models import Person

RETAIN, RESTORE, WISH, EXPULSION, DEATH = "retain", "restore", "wish", "expulsion", "death"
DUPLICATE = "duplicate"
RESETTLED, IDLE, FOLLOWED = "resettled", "idle", "followed"
OPEN = frozenset({DECLARED, REMINDED})


class ChangeQuerySet(models.QuerySet["Change"]):
    def locked(self, pk: UUID) -> "Change":
        return self.select_for_update(of=("self",)).get(pk=pk)

    def open(self) -> "ChangeQuerySet":
        """Those in which it is still to be seen whether the membership ends."""
        return self.filter(state__in=OPEN)


class Change(models.Model):
    """会籍变动. The name stands here for the union that no longer knows her once her membership is over."""

    KINDS: ClassVar = {
        RETAIN: "保留会籍",
        RESTORE: "恢复会籍",
        WISH: "本人要求退会",
        IDLE: "经提醒仍不交会费、不参加活动",
        EXPULSION: "开除会籍",
        DEATH: "会员去世",
        RESETTLED: "工会终止，会籍安置",
        FOLLOWED: "单位建会，会籍转入",
        DUPLICATE: "合并重复会籍",
    }
    CAUSES: ClassVar = {"retired": "退休（包括提前退休）", "jobless": "失业", "closed": "单位撤销、解散或者破产"}
    CARDS: ClassVar = {"returned": "纸质会员证已收回", "none": "没有纸质会员证", "lost": "没有交回，声明作废"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name="会籍")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="会员")
    called = models.CharField("姓名", max_length=60)
    kind = models.CharField("事项", max_length=9, choices=list(KINDS.items()))
    resettlement = models.ForeignKey(
        "changes.Resettlement", models.PROTECT, null=True, related_name="changes", verbose_name="安置决议"
    )
    state = models.CharField("状态", max_length=8, choices=list(CHANGE.states.items()), default=BEGUN)
    union_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="工会")
    superior_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="备案的上级工会")
    begun_at = models.DateTimeField("登记时间")
    begun_on = models.DateField("提出日期")
    effect_on = models.DateField("生效日期", null=True)
    cause = models.CharField("保留的原因", max_length=8, choices=list(CAUSES.items()), blank=True)
    employment_form = models.CharField("用工形式", max_length=13, choices=EmploymentForm, blank=True)
    words = models.CharField("说明", max_length=200, blank=True)
    answer = models.CharField("本人的说明", max_length=200, blank=True)
    paid_until = models.DateField("最后一次交会费", null=True)
    active_until = models.DateField("最后一次参加活动", null=True)
    group_on = models.DateField("告知小组或者小组讨论日期", null=True)
    met_on = models.DateField("委员会会议日期", null=True)
    present = ArrayField(models.CharField(max_length=30), default=list, verbose_name="出席委员")
    card = models.CharField("会员证", max_length=8, choices=list(CARDS.items()), blank=True)
    number = models.CharField("委员会决议文号", max_length=40, blank=True)
    judgment = models.CharField("判决文书号", max_length=60, blank=True)
    judged_on = models.DateField("判决生效日期", null=True)
    filed_as = models.CharField("备案文号", max_length=40, blank=True)
    handled_in = models.CharField("办理地", max_length=12, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "会籍变动"
        constraints = [
            models.UniqueConstraint(fields=["membership"], condition=Q(state__in=sorted(OPEN)), name="one_open_change"),
            models.CheckConstraint(
                condition=~Q(state__in=[DONE, DECIDED]) | Q(effect_on__isnull=False), name="a_change_has_its_day"
            ),
            models.CheckConstraint(condition=~Q(kind=RETAIN) | ~Q(cause=""), name="what_is_kept_has_a_cause"),
            models.CheckConstraint(
                condition=~Q(kind=IDLE) | Q(paid_until__isnull=False, active_until__isnull=False),
                name="a_reminder_tells_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EXPULSION)
                | Q(superior_body__isnull=False, judged_on__isnull=False, present__len__gte=1),
                name="an_expulsion_rests_on_a_judgment_and_a_meeting",
            ),
        ]
        indexes = [
            models.Index(fields=["union_body", "-begun_at", "-id"], name="change_of_union"),
            models.Index(fields=["superior_body", "-begun_at", "-id"], name="change_of_superior"),
            models.Index(fields=["person"], name="change_of_person"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return mask_name(self.called) if self.called else "已删除"

    @property
    def superior(self) -> int:
        """An expulsion has one."""
        return cast("int", self.superior_body_id)

    @property
    def parties(self) -> tuple[int, ...]:
        """The unions that have it."""
        return tuple(filter(None, (self.union_body_id, self.superior_body_id)))

    @property
    def jurisdiction(self) -> Jurisdiction:
        """Of the place of the union that must act."""
        return Jurisdiction(self.handled_in)


class Resettlement(models.Model):
    """安置决议: where a union's members go, decided at once by a committee above it: all when it is to end (`ends`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    union_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="原来的工会")
    ends = models.BooleanField("原来的工会终止", default=True)
    decided_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="作出决定的工会")
    number = models.CharField("决议文号", max_length=40)
    met_on = models.DateField("会议日期")
    present = ArrayField(models.CharField(max_length=30), verbose_name="出席委员")
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="转入的工会")
    moved = models.PositiveIntegerField("转入人数", default=0)
    kept_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="保留会籍的工会")
    kept = models.PositiveIntegerField("保留人数", default=0)
    stood = models.JSONField("原来的状态", default=list)  # ("moved" or "kept", state, employment form, sex, how many) …
    recorded_by = models.UUIDField("登记人", null=True)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "安置决议"
        constraints = [
            models.CheckConstraint(
                condition=(Q(moved=0) | Q(to_body__isnull=False)) & (Q(kept=0) | Q(kept_body__isnull=False)),
                name="everybody_resettled_goes_somewhere",
            ),
            models.CheckConstraint(condition=Q(present__len__gte=1), name="a_resettlement_was_decided_by_somebody"),
        ]
        indexes = [models.Index(fields=["union_body", "-recorded_at"], name="resettlement_of_union")]

    def __str__(self) -> str:
        return self.number


class Paper(Written):
    """线下材料 of a change."""

    STEPS: ClassVar = {
        "retain": "保留会籍申请",
        "restore": "恢复会籍申请",
        "declare": "退会声明",
        "take_back": "撤回退会声明",
        "file": "上级工会备案回执",
        "death": "死亡证明",
        "alive": "本人在世的证明",
        "warn": "退会前提醒书",
    }

    change = models.ForeignKey(Change, models.PROTECT, related_name="papers", verbose_name="会籍变动")
    step = models.CharField("材料", max_length=10, choices=list(STEPS.items()))

    class Meta:
        verbose_name = "会籍变动材料"
