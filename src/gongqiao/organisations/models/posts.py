"""Who holds which post from when to when, and the terms of committees."""

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.kernel.rows import Read
from gongqiao.organisations.flow import TERM
from gongqiao.people.models import Person


def years_on(since: date, years: int) -> date:
    """The corresponding day so many years on; the end of February where it has none (民法典 第二百零二条)."""
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return since.replace(year=since.year + years, day=28)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def locked(self, pk: UUID) -> "Appointment":
        return self.select_for_update(of=("self",)).select_related("body").get(pk=pk)

    def on(self, day: date) -> "AppointmentQuerySet":
        """Those in force on a day; the last day is still one."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class Appointment(Read):
    """One person's post at one body, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField("职务", max_length=30)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="appointments")
    since = models.DateField("起")
    until = models.DateField("止", null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "body"], condition=Q(until=None), name="post_is_held_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="post_ends_later"),
        ]
        indexes = [models.Index(fields=["body", "role"], name="appointment_body")]

    def __str__(self) -> str:
        return f"{self.role} {self.since}"


class TermQuerySet(models.QuerySet["Term"]):
    def locked(self, pk: UUID) -> "Term":
        return self.select_for_update(of=("self",)).select_related("body__organisation").get(pk=pk)


class Term(models.Model):
    """A committee's term of three or five years, from the day of its election (工会法 第十六条)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField("届次")
    years = models.PositiveSmallIntegerField("任期年数")
    since = models.DateField("选举产生")
    until = models.DateField("届满")
    state = models.CharField("状态", max_length=10, choices=list(TERM.states.items()), default=TERM.start)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "届期"
        constraints = [
            models.CheckConstraint(condition=Q(years__in=(3, 5)), name="term_is_three_or_five_years"),
            models.CheckConstraint(condition=Q(state__in=sorted(TERM.states)), name="term_state_is_known"),
            models.UniqueConstraint(fields=["body", "number"], name="term_number_is_unique"),
        ]

    def __str__(self) -> str:
        return f"第{self.number}届"

    @property
    def due_by_law(self) -> date:
        """The end of the years that the meeting decided, whatever was approved since."""
        return years_on(self.since, self.years)

    @property
    def jurisdiction(self) -> Jurisdiction:
        return Jurisdiction(division=self.body.organisation.division_id)


class Postponement(models.Model):
    """That the union above let a committee stay in office beyond its term, here or on paper."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="postponements", verbose_name="届期")
    before = models.DateField("原定届满")
    until = models.DateField("延期至")
    approved_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="批准的上一级工会"
    )
    approved_on = models.DateField("批复日期")
    document_number = models.CharField("批复文号", max_length=60, blank=True)
    grounds = models.CharField("理由", max_length=200, blank=True)
    on_paper = models.BooleanField("线下")

    class Meta:
        verbose_name = "延期换届"
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("before")), name="postponed_to_a_later_day")]

    def __str__(self) -> str:
        return f"{self.before}→{self.until}"
