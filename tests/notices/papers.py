"""A kind of thing with states for the tests of inboxes: a paper that an office reads and its writer mends.

It lies in the table of bodies, so that no table is needed for it: its state is the name, its office the body itself or
the one it was handed on to, its writer stands in `WRITERS`.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.kernel.authority import role
from gongqiao.kernel.flow import Clock, Flow, Step
from gongqiao.kernel.models import Body, Deadline
from gongqiao.kernel.records import Event, announce
from gongqiao.notices.duties import Duty, Owner, Word, attend, kind, office, touched_by
from tests import make

CLERK = role("test-reader", "阅卷人", staff=False)
CHIEF = role("test-chief", "主任", staff=False)
STRANGER = role("test-passer", "路人", staff=False)
OPEN, BACK, ACCEPTED = "open", "back", "accepted"

WRITERS: dict[int, tuple[UUID | None, UUID | None]] = {}
OFFICES: dict[int, int] = {}


class Paper(Body):
    class Meta:
        proxy = True
        app_label = "contenttypes"

    @property
    def state(self):
        return self.name

    @property
    def reader_id(self):
        return OFFICES.get(self.pk, self.pk)

    @property
    def writer_id(self):
        return WRITERS.get(self.pk, (None, None))[0]

    @property
    def account(self):
        return WRITERS.get(self.pk, (None, None))[1]


@dataclass(frozen=True)
class Moved(Event):
    paper_id: int


@dataclass(frozen=True)
class AcceptedMany(Event):
    paper_ids: list[int]


FLOW = Flow(
    name="卷子",
    subject="contenttypes.paper",
    start=OPEN,
    states={OPEN: "待阅", BACK: "退回", ACCEPTED: "通过"},
    steps=(
        Step("hand_in", "交卷", frozenset({BACK}), OPEN, starts=("reading",)),
        Step("send_back", "退回", frozenset({OPEN}), BACK, stops=("reading",)),
        Step("accept", "通过", frozenset({OPEN}), ACCEPTED, stops=("reading",)),
    ),
    clocks=(Clock("reading", "阅卷", period="test.reading"),),
)
READ = kind("contenttypes.read", "阅卷")
MEND = kind("contenttypes.mend", "修改卷子", reminders=(1,))
TOLD = kind("contenttypes.accepted", "卷子通过", topic="考试")
WRITER = Owner(person="writer", account="account")


def watch():
    attend(
        FLOW,
        Duty(
            READ,
            frozenset({OPEN}),
            office("reader", CLERK, CHIEF),
            "people:me",
            clock="reading",
            follow="people:looks",
            title=lambda paper: f"张*的卷子 {paper.pk}",
        ),
        Duty(MEND, frozenset({BACK}), WRITER, "people:me", follow="people:looks"),
        Word(TOLD, (AcceptedMany,), WRITER, "people:me", "您的卷子通过了"),
        owner=WRITER,
    )
    touched_by(AcceptedMany, FLOW, lambda event: Paper.objects.filter(pk__in=event.paper_ids))


def paper(state=OPEN, *, writer=None, due_on=None):
    """A paper handed in by a writer, with the last day of reading it."""
    made = Paper.objects.get(pk=make.body(name=state).pk)
    WRITERS[made.pk] = (writer.person_id, writer.account_id) if writer else (None, None)
    if due_on:
        running(made, due_on)
    return made


def running(made, due_on: date | None, **parts):
    return Deadline.objects.create(
        subject_type="contenttypes.paper",
        subject_id=str(made.pk),
        clock="contenttypes.reading",
        started_on=make.TODAY,
        due_on=due_on,
        **parts,
    )


def move(made, state, *, by, at=make.AT):
    """Somebody does something with a paper; its ears are still to hear of it."""
    Paper.objects.filter(pk=made.pk).update(name=state)
    return announce(Moved(made.pk), by=by, about=Paper.objects.get(pk=made.pk), at=at)
