"""Which Record became which leaf, and the heads that were signed."""

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
