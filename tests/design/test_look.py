import pytest
from django.http import HttpRequest

from gongqiao.design import look


def test_elder_look_is_kept_in_a_cookie_and_leads_back(client):
    answer = client.post("/look/", {"size": "22", "next": "/look/"})
    assert (answer.status_code, answer["Location"], answer.cookies["look"].value) == (302, "/look/", "22")
    assert 'data-size="22"' in client.get("/look/").content.decode()


def test_elder_look_never_leads_to_another_site(client):
    assert client.post("/look/", {"size": "22", "next": "https://elsewhere.example/"})["Location"] == "/"


@pytest.mark.parametrize("size", ["0", "", "17", "31", "22.0", "²", "<b>"])
def test_any_other_size_is_the_standard_look(client, size):
    client.post("/look/", {"size": size})
    assert "data-size" not in client.get("/look/").content.decode()


@pytest.mark.parametrize(("size", "smaller", "larger"), [(18, 18, 20), (22, 20, 24), (30, 27, 30)])
def test_sizes_go_up_and_down_by_steps(size, smaller, larger):
    assert (look.smaller(size), look.larger(size)) == (smaller, larger)


def test_a_visitor_without_the_cookie_has_the_standard_look():
    assert look.size_of(HttpRequest()) == look.STANDARD
