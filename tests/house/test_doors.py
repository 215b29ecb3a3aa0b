"""Every address stands in the table of its module: who is let in is decided before the page is written."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.urls import URLPattern, get_resolver

from gongqiao.shell.modules import MODULES

MODULES_WITH_DOORS = [name for name in (*MODULES, "shell") if find_spec(f"gongqiao.{name}.urls")]


def addresses(module):
    """The names of a module's pages; API addresses are walked by their own test."""
    if not find_spec(f"gongqiao.{module}.urls"):
        return set()
    patterns = import_module(f"gongqiao.{module}.urls").urlpatterns
    return {pattern.name for pattern in patterns if isinstance(pattern, URLPattern)}


@pytest.mark.parametrize("module", [name for name in MODULES_WITH_DOORS if name != "shell"])
def test_every_address_stands_in_the_table_of_its_module(module):
    doors = import_module(f"tests.{module}.doors").DOORS

    assert set(doors) == addresses(module)


def test_no_address_is_without_a_name():
    assert [
        str(each.pattern) for each in get_resolver().url_patterns if isinstance(each, URLPattern) and not each.name
    ] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "where", ["/desk/divisions/%00/", "/card/%00/", "/join/?at=%00", "/api/v1/divisions?words=%00"]
)
def test_an_address_no_database_can_hold_is_told_so(client, where):
    answer = client.get(where)

    assert answer.status_code == 400
    assert "请" in answer.content.decode()
