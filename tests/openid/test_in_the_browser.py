"""The pages of the second way in, in a real Chromium: the demo province names no provider."""

import pytest
from django.conf import settings as house
from django.core.signing import Signer

from gongqiao.kernel.clock import moment
from gongqiao.openid import actions
from gongqiao.people import actions as people
from gongqiao.people.doorway import COOKIE
from tests import make
from tests.chromium import ELDER
from tests.design.measure import faults
from tests.openid.smallest import NAMED

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "elder"), [(375, False), (1366, False), (375, True)])
def test_she_says_that_both_are_hers_and_takes_it_off_on_pages_that_are_large_enough(
    settings,
    browser,
    address,
    width,
    elder,
):
    settings.OPENID = {**NAMED, "number": "id_number"}
    account, at = make.account(), moment()
    by, device = make.oneself(account), "a device"
    people.give("privacy", by=by, at=at)
    key = people.enter_known(account.pk, origin=make.origin(), by=by, at=at).key
    errand = actions.begin("state", issuer=NAMED["issuer"], device=device, onward="", by=by, at=at)
    actions._returned("state", device, at)
    said = {"sub": "zhang", "name": "张三丰", "id_number": make.identity_number()}
    actions.hear(errand.pk, claims=said, by=by, at=at)
    cookies = {house.SESSION_COOKIE_NAME: key, COOKIE: Signer(salt=COOKIE).sign(device)}
    context = browser.new_context(viewport={"width": width, "height": 812})
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    context.add_cookies([ELDER | {"url": address}] if elder else [])
    page = context.new_page()

    page.goto(f"{address}/me/openid/{errand.pk}/")
    assert page.inner_text("h1") == "绑定浙里办登录"
    assert faults(page, elder=elder) == []
    page.click("form.form button.primary")
    page.wait_for_url("**/me/openid/")
    assert faults(page, elder=elder) == []
    page.check("[name=agreed]")
    page.click("form.form button.primary")
    page.wait_for_load_state()
    assert "前往浙里办绑定" in page.inner_text("main")
    assert faults(page, elder=elder) == []
    page.goto(f"{address}/sign-in/openid/back/?state=nobodys")
    assert faults(page, elder=elder) == []
    page.goto(f"{address}/sign-in/")
    assert faults(page, elder=elder) == []
    context.close()
