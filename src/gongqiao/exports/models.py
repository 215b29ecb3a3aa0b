"""The rows of 导出记录. The table itself is kept nowhere: it is written when it is fetched."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.people.models import Person


class ExportQuerySet(models.QuerySet["Export"]):
    def locked(self, pk: UUID) -> "Export":
        return self.select_for_update().get(pk=pk)


class Export(models.Model):
    """One ledger taken away once: by whom for which office, what for, which rows, and until when it can be fetched."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ledger = models.CharField("台账代码", max_length=40)
    title = models.CharField("台账", max_length=60)
    told = models.CharField("范围", max_length=400)
    purpose = models.CharField("用途", max_length=100)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="导出人")
    called = models.CharField("导出人称呼", max_length=60)
    role_words = models.CharField("导出人身份", max_length=60)
    rows = ArrayField(models.CharField(max_length=36), verbose_name="行")
    count = models.IntegerField("行数")
    at = models.DateTimeField("导出时间")
    until = models.DateTimeField("下载截止")

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "导出记录"
        constraints = [models.CheckConstraint(condition=models.Q(count__gt=0), name="export_has_rows")]
        indexes = [models.Index(fields=["body", "-at", "-id"], name="export_of_body")]

    def __str__(self) -> str:
        return f"{self.title} {self.at:%Y-%m-%d %H:%M}"
