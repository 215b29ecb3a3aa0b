"""The way to the provider and back, and what it has led to."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.secrets import BlindIndexField, EncryptedTextField, mask_name
from gongqiao.people.models import Account


class ErrandQuerySet(models.QuerySet["Errand"]):
    def locked(self, pk: UUID) -> "Errand":
        return self.select_for_update(of=("self",)).get(pk=pk)


class Errand(models.Model):
    """One way to the provider and back, good for one return within ten minutes and from the device that set out.

    Of an unknown subject what came back waits here until she has said whose it is; then, or an hour later, it goes. Of
    the number of her document only the index is ever written down.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.BinaryField(max_length=32, unique=True)
    device = models.BinaryField(max_length=32)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="账号")
    onward = models.CharField("登录后前往", max_length=500, blank=True)
    began_at = models.DateTimeField("开始时间")
    until = models.DateTimeField("有效至")
    returned_at = models.DateTimeField("返回时间", null=True)
    issuer = models.CharField("登录服务", max_length=200)
    subject = EncryptedTextField("政务服务用户标识", null=True)
    name = EncryptedTextField("政务服务实名", mask=mask_name, null=True)
    document = models.BinaryField(max_length=32, null=True)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        verbose_name = "政务服务登录往返"
        constraints = [
            models.CheckConstraint(
                condition=Q(subject=None, name=None, document=None) | Q(returned_at__isnull=False),
                name="errand_knows_nobody_before_it_returns",
            ),
        ]
        indexes = [models.Index(fields=["until"], name="errand_until")]

    def __str__(self) -> str:
        return f"{self.issuer} {self.began_at:%Y-%m-%d %H:%M}"


class Link(models.Model):
    """That a subject of the provider owns an account, as she has said herself. Ended, it knows no subject."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name="账号")
    issuer = models.CharField("登录服务", max_length=200)
    subject = EncryptedTextField("政务服务用户标识", null=True)
    subject_index = BlindIndexField(source="subject", purpose="subject", null=True)
    subject_index_next = BlindIndexField(source="subject", purpose="subject", coming=True, null=True)
    linked_at = models.DateTimeField("绑定时间")
    used_at = models.DateTimeField("最近使用", null=True)
    ended_at = models.DateTimeField("解除时间", null=True)

    class Meta:
        verbose_name = "政务服务登录绑定"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject_index"], name="link_of_subject_is_one"),
            models.UniqueConstraint(fields=["issuer", "subject_index_next"], name="link_of_subject_is_one_next"),
            models.UniqueConstraint(fields=["account"], condition=Q(ended_at=None), name="link_of_account_is_one"),
            models.CheckConstraint(
                condition=Q(ended_at=None, subject_index__isnull=False) | Q(ended_at__isnull=False, subject_index=None),
                name="link_knows_its_subject_until_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.linked_at:%Y-%m-%d}"
