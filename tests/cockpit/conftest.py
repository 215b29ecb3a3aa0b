import pytest
from django.conf import settings
from django.test import Client

from gongqiao.kernel.clock import moment
from gongqiao.organisations import actions as organisations
from gongqiao.people import actions as people
from tests import make
from tests.organisations import unions


@pytest.fixture(name="tree")
def _tree():
    return unions.tree()


@pytest.fixture
def let_in():
    """A browser in which somebody is signed in as this role at this union."""

    def enter(role, union):
        account = make.account(make.person())
        by = make.actor("cadre", union.body)
        post = organisations.appoint(
            account.person_id, role=role, body_id=union.pk, since=make.TODAY, by=by, at=make.AT
        )
        entered = people.let_in(
            account.pk, origin=make.origin(), appointment_id=post.pk, by=make.oneself(account), at=moment()
        )
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = entered.key
        return browser

    return enter


@pytest.fixture
def cadre(let_in):
    return lambda union: let_in("cadre", union)
