"""One address tries codes by the thousand, through the pages; everybody else, and her neighbours, come in as ever."""

import re

import pytest
from django.test import Client

from gongqiao.kernel.clock import moment
from gongqiao.people.models import Account, Code
from gongqiao.people.rules import codes
from tests import make
from tests.people.conftest import last_code

pytestmark = pytest.mark.django_db
FLOOD, ELSEWHERE = "198.51.100.7", "203.0.113.9"
A_DEVICE = 50


class Phone:
    """Somebody's browser at an address, who does the work when asked for it."""

    def __init__(self, address):
        self.client, self.address, self.number, self.told = Client(REMOTE_ADDR=address), address, make.phone(), []

    def post(self, where, **words):
        answer = self.client.post(where, words)
        self.told.append(answer.status_code)
        return answer

    def patiently(self, where, **words):
        answer = self.post(where, **words)
        if answer.status_code == 200 and (challenge := answer.context.get("challenge")):
            at = moment()
            done = next(str(n) for n in range(10_000_000) if codes.proving(challenge, str(n), at, at=at))
            answer = self.post(where, **words, challenge=challenge, answer=done)
        return answer

    def comes_in(self):
        self.patiently("/sign-in/", phone=self.number, agreed="on")
        self.patiently("/sign-in/code/", code=last_code(self.number))
        return "退出登录" in self.client.get("/me/").content.decode()


def flood(tries):
    """So many wrong codes, a new device with a code of its own every fifty; what was answered, in words."""
    told, statuses = set(), set()
    for _ in range(tries // A_DEVICE):
        phone = Phone(FLOOD)
        phone.post("/sign-in/", phone=phone.number, agreed="on")
        for n in range(A_DEVICE):
            answer = phone.post("/sign-in/code/", code=f"{n:06d}")
            told |= set(re.findall("验证码不正确|操作较频繁|输错次数过多", answer.content.decode()))
        statuses |= set(phone.told)
    return told, statuses


@pytest.mark.parametrize("tries", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_wrong_codes_by_the_thousand_are_told_so_never_break_a_page_and_keep_nobody_else_out(tries):
    first = Phone(ELSEWHERE)
    assert first.comes_in()

    told, statuses = flood(tries)

    assert statuses <= {200, 302}
    assert {"验证码不正确", "操作较频繁"} <= told
    assert sum(Code.objects.values_list("tries", flat=True)) <= 70
    assert Account.objects.count() == 1
    honest, neighbour = Phone(ELSEWHERE), Phone(FLOOD)
    assert honest.comes_in()
    assert neighbour.comes_in()
    assert honest.told == [302, 302]
