"""An alliance of unions, and who belongs to it from when to when."""

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body

KEEPER, MEMBER, PARTNER = "keeper", "member", "partner"
PARTS = {KEEPER: "牵头单位", MEMBER: "成员单位", PARTNER: "合作单位"}


class AllianceQuerySet(models.QuerySet["Alliance"]):
    def locked(self, pk: UUID) -> "Alliance":
        return self.select_for_update(of=("self",)).get(pk=pk)


class Alliance(models.Model):
    """工会联盟: an agreement of unions, none of which leads the others; its keeper writes the book."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    keeper_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="牵头单位")
    name = models.CharField("名称", max_length=60)
    purpose = models.CharField("宗旨", max_length=200)
    number = models.CharField("协议文号", max_length=40)
    signed_on = models.DateField("签署日期")
    recorded_at = models.DateTimeField("登记时间")
    ended_on = models.DateField("终止日期", null=True)
    ended_by = models.CharField("终止依据", max_length=120, blank=True)

    objects = AllianceQuerySet.as_manager()

    class Meta:
        verbose_name = "工会联盟"
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=Q(ended_on=None), name="alliance_name_is_used_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def standing(self) -> str:
        return "已终止" if self.ended_on else "运行中"


class PartyQuerySet(models.QuerySet["Party"]):
    def on(self, day: date) -> "PartyQuerySet":
        """Those who belong on a day: one that leaves belongs until the day before."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), since__lte=day)


class Party(models.Model):
    """One stay of a union or a firm in an alliance."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="parties", verbose_name="联盟")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    part = models.CharField("身份", max_length=7, choices=list(PARTS.items()))
    number = models.CharField("加入文书文号", max_length=40)
    since = models.DateField("起")
    left_on = models.DateField("退出日期", null=True)
    words = models.CharField("退出说明", max_length=120, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = "联盟成员"
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "body"], condition=Q(left_on=None), name="one_stay_in_an_alliance"
            ),
            models.UniqueConstraint(
                fields=["alliance"], condition=Q(left_on=None, part=KEEPER), name="one_keeper_of_an_alliance"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("since")), name="alliance_is_left_after_joining"
            ),
        ]
        indexes = [models.Index(fields=["body"], name="alliances_of_body")]

    def __str__(self) -> str:
        return self.get_part_display()
