"""Walls are told by the fold that something changed, once for all that did, and share what is drawn for them."""

import re
from threading import Barrier, Thread
from time import sleep

import psycopg
import pytest
from django.db import connection

from gongqiao.cockpit import actions, queries
from gongqiao.cockpit.pages.kept import MOST, SECONDS, Boards
from gongqiao.cockpit.pages.looks import WALL, Look
from gongqiao.cockpit.queries import listening
from gongqiao.kernel import live
from tests.cockpit.tree import county, happen
from tests.shell.test_live import address

LOOK = Look(face=WALL)


@pytest.fixture(name="heard")
def _heard(transactional_db):
    """What the live process hears from now on, without waiting longer than it takes."""
    with psycopg.connect(address(), autocommit=True) as process:
        process.execute(f"LISTEN {live.CHANNEL}")
        yield lambda: sorted(notice.payload for notice in process.notifies(timeout=0.5))


def told_of(*bodies):
    version = queries.version()
    return sorted(f"figures:{body.pk} {version}" for body in bodies)


def test_an_act_tells_nobody_and_the_fold_tells_each_union_above_it_once(heard):
    top, city, seat, towns, unions = county()
    for _ in range(50):
        happen(unions[0], 200)
    assert heard() == []

    actions.fold()

    assert heard() == told_of(top, city, seat, towns[0], unions[0])


def test_what_comes_to_nothing_is_told_to_nobody(heard):
    *_, unions = county()
    happen(unions[0], 3)
    happen(unions[0], -3)

    assert (actions.fold(), actions.fold(), heard()) == (2, 0, [])


def test_a_fold_without_anything_to_fold_takes_no_number(heard):
    before = queries.version()

    assert (actions.fold(), heard(), queries.version()) == (0, [], before)


def test_each_fold_that_changed_something_has_a_higher_number(heard):
    *_, unions = county()
    versions = []
    for _ in range(3):
        happen(unions[0])
        actions.fold()
        versions.append(queries.version())

    assert versions == sorted(set(versions))
    assert {int(words.split()[1]) for words in heard()} == set(versions)


def test_when_very_many_changed_at_once_all_walls_are_told_in_one_word():
    told = listening.topics_of(range(listening.MOST + 1))

    assert (told, len(listening.topics_of(range(listening.MOST)))) == ([listening.ALL], listening.MOST)
    assert set(told) <= set(listening.topics(33))


class Drawing:
    """Counts how often the board is really drawn."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return f"drawn {self.times}"


@pytest.mark.django_db
def test_walls_that_ask_within_a_second_are_given_the_same_drawing():
    boards, draw = Boards(), Drawing()

    assert {boards.board(1, LOOK, draw, seen=0) for _ in range(1000)} == {"drawn 1"}
    assert boards.board(2, LOOK, draw, seen=0) == "drawn 2"


@pytest.mark.django_db
def test_a_wall_that_was_told_of_something_newer_is_not_given_the_older_drawing():
    boards, draw = Boards(), Drawing()
    *_, unions = county()
    boards.board(1, LOOK, draw, seen=0)
    happen(unions[0])
    actions.fold()

    told = queries.version()

    assert [boards.board(1, LOOK, draw, seen=told) for _ in range(3)] == ["drawn 2"] * 3


@pytest.mark.django_db
def test_a_drawing_is_given_for_a_second_only():
    boards, draw = Boards(), Drawing()
    boards.board(1, LOOK, draw, seen=0)
    sleep(SECONDS + 0.1)

    assert boards.board(1, LOOK, draw, seen=0) == "drawn 2"


@pytest.mark.django_db
def test_no_more_than_so_many_drawings_are_kept():
    boards, draw = Boards(), Drawing()
    for body in range(MOST + 5):
        boards.board(body, LOOK, draw, seen=0)

    assert len(boards.drawn) == MOST


def test_whoever_asks_while_a_board_is_drawn_waits_for_it(transactional_db):
    boards, together, drawn, given = Boards(), Barrier(4), [], []

    def draw():
        sleep(0.1)
        drawn.append(1)
        return f"drawn {len(drawn)}"

    def ask():
        together.wait()
        given.append(boards.board(1, LOOK, draw, seen=0))
        connection.close()

    askers = [Thread(target=ask) for _ in range(4)]
    for each in askers:
        each.start()
    for each in askers:
        each.join()

    assert given == ["drawn 1"] * 4


@pytest.mark.django_db
def test_the_part_that_is_asked_anew_is_what_the_wall_shows(tree, cadre):
    happen(tree["joint"].body, 1234)
    browser = cadre(tree["county"])
    page = browser.get("/cockpit/", {"face": "wall", "at": tree["county"].pk}).content.decode()
    asked = re.search(r'hx-get="([^"]+)"', page)[1].replace("&amp;", "&")

    part = browser.get(asked, headers={"HX-Request": "true"})

    def still(words):
        return re.sub(r"\d\d:\d\d(:\d\d)?[^<\"]*", "", re.sub(r"\s+", " ", words)).strip()

    assert part.status_code == 200
    assert still(part.content.decode()) in still(page)
    assert "1,234" in part.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["province", "city", "other"])
def test_what_is_above_and_beside_is_not_found_in_parts_either(tree, cadre, key):
    asked = {"at": tree["county"].pk, "face": "wall"}
    cadre(tree[key]).get("/cockpit/figures/", asked)
    browser = cadre(tree["county"])

    assert browser.get("/cockpit/figures/", {**asked, "at": tree[key].pk}).status_code == 404
    assert browser.get("/cockpit/figures/", {**asked, "version": "x"}).status_code == 404


@pytest.mark.django_db
def test_a_wall_whose_session_has_ended_opens_its_page_anew_and_shows_no_page_inside_a_page(client):
    part = client.get("/cockpit/figures/", headers={"HX-Request": "true"})

    assert (part.status_code, part.headers["HX-Refresh"], part.content) == (200, "true", b"")
    assert client.get("/cockpit/figures/").status_code == 303
