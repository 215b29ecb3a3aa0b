"""The pages of a vote under way and of one that is counted, in a real Chromium: the demo's has no key yet."""

from datetime import timedelta

import pytest
from django.conf import settings as ours

from gongqiao.ballots.models import Vote
from gongqiao.kernel.clock import moment
from tests import make
from tests.ballots import made
from tests.ballots.made import AGAINST, FOR
from tests.chromium import ELDER
from tests.design.conftest import address, browser  # noqa: F401 -- the browser and the server, as fixtures
from tests.design.measure import faults, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo_day")]
SCREENS = pytest.mark.parametrize(("width", "elder"), [(375, False), (1366, False), (375, True)])
RUNNING = ("open_vote", "close_vote", "count_vote", "void_vote", "entrust")
ADDRESSES = {
    "open_vote": "open",
    "close_vote": "close",
    "count_vote": "count",
    "void_vote": "void",
    "entrust": "entrust",
}


@pytest.fixture(name="vote")
def _vote(settings, union, issuing):
    """Open since an hour ago; two have voted."""
    now = moment()
    vote = made.opened(union, at=now - 2 * made.HOUR, opens_at=now - made.HOUR, closes_at=now + made.HOUR)
    for elector, choice in zip(made.electors(vote), (FOR, AGAINST, FOR, FOR), strict=False):
        made.voted(settings, vote, elector, choice, at=now)
    return vote


def seen_by(browser, address, client, width, elder):  # noqa: F811 -- fixtures
    """A page in which the same person is signed in."""
    name = ours.SESSION_COOKIE_NAME
    cookies = [{"name": name, "value": client.cookies[name].value}, *([ELDER] if elder else [])]
    context = browser.new_context(viewport={"width": width, "height": 812})
    context.add_cookies([{**cookie, "url": address} for cookie in cookies])
    return context.new_page()


def wrong(page, paths, elder):
    """What is wrong with each of these pages."""
    found = {}
    for path in paths:
        page.goto(path)
        if told := [*faults(page, elder=elder), *violations(page)]:
            found[path] = told
    return found


@SCREENS
def test_the_pages_of_a_vote_are_fit_for_every_hand_and_eye(browser, address, let_in, vote, width, elder):  # noqa: F811 -- fixtures
    clerk = let_in(make.account(make.person()), "clerk", vote.union_body)
    voter = let_in(make.account(made.electors(vote)[4].person))
    desk, phone = (seen_by(browser, address, each, width, elder) for each in (clerk, voter))
    own, running = f"{address}/ballots/", f"{address}/desk/ballots/{vote.pk}/"
    mark = vote.ballots.first().tracker

    phone.goto(own)
    assert phone.inner_text(".rows .button") == "去投票"
    board = f"{own}{vote.pk}/board/"
    pages = (own, f"{own}{vote.pk}/booth/", board, f"{board}?tracker=x", f"{board}?tracker={mark.replace('+', '%2B')}")
    assert wrong(phone, pages, elder) == {}
    acts = [f"{running}{ADDRESSES[name]}/" for name in RUNNING]
    desk.goto(f"{address}/desk/ballots/")
    assert desk.inner_text("td .badge") == "投票中"
    assert wrong(desk, (f"{address}/desk/ballots/", running, f"{running}roll/", *acts), elder) == {}

    at = moment() + timedelta(hours=2)
    made.counted(made.closed(vote, at=at), at=at)
    assert wrong(desk, (running, f"{running}roll/", f"{running}part/"), elder) == {}
    assert wrong(phone, (own, board), elder) == {}
    assert Vote.objects.get().state == "counted"
    desk.context.close()
    phone.context.close()
