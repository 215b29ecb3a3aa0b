"""窗口收件: a founding runs from when the petition came over the counter; the paper keeps the day it bears."""

from datetime import date, datetime, timedelta

import pytest

from gongqiao.changes import actions as changes
from gongqiao.files import queries as files
from gongqiao.files.papers import HandedOver
from gongqiao.kernel.actions import running
from gongqiao.kernel.clock import SHANGHAI
from gongqiao.law.models import Counter, Reading
from gongqiao.membership.models import Membership, Stay
from tests import make
from tests.changes.made import Life
from tests.changes.made import paper as paper_of_a_change
from tests.files import corpus
from tests.organising.made import paper

pytestmark = pytest.mark.django_db
BORE, CAME = date(2026, 3, 5), datetime(2026, 3, 6, 17, 30, tzinfo=SHANGHAI)
NEXT = date(2026, 3, 7)


@pytest.fixture(autouse=True)
def _closing(settings, tmp_path):
    settings.FILES = tmp_path / "files"
    since = BORE - timedelta(days=60)
    Reading.objects.create(question=Counter.UNION, answer="17:00", division="33", basis="办事指南", since=since)


def over():
    receipt = corpus.kept(b"%PDF-1.7 signed for %%EOF")
    return {"dated_on": BORE, "handed_over": HandedOver(CAME, receipt)}


def test_a_petition_counts_from_when_the_counter_took_it_in(way):
    way.petitioned(paper=paper(**over()), by=way.officer)

    kept = way.case.papers.get()
    assert (way.case.begun_on, kept.dated_on) == (NEXT, BORE)
    assert files.of(files.handover_of(kept)).count() == len(set(way.case.parties))


def test_the_page_of_the_paper_tells_when_it_came_and_opens_the_receipt(way, browser):
    way.petitioned(paper=paper(**over()), by=way.officer)
    kept = way.case.papers.get()

    page = browser("officer", way.helper).get(f"/foundings/papers/{kept.pk}/").content.decode()

    assert "工会窗口 2026-03-06 17:30收到（已下班，按3月7日收到计算）" in page
    assert "送达回证</a>" in page


def test_a_declaration_to_leave_runs_from_then_too(tree):
    life = Life(tree)
    Membership.objects.update(joined_on=BORE - timedelta(days=300))
    Stay.objects.update(since=BORE - timedelta(days=300))

    change = changes.declare(life.pk, paper=paper_of_a_change(**over()), by=life.clerk, at=make.AT)

    assert change.begun_on == NEXT
    assert [clock.started_on for clock in running(change)] == [NEXT]
