"""Where two texts give different periods, whoever must act is hinted at the earlier one, once, the day before it."""

from datetime import date, datetime, timedelta

import pytest

from gongqiao.kernel import actions as kernel
from gongqiao.kernel import flow
from gongqiao.kernel.clock import SHANGHAI
from gongqiao.kernel.flow import Clock, Flow, Step
from gongqiao.kernel.models import Deadline
from gongqiao.kernel.periods import Jurisdiction
from gongqiao.law import actions as law
from gongqiao.notices import actions, offices
from gongqiao.notices.models import Notice, Task
from tests import make
from tests.notices import papers

pytestmark = pytest.mark.django_db
ZHEJIANG, HANGZHOU = Jurisdiction("330302"), Jurisdiction("330109", "wage")
NATION = "另有规定：《集体合同规定》第三十二条为20日"
# A clock of the law's table that two texts set: ten working days in the province, twenty days in the nation.
FLOW = Flow(
    name="要约",
    subject=papers.FLOW.subject,
    start=papers.BACK,
    states=papers.FLOW.states,
    steps=(Step("hand_in", "送达", frozenset({papers.BACK}), papers.OPEN, starts=("reading",)),),
    clocks=(Clock("reading", "答复协商要求", period="bargaining.reply"),),
)


@pytest.fixture(name="reader")
def _reader(monkeypatch):
    """Who must answer."""
    monkeypatch.setitem(flow.FLOWS, FLOW.subject, FLOW)
    reader = make.oneself(make.account(make.person()))
    offices.provide(lambda _body, _roles, _on: [reader.person_id])
    return reader


@pytest.fixture(name="asked")
def _asked(reader, hear):
    """An office that was asked in writing on a day and must answer."""

    def ask(on, where=ZHEJIANG):
        made = papers.paper(papers.BACK)
        made.jurisdiction = where
        kernel.start(made, FLOW, "reading", on=on)
        papers.move(made, papers.OPEN, by=reader, at=at(on))
        hear()
        return Task.objects.get(subject_id=str(made.pk))

    return ask


def at(on, hour=7):
    return datetime(on.year, on.month, on.day, hour, 5, tzinfo=SHANGHAI)


def told_on_each_day(task, first, last):
    """Day → what the mornings of a stretch of days say; the job runs twice on each."""
    day = first
    while day <= last:
        for _ in range(2):
            actions.remind(at(day))
        day += timedelta(days=1)
    told = Notice.objects.filter(subject_id=str(task.pk)).order_by("told_at")
    return [(each.told_at.astimezone(SHANGHAI).date(), each.words.removeprefix(f"{task.title}：")) for each in told]


def test_the_clock_keeps_the_day_of_its_hint_and_so_does_the_task(asked):
    task = asked(date(2026, 9, 22))

    assert (task.due_on, task.hint_on) == (date(2026, 10, 13), date(2026, 10, 10))
    assert Deadline.objects.get().hint_on == date(2026, 10, 10)


def test_the_hint_goes_out_once_on_the_working_day_before_the_earlier_of_the_two_days(asked):
    """The twentieth day is Monday the 12th of October; the day before it is a Sunday, the 10th is worked."""
    task = asked(date(2026, 9, 22))

    assert told_on_each_day(task, date(2026, 9, 23), date(2026, 10, 13)) == [
        (date(2026, 10, 10), f"还有3天到期（10月13日）；{NATION}"),
        (date(2026, 10, 12), "明天（10月13日）到期"),
    ]


def test_where_the_last_day_is_the_earlier_one_the_reminder_before_it_tells_of_the_other(asked):
    task = asked(date(2026, 3, 10), HANGZHOU)

    assert (task.due_on, task.hint_on) == (date(2026, 3, 24), date(2026, 3, 23))
    assert told_on_each_day(task, date(2026, 3, 11), date(2026, 3, 24)) == [
        (date(2026, 3, 20), "还有4天到期（3月24日）"),
        (date(2026, 3, 23), f"明天（3月24日）到期；{NATION}"),
    ]


def test_a_hint_that_lies_before_every_reminder_is_given_all_the_same(asked):
    task = asked(date(2026, 9, 22))
    far = date(2026, 9, 24)
    Task.objects.update(hint_on=far)

    assert told_on_each_day(task, date(2026, 9, 22), date(2026, 9, 30)) == [
        (far, f"还有19天到期（10月13日）；{NATION}"),
    ]


def test_where_only_one_text_speaks_there_is_no_hint(asked, monkeypatch):
    clocks = (Clock("reading", "报送审查", period="membership.review"),)
    monkeypatch.setattr("tests.notices.test_hints.FLOW", Flow(**vars(FLOW) | {"clocks": clocks}))
    assert asked(date(2026, 3, 10)).hint_on is None


def test_whoever_has_answered_is_not_hinted_at(asked):
    task = asked(date(2026, 9, 22))
    Task.objects.update(done_at=at(date(2026, 10, 9)))

    assert told_on_each_day(task, date(2026, 10, 9), date(2026, 10, 13)) == []


def test_a_clock_that_waited_for_its_year_gets_its_hint_with_its_day_and_so_does_the_task(asked, hear):
    task = asked(date(2027, 12, 20))
    assert (task.due_on, task.hint_on) == (None, None)

    operator = make.actor("system-admin", make.body(kind="platform", line="platform"))
    facts = {"division": "", "source": "国办发明电", "published_on": date(2026, 11, 1), "work": {}}
    for year in (2027, 2028):
        off = {date(year, month, day): "节日" for month, day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))}
        law.arrange(year, off=off, **facts, by=operator, at=at(date(2027, 12, 21)))
        hear()
        hear()

    task.refresh_from_db()
    assert (task.due_on, task.hint_on) == (date(2028, 1, 3), date(2027, 12, 31))
