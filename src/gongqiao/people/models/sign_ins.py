"""Sessions as rows of their own, so that they can be listed, ended and rotated; and what is counted against misuse."""

import hashlib

from django.db import models
from django.db.models import Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.rows import Read
from gongqiao.people.models.accounts import Account
from gongqiao.people.models.persons import Person


def digest_of(key: str) -> bytes:
    """What is kept of a session's or token's key: with 128 random bits or more a plain digest tells nothing."""
    return hashlib.sha256(key.encode()).digest()


class SignIn(Read):
    """One device's session. Its key is kept as a digest: whoever reads the table cannot take a session over."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.BinaryField(max_length=32, unique=True)
    key_before = models.BinaryField(max_length=32, null=True, db_index=True)
    rotated_at = models.DateTimeField(null=True)
    data = models.TextField()
    until = models.DateTimeField("有效至")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="sign_ins")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    appointment = models.UUIDField("当前任职", null=True)
    called = models.CharField("称呼", max_length=60, blank=True)
    device = models.CharField("设备", max_length=60, blank=True)
    network = models.CharField("网络", max_length=60, blank=True)
    started_at = models.DateTimeField("登录时间", null=True)
    seen_at = models.DateTimeField("最近活动", null=True)
    strong_at = models.DateTimeField("动态口令验证时间", null=True)
    agreed = models.CharField("已同意的协议版本", max_length=10, blank=True)

    class Meta:
        verbose_name = "登录"
        constraints = [
            models.CheckConstraint(
                condition=Q(account=None) | Q(started_at__isnull=False, seen_at__isnull=False),
                name="sign_in_has_its_moments",
            ),
        ]
        indexes = [
            models.Index(fields=["account"], name="sign_in_account", condition=Q(account__isnull=False)),
            models.Index(fields=["until"], name="sign_in_until"),
        ]

    def __str__(self) -> str:
        return f"{self.device} {self.network}"


class Budget(models.Model):
    """How much of something a phone, a device or a network has used lately: a bucket that leaks."""

    key = models.BinaryField(max_length=32, primary_key=True)
    level = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "频次额度"
        indexes = [models.Index(fields=["at"], name="budget_at")]

    def __str__(self) -> str:
        return f"{self.level:.0f}"
