"""A founding and its papers; whom its roster names; the certificate of a union; and how a union ended."""

from typing import ClassVar, cast
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from gongqiao.files.papers import Written
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.membership.models import Membership
from gongqiao.organising.flow import BEGUN, FOUNDED, FOUNDING, LEGAL_PERSON, OPEN, PLANNED, REPLACED, SETTLED
from gongqiao.people.models import Person

COMMITTEE, ORGANISER = "committee", "organiser"  # the kinds of union that can be founded


def _names(words: str) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=30), default=list, blank=True, verbose_name=words)


class FoundingQuerySet(models.QuerySet["Founding"]):
    def locked(self, pk: UUID) -> "Founding":
        return self.select_for_update(of=("self",)).select_related("employer_body", "superior_body").get(pk=pk)

    def open(self) -> "FoundingQuerySet":
        return self.filter(state__in=OPEN)


class Founding(models.Model):
    """组建工会: one unit's way to a union of its own. `account` is the group's contact, where one acts here."""

    MEETINGS: ClassVar = {"members": "会员大会", "delegates": "会员代表大会"}
    LEADERSHIPS: ClassVar = {COMMITTEE: "工会委员会", ORGANISER: "组织员一人"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.CharField("状态", max_length=10, choices=list(FOUNDING.states.items()), default=BEGUN)
    employer_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="用人单位")
    superior_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="上一级工会")
    helper_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="现在的工会")
    party_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="平台上的党组织")
    union_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="成立的工会")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="联系人")
    account = models.UUIDField("联系人账号", null=True)
    called = models.CharField("筹备组组长", max_length=30)
    group = _names("筹备组成员")
    party = models.CharField("同级党组织", max_length=60, blank=True)
    expected = models.PositiveIntegerField("预计会员人数")
    members = models.PositiveIntegerField("会员人数", null=True)
    women = models.PositiveIntegerField("女会员人数", null=True)
    principals = _names("单位负责人、合伙人及其近亲属")
    deputies = _names("行政副职、人力资源负责人")
    leadership = models.CharField(
        "由谁主持工会", max_length=9, choices=list(LEADERSHIPS.items()), default=COMMITTEE, db_default=COMMITTEE
    )
    seats = models.PositiveSmallIntegerField("委员名额", null=True)
    candidates = _names("委员候选人")
    chairs = _names("主席候选人")
    posted_at = models.CharField("公示地点", max_length=60, blank=True)
    posted_on = models.DateField("公示起始日期", null=True)
    party_agreed = models.BooleanField("党组织同意", null=True)
    meeting = models.CharField("会议形式", max_length=9, choices=list(MEETINGS.items()), blank=True)
    meeting_on = models.DateField("会议日期", null=True)
    place = models.CharField("会议地点", max_length=60, blank=True)
    called_off = models.CharField("退回或者停办的理由", max_length=200, blank=True)
    entitled = models.PositiveIntegerField("应到人数", null=True)
    attended = models.PositiveIntegerField("实到人数", null=True)
    issued = models.PositiveIntegerField("发出选票", null=True)
    returned = models.PositiveIntegerField("收回选票", null=True)
    elected = _names("当选委员")
    votes = ArrayField(models.PositiveIntegerField(), default=list, blank=True, verbose_name="得票")
    chair = models.CharField("当选主席", max_length=30, blank=True)
    women_head = models.CharField("女职工委员会主任或者女职工委员", max_length=30, blank=True)
    years = models.PositiveSmallIntegerField("任期年数", null=True)
    since = models.DateField("选举日期", null=True)
    registered_on = models.DateField("法人登记日期", null=True)
    bank = models.CharField("开户银行", max_length=60, blank=True)
    account_on = models.DateField("开户日期", null=True)
    seal_filed_as = models.CharField("印章备案编号", max_length=40, blank=True)
    seal_on = models.DateField("刻章日期", null=True)
    brought = models.PositiveIntegerField("转入会员", null=True)
    begun_at = models.DateTimeField("登记时间")
    begun_on = models.DateField("请示日期")
    moved_on = models.DateField("本环节开始日期")
    handled_in = models.CharField("办理地", max_length=12, blank=True)

    objects = FoundingQuerySet.as_manager()

    class Meta:
        verbose_name = "组建工会"
        constraints = [
            models.UniqueConstraint(
                fields=["employer_body"], condition=Q(state__in=sorted(OPEN)), name="one_founding_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[FOUNDED, SETTLED]) | Q(union_body__isnull=False), name="what_is_founded_stands"
            ),
        ]
        indexes = [models.Index(fields=["superior_body", "-begun_at", "-id"], name="foundings_of_superior")]

    def __str__(self) -> str:
        return f"{self.employer_body.name}组建工会"

    @property
    def parties(self) -> tuple[int, ...]:
        """The unions that have it."""
        known = (self.superior_body_id, self.helper_body_id, self.union_body_id)
        return tuple(dict.fromkeys(body for body in known if body))

    @property
    def jurisdiction(self) -> Jurisdiction:
        return Jurisdiction(self.handled_in)

    @property
    def union(self) -> int:
        """What is founded stands."""
        return cast("int", self.union_body_id)

    @property
    def alone(self) -> bool:
        """One organiser instead of a committee."""
        return self.leadership == ORGANISER

    @property
    def union_name(self) -> str:
        return f"{self.employer_body.name}工会{'' if self.alone else '委员会'}"


