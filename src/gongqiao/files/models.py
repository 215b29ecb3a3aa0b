"""The rows of stored files; their bytes lie outside the database (`blobs`)."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from gongqiao.kernel.clock import SHANGHAI
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.law.models import Counter
from gongqiao.people.models import Person

KINDS = {
    "image/jpeg": "JPG 图片",
    "image/png": "PNG 图片",
    "image/webp": "WebP 图片",
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel 工作簿",
    "text/csv": "CSV 表格",
}
RETENTION = {"case": "随案卷保存", "year": "保存一年", "month": "保存三十日"}


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def locked(self, pk: UUID) -> "StoredFile":
        return self.select_for_update().get(pk=pk)

    def standing(self) -> "StoredFileQuerySet":
        return self.filter(removed_at=None)


class StoredFile(models.Model):
    """One document handed in for one thing. Rows with the same content share the bytes, never each other's readers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.CharField("内容摘要", max_length=64)
    size = models.IntegerField("大小")
    media_type = models.CharField("类型", max_length=80, choices=list(KINDS.items()))
    name = models.CharField("文件名", max_length=120)
    owner_type = models.CharField("所属类别", max_length=60)
    owner_id = models.CharField("所属对象", max_length=36)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="办理单位")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="本人")
    account_id = models.UUIDField("上传账号", null=True)
    uploaded_by = models.UUIDField("上传人", null=True)
    uploaded_at = models.DateTimeField("上传时间")
    retention = models.CharField("留存类别", max_length=10, choices=list(RETENTION.items()))
    keep_until = models.DateField("保存到", null=True)
    removed_at = models.DateTimeField("移除时间", null=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "附件"
        constraints = [
            models.CheckConstraint(condition=Q(media_type__in=sorted(KINDS)), name="file_media_type_is_known"),
            models.CheckConstraint(condition=Q(retention__in=sorted(RETENTION)), name="file_retention_is_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
        ]
        indexes = [
            models.Index(fields=["owner_type", "owner_id"], name="file_owner"),
            models.Index(fields=["digest"], name="file_digest", condition=Q(removed_at=None)),
            models.Index(fields=["keep_until"], name="file_keep_until", condition=Q(removed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_media_type_display()} {self.pk}"


class Handover(models.Model):
    """收件: that a paper came over a counter, and as of when it counts. The receipt signed for it is a file of this."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner_type = models.CharField("所属类别", max_length=60)
    owner_id = models.CharField("所属对象", max_length=36)
    counter = models.CharField("窗口", max_length=12, choices=Counter.choices)
    handed_over_at = models.DateTimeField("收到时间")
    counted_at = models.DateTimeField("计算时间")
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "窗口收件"
        constraints = [
            models.UniqueConstraint(fields=["owner_type", "owner_id"], name="a_paper_comes_once"),
            models.CheckConstraint(
                condition=Q(counted_at__gte=models.F("handed_over_at")), name="a_paper_counts_when_it_came_or_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_counter_display()} {self.handed_over_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"

    @property
    def late(self) -> bool:
        """It came when the counter had closed, and counts as come the next day."""
        return self.counted_at > self.handed_over_at
