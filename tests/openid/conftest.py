from itertools import count

import pytest
from django.conf import settings as house
from django.test import Client

from gongqiao.kernel.clock import moment
from gongqiao.openid import provider
from gongqiao.people import actions as people
from tests import make
from tests.design.conftest import address, browser  # noqa: F401 -- the browser and the server, as fixtures
from tests.openid.canaille import Browser, Canaille

NUMBER = "33010619900101123X"
TESTS = 40  # each signs in as a 张三丰 of its own, and so waits for nobody
KNOWN = [(f"zhang-{each}", "张三丰", NUMBER) for each in range(TESTS)] + [("li", "李四光")]
turn = count()


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    """One provider for all tests of a run: it starts in seconds, not in moments."""
    made = Canaille(tmp_path_factory.mktemp("canaille"), KNOWN)
    made.start()
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def _true_day(settings):
    """The provider lives on the day it is: so does the platform here, whatever day the suite is run on."""
    settings.TODAY = None
    settings.OPENID = {}
    provider.forget()


@pytest.fixture
def canaille(settings, running):
    """The provider, named to the platform."""
    settings.OPENID = running.settings()
    return running


@pytest.fixture(name="zhang")
def _zhang():
    """By which name she signs in there."""
    return f"zhang-{next(turn) % TESTS}"


class Visitor:
    """Somebody with one browser: here, and at the provider."""

    def __init__(self) -> None:
        self.here, self.there = Client(), Browser()

    def set_out(self, path="/sign-in/openid/"):
        """The address at the provider to which she is sent."""
        return self.here.get(path).url

    def comes_back(self, name, path="/sign-in/openid/"):
        """What she is answered when she comes back."""
        return self.here.get(self.there.go(self.set_out(path), name))

    def enter(self, account, at=None):
        """In by her phone already."""
        at = at or moment()
        entered = people.let_in(account.pk, origin=make.origin(), by=make.oneself(account), at=at)
        self.here.cookies[house.SESSION_COOKIE_NAME] = entered.key
        return self


@pytest.fixture
def visitor():
    return Visitor()