class FoundingPaper(models.Model):
    """One paper of the chain, as it was written on its day; its sealed copy is a stored file of it."""

    KINDS: ClassVar = {
        "petition": "关于成立工会筹备组的请示",
        "group_reply": "关于同意成立工会筹备组的批复",
        "roster": "会员名册",
        "persons": "关于单位有关人员的说明",
        "candidates": "工会委员会候选人情况与公示",
        "opinion": "同级党组织对候选人的意见",
        "congress": "关于召开第一次会员大会的请示",
        "congress_reply": "关于同意召开第一次会员大会的批复",
        "one_candidates": "组织员候选人情况与公示",
        "one_result": "关于组织员选举结果的报告",
        "one_reply": "关于组织员选举结果的批复",
        "result": "关于第一届工会委员会选举结果的报告",
        "result_reply": "关于第一届工会委员会选举结果的批复",
        "returned": "退回通知",
        "dropped": "关于停办组建工会的说明",
        "certificate": "工会法人资格证书",
        "account": "银行账户开户材料",
        "seal": "印章刻制备案材料",
    }

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    founding = models.ForeignKey(Founding, models.PROTECT, related_name="papers", verbose_name="组建工会")
    kind = models.CharField("材料", max_length=14, choices=list(KINDS.items()))
    number = models.CharField("文号", max_length=40, blank=True)
    dated_on = models.DateField("落款日期")
    issuer = models.CharField("发文单位", max_length=120)
    reader = models.CharField("主送单位", max_length=120, blank=True)
    text = models.TextField("正文")
    on_paper = models.BooleanField("线下")
    signed_by = models.CharField("签发人", max_length=30, blank=True)
    served = models.CharField("怎样送达", max_length=6, choices=list(Written.WAYS.items()), blank=True)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "组建材料"
        indexes = [models.Index(fields=["founding", "recorded_at", "id"], name="papers_of_founding")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Listed(models.Model):
    """A member of another union whom the signed roster of a new one names: she comes along when it stands."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    founding = models.ForeignKey(Founding, models.PROTECT, related_name="listed", verbose_name="组建工会")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name="会籍")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="会员")

    class Meta:
        verbose_name = "新建工会会员名册"
        constraints = [models.UniqueConstraint(fields=["founding", "membership"], name="listed_once")]

    def __str__(self) -> str:
        return self.person.shown_name


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def locked(self, pk: UUID) -> "Certificate":
        return self.select_for_update(of=("self",)).get(pk=pk)


class Certificate(models.Model):
    """工会法人资格证书: as long as the term; renewed within the days before it expires."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    union_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="工会")
    state = models.CharField("状态", max_length=9, choices=list(LEGAL_PERSON.states.items()), default=PLANNED)
    uscc = models.CharField("统一社会信用代码", max_length=18, db_collation="C")
    number = models.CharField("证书编号", max_length=40)
    registrar = models.CharField("登记机关", max_length=120)
    issued_on = models.DateField("发证日期")
    valid_until = models.DateField("有效期至")
    handled_in = models.CharField("办理地", max_length=12, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "工会法人资格证书"
        constraints = [
            models.UniqueConstraint(fields=["union_body"], condition=~Q(state=REPLACED), name="one_certificate_holds"),
            models.CheckConstraint(condition=Q(valid_until__gt=F("issued_on")), name="a_certificate_lasts"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def jurisdiction(self) -> Jurisdiction:
        return Jurisdiction(self.handled_in)


class Ending(models.Model):
    """终止或者合并: why a union ended, on which papers, and where it went."""

    GROUNDS: ClassVar = {"closed": "所在单位终止或者被撤销", "merged": "并入另一家工会"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    union_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="终止的工会")
    decided_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="批准的上级工会")
    into_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="并入的工会")
    ground = models.CharField("事由", max_length=6, choices=list(GROUNDS.items()))
    number = models.CharField("批复文号", max_length=40)
    met_on = models.DateField("会员（代表）大会日期", null=True)
    moved = models.PositiveIntegerField("安置会员", default=0)
    on = models.DateField("终止日期")

    class Meta:
        verbose_name = "工会终止"
        constraints = [
            models.UniqueConstraint(fields=["union_body"], name="a_union_ends_once"),
            models.CheckConstraint(
                condition=Q(ground="merged", into_body__isnull=False) | Q(ground="closed", into_body=None),
                name="what_is_merged_goes_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.number
