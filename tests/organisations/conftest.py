import pytest
from django.conf import settings
from django.test import Client

from gongqiao.kernel.clock import moment
from gongqiao.organisations import actions
from gongqiao.people import actions as people
from tests import make
from tests.organisations import unions


@pytest.fixture(name="tree")
def _tree():
    return unions.tree()


@pytest.fixture
def browser():
    """A browser in which somebody acts as a role at a body."""

    def enter(role, body):
        account = make.account(make.person())
        by = make.actor("installer")
        post = actions.appoint(account.person_id, role=role, body_id=body.pk, since=make.TODAY, by=by, at=make.AT)
        entered = people.let_in(
            account.pk, origin=make.origin(device=role), appointment_id=post.pk, by=make.oneself(account), at=moment()
        )
        opened = Client()
        opened.cookies[settings.SESSION_COOKIE_NAME] = entered.key
        return opened

    return enter
