"""The page for an answer to a reminder, in a real Chromium: nobody in the demo province has been reminded yet."""

import pytest
from django.conf import settings

from tests.changes.test_reminding import warned
from tests.chromium import ELDER
from tests.design.conftest import address, browser  # noqa: F401 -- the browser and the server, as fixtures
from tests.design.measure import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo_day")]


@pytest.mark.parametrize(("width", "elder"), [(375, False), (1366, False), (375, True)])
def test_who_was_reminded_says_how_it_is_on_a_page_that_is_large_enough(browser, address, let_in, life, width, elder):  # noqa: F811 -- fixtures
    warned(life)
    name = settings.SESSION_COOKIE_NAME
    cookies = [{"name": name, "value": let_in(life.account).cookies[name].value}, *([ELDER] if elder else [])]
    context = browser.new_context(viewport={"width": width, "height": 812})
    context.add_cookies([{**cookie, "url": address} for cookie in cookies])
    page = context.new_page()

    page.goto(f"{address}/me/membership/explain/")

    assert page.inner_text("h1") == "说明情况"
    assert faults(page, elder=elder) == []
    page.fill("[name=words]", "住院两个月，出院后补交")
    page.click("form.form button.primary")
    page.wait_for_url("**/me/membership/")
    assert faults(page, elder=elder) == []
    context.close()
