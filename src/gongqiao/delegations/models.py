"""What a committee lets its officers decide in its name."""

from datetime import date
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from gongqiao.delegations.grants import DELEGABLE
from gongqiao.kernel.authority import ROLES
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def locked(self, pk: UUID) -> "Delegation":
        return self.select_for_update(of=("self",)).get(pk=pk)

    def of_locked(self, union: int) -> "DelegationQuerySet":
        """A committee's delegations, recorded one after another."""
        Body.objects.select_for_update(no_key=True).filter(pk=union).first()
        return self.filter(union_body_id=union)

    def on(self, day: date) -> "DelegationQuerySet":
        """Those in force on a day: one that was taken back still holds on the day before."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), since__lte=day, until__gte=day)


class Delegation(models.Model):
    """常设授权: by a resolution it can show, a committee lets the holders of some posts decide for a time.

    None unless a union has recorded one; what is decided under it is confirmed by the committee afterwards.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="工会")
    permission = models.CharField("授权事项", max_length=60)
    number = models.CharField("授权决议文号", max_length=40)
    met_on = models.DateField("会议日期")
    present = ArrayField(models.CharField(max_length=30), verbose_name="出席委员")
    roles = ArrayField(models.CharField(max_length=30), verbose_name="受托职务")
    since = models.DateField("起")
    until = models.DateField("止")
    ended_on = models.DateField("收回日期", null=True)
    ended_by = models.CharField("收回依据", max_length=120, blank=True)
    recorded_at = models.DateTimeField("登记时间")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "常设授权"
        constraints = [
            models.UniqueConstraint(fields=["union_body", "number"], name="delegation_number_is_used_once"),
            models.CheckConstraint(
                condition=Q(until__gte=F("since"), since__gte=F("met_on")), name="delegation_is_decided_before_it_runs"
            ),
            models.CheckConstraint(
                condition=Q(roles__len__gte=1, present__len__gte=1), name="delegation_names_who_and_by_whom"
            ),
        ]
        indexes = [models.Index(fields=["union_body", "-since", "-id"], name="delegation_of_union")]

    def __str__(self) -> str:
        return self.number

    @property
    def power(self) -> str:
        """What is delegated, in words."""
        return DELEGABLE[self.permission].words if self.permission in DELEGABLE else "已取消的事项"

    @property
    def holders(self) -> str:
        return "、".join(ROLES[role].words for role in self.roles)

    def state_on(self, day: date) -> str:
        """In words, where it stands on a day."""
        if self.ended_on and self.ended_on <= day:
            return "已收回"
        return "未生效" if day < self.since else "已到期" if day > self.until else "有效"
