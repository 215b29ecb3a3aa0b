"""The page of the cockpit: who sees which union's figures, on which face, and never a person."""

import pytest

from tests.cockpit.tree import happen
from tests.organisations.conftest import _tree, browser  # noqa: F401 -- the same small tree and browsers

pytestmark = pytest.mark.django_db


@pytest.fixture(name="cadre")
def _cadre(browser, tree):  # noqa: F811 -- the fixture
    return browser("cadre", tree["county"].body)


def test_a_cadre_sees_the_figures_of_her_union_with_their_definition_and_their_time(cadre, tree):
    happen(tree["joint"].body, 12)

    page = cadre.get("/cockpit/")

    assert (page.status_code, page.text.count("<h1")) == (200, 1)
    assert tree["county"].name in page.text
    assert "12" in page.text
    assert "口径" in page.text


def test_she_drills_to_a_union_below_and_never_beside_or_above(cadre, tree):
    told = {
        key: cadre.get("/cockpit/", {"at": tree[key].pk}).status_code for key in ("joint", "other", "city", "province")
    }

    assert told == {"joint": 200, "other": 404, "city": 404, "province": 404}


@pytest.mark.parametrize("face", ["wall", "paper", ""])
def test_every_face_of_the_same_figures_opens(cadre, face):
    assert cadre.get("/cockpit/", {"face": face} if face else {}).status_code == 200


@pytest.mark.parametrize("at", ["0", "-1", "x", "99999999999999999999"])
def test_a_place_that_is_none_is_not_found(cadre, at):
    assert cadre.get("/cockpit/", {"at": at}).status_code in {200, 404}


def test_a_visitor_is_led_to_sign_in(client):
    answer = client.get("/cockpit/")

    assert (answer.status_code, answer.url.split("?")[0]) == (303, "/sign-in/")
