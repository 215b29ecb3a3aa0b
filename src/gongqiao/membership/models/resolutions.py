"""What a union committee decided, on paper it can show."""

from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.rows import Read


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def locked(self, union: int) -> "ResolutionQuerySet":
        """A committee's resolutions, recorded one after another: two clerks cannot use one number at once."""
        Body.objects.select_for_update(no_key=True).filter(pk=union).first()
        return self.filter(union_body_id=union)

    def all_locked(self, unions: Collection[int]) -> "ResolutionQuerySet":
        """The same for many committees, in one order for everybody."""
        list(Body.objects.select_for_update(no_key=True).filter(pk__in=unions).order_by("pk").values_list("pk"))
        return self.filter(union_body__in=unions)

    def used(self, unions: Collection[int]) -> set[tuple[int, str]]:
        """The numbers that stand, each with its union."""
        return set(self.filter(union_body__in=unions, undone_at=None).values_list("union_body_id", "number"))


class Resolution(Read):
    """委员会决议: one meeting of one committee, admitting one or many (中国工会章程 第二条).

    `count` is how many are members by it. One that was undone stands for nothing, and its number may be used again.
    Those entered in one act with others share its `batch`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="工会")
    number = models.CharField("文号", max_length=40)
    met_on = models.DateField("会议日期")
    present = ArrayField(models.CharField(max_length=30), verbose_name="出席委员")
    count = models.IntegerField("准予入会人数")
    recorded_by = models.UUIDField("登记人", null=True)
    recorded_at = models.DateTimeField("登记时间")
    undone_at = models.DateTimeField("撤销登记时间", null=True)
    batch = models.UUIDField("批次", null=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = "入会决议"
        constraints = [
            models.UniqueConstraint(
                fields=["union_body", "number"], condition=Q(undone_at=None), name="resolution_number_is_used_once"
            ),
            models.CheckConstraint(condition=Q(present__len__gte=1), name="resolution_has_a_meeting"),
            models.CheckConstraint(condition=Q(count__gte=0), name="resolution_counts_whom_it_admits"),
        ]
        indexes = [
            models.Index(fields=["union_body", "-met_on", "-id"], name="resolution_of_union"),
            models.Index(fields=["batch"], name="resolution_of_batch", condition=Q(batch__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.number
