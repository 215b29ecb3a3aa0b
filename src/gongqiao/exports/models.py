"""The rows of 导出记录. The table itself is kept nowhere: it is written when it is fetched."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongqiao.exports.flow import BEGUN, EXPORT, READY
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.people.models import Person


class ExportQuerySet(models.QuerySet["Export"]):
    def locked(self, pk: UUID) -> "Export":
        return self.select_for_update(of=("self",)).get(pk=pk)


class Export(models.Model):
    """One ledger taken away once: by whom for which office, what for, which rows, and until when it can be fetched.

    `full` tells that names and numbers stand in it as they are. `until` is empty until it can be fetched.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ledger = models.CharField("台账代码", max_length=40)
    title = models.CharField("台账", max_length=60)
    told = models.CharField("范围", max_length=400)
    purpose = models.CharField("用途", max_length=100)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="导出人")
    called = models.CharField("导出人称呼", max_length=60)
    role = models.CharField("导出人身份代码", max_length=30)
    role_words = models.CharField("导出人身份", max_length=60)
    full = models.BooleanField("含完整信息", default=False)
    state = models.CharField("状态", max_length=8, choices=list(EXPORT.states.items()), default=BEGUN)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="批准人")
    decided_called = models.CharField("批准人称呼", max_length=90, blank=True)
    decided_at = models.DateTimeField("批准时间", null=True)
    decided_words = models.CharField("批准意见", max_length=100, blank=True)
    rows = ArrayField(models.CharField(max_length=36), verbose_name="行")
    count = models.IntegerField("行数")
    at = models.DateTimeField("导出时间")
    until = models.DateTimeField("下载截止", null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "导出记录"
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gt=0), name="export_has_rows"),
            models.CheckConstraint(
                condition=~models.Q(state=READY) | models.Q(until__isnull=False), name="what_is_ready_has_its_end"
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("person")), name="nobody_approves_her_own_export"
            ),
        ]
        indexes = [models.Index(fields=["body", "-at", "-id"], name="export_of_body")]

    def __str__(self) -> str:
        return f"{self.title} {self.at:%Y-%m-%d %H:%M}"

    @property
    def taker(self) -> Actor:
        """Whoever took it, as she was then: what she could see is what may go."""
        return Actor(self.role, self.person_id, self.body_id, body_name=self.body.name)

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The platform's own period: it is the same everywhere."""
        return Jurisdiction()


class ExportAlarm(models.Model):
    """Somebody takes away more, or more often, than the work of a day asks for. Once a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="导出人")
    day = models.DateField("日期")
    count = models.IntegerField("次数")
    rows = models.IntegerField("行数")

    class Meta:
        verbose_name = "异常导出警报"
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_export_alarm_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.count} 次 {self.rows} 行"
