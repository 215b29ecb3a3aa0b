"""What somebody must do, what somebody was told, and what she does not want by SMS."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse

from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.kernel.rows import Read
from gongqiao.notices.kinds import WATCHES, Kind, To, kind_of
from gongqiao.people.models import Person

NEVER = date(9999, 12, 31)
ONE_READER = (
    Q(body__isnull=False, person=None, account=None)
    | Q(body=None, person__isnull=False, account=None)
    | Q(body=None, person=None, account__isnull=False)
)


def address_of(name: str, args: list[Any]) -> str:
    """Where a row leads: the thing's own page, or one page for all of a person's; nowhere when it no longer exists."""
    for given in (args, []):
        with suppress(NoReverseMatch):
            return reverse(name, args=given) if name else ""
    return ""


class TaskQuerySet(models.QuerySet["Task"]):
    def locked(self, pk: UUID) -> "Task":
        return self.select_for_update().get(pk=pk)

    def standing(self) -> "TaskQuerySet":
        return self.filter(done_at=None)

    def about(self, subject_type: str, ids: list[str]) -> "TaskQuerySet":
        return self.filter(subject_type=subject_type, subject_id__in=ids)


class Task(Read):
    """That an office, a person or an account must act on a thing. Open once per recipient, kind and thing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("类别", max_length=60)
    title = models.CharField("标题", max_length=120)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="办理单位")
    roles = ArrayField(models.CharField(max_length=30), default=list, verbose_name="办理身份")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="本人")
    account = models.UUIDField("账号", null=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=36)
    url_name = models.CharField(max_length=80)
    follow_name = models.CharField(max_length=80, blank=True)
    args = models.JSONField(default=list)
    due_on = models.DateField("最后一日", null=True)
    provisional = models.BooleanField("暂定", default=False)
    hint_on = models.DateField("提示日", null=True)
    clock = models.CharField("时钟", max_length=60, blank=True)
    division = models.CharField(max_length=12, blank=True)
    sorts_on = models.GeneratedField(
        expression=Coalesce("due_on", models.Value(NEVER)), output_field=models.DateField(), db_persist=True
    )
    opened_at = models.DateTimeField("发起时间")
    started_by = models.UUIDField("发起人", null=True)
    started_body = models.IntegerField("发起单位", null=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="事项本人")
    owner_account = models.UUIDField("事项账号", null=True)
    pressed_on = models.DateField("催办日期", null=True)
    done_at = models.DateTimeField("办结时间", null=True)
    done_by = models.UUIDField("办结人", null=True)
    done_body = models.IntegerField("办结单位", null=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "待办"
        constraints = [
            models.CheckConstraint(condition=ONE_READER, name="task_has_one_recipient"),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "kind", "body", "person", "account"],
                condition=Q(done_at=None),
                nulls_distinct=False,
                name="task_is_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "sorts_on", "id"], name="task_of_office", condition=Q(done_at=None)),
            models.Index(fields=["person", "sorts_on", "id"], name="task_of_person", condition=Q(done_at=None)),
            models.Index(fields=["account", "sorts_on", "id"], name="task_of_account", condition=Q(done_at=None)),
            models.Index(fields=["done_by", "-done_at", "-id"], name="task_done_by"),
            models.Index(fields=["started_by", "-id"], name="task_started_by"),
            models.Index(fields=["owner", "-id"], name="task_owner"),
            models.Index(fields=["owner_account", "-id"], name="task_owner_account"),
            models.Index(fields=["subject_type", "subject_id"], name="task_subject"),
            models.Index(fields=["due_on"], name="task_due", condition=Q(done_at=None, due_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def told_as(self) -> Kind:
        return kind_of(self.kind)

    @property
    def to(self) -> To:
        return To(self.body_id, tuple(self.roles), self.person_id, self.account)

    @property
    def href(self) -> str:
        """The page of the thing; of a task whose thing has none, the task's own."""
        return address_of(self.url_name, self.args) or address_of("notices:task", [self.pk])

    @property
    def follows(self) -> bool:
        """Whether it opens and closes with the states of its thing."""
        watch = WATCHES.get(self.subject_type)
        return watch is not None and any(duty.kind.code == self.kind for duty in watch.duties)

    @property
    def follow(self) -> str:
        return address_of(self.follow_name, self.args)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> "NoticeQuerySet":
        return self.filter(text_state="waiting")


TEXT_STATES = {
    "": "不发短信",
    "waiting": "待发短信",
    "sent": "已发短信",
    "muted": "已关闭短信",
    "withheld": "未同意短信",
    "unreachable": "没有手机号",
}


class Notice(Read):
    """One thing told to one reader on one occasion, in the inbox and perhaps by SMS. `body` is in which capacity."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("类别", max_length=60)
    words = models.CharField("内容", max_length=120)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="本人")
    account = models.UUIDField("账号", null=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="单位")
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=36)
    occasion = models.CharField(max_length=40)
    url_name = models.CharField(max_length=80, blank=True)
    args = models.JSONField(default=list)
    told_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True)
    text_state = models.CharField("短信", max_length=12, choices=list(TEXT_STATES.items()), blank=True)
    text_at = models.DateTimeField("短信时间", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "消息"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, account=None) | Q(person=None, account__isnull=False),
                name="notice_has_one_reader",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "person", "account", "body", "occasion"],
                nulls_distinct=False,
                name="notice_is_told_once",
            ),
            models.CheckConstraint(
                condition=~Q(text_state="waiting") | Q(text_at__isnull=False), name="notice_waits_for_a_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "body", "-id"], name="notice_of_person"),
            models.Index(fields=["account", "-id"], name="notice_of_account"),
            models.Index(fields=["text_at"], name="notice_waiting", condition=Q(text_state="waiting")),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def told_as(self) -> Kind:
        return kind_of(self.kind)

    @property
    def href(self) -> str:
        return address_of(self.url_name, self.args)


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def locked(self, pk: UUID) -> "Preference":
        return self.select_for_update().get(pk=pk)


class Preference(models.Model):
    """Which topics an account does not want by SMS; in the inbox they are told all the same."""

    account = models.UUIDField("账号", primary_key=True)
    muted = ArrayField(models.CharField(max_length=20), default=list, verbose_name="不发短信的事项")

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "短信设置"

    def __str__(self) -> str:
        return "、".join(self.muted)
