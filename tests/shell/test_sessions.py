"""The session in front of our table of sign-ins."""

import pytest

from gongqiao.people.models import SignIn
from gongqiao.shell.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture(name="key")
def _key():
    """The cookie of a session in which something is kept."""
    store = SessionStore()
    store["kept"] = "words"
    store.save()
    return store.session_key


def test_the_row_is_read_once_and_its_data_only_when_asked_for(key, django_assert_num_queries, monkeypatch):
    store = SessionStore(key)
    with django_assert_num_queries(1), monkeypatch.context() as patch:
        patch.setattr(SessionStore, "decode", None)
        assert store.found() is store.found()
    assert (store.row, store["kept"], store.accessed) == (SignIn.objects.get(), "words", True)


def test_behind_a_key_that_nobody_has_there_is_nothing_and_the_cookie_is_to_go(key, django_assert_num_queries):
    store = SessionStore(key[::-1])
    with django_assert_num_queries(2):
        assert (store.found(), store.get("kept"), store.is_empty()) == (None, None, True)


def test_without_a_cookie_nothing_is_asked(django_assert_num_queries):
    store = SessionStore()
    with django_assert_num_queries(0):
        assert (store.found(), store.accessed) == (None, False)


def test_a_session_just_begun_is_not_read_again(django_assert_num_queries):
    store = SessionStore()
    store["kept"] = "words"
    store.save()
    with django_assert_num_queries(0):
        assert (store.found(), store["kept"]) == (store.row, "words")
