"""名册: one file a union handed in, the people on it while they wait, and what is wrong with its rows."""

from typing import Any, ClassVar, cast
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gongqiao.intake.models import HandedIn, RowProblem
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.secrets import BlindIndexField, EncryptedTextField, mask_identity_number, mask_name, mask_phone
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.rosters.flow import AT_REST, ENTERING, READING, ROSTER

APPLIED, SIGNED = "applied", "signed"
GOOD, WAITING = "good", "waiting"


class RosterQuerySet(models.QuerySet["Roster"]):
    def locked(self, pk: UUID) -> "Roster":
        return self.select_for_update(of=("self",)).select_related("union_body").get(pk=pk)

    def in_turn(self, union: int) -> "RosterQuerySet":
        """A union's lists, one after another: before whatever its committee decides, as its resolutions are locked."""
        Body.objects.select_for_update(no_key=True).filter(pk=union).first()
        return self.filter(union_body_id=union)

    def locked_of(self, keys: "models.QuerySet[Any, Any]") -> "Roster | None":
        """The one list whose key this query gives, if it gives one."""
        return self.select_for_update(of=("self",)).filter(pk__in=keys).select_related("union_body").first()


class Roster(HandedIn):
    """入会名册: a list of people under one resolution of one committee.

    `kind` says what stands behind the list: everybody's own written application, or signatures on the list itself;
    then each confirms by SMS, and is no member before.
    """

    KINDS: ClassVar = {APPLIED: "每人都有书面入会申请", SIGNED: "名单上签名，每人再用短信确认"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="工会")
    state = models.CharField("状态", max_length=10, choices=list(ROSTER.states.items()), default=READING)
    kind = models.CharField("入会意愿", max_length=7, choices=list(KINDS.items()))
    layout = models.CharField("表格样式", max_length=40, blank=True)
    employment_form = models.CharField("没有写用工形式的", max_length=13, choices=EmploymentForm)
    handled_in = models.CharField("办理地", max_length=12)

    number = models.CharField("决议文号", max_length=40, blank=True)
    met_on = models.DateField("会议日期", null=True)
    present = ArrayField(models.CharField(max_length=30), default=list, verbose_name="出席委员")
    resolution = models.UUIDField("决议", null=True)
    entered_at = models.DateTimeField("登记时间", null=True)
    undoing_at = models.DateTimeField("要求撤销的时间", null=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = "入会名册"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[APPLIED, SIGNED]), name="roster_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["entered", "confirming"]) | Q(resolution__isnull=False),
                name="roster_rests_on_a_resolution",
            ),
        ]
        indexes = [models.Index(fields=["union_body", "-received_at", "-id"], name="roster_of_union")]

    @property
    def working(self) -> bool:
        """Whether something goes on in the background."""
        return self.state in {READING, ENTERING} or self.undoing_at is not None

    @property
    def at_rest(self) -> bool:
        """Whether it waits for the office: to be read again, or let go."""
        return self.state in AT_REST

    @property
    def signed(self) -> bool:
        return self.kind == SIGNED

    @property
    def paper(self) -> UUID:
        """The resolution it was entered by."""
        return cast("UUID", self.resolution)

    @property
    def decision(self) -> dict[str, Any]:
        """What the committee's paper says."""
        return {"number": self.number, "met_on": self.met_on, "present": self.present}

    @property
    def jurisdiction(self) -> Jurisdiction:
        return Jurisdiction(self.handled_in)


class RosterLine(models.Model):
    """名册人员: one person on a list whose row is good, until she is registered or the list is let go.

    Kept as her person will be: sealed to the key she will have. `known` is the person of the document, if there is one.
    """

    STATES: ClassVar = {GOOD: "可以接收", WAITING: "待本人确认"}

    id = models.UUIDField(primary_key=True, editable=False)
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="lines", verbose_name="名册", db_constraint=False)
    state = models.CharField("状态", max_length=7, choices=list(STATES.items()), default=GOOD)
    union = models.IntegerField("工会")
    sheet = models.CharField("工作表", max_length=31)
    row = models.IntegerField("行")
    person_key = models.UUIDField("将来的编号")
    known = models.UUIDField("已登记人员", null=True)
    document_type = models.CharField("证件类型", max_length=10)
    document_number = EncryptedTextField(
        "证件号码", mask=mask_identity_number, home=("people_person", "document_number", "person_key")
    )
    document_index = BlindIndexField(source="document_number", purpose="document")
    document_index_next = BlindIndexField(source="document_number", purpose="document", coming=True, null=True)
    name = models.CharField("姓名", max_length=60)
    phone = EncryptedTextField("手机号", mask=mask_phone, null=True, home=("people_person", "phone", "person_key"))
    phone_index = BlindIndexField(source="phone", purpose="phone", null=True)
    phone_index_next = BlindIndexField(source="phone", purpose="phone", coming=True, null=True)
    sex = models.CharField("性别", max_length=1)
    birth_on = models.DateField("出生日期")
    ethnic = models.CharField("民族", max_length=2, blank=True)
    political = models.CharField("政治面貌", max_length=2, blank=True)
    education = models.CharField("学历", max_length=2, blank=True)
    employment_form = models.CharField("用工形式", max_length=13, choices=EmploymentForm)
    invited_at = models.DateTimeField("通知确认时间", null=True)

    class Meta:
        verbose_name = "名册人员"
        indexes = [
            models.Index(fields=["phone_index"], name="line_waits_for_phone", condition=Q(state=WAITING)),
            models.Index(fields=["document_index"], name="line_waits_for_document", condition=Q(state=WAITING)),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return mask_name(self.name)


class RosterProblem(RowProblem):
    """名册问题."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="problems", verbose_name="名册")

    class Meta:
        verbose_name = "名册问题"


class Spelling(models.Model):
    """表格写法: how a heading or a code is written elsewhere, or which column stands where in another's table.

    `layout` is the other's table by its name, empty for a spelling met anywhere; `place` counts its columns from 1.
    """

    layout = models.CharField("表格样式", max_length=40, blank=True)
    place = models.IntegerField("第几列", null=True)
    column = models.CharField("我们的列", max_length=20)
    words = models.CharField("写法", max_length=60)
    value = models.CharField("代码", max_length=20, blank=True)

    class Meta:
        verbose_name = "表格写法"
        constraints = [
            models.UniqueConstraint(fields=["layout", "column", "words"], name="a_spelling_means_one_thing"),
        ]

    def __str__(self) -> str:
        return self.words
