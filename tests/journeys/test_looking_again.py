"""An open inbox says that something came: told by the stream, or, where that is broken, by asking now and then."""

import pytest

from tests.journeys.story import Story
from tests.journeys.test_joining import choose, fill_in, sign_in, submit

pytestmark = pytest.mark.browser
APPLICANT = "13933334444"
PATIENCE = 15_000


def test_an_open_inbox_says_that_something_came_with_the_stream_and_without(province, browser):
    story = Story(browser, province, "looking-again")
    told, cut_off = story.desk("joint-chair"), story.desk("clerk")
    cut_off.route("**/live/**", lambda route: route.abort())
    for desk in (told, cut_off):
        story.go(desk, "/desk/inbox/")
        assert desk.locator("main [data-live]").inner_text().strip() == ""

    applicant = story.phone()
    sign_in(story, applicant, APPLICANT)
    choose(story, applicant)
    fill_in(story, applicant, "季长明", "33010519680307231")
    submit(story, applicant)

    for desk in (told, cut_off):
        link = desk.locator("main [data-live] a")
        link.wait_for(timeout=PATIENCE)
        link.click()
        assert "季*" in desk.inner_text("main")
    story.close()
