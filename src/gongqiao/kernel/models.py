"""The kernel's tables: who can act and where they stand, what was done, what is due."""

from datetime import date
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from gongqiao.kernel.rows import Read


class Body(Read):
    """Whoever can act: a union, an employer, a labour department, a mass organisation, a vessel, the platform."""

    KINDS: ClassVar = {
        "union": "工会组织",
        "employer": "用人单位",
        "labour": "劳动行政部门",
        "mass": "群团组织",
        "vessel": "船舶",
        "party": "党组织",
        "government": "政府机构",
        "institution": "工会事业单位",
        "platform": "平台",
    }

    id = models.AutoField(primary_key=True)
    kind = models.CharField("类别", max_length=12, choices=list(KINDS.items()))
    name = models.CharField("名称", max_length=120)
    since = models.DateField("成立日期", null=True)
    until = models.DateField("终止日期", null=True)

    class Meta:
        verbose_name = "主体"

    def __str__(self) -> str:
        return self.name


class LineQuerySet(models.QuerySet["Line"]):
    def below(self, path: str, line: str = "union") -> "LineQuerySet":
        """The places strictly below a path, as a range: `LIKE` would read the whole table under collation C."""
        return self.filter(line=line, until=None, path__gt=path, path__lt=path[:-1] + "/")

    def within(self, path: str, line: str = "union") -> "LineQuerySet":
        """The place itself and those below it."""
        return self.filter(line=line, until=None, path__gte=path, path__lt=path[:-1] + "/")

    def on(self, day: date) -> "LineQuerySet":
        """The places as they were on a day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Line(models.Model):
    """A body's place on one line of leadership, from a day to a day.

    A path is the line's letter and the body ids from the top, each followed by a dot: "u1.12.".
    """

    NAMES: ClassVar = {
        "union": "工会组织领导",
        "fund": "经费关系",
        "industry": "产业工会",
        "employer": "用人单位隶属",
        "labour": "劳动行政",
        "mass": "群团",
        "platform": "平台",
    }
    LETTERS: ClassVar = {name: name[0] for name in NAMES}

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="lines")
    line = models.CharField("线", max_length=10, choices=list(NAMES.items()))
    above = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="上一级")
    path = models.CharField("路径", max_length=120, db_collation="C")
    since = models.DateField("起")
    until = models.DateField("止", null=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "领导关系"
        constraints = [
            models.UniqueConstraint(fields=["body", "line"], condition=Q(until=None), name="one_place_on_a_line"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="line_ends_later"),
        ]
        indexes = [models.Index(fields=["line", "path"], name="line_path", condition=Q(until=None))]

    def __str__(self) -> str:
        return self.path

    @classmethod
    def path_of(cls, body_id: int, line: str = "union") -> str:
        """Where a body stands today on a line; empty when it does not stand on it."""
        return cls.objects.filter(body_id=body_id, line=line, until=None).values_list("path", flat=True).first() or ""

    @classmethod
    def paths_of(cls, body_id: int) -> dict[str, str]:
        """All of a body's places today, by line."""
        return dict(cls.objects.filter(body_id=body_id, until=None).values_list("line", "path"))


class Record(models.Model):
    """One thing that was done: the audit trail and the event log are the same rows. Only ever inserted.

    `facts` holds ids, codes and dates of the event; personal fields appear as salted commitments, never as values.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("时间")
    event = models.CharField("事件", max_length=60)
    person = models.UUIDField("办理人", null=True)
    role = models.CharField("身份", max_length=30)
    appointment = models.UUIDField("任职", null=True)
    body = models.IntegerField("主体", null=True)
    subject_type = models.CharField("对象类别", max_length=60)
    subject_id = models.CharField("对象", max_length=36)
    batch = models.UUIDField("批次", null=True)
    law = models.CharField("依据", max_length=120, blank=True)
    facts = models.JSONField("内容", encoder=DjangoJSONEncoder)
    act = models.CharField("提交键", max_length=64, null=True)  # noqa: DJ001 -- unique where there is one

    class Meta:
        verbose_name = "办理记录"
        constraints = [models.UniqueConstraint(fields=["act"], name="record_act_is_unique")]
        indexes = [models.Index(fields=["subject_type", "subject_id", "id"], name="record_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"


class Answer(models.Model):
    """What one of many callers of a rush was told: found again by the key of her form. Only ever inserted."""

    act = models.CharField("提交键", max_length=64, primary_key=True)
    subject_id = models.CharField("对象", max_length=36)
    batch = models.UUIDField("批次")

    class Meta:
        verbose_name = "答复"

    def __str__(self) -> str:
        return self.subject_id


class Deadline(models.Model):
    """A running period. Its last day is reckoned once, when it starts, and kept with the article it rests on."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=36)
    clock = models.CharField("时钟", max_length=60)
    started_on = models.DateField("起算")
    due_on = models.DateField("最后一日", null=True)
    effect_on = models.DateField("生效日", null=True)
    unrolled_on = models.DateField("未顺延日", null=True)
    hint_on = models.DateField("提示日", null=True)
    article = models.CharField("依据", max_length=120, blank=True)
    parameter = models.CharField("参数行", max_length=120, blank=True)
    calendar = models.CharField("日历版本", max_length=120, blank=True)
    provisional = models.BooleanField("暂定", default=False)
    division = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=30, blank=True)
    level = models.CharField(max_length=30, blank=True)
    closed_on = models.DateField("停止", null=True)
    overdue_on = models.DateField("逾期", null=True)

    class Meta:
        verbose_name = "期限"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "clock"],
                condition=Q(closed_on=None),
                name="one_running_deadline_per_clock",
            )
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="deadline_running", condition=Q(closed_on=None)),
            models.Index(fields=["clock", "closed_on"], name="deadline_late", condition=Q(closed_on__gt=F("due_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.due_on}"


class Heard(models.Model):
    """That a later ear has dealt with a record: what makes "at least once" happen once."""

    ear = models.CharField(max_length=80)
    record = models.BigIntegerField()

    class Meta:
        verbose_name = "已响应"
        constraints = [models.UniqueConstraint(fields=["ear", "record"], name="an_ear_hears_a_record_once")]

    def __str__(self) -> str:
        return f"{self.ear} {self.record}"


Thing = Any  # a model instance with a `state`: typed loosely, because `move` takes any module's
