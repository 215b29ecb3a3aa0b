"""窗口收件: a paper counts as of when it came over a counter; after closing it comes as the next day begins."""

from datetime import datetime, time, timedelta

import pytest

from gongqiao.files import queries as files
from gongqiao.files.models import Handover, StoredFile
from gongqiao.files.papers import HandedOver, OnPaperForm, came, scan_of
from gongqiao.kernel.actions import running
from gongqiao.kernel.clock import SHANGHAI
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from gongqiao.law.models import Counter, Reading
from gongqiao.membership import actions
from gongqiao.membership.models import Membership, Paper, Stay
from tests import make
from tests.files import corpus
from tests.membership.moving import Way, paper

pytestmark = pytest.mark.django_db
BEFORE = make.TODAY - timedelta(days=4)
CLOSING = "17:00"
RECEIPT = b"%PDF-1.7 signed for %%EOF"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="way")
def _way(tree):
    """Whose membership began a month ago, where the unions' counters close at five."""
    Reading.objects.create(
        question=Counter.UNION, answer=CLOSING, division="33", basis="办事指南", since=BEFORE - timedelta(days=90)
    )
    way = Way(tree)
    Membership.objects.update(joined_on=make.TODAY - timedelta(days=30))
    Stay.objects.update(since=make.TODAY - timedelta(days=30))
    return way


def over(clock, on=BEFORE, *, receipt=True):
    moment = datetime.combine(on, time.fromisoformat(clock), SHANGHAI)
    return HandedOver(moment, corpus.kept(RECEIPT) if receipt else None)


def requested(way, *, dated_on=BEFORE - timedelta(days=2), handed_over=None, at=make.AT):
    told = paper(dated_on=dated_on, handed_over=handed_over)
    way.pk = actions.record_request(way.new.pk, **way.card, paper=told, by=way.at_new, at=at).pk
    return way.transfer


@pytest.mark.parametrize(("clock", "days"), [("16:59", 0), ("17:00", 0), ("17:01", 1)])
def test_the_days_of_whoever_must_answer_run_from_when_the_counter_took_it_in(way, clock, days):
    transfer = requested(way, handed_over=over(clock))

    came_on = BEFORE + timedelta(days=days)
    assert (transfer.requested_on, running(transfer).get().started_on) == (came_on, came_on)
    record = Record.objects.get(event="files.Received")
    assert (record.facts["on"], record.law) == (str(came_on), "民法典 第二百零三条")


def test_without_a_counter_it_counts_from_the_day_it_bears(way):
    assert requested(way).requested_on == BEFORE - timedelta(days=2)
    assert not Handover.objects.exists()


def last_day(way):
    """A request whose last day is today; at this moment nobody has answered."""
    requested(way)
    clock = running(way.transfer).get()
    clock.due_on = make.TODAY
    clock.save()


def released(way, clock):
    told = paper(handed_over=over(clock, on=make.TODAY))
    at = datetime.combine(make.TODAY, time(18), SHANGHAI)
    return actions.release(way.pk, paper=told, by=way.at_old, at=at)


def test_an_answer_that_came_before_the_counter_closed_on_the_last_day_is_in_time(way):
    last_day(way)

    released(way, "17:00")

    assert way.state == "released"
    assert Record.objects.get(event="membership.Released").facts["lapsed"] is False


def test_an_answer_that_came_after_the_counter_had_closed_comes_too_late(way):
    last_day(way)

    with pytest.raises(Refused):
        released(way, "17:01")


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (make.TODAY + timedelta(days=1), "came_in_the_future"),
        (BEFORE - timedelta(days=3), "came_before_it_was_written"),
    ],
)
def test_a_paper_came_between_its_day_and_today(way, on, code):
    with pytest.raises(Refused) as refused:
        requested(way, handed_over=over("09:00", on=on))

    assert [reason.code for reason in refused.value.reasons] == [code]


def test_both_unions_see_when_it_came_and_open_what_was_signed_for_it_and_nobody_else_does(way, let_in):
    requested(way, handed_over=over("17:01"))
    kept = Paper.objects.get()
    shown = came(kept)

    assert shown.words == "工会窗口 2026-03-06 17:01收到（已下班，按3月7日收到计算）"
    assert shown.receipt != scan_of(kept)
    receipt = files.of(files.handover_of(kept)).first()
    stands = [files.readable(who, receipt.pk) is not None for who in (way.at_old, way.at_new, make.actor("clerk"))]
    assert stands == [True, True, False]


def test_without_a_receipt_only_the_time_is_kept(way):
    requested(way, handed_over=over("09:00", receipt=False))

    shown = came(Paper.objects.get())
    assert (shown.words, shown.receipt) == ("工会窗口 2026-03-06 09:00收到", "")
    assert StoredFile.objects.filter(owner_type="files.handover").count() == 0


FILLED = {"number": "无", "dated_on": "2026-03-06", "signed_by": "李明", "served": "hand"}


def filled(**parts):
    scan = corpus.kept().word
    return OnPaperForm({**FILLED, "scan": scan, **parts})


def test_the_form_asks_when_it_came_and_for_the_receipt_and_needs_neither():
    plain, told = filled(), filled(handed_over_at="2026-03-06T16:40", receipt=corpus.kept(RECEIPT).word)

    assert (plain.is_valid(), told.is_valid()) == (True, True)
    assert [list(form.cleaned_data) for form in (plain, told)] == [["paper"]] * 2
    assert plain.cleaned_data["paper"].handed_over is None
    assert told.cleaned_data["paper"].handed_over == over("16:40")


def test_a_receipt_without_the_time_is_asked_for_the_time():
    form = filled(receipt=corpus.kept(RECEIPT).word)

    assert not form.is_valid()
    assert form.errors == {"handed_over_at": ["有送达回证的，请填写窗口收到的时间"]}
