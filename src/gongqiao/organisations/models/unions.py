"""A union of any kind and tier. What it is stands here; whom it is under stands in its lines."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongqiao.kernel.models import Body
from gongqiao.kernel.rows import Read
from gongqiao.places.models import Division

TIERS = {
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "township": "乡镇（街道）",
    "community": "社区（村、园区）",
    "employer": "用人单位",
}
KINDS = {
    "federation": "总工会",
    "union_association": "工会联合会",
    "industrial": "产业工会",
    "trade": "行业工会联合会",
    "committee": "工会委员会",
    "joint": "联合工会",
    "organiser": "组织员",
    "branch": "分会",
    "group": "小组",
}


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def locked(self, pk: int) -> "Organisation":
        return self.select_for_update(of=("self",)).select_related("body", "division").get(pk=pk)

    def open(self, on: date) -> "OrganisationQuerySet":
        """Those that stand on a day."""
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=on))

    def joinable(self, on: date) -> "OrganisationQuerySet":
        """Those a worker may join directly: basic, joint and community unions, and township unions as fall-back."""
        basic = Q(kind__in=Organisation.BASIC) | Q(tier__in=("community", "township"))
        return self.open(on).filter(basic)


class Organisation(Read):
    """A node of the union tree."""

    BASIC: ClassVar = ("committee", "organiser", "joint", "trade")
    OWN: ClassVar = ("committee", "organiser")
    INDUSTRY: ClassVar = ("industrial", "trade")

    body = models.OneToOneField(Body, on_delete=models.PROTECT, primary_key=True, related_name="organisation")
    kind = models.CharField("组织形式", max_length=20, choices=list(KINDS.items()))
    tier = models.CharField("层级", max_length=10, choices=list(TIERS.items()))
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="所在区划")
    slug = models.CharField("短码", max_length=20, unique=True, db_collation="C")
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, db_collation="C")
    platform_work = models.BooleanField("面向新就业形态劳动者", default=False)
    industry = models.CharField("行业门类", max_length=1, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    set_up_on = models.DateField("成立日期")
    dissolved_on = models.DateField("撤销日期", null=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "工会组织"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="organisation_kind_is_known"),
            models.CheckConstraint(condition=Q(tier__in=sorted(TIERS)), name="organisation_tier_is_known"),
            models.UniqueConstraint(fields=["uscc"], condition=~Q(uscc=""), name="organisation_uscc_is_unique"),
        ]
        indexes = [
            models.Index(fields=["division", "tier"], name="organisation_place"),
            models.Index(fields=["tier", "body"], name="organisation_tier"),
        ]

    def __str__(self) -> str:
        return self.body.name

    @property
    def name(self) -> str:
        return self.body.name
