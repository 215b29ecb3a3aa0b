"""The two doors on one form: what each tells, and what a second knock gets."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django import forms
from django.db import IntegrityError
from django.http import Http404
from django.test import RequestFactory

from gongqiao.kernel.actions import FORMS, OPERATIONS, operation
from gongqiao.kernel.authority import Permission, Reach, grants, require, role
from gongqiao.kernel.models import Body, Record
from gongqiao.kernel.reasons import Forbidden, Reason, Refused, refuse
from gongqiao.kernel.records import Event, announce
from gongqiao.kernel.shapes import body_of
from gongqiao.kernel.web import answer, attempt, for_office
from tests import make
from tests.at_once import apart

pytestmark = pytest.mark.django_db
NAME = Permission("test.name", "改名")
CLERK = role("test-clerk", "文书")
grants((NAME, {CLERK: Reach.HERE}))


class Naming(forms.Form):
    name = forms.CharField(label="新名称", help_text="不超过十个字")
    urgent = forms.BooleanField(label="加急", required=False)
    reasons = forms.MultipleChoiceField(label="事由", choices=[("a", "甲"), ("b", "乙")], required=False)


@dataclass(frozen=True)
class Named(Event):
    body_id: int


def naming(name):
    if len(name) > 10:
        yield Reason("too_long", "名称不能超过十个字，请缩短", field="name", law="章程 第一条")
    if "？" in name:
        yield Reason("unclear", "名称里不能有问号")


@pytest.fixture(name="rename")
def _rename():
    before, kinds = dict(OPERATIONS), dict(FORMS)

    @operation
    def rename(pk, *, name, urgent, reasons, by, at):
        body = Body.objects.select_for_update().get(pk=pk)
        require(by, NAME, body.pk)
        refuse(naming(name))
        body.name = name
        body.save()
        announce(Named(body.pk), by=by, about=body, at=at)
        return body

    yield rename
    OPERATIONS.clear()
    OPERATIONS.update(before)
    FORMS.clear()
    FORMS.update(kinds)


@pytest.fixture(name="union")
def _union():
    return make.body(name="旧名")


def knock(rename, union, data, by=None):
    form = Naming(data)
    return form, attempt(form, rename, union.pk, by=by or make.actor(CLERK, union), at=make.AT)


def post(rename, union, body, by=None, **headers):
    raw = body if isinstance(body, str) else json.dumps(body)
    request = RequestFactory().post("/", raw, content_type="application/json", headers=headers)
    told = answer(request, Naming, rename, union.pk, by=by or make.actor(CLERK, union), at=make.AT)
    return told.status_code, told.value


def test_a_page_does_the_act_or_tells_every_reason_beside_its_field(rename, union):
    _, done = knock(rename, union, {"name": "新名"})
    form, refused = knock(rename, union, {"name": "很长很长很长很长的名称？"})

    assert (done.subject_id, refused) == (str(union.pk), None)
    assert form.errors == {"name": ["名称不能超过十个字，请缩短（章程 第一条）"], "__all__": ["名称里不能有问号"]}


def test_the_api_tells_the_same_reasons(rename, union):
    status, told = post(rename, union, {"name": "很长很长很长很长的名称？"})

    assert status == 422
    assert {(each["code"], each["field"]) for each in told["reasons"]} == {("too_long", "name"), ("unclear", "")}


def test_the_same_form_posted_twice_is_one_act_with_one_answer(rename, union):
    by = make.actor(CLERK, union)

    answers = [knock(rename, union, {"name": "新名", "act": "k1"}, by)[1] for _ in range(2)]

    assert [(done.subject_id, done.repeated) for done in answers] == [(str(union.pk), False), (str(union.pk), True)]
    assert Record.objects.count() == 1


def test_an_idempotency_key_works_like_the_act_of_a_page(rename, union):
    by = make.actor(CLERK, union)

    told = [post(rename, union, {"name": "新名"}, by, **{"Idempotency-Key": "k1"})[1]["repeated"] for _ in range(2)]

    assert (told, Record.objects.count()) == ([False, True], 1)


def test_the_key_marks_the_verb_that_was_asked_for_and_not_those_it_calls_on_the_way(rename, union):
    inner = make.body()

    @operation
    def rename_both(pk, *, by, at, **words):
        rename(inner.pk, **words, by=make.actor(CLERK, inner), at=at)
        return rename(pk, **words, by=by, at=at) and _tell(pk, by, at)

    answers = [knock(rename_both, union, {"name": "新名", "act": "k1"}, make.actor(CLERK, union))[1]]
    told = Record.objects.exclude(act=None).values_list("subject_id", "facts")

    assert (answers[0].subject_id, list(told)) == (str(union.pk), [(str(union.pk), {"body_id": union.pk})])
    assert Record.objects.count() == 3


def _tell(pk, by, at):
    body = Body.objects.get(pk=pk)
    announce(Named(pk), by=by, about=body, at=at)
    return body


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("then", [Refused([Reason("done", "已经改过")]), IntegrityError()])
def test_a_second_click_that_meets_what_the_first_did_is_given_the_answer_of_the_first(rename, union, then):
    """Both had begun before either was done: the second stumbles over the first and asks again whether it was she."""
    by, begun = make.actor(CLERK, union), []

    def clicked(pk, **words):
        if begun:
            return rename(pk, **words)
        begun.append(pk)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(apart, knock, clicked, union, {"name": "新名", "act": "k1"}, by).result()
        raise then

    _, done = knock(clicked, union, {"name": "新名", "act": "k1"}, by)

    assert (done.subject_id, done.repeated, Record.objects.count()) == (str(union.pk), True, 1)


def test_what_the_database_refuses_for_another_cause_is_a_fault(rename, union):
    def broken(pk, **words):
        raise IntegrityError

    with pytest.raises(IntegrityError):
        knock(broken, union, {"name": "新名", "act": "k1"})


def test_what_somebody_undid_since_it_was_looked_at_is_not_found(rename, union):
    gone, by = Body(pk=0), make.actor(CLERK, union)

    with pytest.raises(Http404):
        knock(rename, gone, {"name": "新名"}, by)
    with pytest.raises(Http404):
        post(rename, gone, {"name": "新名"}, by)


def test_another_persons_key_is_not_answered_for(rename, union):
    for _ in range(2):
        knock(rename, union, {"name": "新名", "act": "k1"})

    assert Record.objects.count() == 2


def test_a_key_of_a_refused_act_may_be_used_again(rename, union):
    by = make.actor(CLERK, union)
    knock(rename, union, {"name": "怎么？", "act": "k1"}, by)

    _, done = knock(rename, union, {"name": "这样", "act": "k1"}, by)

    assert done.repeated is False


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{name:", "not_json"),
        ("[1]", "not_an_object"),
        ("null", "not_an_object"),
        ({"name": ["甲"]}, "wrong_type"),
        ({"name": 5}, "wrong_type"),
        ({"name": True}, "wrong_type"),
        ({"name": "甲", "urgent": "yes"}, "wrong_type"),
        ({"name": "甲", "reasons": [1]}, "wrong_type"),
        ({"name": "甲", "nickname": "乙"}, "unknown_field"),
        ('{"name": "\\ud800"}', "wrong_type"),
    ],
)
def test_a_body_that_is_not_of_the_forms_shape_is_400_with_a_reason(rename, union, body, code):
    status, told = post(rename, union, body)

    assert (status, [each["code"] for each in told["reasons"]]) == (400, [code])
    assert Record.objects.count() == 0


def test_what_is_not_yours_to_do_is_403_by_api_and_forbidden_by_page(rename, union):
    stranger = make.actor(CLERK, make.body())

    status, told = post(rename, union, {"name": "新名"}, stranger)

    assert (status, told["reasons"][0]["code"]) == (403, "forbidden")
    with pytest.raises(Forbidden):
        knock(rename, union, {"name": "新名"}, stranger)


def test_a_page_of_an_office_says_which_permission_an_identity_lacks(rename, union):
    page = for_office(NAME)(lambda request: "the page")
    request = RequestFactory().get("/")

    request.actor = make.actor(CLERK, union)
    assert page(request) == "the page"
    request.actor = make.actor("self", union)
    with pytest.raises(Forbidden, match="您当前的身份（本人）没有“改名”的权限，请切换身份"):
        page(request)


def test_the_form_is_the_shape_in_the_public_description():
    schema = body_of(Naming)["requestBody"]["content"]["application/json"]["schema"]

    assert schema["required"] == ["name"]
    assert schema["properties"]["name"] == {"type": "string", "title": "新名称", "description": "不超过十个字"}
    assert schema["properties"]["reasons"]["items"] == {"type": "string", "enum": ["a", "b"]}


def test_a_field_nobody_described_fails_at_once():
    class Odd(forms.Form):
        size = forms.DurationField()

    with pytest.raises(LookupError, match="DurationField"):
        body_of(Odd)
