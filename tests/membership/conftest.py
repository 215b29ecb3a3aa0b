import pytest
from django.conf import settings
from django.test import Client

from gongqiao.kernel.clock import moment
from gongqiao.organisations import actions as organisations
from gongqiao.people import actions as people
from tests import make
from tests.hearing import hear
from tests.organisations import unions

__all__ = ["hear"]


@pytest.fixture(name="tree")
def _tree():
    """The unions of 萧山 and of a county beside it."""
    return unions.tree()


@pytest.fixture(name="union")
def _union(tree):
    """Whoever rides for a platform in 城厢 joins this one."""
    return tree["joint"].body


def post_of(account, role, union):
    """An appointment of the account's owner."""
    cadre = make.actor("cadre", union)
    return organisations.appoint(account.person_id, role=role, body_id=union.pk, since=make.TODAY, by=cadre, at=make.AT)


@pytest.fixture
def let_in():
    """A browser in which somebody is signed in: as herself, or as a role at a body."""

    def enter(account, role=None, body=None):
        appointment = post_of(account, role, body).pk if role else None
        entered = people.let_in(
            account.pk, origin=make.origin(), appointment_id=appointment, by=make.oneself(account), at=moment()
        )
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = entered.key
        return browser

    return enter


@pytest.fixture
def clerk(let_in):
    """A browser of a union's clerk."""
    return lambda union: let_in(make.account(make.person()), "clerk", union)
