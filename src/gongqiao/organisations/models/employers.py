"""Employers, the unions that cover them, and the stations of platform work."""

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.rows import Read
from gongqiao.places.models import Division

SOURCES = ("社会保险参保人数", "个人所得税申报人数", "工会上门核实", "单位自报")


class EmployerQuerySet(models.QuerySet["Employer"]):
    def locked(self, pk: int) -> "Employer":
        return self.select_for_update(of=("self",)).select_related("body").get(pk=pk)


class Employer(Read):
    """Whoever employs: a firm, an institution, a platform's labour partner. `union_body` is the local union over it."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, primary_key=True, related_name="employer")
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="属地工会")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="所在区划")
    uscc = models.CharField("统一社会信用代码", max_length=18, db_collation="C")
    industry = models.CharField("行业大类", max_length=2, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    brand = models.CharField("平台品牌", max_length=20, blank=True)
    above_designated_size = models.BooleanField("规模以上", default=False)
    staff = models.PositiveIntegerField("职工人数", default=0)
    staff_counted_on = models.DateField("人数日期", null=True)
    staff_source = models.CharField("人数来源", max_length=30, blank=True)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = "用人单位"
        constraints = [models.UniqueConstraint(fields=["uscc", "division"], name="employer_is_one_per_code_and_place")]
        indexes = [models.Index(fields=["union_body", "body"], name="employer_local_union")]

    def __str__(self) -> str:
        return self.body.name

    @property
    def name(self) -> str:
        return self.body.name


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def on(self, day: date) -> "CoverageQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Coverage(models.Model):
    """That an employer's workers are organised in a union: its own, a joint one, or a community union."""

    employer_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="covered_by")
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="covers")
    since = models.DateField("起")
    until = models.DateField("止", null=True)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = "工会覆盖"
        constraints = [
            models.UniqueConstraint(fields=["employer_body"], condition=Q(until=None), name="employer_has_one_union"),
        ]

    def __str__(self) -> str:
        return f"{self.employer_body_id}→{self.union_body_id}"


class StationQuerySet(models.QuerySet["Station"]):
    def locked(self, pk: UUID) -> "Station":
        return self.select_for_update(of=("self",)).get(pk=pk)


class Station(Read):
    """A place where platform workers gather; its poster's QR leads to the union that takes them in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.CharField("平台品牌", max_length=20)
    name = models.CharField("站点名称", max_length=60)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="所在区划")
    address = models.CharField("地址", max_length=120, blank=True)
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="stations", verbose_name="接收工会")
    slug = models.CharField("短码", max_length=20, unique=True, db_collation="C")
    closed_on = models.DateField("停用日期", null=True)

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = "站点"

    def __str__(self) -> str:
        return f"{self.brand} {self.name}"
