"""A union is founded below another one at the very moment at which that one ends."""

import re
from threading import Event

import pytest
from django.db import transaction

from gongqiao.kernel.models import Line, Record
from gongqiao.organisations import actions
from gongqiao.organisations.models import Organisation, Station
from tests import make
from tests.at_once import at_once
from tests.organisations import unions

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.3
UNION = {"kind": "committee", "tier": "employer", "name": "某厂工会委员会", "division": "330109001"}


def test_a_station_closed_by_two_presses_at_once_is_closed_once_and_both_are_told_so(browser):
    union = unions.tree()["joint"].body
    desk = browser("joint-chair", union)
    told = {"brand": "蜂闪外卖", "name": "武林站", "division": "330109001", "address": "武林路 1 号"}
    desk.post(f"/desk/unions/{union.pk}/open-station/", told)
    station = Station.objects.get()
    (act,) = re.findall(r'name="act" value="([^"]+)"', desk.get(f"/desk/stations/{station.pk}/poster/").text)

    def press():
        return desk.post(f"/desk/stations/{station.pk}/close/", {"act": act})

    answers = [*at_once(press, press), press()]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert {answer.url for answer in answers} == {f"/desk/unions/{union.pk}/"}
    assert Record.objects.filter(event="organisations.StationClosed").count() == 1
    late = desk.post(f"/desk/stations/{station.pk}/close/", follow=True)
    assert "已经停用" in late.text


def test_a_union_does_not_end_while_another_is_founded_below_it():
    tree = unions.tree()
    above, by = tree["community"].pk, make.actor("cadre", tree["county"].body)
    begun, late = Event(), Event()

    def found():
        with transaction.atomic():
            union = actions.found(above, **UNION, by=by, at=make.AT)
            begun.set()
            late.wait(A_MOMENT)
        return union

    def dissolve():
        begun.wait()
        ended = actions.dissolve(above, by=by, at=make.AT)
        late.set()
        return ended

    union, told = at_once(found, dissolve)

    assert "下级工会" in told[0]
    assert Organisation.objects.get(pk=above).dissolved_on is None
    assert Line.objects.get(body=union.body, until=None).above_id == above
