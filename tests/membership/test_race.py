"""Two committees, one applicant; many people, one union."""

import re
from datetime import date

import pytest

from gongqiao.kernel.clock import moment
from gongqiao.kernel.models import Record
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import actions
from gongqiao.membership.models import Application, Membership, Resolution
from tests import make
from tests.at_once import at_once
from tests.membership import made

pytestmark = pytest.mark.django_db(transaction=True)
UUID = "[0-9a-f-]{36}"


def test_of_two_resolutions_on_the_same_applicant_one_stands_and_the_other_is_told_of_whom(union):
    shared, first, second = (made.applied(union, name=name) for name in ("张三", "李四", "王五"))

    outcomes = at_once(lambda: made.resolution(union, shared, first), lambda: made.resolution(union, shared, second))

    (told,) = [outcome for outcome in outcomes if isinstance(outcome, list)]
    assert told == ["张*：已由另一份决议准予入会，请从名单中去掉后再登记"]
    assert (Resolution.objects.count(), Membership.objects.count()) == (1, 2)
    assert Application.objects.filter(state="submitted").count() == 1
    assert Record.objects.filter(event="membership.Admitted").count() == 1


def test_of_two_clerks_who_record_one_applicant_at_once_one_is_told_what_to_do_and_keeps_what_she_wrote(clerk, union):
    shared, first, second = (made.applied(union, name=name) for name in ("张三", "李四", "王五"))
    desks = {"甲〔2026〕1号": (clerk(union), first), "乙〔2026〕2号": (clerk(union), second)}

    def record(number):
        desk, own = desks[number]
        applications = [str(shared.pk), str(own.pk)]
        told = {"number": number, "met_on": "2026年3月10日", "present": "李明、王芳", "act": number}
        return number, desk.post("/desk/resolutions/new/", {**told, "applications": applications})

    answers = at_once(*(lambda number=number: record(number) for number in desks))

    assert sorted(answer.status_code for _, answer in answers) == [200, 302]
    ((number, told),) = [pair for pair in answers if pair[1].status_code == 200]
    page = told.content.decode()
    assert "张*：已由另一份决议准予入会，请从名单中去掉后再登记" in page
    assert (number in page, "李明、王芳" in page) == (True, True)
    assert (Resolution.objects.count(), Membership.objects.count()) == (1, 2)

    desk, own = desks[number]
    assert str(own.pk) in re.findall(rf'value="({UUID})"[^>]*checked', page)
    again = {"number": number, "met_on": "2026-03-10", "present": "李明、王芳", "act": number}
    assert desk.post("/desk/resolutions/new/", {**again, "applications": [str(own.pk)]}).status_code == 302
    assert (Resolution.objects.count(), Membership.objects.count()) == (2, 3)


def test_of_two_unions_admitting_the_same_person_at_once_one_has_her(tree):
    number = make.identity_number()
    unions = [tree[key].body for key in ("joint", "community")]
    applications = [made.applied(union, document_number=number) for union in unions]

    outcomes = at_once(*(lambda u=u, a=a: made.resolution(u, a) for u, a in zip(unions, applications, strict=True)))

    assert len([outcome for outcome in outcomes if isinstance(outcome, list)]) == 1
    assert Membership.objects.count() == 1


def test_of_two_resolutions_with_one_number_one_stands(union):
    applications = [made.applied(union) for _ in range(2)]

    outcomes = at_once(*(lambda a=a: made.resolution(union, a, number="1号") for a in applications))

    (told,) = [outcome for outcome in outcomes if isinstance(outcome, list)]
    assert "文号" in told[0]
    assert Resolution.objects.count() == 1


def test_opening_an_application_twice_at_once_opens_one():
    account = make.account()

    at_once(*(lambda: made.written(of=account) for _ in range(4)))

    assert Application.objects.count() == 1


def test_of_many_who_open_a_page_after_the_last_day_while_the_sweep_runs_one_settles_it(union, settings, let_in):
    account = make.account()
    application = made.applied(union, of=account)
    actions.send_back(application.pk, missing=["station"], by=make.actor("clerk", union), at=make.AT)
    settings.TODAY = date(2026, 4, 10)
    windows = [let_in(account) for _ in range(4)]

    answers = at_once(*(lambda w=w: w.get("/join/progress/").status_code for w in windows), lambda: sweep(moment()))

    assert answers[:-1] == [200] * 4
    assert Application.objects.get().state == "withdrawn"
    assert Record.objects.filter(event="membership.Withdrawn").count() == 1
