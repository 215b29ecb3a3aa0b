"""Each page of a merger in a real Chromium: a demo province has one merger, and whoever walks it comes too late."""

import pytest
from django.conf import settings

from tests import make
from tests.chromium import ELDER
from tests.design.conftest import address, browser  # noqa: F401 -- the browser and the server, as fixtures
from tests.design.measure import faults, violations
from tests.merging.made import Applicant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo_day")]
DESK = "/desk/mergers/{}/"
PAGES = {
    "withdraw": ("clerk", DESK + "withdraw/", "撤回"),
    "confirm": ("chair beside", DESK + "confirm/", "复核同意"),
    "decline": ("chair beside", DESK + "decline/", "复核不同意"),
    "on paper": ("clerk", DESK + "on-paper/", "登记本人书面同意"),
    "agree": ("she", "/me/merger/agree/", "都是我，合并"),
    "undo": ("clerk", DESK + "undo/", "撤销合并"),
    "object": ("she", "/me/merger/object/", "不是我，不合并"),
}
ASKED = {"on paper", "agree", "object"}


@pytest.fixture
def enter(let_in, twins):
    """The key of a session of whoever it is."""

    def of(who):
        if who == "she":
            return let_in(twins.phone_old)
        body = twins.beside if who == "chair beside" else twins.union
        return let_in(make.account(make.person()), who.split()[0], body)

    return lambda who: of(who).cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def opened(browser, address, enter):  # noqa: F811 -- fixtures
    """A page as somebody sees it, in a window of this width."""
    contexts = []

    def at(who, path, width, *, elder):
        cookies = [{"name": settings.SESSION_COOKIE_NAME, "value": enter(who)}, *([ELDER] if elder else [])]
        contexts.append(browser.new_context(viewport={"width": width, "height": 812}))
        contexts[-1].add_cookies([{**cookie, "url": address} for cookie in cookies])
        page = contexts[-1].new_page()
        page.goto(address + path)
        return page

    yield at
    for context in contexts:
        context.close()


screens = pytest.mark.parametrize(("width", "elder"), [(375, False), (1366, False), (375, True)])


@screens
@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_a_merger_is_large_enough_and_axe_finds_nothing(opened, twins, name, width, elder):
    who, path, words = PAGES[name]
    twins.merged() if name == "undo" else twins.proposed()
    if name in ASKED:
        twins.confirmed()

    page = opened(who, path.format(twins.pk), width, elder=elder)

    assert words in page.inner_text("main")
    assert [*faults(page, elder=elder), *violations(page)] == []


@screens
def test_the_page_that_proposes_an_applicant_too(opened, twins, tree, width, elder):
    known = Applicant(tree)

    page = opened("clerk", f"/desk/applications/{known.application.pk}/merge/", width, elder=elder)

    assert "提出合并登记" in page.inner_text("main")
    assert [*faults(page, elder=elder), *violations(page)] == []
