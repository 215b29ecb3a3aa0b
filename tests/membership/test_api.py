"""The same verbs through JSON: same answers, same reasons."""

import pytest
from django.test import Client

from gongqiao.membership.models import Application, Membership
from tests import make, programs
from tests.membership import made
from tests.membership.conftest import post_of
from tests.programs import codes, post

pytestmark = pytest.mark.django_db


def program(account, role=None, body=None):
    """A program with a token of somebody's: as herself or as one appointment."""
    by = make.oneself(account)
    if role:
        held = post_of(account, role, body).pk
        by = make.actor(role, body, account_id=account.pk, person_id=account.person_id, appointment_id=held)
    return programs.program(by)


def clerk(union):
    return program(make.account(make.person()), "clerk", union)


@pytest.mark.usefixtures("demo_day")
def test_a_rider_applies_by_program_with_the_words_of_the_pages(union):
    rider = program(make.account())
    me = {"name": "张三丰", "document_type": "card", "document_number": make.identity_number(), "agreed": True}
    place = {"workplace": "杭州市萧山区城厢街道", "employer": "饿了么", "station": "城厢站"}

    answers = [
        post(rider, "/my/application", {"employment_form": "platform", "jobs": ["meals"]}),
        post(rider, "/my/application/place", place),
        post(rider, "/my/application/union", {"union": union.pk}),
        post(rider, "/my/application/identity", me),
        post(rider, "/my/application/submission", {"agreed": True}),
    ]

    assert [status for status, _ in answers] == [200] * 5
    shown = rider.get("/api/v1/my/application").json()
    assert (shown["state"], shown["applicant"], shown["submitted_on"]) == ("审查中", "张*", "2026-03-10")


def test_a_withdrawal_told_again_because_its_answer_was_lost_gets_the_first_answer(union):
    account = make.account()
    made.applied(union, of=account)
    rider = program(account)

    first, again = (post(rider, "/my/application/withdrawal", **{"Idempotency-Key": "one"}) for _ in range(2))
    late, other = post(rider, "/my/application/withdrawal"), post(program(make.account()), "/my/application/withdrawal")

    assert (first[0], again) == (200, (200, {**first[1], "repeated": True}))
    assert (late[0], codes(late[1]), other[0]) == (422, ["wrong_state"], 404)


def test_a_child_is_refused_with_the_words_of_the_page(union):
    rider = program(make.account())
    post(rider, "/my/application", {"employment_form": "flexible"})
    child = make.identity_number(born=make.TODAY.replace(year=2011))

    status, told = post(
        rider,
        "/my/application/identity",
        {"name": "小明", "document_type": "card", "document_number": child, "agreed": True},
    )

    assert (status, codes(told)) == (422, ["too_young"])
    assert "12351" in told["reasons"][0]["words"]


def test_a_clerk_sends_back_and_records_a_resolution(union):
    first, second = made.applied(union), made.applied(union, name="李四")
    desk = clerk(union)

    back = post(desk, f"/applications/{first.pk}/sending-back", {"missing": ["station"]})
    nothing = post(desk, f"/applications/{second.pk}/sending-back", {})
    told = {"number": "1号", "met_on": "2026-03-10", "present": "李明、王芳", "applications": [str(second.pk)]}
    answers = [post(desk, "/resolutions", told, **{"Idempotency-Key": "k"}) for _ in range(2)]

    assert back[0] == 200
    assert (nothing[0], codes(nothing[1])) == (422, ["nothing_missing"])
    assert [(status, said["repeated"]) for status, said in answers] == [(200, False), (200, True)]
    assert Membership.objects.count() == 1
    assert [row["state"] for row in desk.get("/api/v1/applications").json()["rows"]] == ["已入会", "待补正"]
    assert desk.get("/api/v1/members").json()["rows"][0]["name"] == "李*"
    assert desk.get("/api/v1/resolutions").json()["rows"][0]["number"] == "1号"


@pytest.mark.parametrize(
    "body",
    ["[]", "{", '{"applications": "all"}', '{"applications": [1]}', '{"number": ["1"]}', '{"colour": "red"}'],
)
def test_what_is_not_of_the_forms_shape_is_400(union, body):
    told = clerk(union).post("/api/v1/resolutions", body, content_type="application/json")

    assert told.status_code == 400
    assert told.json()["reasons"]


def test_another_unions_persons_are_not_found(union, tree):
    application, member = made.applied(union), made.member(union)
    stranger = clerk(tree["other"].body)

    assert stranger.get(f"/api/v1/applications/{application.pk}").status_code == 404
    assert stranger.get(f"/api/v1/members/{member.pk}").status_code == 404
    assert post(stranger, f"/applications/{application.pk}/rejection", {"words": "不行"})[0] == 404
    assert stranger.get("/api/v1/members").json() == {"rows": [], "next": ""}
    assert Client().get("/api/v1/members").status_code == 401
    assert Application.objects.get(pk=application.pk).state == "submitted"


def test_who_holds_no_office_records_no_resolution(union):
    application = made.applied(union)
    told = {"number": "1号", "met_on": "2026-03-10", "present": "李明", "applications": [str(application.pk)]}

    status, said = post(program(make.account()), "/resolutions", told)

    assert (status, codes(said)) == (403, ["forbidden"])
