"""Who belongs where, since when; where she belonged before; and the card that shows it."""

from uuid import UUID

from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import F, Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.rows import Copied, Read, once
from gongqiao.membership.flow import ACTIVE, LEFT, OVER, PENDING, RETAINED, VOID
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.membership.models.resolutions import Resolution
from gongqiao.people.models import Person

STATES = {ACTIVE: "在会", PENDING: "待确认", RETAINED: "保留会籍", LEFT: "已退会", VOID: "未获确认"}
SHOWN = (ACTIVE, PENDING, RETAINED)
__all__ = [
    "ACTIVE",
    "LEFT",
    "PENDING",
    "RETAINED",
    "SHOWN",
    "STATES",
    "VOID",
    "Card",
    "Membership",
    "MembershipQuerySet",
    "Stay",
]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def locked(self, pk: UUID) -> "Membership":
        return self.select_for_update(of=("self",)).select_related("person").get(pk=pk)

    def locked_by_card(self, number: str, name: str) -> list["Membership"]:
        """The membership of a card, when the name is right as well; nothing otherwise."""
        held = self.select_for_update(of=("self",)).select_related("person")
        return list(held.filter(card__number=number, person__name=name.strip()))

    def active(self) -> "MembershipQuerySet":
        return self.filter(state=ACTIVE)

    def held(self) -> "MembershipQuerySet":
        """Those that last: active, retained, or still to be confirmed. Whoever has one cannot join anew."""
        return self.exclude(state__in=OVER)


class Membership(Read):
    """会籍: joined once and kept through every move (工会会员会籍管理办法 第三条)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="会员", db_index=False)
    union_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="工会", db_index=False)
    state = models.CharField("状态", max_length=8, choices=list(STATES.items()), default=ACTIVE)
    employment_form = models.CharField("用工形式", max_length=13, choices=EmploymentForm)
    sex = models.CharField("性别", max_length=1)
    joined_on = models.DateField("入会日期")
    left_on = models.DateField("退会日期", null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "会籍"
        constraints = [
            models.UniqueConstraint("person", once(~Q(state__in=OVER)), name="person_holds_one_membership"),
            models.CheckConstraint(condition=Q(state__in=sorted(STATES)), name="membership_state_is_known"),
            models.CheckConstraint(
                condition=Q(left_on=None) & ~Q(state=LEFT) | Q(state=LEFT, left_on__gte=F("joined_on")),
                name="membership_is_left_after_joining",
            ),
        ]
        indexes = [models.Index(fields=["union_body", "joined_on", "id"], name="members_of_union")]

    def __str__(self) -> str:
        return self.person.shown_name


class Stay(models.Model):
    """会籍经历: as what a member stood in which union, from a day to a day, and the paper or move it began with.

    The form of employment stands here too, so that any day can be counted as it was; empty in stays that were entered
    before that was asked, then it is taken to be the membership's. Somebody's stays are found by her memberships: the
    person stands here for the wall.
    """

    person = Copied(Person, models.PROTECT, through="membership__person", related_name="+", verbose_name="会员")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="stays", db_index=False)
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="工会")
    state = models.CharField("状态", max_length=8, choices=list(STATES.items()), default=ACTIVE)
    employment_form = models.CharField("用工形式", max_length=13, choices=EmploymentForm, blank=True, default="")
    since = models.DateField("起")
    until = models.DateField("止", null=True)
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, null=True, related_name="+")
    transfer = models.ForeignKey("membership.Transfer", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "会籍经历"
        constraints = [
            models.UniqueConstraint("membership", once(Q(until=None)), name="membership_has_one_present_stay"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="stay_ends_later"),
        ]
        indexes = [models.Index(fields=["transfer"], name="stay_of_transfer", condition=Q(transfer__isnull=False))]

    def __str__(self) -> str:
        return f"{self.since} {self.state}"


class Card(models.Model):
    """会员证: a number for life of the membership, and a secret whose QR a second phone can check.

    No two of 2¹²⁸ secrets are the same, so that nobody has to look.
    """

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, primary_key=True, related_name="card")
    number = models.CharField("会员证号", max_length=12, unique=True)
    token = models.CharField("验证码", max_length=22, db_collation="C")
    issued_on = models.DateField("发证日期")

    class Meta:
        verbose_name = "会员证"
        indexes = [HashIndex(fields=["token"], name="card_of_token")]

    def __str__(self) -> str:
        return self.number
