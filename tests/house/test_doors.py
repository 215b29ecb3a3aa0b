"""Every address stands in the table of its module: who is let in is decided before the page is written."""

import pytest
from django.urls import URLPattern, get_resolver

from tests import walk
from tests.house.source import SOURCE
from tests.house.tables import operations, pages


def test_every_page_stands_in_the_table_of_its_module():
    assert set(pages()) == {address.name for address in walk.pages("GET")}


def test_every_operation_of_the_api_stands_in_the_table_of_its_module():
    assert sorted(operations()) == sorted(walk.short(address) for address in walk.operations())


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


WITHOUT_ACT = {
    "design/look.html": "says how large letters are: the same twice",
    "parts/look.html": "as above",
    "shell/demo.html": "the demo's own door: whoever enters twice has entered",
}


def test_every_form_carries_the_key_by_which_a_second_press_is_known():
    posting = [path for path in SOURCE.rglob("templates/**/*.html") if 'method="post"' in path.read_text()]
    without = {"/".join(path.parts[-2:]) for path in posting if "act_key" not in path.read_text()}

    assert without == set(WITHOUT_ACT)
