"""Lists of employers and posts for tests: what an office hands in, and what becomes of it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from gongqiao.files.fields import Table
from gongqiao.intake import actions
from gongqiao.intake.actions import ENTER, READ, UNDO
from gongqiao.intake.models import Intake
from gongqiao.kernel import queue
from tests import make
from tests.design.books import book

FIRMS = ["单位名称", "统一社会信用代码", "所在乡镇（街道）", "职工人数", "行业", "工会"]
OFFICES = ["工会名称", "姓名", "身份证号码", "手机号码", "工会职务", "任职日期"]
USUAL = {"staff_counted_on": make.TODAY, "staff_source": "单位自报"}


def firm(name="城厢食品有限公司", code="", place="萧山区城厢街道", staff="120", industry="", union=""):
    return [name, code or make.credit_code(), place, staff, industry, union]


def post(union="城厢新就业形态联合工会", name="李四", number="", phone="", role="工会经办人", since="2026-03-01"):
    return [union, name, number or make.identity_number(), phone or make.phone(), role, since]


def firms(*rows):
    return book([FIRMS, *rows])


def posts(*rows):
    return book([OFFICES, *rows])


def kept(content, name="名单.xlsx"):
    return Table().clean(SimpleUploadedFile(name, content))


def received(union, content=None, *, kind="employers", by=None, at=make.AT, **parts):
    """Handed in and not read yet."""
    told = {"usual": USUAL if kind == "employers" else {}, **parts}
    if content is None:
        content = firms(firm()) if kind == "employers" else posts(post())
    by = by or make.actor("cadre", union)
    return actions.receive_intake(union.pk, kind=kind, file=kept(content), by=by, at=at, **told)


def read(intake):
    queue.run(READ, intake=str(intake.pk))
    return fresh(intake)


def checked(union, content=None, **parts):
    """Handed in and read."""
    return read(received(union, content, **parts))


def accepted(intake, *, by=None, at=make.AT):
    return actions.accept_intake(intake.pk, by=by or intake.actor, at=at)


def entered(union, content=None, *, of=None, at=make.AT, **parts):
    """Handed in, read, accepted and entered."""
    intake = accepted(of or checked(union, content, **parts), at=at)
    queue.run(ENTER, intake=str(intake.pk), at=at.isoformat())
    return fresh(intake)


def called_back(intake, *, by=None, at=make.AT):
    """Somebody wants it taken back; it is, as soon as the worker comes to it."""
    return actions.call_back_intake(intake.pk, by=by or intake.actor, at=at)


def worked(intake):
    """The worker has come to what was to be taken back, as of the moment that was asked for."""
    queue.run(UNDO, intake=str(intake.pk), at=(intake.undoing_at or make.AT).isoformat())
    return fresh(intake)


def fresh(intake):
    return Intake.objects.select_related("union_body").get(pk=intake.pk)


def wrong(intake):
    """Where what is wrong: (row, column, code)."""
    return list(intake.problems.order_by("row", "column", "code").values_list("row", "column", "code"))
