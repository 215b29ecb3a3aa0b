"""Between midnight and the sweep: a page that shows one application tells what the law has made of it."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongqiao.kernel.actions import running
from gongqiao.kernel.clock import SHANGHAI, moment
from gongqiao.kernel.models import Record
from gongqiao.membership import actions
from gongqiao.people.models import SignIn, Token
from tests import make
from tests.membership import made
from tests.membership.test_api import program
from tests.membership.test_pages import letters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
LAST, AFTER = date(2026, 4, 9), date(2026, 4, 10)


@pytest.fixture
def later(settings):
    """The same hour of another day; whoever is signed in or holds a token still is."""

    def live_on(day):
        settings.TODAY = day
        SignIn.objects.update(seen_at=moment(), started_at=moment(), strong_at=moment())

    return live_on


@pytest.fixture(name="account")
def _account():
    return make.account()


@pytest.fixture(name="application")
def _application(union, account):
    """Sent back on the tenth of March, to be completed until the ninth of April."""
    application = made.applied(union, of=account)
    actions.send_back(application.pk, missing=["station"], by=make.actor("clerk", union), at=make.AT)
    return application


def lapses():
    return list(Record.objects.filter(event="membership.Withdrawn").values_list("role", "person", "facts__on"))


def state_of(application):
    application.refresh_from_db()
    return application.state


@pytest.mark.parametrize(("day", "state"), [(LAST, "待补正"), (AFTER, "已撤回")])
def test_the_applicant_reads_where_it_stands_today(let_in, later, account, application, day, state):
    rider = let_in(account)
    later(day)

    told = letters(rider.get("/join/progress/"))

    assert (state in told, "视为撤回" in told) == (True, True)
    assert state_of(application) == ("sent_back" if day == LAST else "withdrawn")


def test_the_lapse_is_the_clocks_doing_and_of_the_laws_day(let_in, later, account, application):
    rider = let_in(account)
    later(date(2026, 4, 20))

    rider.get("/join/progress/")
    rider.get("/join/progress/")

    assert lapses() == [("system", None, "2026-04-09")]
    assert state_of(application) == "withdrawn"
    assert not running(application).exists()


def test_the_union_reads_it_on_its_desk_and_before_it_writes_a_reason(clerk, later, union, application):
    desk = clerk(union)
    later(AFTER)

    assert "已撤回" in letters(desk.get(f"/desk/applications/{application.pk}/"))
    assert lapses() == [("system", None, "2026-04-09")]
    assert "现在是“已撤回”，不能驳回" in letters(
        desk.post(f"/desk/applications/{application.pk}/reject/", {"words": "逾期"})
    )


def test_a_late_review_is_marked_on_the_page_that_shows_it(clerk, later, union):
    waiting = made.applied(union)
    desk = clerk(union)
    later(date(2026, 4, 1))

    assert "逾期" in letters(desk.get(f"/desk/applications/{waiting.pk}/"))
    assert running(waiting).get().overdue_on == date(2026, 3, 31)


@pytest.mark.parametrize("page", ["work", "place", "union", "me", "proof", "check"])
def test_what_lapsed_is_no_longer_written_on(let_in, later, account, application, page):
    rider = let_in(account)
    later(AFTER)

    told = rider.get(f"/join/{page}/")

    assert (told.status_code, getattr(told, "url", "")) == ((200, "") if page == "work" else (302, "/join/"))
    assert state_of(application) == "withdrawn"


def test_the_way_in_and_the_home_page_offer_to_begin_anew(let_in, later, account, application):
    rider = let_in(account)
    later(AFTER)

    assert "我要入会" in letters(rider.get("/"))
    assert state_of(application) == "withdrawn"
    assert "开始申请" in letters(rider.get("/join/"))


def test_programs_read_the_same(later, union, account, application):
    hers = program(account)
    office = program(make.account(make.person()), "clerk", union)
    Token.objects.update(until=datetime(2026, 12, 1, tzinfo=SHANGHAI))
    later(AFTER)

    assert office.get(f"/api/v1/applications/{application.pk}").json()["state"] == "已撤回"
    assert hers.get("/api/v1/my/application").status_code == 404


def test_ledgers_read_what_the_sweep_left(clerk, later, union, application):
    desk = clerk(union)
    later(AFTER)

    assert "待补正" in letters(desk.get("/desk/applications/"))
    assert state_of(application) == "sent_back"


def test_another_unions_office_moves_nothing_by_knocking(clerk, later, tree, application):
    stranger = clerk(tree["other"].body)
    later(AFTER)

    assert stranger.get(f"/desk/applications/{application.pk}/").status_code == 404
    assert state_of(application) == "sent_back"


def test_where_nothing_ran_out_a_page_asks_once_more_and_locks_nothing(let_in, later, account, application):
    rider = let_in(account)
    later(LAST)
    rider.get("/join/progress/")

    with CaptureQueriesContext(connection) as asked:
        rider.get("/join/progress/")

    statements = [each["sql"] for each in asked.captured_queries]
    assert [sql for sql in statements if "FOR UPDATE" in sql] == []
    assert len([sql for sql in statements if 'FROM "kernel_deadline"' in sql]) == 2
