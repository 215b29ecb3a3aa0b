"""The second wall: what the database itself shows, with no filter of ours in the way."""

import pytest

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Line
from gongqiao.kernel.senders import Message
from gongqiao.people import actions
from gongqiao.people.models import Account, Code, Consent, DeniedLook, Look, LookAlarm, Person, RecoveryCode
from tests import make
from tests.make import AT, TODAY
from tests.people.conftest import REGISTRAR, last_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def behind():
    """Stand behind the wall as somebody for the rest of the test."""
    yield wall.raise_for
    wall.rest()


def member(of, name="张三丰"):
    person = make.person(name=name)
    actions.belong([(person.pk, of.pk)], kind="member", on=TODAY)
    return person


def test_a_person_is_seen_by_the_bodies_that_know_her_and_those_above(behind):
    province = make.body()
    county, other = make.body(province), make.body(province)
    union = make.body(county)
    person = member(union)

    seen = {}
    for name, place in {"province": province, "county": county, "other": other, "union": union}.items():
        behind(Actor(REGISTRAR, make.uuid7(), place.pk, make.uuid7(), Line.paths_of(place.pk)))
        seen[name] = Person.objects.filter(pk=person.pk).exists()

    assert seen == {"province": True, "county": True, "other": False, "union": True}


def test_the_trap_of_the_numbers_that_begin_alike(behind):
    top = make.body()
    one = make.body(top)
    path = Line.path_of(one.pk)
    twin = make.body(top)
    Line.objects.filter(body=twin).update(path=f"{path[:-1]}0.")
    person = member(twin)

    behind(Actor(REGISTRAR, make.uuid7(), one.pk, make.uuid7(), {"union": path}))

    assert not Person.objects.filter(pk=person.pk).exists()


def test_one_who_left_is_no_longer_seen(behind):
    union = make.body()
    person = member(union)
    actions.leave([person.pk], union.pk, kind="member", on=TODAY)
    behind(Actor(REGISTRAR, make.uuid7(), union.pk, make.uuid7(), Line.paths_of(union.pk)))
    assert Person.objects.count() == 0


def test_each_sees_her_own_rows_of_every_table_and_no_others(behind):
    for _ in range(2):
        account = make.account(make.person())
        by = make.oneself(account)
        actions.give("identity", by=by, at=AT)
        RecoveryCode.objects.create(account=account, digest=b"x", made_at=AT)
        actions.trace(account.person_id, what="手机号", reason="核对", by=Actor("self", account.person_id), at=AT)

    behind(by)

    assert {kind: kind.objects.count() for kind in (Person, Account, Consent, RecoveryCode, Look)} == {
        Person: 1, Account: 1, Consent: 1, RecoveryCode: 1, Look: 1,
    }  # fmt: skip


def test_codes_their_messages_and_denied_looks_are_for_verbs_alone(behind):
    account = make.account(make.person(), phone=make.phone())
    by = make.oneself(account)
    actions.ask(phone=account.phone.reveal(), origin=make.origin(), by=by, at=AT)
    actions.deny(account.pk, "people:reveal", AT)
    actions.looks.raise_alarm(account.pk, count=200, by=by, at=AT)
    kinds = (Code, Message, DeniedLook, LookAlarm)
    assert [kind.objects.count() for kind in kinds] == [1] * 4

    for viewer in (Actor(), by):
        behind(viewer)
        assert [kind.objects.count() for kind in kinds] == [0] * 4


@pytest.fixture
def in_service(settings):
    """A connection rests behind the wall, as in service."""
    settings.WALL_AT_REST = wall.UP
    wall.rest()
    yield
    settings.WALL_AT_REST = wall.DOWN
    wall.rest()


@pytest.mark.usefixtures("in_service")
def test_one_signs_in_and_is_counted_where_a_connection_rests_behind_the_wall(client):
    phone = make.phone()
    client.post("/sign-in/", {"phone": phone, "agreed": "on"})
    with wall.lowered():
        code = last_code(phone)
    wrong = f"{(int(code) + 1) % 10**6:06d}"

    assert f"{phone[:3]}****{phone[-4:]}" in client.get("/sign-in/code/").text
    assert client.post("/sign-in/code/", {"code": wrong}).status_code == 200
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    assert [client.get(where).status_code for where in ("/me/looks/", "/nothing/here/", "/nothing/here/")] == [
        200, 404, 404,
    ]  # fmt: skip
    with wall.lowered():
        assert (Code.objects.get().tries, DeniedLook.objects.get().count) == (2, 2)


def test_a_visitor_sees_nobody(behind):
    make.account(make.person())
    behind(Actor())
    assert (Person.objects.count(), Account.objects.count()) == (0, 0)
