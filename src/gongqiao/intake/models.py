"""批量登记: one file an office handed in, what stands on it while it waits, and what is wrong with its rows.

What every list has, of members too, stands in `HandedIn` and `RowProblem`.
"""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from gongqiao.intake.flow import AT_REST, ENTERING, INTAKE, READING
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body, Line
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.secrets import EncryptedTextField

EMPLOYERS, POSTS = "employers", "posts"


class HandedIn(models.Model):
    """A list somebody handed in as a file: who and when, how far its reading has come, and what came of its rows."""

    name = models.CharField("文件名", max_length=120)
    digest = models.CharField("内容摘要", max_length=64)

    by_person = models.UUIDField("经办人", null=True)
    by_role = models.CharField("身份", max_length=30)
    by_body = models.IntegerField("经办单位", null=True)
    by_appointment = models.UUIDField("任职", null=True)
    received_at = models.DateTimeField("交来时间")

    attempt = models.IntegerField("第几次读", default=0)
    height = models.IntegerField("行数", default=0)
    done = models.IntegerField("已读", default=0)
    rows = models.IntegerField("名单行数", default=0)
    good = models.IntegerField("可以接收", default=0)
    fault = models.CharField("没有读成的原因", max_length=200, blank=True)
    sheets = models.JSONField("各表的列", default=dict)
    notes = models.JSONField("提示", default=list)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def bad(self) -> int:
        return self.rows - self.good

    @property
    def actor(self) -> Actor:
        """Whoever handed it in or decided about it last: in her name the work in the background is done."""
        paths = Line.paths_of(self.by_body) if self.by_body else {}
        return Actor(self.by_role, self.by_person, self.by_body, self.by_appointment, paths)

    @actor.setter
    def actor(self, by: Actor) -> None:
        self.by_role, self.by_person = by.role, by.person_id
        self.by_body, self.by_appointment = by.body_id, by.appointment_id


class RowProblem(models.Model):
    """What is wrong at one place of a list, in words that say how to mend it and quote nobody."""

    sheet = models.CharField("工作表", max_length=31)
    row = models.IntegerField("行")
    column = models.CharField("列", max_length=3, blank=True)
    code = models.CharField("代码", max_length=24)
    words = models.CharField("问题", max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.sheet} {self.row} {self.column} {self.code}"

    @property
    def where(self) -> str:
        """表1 第 3 行 B 列: as one looks for it in the file; a file of one unnamed sheet has only rows."""
        parts = (self.sheet, f"第 {self.row} 行" if self.row else "", f"{self.column} 列" if self.column else "")
        return " ".join(filter(None, parts))


class IntakeQuerySet(models.QuerySet["Intake"]):
    def locked(self, pk: UUID) -> "Intake":
        return self.select_for_update(of=("self",)).select_related("union_body").get(pk=pk)

    def in_turn(self, union: int) -> "IntakeQuerySet":
        """A union's lists, one after another."""
        Body.objects.select_for_update(no_key=True).filter(pk=union).first()
        return self.filter(union_body_id=union)


class Intake(HandedIn):
    """批量登记: a list of employers to be registered, or of posts to be entered.

    `usual` says what holds for rows that do not say it themselves, by column.
    """

    KINDS: ClassVar = {EMPLOYERS: "用人单位", POSTS: "任职"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="工会")
    state = models.CharField("状态", max_length=10, choices=list(INTAKE.states.items()), default=READING)
    kind = models.CharField("登记什么", max_length=9, choices=list(KINDS.items()))
    handled_in = models.CharField("办理地", max_length=12)
    usual = models.JSONField("没有写的按", default=dict)
    entered_at = models.DateTimeField("登记时间", null=True)
    undoing_at = models.DateTimeField("要求撤销的时间", null=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = "批量登记"
        constraints = [models.CheckConstraint(condition=Q(kind__in=[EMPLOYERS, POSTS]), name="intake_kind_is_known")]
        indexes = [models.Index(fields=["union_body", "-received_at", "-id"], name="intake_of_union")]

    @property
    def working(self) -> bool:
        """Whether something goes on in the background."""
        return self.state in {READING, ENTERING} or self.undoing_at is not None

    @property
    def at_rest(self) -> bool:
        """Whether it waits for the office: to be read again, or let go."""
        return self.state in AT_REST

    @property
    def jurisdiction(self) -> Jurisdiction:
        return Jurisdiction(self.handled_in)


class IntakeLine(models.Model):
    """登记行: one row that is good, sealed while it waits; once it is entered only what it became."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="lines", verbose_name="批量登记")
    union = models.IntegerField("工会")
    sheet = models.CharField("工作表", max_length=31)
    row = models.IntegerField("行")
    facts = EncryptedTextField("内容", null=True)
    known = models.UUIDField("已登记人员", null=True)
    made = models.CharField("登记成", max_length=36, blank=True)

    class Meta:
        verbose_name = "登记行"

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"


class IntakeProblem(RowProblem):
    """批量登记的问题."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="problems", verbose_name="批量登记")

    class Meta:
        verbose_name = "批量登记的问题"
