"""Which Record became which leaf, the heads that were signed, and who confirmed them."""

from typing import ClassVar

from django.db import models


class Leaf(models.Model):
    """A Record's place in the tree, given after its commit; never changed, so a Record that was shows in the tree."""

    place = models.BigIntegerField("序号", primary_key=True)
    record = models.BigIntegerField("办理记录", unique=True)
    digest = models.BinaryField("摘要", max_length=32)

    class Meta:
        verbose_name = "审计叶"

    def __str__(self) -> str:
        return f"{self.place} {self.record}"


class Head(models.Model):
    """The tree at one size: its root, signed. `edge` is what the next head is built on."""

    size = models.BigIntegerField("记录数", primary_key=True)
    root = models.BinaryField("根", max_length=32)
    edge = models.BinaryField("右缘")
    at = models.DateTimeField("时间")
    key = models.BinaryField("公钥", max_length=32)
    signature = models.BinaryField("签名", max_length=64)

    READ: ClassVar = ("size", "root", "at", "key", "signature")

    class Meta:
        verbose_name = "审计头"

    def __str__(self) -> str:
        return f"{self.size} {bytes(self.root).hex()[:16]}"


class Witness(models.Model):
    """How it stands with a body outside that confirms heads: what it confirmed last, and what is the matter if not."""

    AWAY, ODD, UNKNOWN, UNTRUE, DIFFERS = "away", "odd", "unknown", "untrue", "differs"
    TROUBLES: ClassVar = {
        AWAY: "没有应答",
        ODD: "回答不合标准",
        UNKNOWN: "不认识平台的名称或者公钥",
        UNTRUE: "签名不是用它的公钥签的",
        DIFFERS: "它确认过的审计头和平台的对不上",
    }

    name = models.CharField("名称", max_length=120, unique=True)
    named_at = models.DateTimeField("开始联系")
    size = models.BigIntegerField("已确认的记录数", default=0)
    confirmed_at = models.DateTimeField("最近确认", null=True)
    tried_at = models.DateTimeField("最近联系", null=True)
    failures = models.IntegerField("连续未确认次数", default=0)
    trouble = models.CharField("情况", max_length=10, choices=list(TROUBLES.items()), blank=True)

    class Meta:
        verbose_name = "见证方"

    def __str__(self) -> str:
        return self.name


class Cosignature(models.Model):
    """That a witness has confirmed a head: its signature, kept to be handed out. Only ever added."""

    witness = models.CharField("见证方", max_length=120)
    key = models.BinaryField("公钥", max_length=32)
    origin = models.CharField("平台名称", max_length=120)
    size = models.BigIntegerField("记录数")
    root = models.BinaryField("根", max_length=32)
    time = models.BigIntegerField("确认时间，1970 年以来的秒数")
    signature = models.BinaryField("签名", max_length=64)

    class Meta:
        verbose_name = "见证确认"
        constraints = [models.UniqueConstraint(fields=["size", "key", "time"], name="confirmed_once_a_second")]

    def __str__(self) -> str:
        return f"{self.witness} {self.size}"
