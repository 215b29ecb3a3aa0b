"""A human being, at most once per document."""

from uuid import UUID

from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.rows import Read, once
from gongqiao.kernel.secrets import BlindIndexField, EncryptedTextField, mask_identity_number, mask_name, mask_phone
from gongqiao.people.models.codes import DOCUMENTS, EDUCATION, ETHNIC, POLITICAL, SEX


class PersonQuerySet(models.QuerySet["Person"]):
    def locked(self, pk: UUID) -> "Person":
        return self.select_for_update().get(pk=pk)

    def holding(self, document_type: str, number: str) -> "PersonQuerySet":
        """The one row of this document, under whichever key the index stands; whose it is `who` says."""
        return self.filter(document_type=document_type, document_index__of=number)


class Person(Read):
    """A human being the union knows by a document; phones may be shared by a crew or pass to somebody else."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document_type = models.CharField("证件类型", max_length=10, choices=list(DOCUMENTS.items()))
    document_number = EncryptedTextField("证件号码", mask=mask_identity_number)
    document_index = BlindIndexField(source="document_number", purpose="document")
    document_index_next = BlindIndexField(source="document_number", purpose="document", coming=True, null=True)
    name = models.CharField("姓名", max_length=60)
    phone = EncryptedTextField("手机号", mask=mask_phone, null=True)
    phone_index = BlindIndexField(source="phone", purpose="phone", null=True)
    phone_index_next = BlindIndexField(source="phone", purpose="phone", coming=True, null=True)
    sex = models.CharField("性别", max_length=1, choices=list(SEX.items()), default="0")
    birth_on = models.DateField("出生日期")
    ethnic = models.CharField("民族", max_length=2, choices=list(ETHNIC.items()), blank=True)
    political = models.CharField("政治面貌", max_length=2, choices=list(POLITICAL.items()), blank=True)
    education = models.CharField("学历", max_length=2, choices=list(EDUCATION.items()), blank=True)
    registered_at = models.DateTimeField("登记时间")
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="与谁是同一人", db_index=False
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "人员"
        constraints = [
            models.UniqueConstraint(fields=["document_type", "document_index"], name="person_has_one_document"),
            models.UniqueConstraint(
                fields=["document_type", "document_index_next"],
                condition=Q(document_index_next__isnull=False),
                name="person_has_one_document_next",
            ),
            models.CheckConstraint(condition=Q(document_type__in=sorted(DOCUMENTS)), name="person_document_is_known"),
            models.CheckConstraint(condition=Q(sex__in=sorted(SEX)), name="person_sex_is_known"),
            models.CheckConstraint(condition=Q(birth_on__gte="1900-01-01"), name="person_birth_is_possible"),
            models.CheckConstraint(condition=~Q(same_as=models.F("pk")), name="person_is_another_one_than_herself"),
        ]
        indexes = [
            HashIndex(fields=["phone_index"], name="person_by_phone"),
            models.Index(
                fields=["phone_index_next"], name="person_phone_next", condition=Q(phone_index_next__isnull=False)
            ),
            models.Index(fields=["same_as"], name="person_same_as", condition=Q(same_as__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return mask_name(self.name) if self.name else "已删除"

    @property
    def who(self) -> "Person":
        """The human being: of two rows for one, the row that goes on."""
        return self.same_as or self


class Belonging(models.Model):
    """That a body knows a person, and as what: behind the wall a person is visible to these bodies and those above.

    Written by the acts of the modules above (admission, appointment), in their transaction.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="belongings", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("身份", max_length=20)
    since = models.DateField("起")
    until = models.DateField("止", null=True)

    class Meta:
        verbose_name = "归属"
        constraints = [
            models.UniqueConstraint(
                "person", "body", "kind", once(Q(until=None)), name="person_belongs_in_one_way_once"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
