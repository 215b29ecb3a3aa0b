"""Ending the accounts of lost phones, in a real Chromium: nobody in the demo province has two."""

import pytest
from django.conf import settings

from gongqiao.kernel.clock import moment
from gongqiao.people import actions as people
from tests import make
from tests.chromium import ELDER
from tests.design.measure import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "elder"), [(375, False), (1366, False), (375, True)])
def test_she_ends_her_lost_phone_on_a_page_that_is_large_enough(browser, address, width, elder):
    account, at = make.account(make.person()), moment()
    make.account(account.person)
    key = people.let_in(account.pk, origin=make.origin(), by=make.oneself(account), at=at).key
    context = browser.new_context(viewport={"width": width, "height": 812})
    cookies = [{"name": settings.SESSION_COOKIE_NAME, "value": key}, *([ELDER] if elder else [])]
    context.add_cookies([{**cookie, "url": address} for cookie in cookies])
    page = context.new_page()

    page.goto(f"{address}/me/phone/")
    assert faults(page, elder=elder) == []
    page.get_by_role("link", name="查看并注销").click()
    page.wait_for_url("**/me/phone/others/")
    assert faults(page, elder=elder) == []
    page.check("[name=agreed]")
    page.click("form.form button.primary")
    page.wait_for_url("**/me/")
    assert "不能再以您的名义登录" in page.inner_text("main")
    context.close()
