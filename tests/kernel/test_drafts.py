from datetime import timedelta
from uuid import uuid4

import pytest
from django import forms
from django.http import QueryDict

from gongqiao.kernel import drafts, queue
from gongqiao.kernel.drafts import Draft
from gongqiao.kernel.web import attempt
from tests import make
from tests.make import AT

pytestmark = pytest.mark.django_db
ACCOUNT = uuid4()
POSTED = QueryDict("name=张三&tags=1&tags=2&csrfmiddlewaretoken=x&act=y")


class Naming(forms.Form):
    name = forms.CharField()


@pytest.fixture
def owner():
    return drafts.owner_of(ACCOUNT)


def test_what_was_typed_comes_back_and_the_keys_do_not(owner):
    assert drafts.keep(owner, "/apply/", POSTED, at=AT)
    kept = drafts.take_back(owner, "/apply/", at=AT)
    assert dict(kept.lists()) == {"name": ["张三"], "tags": ["1", "2"]}


@pytest.mark.parametrize(("minutes", "comes"), [(29, True), (30, False)])
def test_it_is_kept_for_half_an_hour(minutes, comes, owner):
    drafts.keep(owner, "/apply/", POSTED, at=AT)
    assert bool(drafts.take_back(owner, "/apply/", at=AT + timedelta(minutes=minutes))) == comes


def test_it_is_found_at_its_address_by_its_owner_only(owner):
    drafts.keep(owner, "/apply/", POSTED, at=AT)
    assert drafts.take_back(owner, "/other/", at=AT) is None
    assert drafts.take_back(drafts.owner_of(uuid4()), "/apply/", at=AT) is None


def test_the_last_one_typed_is_the_one_kept(owner):
    drafts.keep(owner, "/apply/", POSTED, at=AT)
    drafts.keep(owner, "/apply/", QueryDict("name=李四"), at=AT)
    assert drafts.take_back(owner, "/apply/", at=AT)["name"] == "李四"
    assert Draft.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "posted"),
    [("/apply/", QueryDict("act=y")), ("/apply/", QueryDict(f"name={'x' * 200_001}")), (f"/{'x' * 300}/", POSTED)],
)
def test_nothing_empty_or_unreasonable_is_kept(path, posted, owner):
    assert not drafts.keep(owner, path, posted, at=AT)


def test_no_verb_acts_on_a_form_that_was_only_shown_again(owner):
    drafts.keep(owner, "/apply/", POSTED, at=AT)
    form = Naming(drafts.take_back(owner, "/apply/", at=AT))
    acted = []

    assert attempt(form, lambda **parts: acted.append(parts), by=make.actor("self"), at=AT) is None
    assert (acted, form["name"].value()) == ([], "张三")


def test_it_is_dropped_once_sent_and_forgotten_once_over(owner):
    drafts.keep(owner, "/apply/", POSTED, at=AT)
    drafts.drop(owner, "/apply/")
    drafts.keep(owner, "/b/", POSTED, at=AT - timedelta(days=3))
    queue.run("forget_drafts")
    assert Draft.objects.count() == 0
