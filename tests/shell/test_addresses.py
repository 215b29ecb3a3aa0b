"""An address leads where Django says it leads, every time."""

from uuid import UUID

import pytest
from django.test import RequestFactory
from django.urls import Resolver404, resolve, reverse

from gongqiao.shell.addresses import LONG, Platform, known

ONE, OTHER = (
    reverse("membership:member", args=[UUID(number)])
    for number in ("01a2238a-cd62-710b-b789-7e457f951f13", "01a2238a-cd93-72e5-a1aa-b21018c217e1")
)


@pytest.fixture(autouse=True)
def _nothing_known():
    known.cache_clear()


def led(path):
    request = RequestFactory().get(path)
    found = Platform().resolve_request(request)
    assert request.resolver_match is found
    return found.func, found.kwargs, found.view_name


@pytest.mark.parametrize("path", ["/", "/desk/members/", ONE, OTHER, "/api/openapi.json", ONE + "?page=2"])
def test_the_way_is_the_same_first_and_again(path):
    there = resolve(path.partition("?")[0])
    assert led(path) == led(path) == (there.func, there.kwargs, there.view_name)


@pytest.mark.parametrize("path", ["/nowhere/", "/desk/members", "/" + "a" * LONG + "/"])
def test_an_address_that_leads_nowhere_is_told_each_time_and_not_remembered(path):
    for _ in range(2):
        with pytest.raises(Resolver404):
            led(path)
    assert known.cache_info().currsize == 0


def test_two_things_of_one_page_are_kept_apart():
    assert [led(path)[1] for path in (ONE, OTHER, ONE)] == [resolve(path).kwargs for path in (ONE, OTHER, ONE)]
