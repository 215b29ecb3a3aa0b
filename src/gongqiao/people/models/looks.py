"""What somebody agreed to, who looked at whom, and who tried to look and was not let."""

from django.db import models
from django.db.models import Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.people.models.accounts import Account
from gongqiao.people.models.persons import Person


class Consent(models.Model):
    """That somebody agreed to one dated text; a new version of the text asks anew (个人信息保护法 第十四条)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField("事项", max_length=20)
    version = models.CharField("版本", max_length=10)
    given_at = models.DateTimeField("同意时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        verbose_name = "个人信息授权"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "purpose", "version"], condition=Q(withdrawn_at=None), name="consent_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class Look(models.Model):
    """That somebody was shown a person's full value, took her away on a list, or put her facts right. She sees it all.

    Of whoever is known by an account alone the account is told, and stays told when it becomes somebody's.
    """

    WAYS = {"looked": "查看了", "exported": "导出了", "corrected": "更正了"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="looks")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="账号")
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    role_words = models.CharField("身份", max_length=60)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True)
    body_words = models.CharField("单位", max_length=120, blank=True)
    way = models.CharField("方式", max_length=10, choices=list(WAYS.items()), default="looked")
    what = models.CharField("内容", max_length=60)
    reason = models.CharField("事由", max_length=200)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "查看记录"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(account__isnull=False), name="look_is_at_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="look_of_person"),
            models.Index(fields=["account", "-at"], name="look_of_account", condition=Q(person=None)),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"


class DeniedLook(models.Model):
    """How often an account asked in one minute for what it may not see (404) or may not do (403)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    view = models.CharField("页面", max_length=80)
    minute = models.DateTimeField("分钟")
    count = models.IntegerField("次数")

    class Meta:
        verbose_name = "被拒查看"
        constraints = [
            models.UniqueConstraint(fields=["account", "minute", "view"], name="denied_look_once_a_minute"),
        ]
        indexes = [models.Index(fields=["minute"], name="denied_look_minute")]

    def __str__(self) -> str:
        return f"{self.view} {self.count}"


class LookAlarm(models.Model):
    """That an account was denied so often within an hour that the security administrator is told."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    hour = models.DateTimeField("小时")
    count = models.IntegerField("次数")

    class Meta:
        verbose_name = "异常查看警报"
        constraints = [models.UniqueConstraint(fields=["account", "hour"], name="look_alarm_once_an_hour")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.count}"
