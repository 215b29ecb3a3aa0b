"""The operator's own tables: yearly arrangements over the package's, and a place's readings of open questions."""

from typing import ClassVar

from django.db import connection, models
from django.db.models import Q

from gongqiao.kernel.identifiers import uuid7
from gongqiao.law.calendar import Year


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def locked(self, year: int, division: str) -> int:
        """The newest version of a year and place, 0 before the first, while nobody else can enter one."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"law.arrangement {year} {division}"])
        newest = self.filter(year=year, division=division).aggregate(models.Max("version"))
        return newest["version__max"] or 0


class Arrangement(models.Model):
    """One year's days off and days worked, as published; the latest version of a year and place is the one that holds.

    Never changed: a correction is a new version, so that every due day can name the table that gave it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField("年份")
    division = models.CharField("适用地区代码", max_length=12, blank=True)
    version = models.PositiveSmallIntegerField("版本")
    source = models.CharField("文号或者文件名", max_length=120)
    published_on = models.DateField("公布日期")

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = "年度放假安排"
        constraints = [models.UniqueConstraint(fields=["year", "division", "version"], name="law_arrangement_version")]

    def __str__(self) -> str:
        return f"{self.year}年放假安排第{self.version}版"

    @property
    def as_year(self) -> Year:
        days = sorted(self.days.all(), key=lambda each: each.day)
        off, work = ({each.day: each.name for each in days if each.kind == kind} for kind in ArrangedDay.KINDS)
        version = f"v{self.version}"
        return Year(self.year, off, work, version, self.source, self.published_on, division=self.division)


class ArrangedDay(models.Model):
    """One day of an arrangement that differs from the plain week."""

    OFF, WORK = "off", "work"
    KINDS: ClassVar = {OFF: "放假", WORK: "上班"}

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="days")
    day = models.DateField("日期")
    kind = models.CharField("安排", max_length=4, choices=list(KINDS.items()))
    name = models.CharField("节日", max_length=40, blank=True)

    class Meta:
        verbose_name = "放假安排之日"
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "day"], name="law_arranged_day_once"),
            models.CheckConstraint(condition=Q(kind__in=["off", "work"]), name="law_arranged_day_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.KINDS[self.kind]}"


HOURS = {"24:00": "24:00，与网上办理相同"} | {hour: hour for hour in ("16:00", "16:30", "17:00", "17:30", "18:00")}


class Counter(models.TextChoices):
    """Where papers are handed over, each with the question that says when it closes."""

    LABOUR = "labour_hour", "人力社保部门窗口"
    UNION = "union_hour", "工会窗口"


class Reading(models.Model):
    """How a place reads a question the law leaves open: which days move a last day, when a counter's day ends.

    The first answer of each question is the one that holds where nobody has answered it.
    """

    QUESTIONS: ClassVar = {
        "rest_days": "末日遇哪些休息日顺延",
        "review_roll": "审查期限末日遇休息日",
        **{counter.value: f"{counter.label}收件到几点" for counter in Counter},
    }
    ANSWERS: ClassVar = {
        "rest_days": {"all": "公休日和法定节假日", "statutory": "仅法定节假日"},
        "review_roll": {"yes": "顺延", "no": "不顺延"},
        **dict.fromkeys(Counter.values, HOURS),
    }

    question = models.CharField("口径", max_length=12, choices=list(QUESTIONS.items()))
    division = models.CharField("适用地区代码", max_length=12, blank=True)
    answer = models.CharField("取值", max_length=10)
    basis = models.CharField("依据", max_length=120)
    since = models.DateField("自何日起")

    class Meta:
        verbose_name = "期限口径"
        constraints = [
            models.UniqueConstraint(fields=["question", "division", "since"], name="law_reading_once"),
            models.CheckConstraint(
                condition=Q(answer__in=["all", "statutory", "yes", "no", *HOURS]), name="law_reading_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.QUESTIONS[self.question]}：{self.ANSWERS[self.question][self.answer]}"
