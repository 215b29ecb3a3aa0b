"""Lists of people for tests: what an office hands in, and what becomes of it."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from gongqiao.files.fields import Table
from gongqiao.kernel import queue
from gongqiao.kernel.clock import day
from gongqiao.rosters import actions
from gongqiao.rosters.actions import UNDO
from gongqiao.rosters.actions.lists import ENTER, READ
from gongqiao.rosters.models import Roster
from tests import make
from tests.design.books import book, comma_separated
from tests.membership import made

HEADS = ["姓名", "证件号码", "手机号码", "用工形式"]


def row(name="张三丰", number="", phone="", form="劳动合同"):
    return [name, number or make.identity_number(), phone or make.phone(), form]


def listed(*rows, heads=HEADS):
    """A workbook with these rows under the heading."""
    return book([heads, *rows])


def kept(content, name="会员名册.xlsx"):
    return Table().clean(SimpleUploadedFile(name, content))


def received(union, content=None, *, by=None, at=make.AT, **parts):
    """Handed in and not read yet."""
    told = {"kind": "applied", "employment_form": "contract", **parts}
    file = kept(listed(row()) if content is None else content)
    return actions.receive_roster(union.pk, file=file, by=by or make.actor("clerk", union), at=at, **told)


def read(roster):
    queue.run(READ, roster=str(roster.pk))
    return fresh(roster)


def checked(union, content=None, **parts):
    """Handed in and read."""
    return read(received(union, content, **parts))


def decided(roster, *, by=None, at=make.AT, **parts):
    """The committee's word is written down; nobody is entered yet."""
    told = {"number": f"联会〔2026〕{next(make.serial)}号", "met_on": made.MET, "present": ["李明", "王芳"], **parts}
    return actions.decide_roster(roster.pk, **told, by=by or roster.actor, at=at)


def entered(union, content=None, *, at=make.AT, of=None, kind="applied", **parts):
    """Handed in, read, decided and entered."""
    roster = decided(of or checked(union, content, kind=kind), at=at, **parts)
    queue.run(ENTER, roster=str(roster.pk), at=at.isoformat())
    return fresh(roster)


def called_back(roster, *, by=None, at=make.AT):
    """Somebody wants it taken back; it is, as soon as the worker comes to it."""
    return actions.call_back_roster(roster.pk, by=by or roster.actor, at=at)


def worked(roster, *, at=make.AT):
    """The worker has come to what was to be taken back."""
    queue.run(UNDO, roster=str(roster.pk), at=at.isoformat())
    return fresh(roster)


def fresh(roster):
    return Roster.objects.select_related("union_body").get(pk=roster.pk)


def wrong(roster):
    """Where what is wrong: (row, column, code)."""
    return list(roster.problems.order_by("row", "column", "code").values_list("row", "column", "code"))


__all__ = [
    "book",
    "checked",
    "comma_separated",
    "date",
    "day",
    "decided",
    "entered",
    "fresh",
    "listed",
    "received",
    "row",
]
