"""A phone that can sign in, with its factors and the keys it has handed to programs."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.secrets import BlindIndexField, EncryptedTextField, mask_phone
from gongqiao.people.models.persons import Person

WAYS = {"roster": "与工会名册一致", "openid": "政务服务实名认证", "union": "工会确认"}


class AccountQuerySet(models.QuerySet["Account"]):
    def locked(self, pk: UUID) -> "Account":
        return self.select_for_update(of=("self",)).select_related("person").get(pk=pk)


class Account(models.Model):
    """A phone that signs in. Whose it is stays open until one of three ways ties it to a person.

    Closed, it has no phone any more; the row stays for those that tell what was done. `behind` another one it acts for
    no office before it has shown that one's second factor.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    phone = EncryptedTextField("手机号", mask=mask_phone, null=True)
    phone_index = BlindIndexField(source="phone", purpose="phone", null=True, unique=True)
    phone_index_next = BlindIndexField(source="phone", purpose="phone", coming=True, null=True, unique=True)
    opened_at = models.DateTimeField("开通时间")
    closed_at = models.DateTimeField("注销时间", null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="accounts")
    tied_by = models.CharField("关联方式", max_length=8, choices=list(WAYS.items()), blank=True)
    tied_at = models.DateTimeField("关联时间", null=True)
    otp_secret = EncryptedTextField("动态口令密钥", null=True)
    otp_since = models.DateTimeField("动态口令启用时间", null=True)
    otp_step = models.BigIntegerField("已用过的时间步", default=0)
    behind = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="随哪个账号")

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = "账号"
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, tied_by="", tied_at=None)
                | Q(person__isnull=False, tied_by__in=sorted(WAYS), tied_at__isnull=False),
                name="account_is_tied_in_a_known_way",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, phone_index__isnull=False) | Q(closed_at__isnull=False, phone_index=None),
                name="account_has_a_phone_until_it_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.phone or "已注销的账号")


class RecoveryCode(models.Model):
    """One use of the account when the device with the one-time passwords is lost."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField("生成时间")
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = "备用口令"
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_is_unique")]

    def __str__(self) -> str:
        return "备用口令"


class Code(models.Model):
    """A six-digit code that was sent, bound to a phone, a purpose and the device that asked.

    Five tries, five minutes; a second click with the right code within a minute is the first one told twice.
    """

    TRIES: ClassVar = 5

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    purpose = models.CharField("用途", max_length=12)
    phone = EncryptedTextField("手机号", mask=mask_phone)
    device = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    tries = models.SmallIntegerField("已试次数", default=0)
    sent_at = models.DateTimeField("发送时间")
    until = models.DateTimeField("有效至")
    spent_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = "验证码"
        constraints = [models.CheckConstraint(condition=Q(tries__lte=5), name="code_has_five_tries")]
        indexes = [
            models.Index(fields=["device", "purpose", "-sent_at"], name="code_of_device"),
            models.Index(fields=["until"], name="code_until"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.phone}"


class Token(models.Model):
    """A key for a program that acts as one appointment of its owner, or as her; shown once, kept as a digest."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField("用途", max_length=60)
    digest = models.BinaryField(max_length=32, unique=True)
    appointment = models.UUIDField("任职", null=True)
    role = models.CharField("身份", max_length=30)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True)
    made_at = models.DateTimeField("签发时间")
    until = models.DateTimeField("有效至")
    used_on = models.DateField("最近使用", null=True)
    revoked_at = models.DateTimeField("撤销时间", null=True)
    agreed = models.CharField("已同意的协议版本", max_length=10, blank=True)

    class Meta:
        verbose_name = "接口令牌"
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("made_at")), name="token_ends_later")]

    def __str__(self) -> str:
        return self.name
