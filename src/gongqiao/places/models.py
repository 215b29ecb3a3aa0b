"""The places themselves. Official codes are never deleted: what was abolished keeps its row and names its successor."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from gongqiao.kernel.rows import Read


class Level(models.TextChoices):
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    VILLAGE = "village", "村级"


class Kind(models.TextChoices):
    PROVINCE = "province", "省"
    PREFECTURE_CITY = "prefecture_city", "地级市"
    DISTRICT = "district", "市辖区"
    COUNTY_CITY = "county_city", "县级市"
    COUNTY = "county", "县"
    AUTONOMOUS_COUNTY = "autonomous_county", "自治县"
    SUBDISTRICT = "subdistrict", "街道"
    TOWN = "town", "镇"
    TOWNSHIP = "township", "乡"
    ETHNIC_TOWNSHIP = "ethnic_township", "民族乡"
    LIKE_A_TOWNSHIP = "like_a_township", "类似乡级单位"
    NUMBERING = "numbering", "直辖村级区划"
    COMMUNITY = "community", "社区"
    VILLAGE = "village", "村"
    LIKE_A_VILLAGE = "like_a_village", "类似村级单位"
    ZONE = "zone", "开发区"
    PARK = "park", "园区"
    QUARTER = "quarter", "商圈"
    BUILDING = "building", "楼宇"
    WATERS = "waters", "渔区"


OWN_KINDS = frozenset({Kind.ZONE, Kind.PARK, Kind.QUARTER, Kind.BUILDING, Kind.WATERS})
NOT_STATUTORY = OWN_KINDS | {Kind.LIKE_A_TOWNSHIP, Kind.LIKE_A_VILLAGE, Kind.NUMBERING}
OWN_SPACE = "Z"


class DivisionQuerySet(models.QuerySet["Division"]):
    def locked(self, code: str) -> "Division":
        return self.select_for_update().get(pk=code)

    def current(self) -> Self:
        return self.filter(abolished_in="")

    def areas_of(self, division: "Division") -> Self:
        """The areas of the union's own that are in use directly in a division."""
        return self.current().filter(parent=division, kind__in=OWN_KINDS)

    def own(self) -> Self:
        """The areas of the union's own, those that are no longer used too."""
        return self.filter(code__startswith=OWN_SPACE)

    def peopled(self) -> Self:
        """Without the codes that exist only so that villages can be numbered."""
        return self.exclude(kind=Kind.NUMBERING)

    def within(self, division: "Division") -> Self:
        """The division itself and everything official below it, by the range of its code."""
        stem = division.stem
        return self.filter(code__gte=stem, code__lt=stem + "A")


class Division(Read):
    """A place with a code: official, abolished, or an area of the union's own."""

    code = models.CharField("代码", max_length=12, primary_key=True, db_collation="C")
    name = models.CharField("名称", max_length=40)
    short_name = models.CharField("简称", max_length=40)
    pinyin = models.CharField("拼音", max_length=160, db_collation="C")
    initials = models.CharField("拼音首字母", max_length=40, db_collation="C")
    level = models.CharField("级别", max_length=8, choices=Level)
    kind = models.CharField("类型", max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="上级区划", null=True, related_name="children", db_index=False
    )
    abolished_in = models.CharField(
        "撤销时间", max_length=10, blank=True, help_text="年、年月或日期，2021、2014-12、2026-03-10"
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, verbose_name="现代码", null=True, related_name="former", db_index=False
    )
    note = models.CharField("说明", max_length=120, blank=True)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = "行政区划"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^([0-9]{6}|[0-9]{9}|[0-9]{12}|Z[0-9]{9})$"), name="division_code_shape"
            ),
            models.CheckConstraint(
                condition=Q(abolished_in__regex=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"),
                name="division_abolished_when",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(abolished_in="") & ~Q(successor=F("code")), name="division_succeeded"
            ),
        ]
        indexes = [
            models.Index(fields=["level", "code"], name="division_level"),
            models.Index(fields=["parent", "code"], name="division_parent"),
            models.Index(fields=["successor"], name="division_successor", condition=~Q(successor=None)),
            models.Index(fields=["pinyin"], name="division_pinyin"),
            models.Index(fields=["initials"], name="division_initials"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def official(self) -> bool:
        """Whether the state gave the code; the union's own areas are marked on every page."""
        return not self.code.startswith(OWN_SPACE)

    @property
    def statutory(self) -> bool:
        """Whether the law knows such a division: zones, farms and numbering codes are used in statistics only."""
        return self.kind not in NOT_STATUTORY

    @property
    def stem(self) -> str:
        """What the codes of everything below begin with: 33, 3301, 330109, 330109001."""
        return stem_of(self.code)


def stem_of(code: str) -> str:
    """330000 → 33, 330100 → 3301; longer codes are their own stem."""
    if len(code) > len("330109"):
        return code
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


class Boundary(models.Model):
    """The drawn outline of a division, simplified to what a screen shows; brought by the operator, never shipped."""

    division = models.OneToOneField(Division, models.PROTECT, primary_key=True, verbose_name="行政区划")
    outline = models.TextField("轮廓")
    west = models.FloatField("西")
    south = models.FloatField("南")
    east = models.FloatField("东")
    north = models.FloatField("北")
    source = models.CharField("来源", max_length=120)

    class Meta:
        verbose_name = "区划边界"

    def __str__(self) -> str:
        return self.division_id
