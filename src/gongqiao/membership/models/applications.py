"""Somebody's wish to join, from the first word written to the committee's answer."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, cast
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.secrets import EncryptedTextField, mask_identity_number, mask_name, mask_phone
from gongqiao.membership.flow import DRAFT, FLOW, OPEN
from gongqiao.membership.models.codes import ITEMS
from gongqiao.membership.models.resolutions import Resolution
from gongqiao.membership.models.work import Work
from gongqiao.people.models import Person


class ApplicationQuerySet(models.QuerySet["Application"]):
    def locked(self, pk: UUID) -> "Application":
        return self.select_for_update(of=("self",)).select_related("person").get(pk=pk)

    def all_locked(self, keys: Iterable[UUID]) -> list["Application"]:
        """Several at once, in one order for everybody, so that two committees cannot wait for each other."""
        held = self.select_for_update(of=("self",)).select_related("person").filter(pk__in=list(keys))
        return list(held.order_by("pk"))

    def open(self) -> "ApplicationQuerySet":
        return self.filter(state__in=OPEN)


class Application(Work):
    """入会申请. Belongs to an account; whose the account is, the union confirms when it admits.

    Until then the application carries what the applicant says of herself, or what is known of her; it no longer does
    once she is a member.
    """

    SEXES: ClassVar = {"0": "未知", "1": "男", "2": "女", "9": "未说明"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.UUIDField("账号")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="申请人")
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="工会")
    state = models.CharField("状态", max_length=10, choices=list(FLOW.states.items()), default=DRAFT)
    begun_at = models.DateTimeField("开始填写")

    invited = models.BooleanField("扫码", default=False)
    reviewed_in = models.CharField("审查地", max_length=12, blank=True)

    name = models.CharField("姓名", max_length=60, blank=True)
    document_type = models.CharField("证件类型", max_length=10, blank=True)
    document_number = EncryptedTextField("证件号码", mask=mask_identity_number, null=True)
    phone = EncryptedTextField("联系电话", mask=mask_phone, null=True)
    sex = models.CharField("性别", max_length=1, choices=list(SEXES.items()), default="0")
    birth_on = models.DateField("出生日期", null=True)

    submitted_on = models.DateField("提交日期", null=True)
    suspected = models.BooleanField("疑似已有会籍", default=False)
    missing = ArrayField(
        models.CharField(max_length=10, choices=[(code, words) for code, (words, _) in ITEMS.items()]),
        default=list,
        verbose_name="缺少的内容",
    )
    words = models.CharField("审查意见", max_length=200, blank=True)
    delegation = models.UUIDField("先行准予所依授权", null=True)
    decided_on = models.DateField("办结日期", null=True)
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="applications")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "入会申请"
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(state__in=sorted(OPEN)), name="one_open_application"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(union_body__isnull=False, submitted_on__isnull=False),
                name="application_is_sent_to_a_union",
            ),
            models.CheckConstraint(
                condition=~Q(state="admitted") | Q(resolution__isnull=False, person__isnull=False),
                name="admission_rests_on_a_resolution",
            ),
        ]
        indexes = [
            models.Index(fields=["union_body", "-submitted_on", "-id"], name="application_of_union"),
            models.Index(fields=["resolution"], name="application_of_resolution"),
            models.Index(fields=["person"], name="application_of_person"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def called(self) -> str:
        """The applicant's name: the person's, or what she says it is."""
        return self.person.name if self.person else self.name

    @property
    def shown_name(self) -> str:
        return mask_name(self.called) if self.called else "申请人"

    @property
    def born_on(self) -> date | None:
        return self.person.birth_on if self.person else self.birth_on

    @property
    def union(self) -> int:
        """The union it was handed in to: from the submission on there is one."""
        return cast("int", self.union_body_id)

    @property
    def jurisdiction(self) -> Jurisdiction:
        """Of the place of the union that reviews."""
        return Jurisdiction(self.reviewed_in)
