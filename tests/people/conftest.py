"""What the tests of people stand on."""

import re

import pytest

from gongqiao.kernel.authority import Reach, grants, role
from gongqiao.kernel.senders import Message
from gongqiao.people import grants as people
from tests import make
from tests.design.conftest import address, browser  # noqa: F401 -- the browser and the server, as fixtures

REGISTRAR = role("test_people_registrar", "测试登记员")
grants(
    *((permission, {REGISTRAR: Reach.ALL}) for permission in (people.REGISTER, people.CORRECT, people.TIE, people.SEE)),
    (people.REVEAL, {REGISTRAR: Reach.HERE}),
)


def last_code(phone: str) -> str:
    """The code in the message that went to this phone last."""
    texts = [each.text.reveal() for each in Message.objects.order_by("-pk") if each.to == phone]
    return re.search(r"\d{6}", texts[0]).group()


@pytest.fixture
def registrar(db):

    return make.actor(REGISTRAR, make.body())
