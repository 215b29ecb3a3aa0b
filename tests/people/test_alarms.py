"""What the security administrator sees of who kept asking, and nobody else sees."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.test import RequestFactory

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Record
from gongqiao.people import queries
from gongqiao.people.actions.looks import deny, raise_alarm
from gongqiao.people.models import LookAlarm
from gongqiao.people.pages import alarms
from tests import make
from tests.people.test_doors import letters

pytestmark = pytest.mark.django_db


@pytest.fixture(name="raised")
def _raised():
    """Somebody asked 150 times for applications and 60 times for addresses that do not exist."""
    account = make.account()
    for view, count in (("membership:application", 150), ("", 60)):
        for second in range(count):
            deny(account.pk, view, make.AT + timedelta(seconds=second))
    return LookAlarm.objects.get()


def test_of_two_who_find_an_account_over_the_line_at_once_one_raises_the_alarm(raised):
    again = raise_alarm(raised.account_id, count=300, by=Actor(), at=make.AT)

    assert (again.pk, again.count, LookAlarm.objects.count()) == (raised.pk, raised.count, 1)
    assert Record.objects.filter(event="people.LookedTooOften").count() == 1


def test_looks_an_alarm_has_told_of_raise_no_other_when_the_clock_strikes():
    account = make.account()
    hour = make.AT.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)

    def denied(count, at):
        for _ in range(count):
            deny(account.pk, "membership:application", at)
        return list(LookAlarm.objects.order_by("hour").values_list("count", flat=True))

    assert denied(220, hour - timedelta(seconds=5)) == [200]
    assert denied(199, hour + timedelta(seconds=5)) == [200]
    assert denied(1, hour + timedelta(minutes=1)) == [200, 200]
    assert denied(50, hour + timedelta(minutes=2)) == [200, 200]


def ask(viewer, raised):
    request = RequestFactory().get("/")
    request.actor, request.arrived_at = viewer, make.AT
    return alarms.alarm(request, raised.pk)


def test_the_security_administrator_sees_what_was_refused_and_a_masked_account(raised, settings):
    guard = make.actor("security-admin", make.body(line="platform", kind="platform"))
    settings.WALL_AT_REST = wall.UP
    wall.raise_for(guard)

    found = queries.alarm(guard, raised.pk)
    page = letters(ask(guard, raised))

    settings.WALL_AT_REST = wall.DOWN
    wall.rest()
    assert [(each.page, each.count, each.module) for each in found.refusals] == [
        ("membership:application", 150, "会籍"),
        ("", 60, "不存在的地址"),
    ]
    assert (found.phone.startswith("139****"), found.count, "210" in page) == (True, 210, True)


@pytest.mark.parametrize("role", ["system-admin", "audit-admin", "cadre", "self"])
def test_nobody_else_does(raised, role):
    with pytest.raises(Http404):
        ask(make.actor(role, make.body()), raised)
