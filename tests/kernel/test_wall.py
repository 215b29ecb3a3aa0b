"""The second wall, tried on a table of its own: what a connection sees when every filter is forgotten."""

import pytest
from django.db import DatabaseError, connection, transaction

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.identifiers import uuid7
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(name="diaries")
def _diaries(settings):
    """One diary in each of three unions: a county's, one below it and one beside it."""
    county, beside = make.body(), make.body()
    below = make.body(county)
    owners = {body.pk: uuid7() for body in (county, below, beside)}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE diary (person_id uuid, union_body_id integer)")
        for body, person in owners.items():
            cursor.execute("INSERT INTO diary VALUES (%s, %s)", [person, body])
        cursor.execute(wall.protect("diary", person="person_id", body="union_body_id").sql)
    settings.WALL_AT_REST = "up"
    yield {"county": county, "below": below, "beside": beside, "owners": owners}
    settings.WALL_AT_REST = "down"
    wall.rest()


def seen():
    with connection.cursor() as cursor:
        cursor.execute("SELECT union_body_id FROM diary")
        return {row[0] for row in cursor.fetchall()}


def test_a_connection_at_rest_sees_nobody(diaries):
    wall.rest()

    assert seen() == set()


def test_a_visitor_sees_nobody(diaries):
    wall.raise_for(Actor())

    assert seen() == set()


def test_a_person_sees_her_own_row_only(diaries):
    body, person = next(iter(diaries["owners"].items()))
    wall.raise_for(Actor(role="self", person_id=person))

    assert seen() == {body}


def test_a_union_sees_itself_and_what_is_below_and_never_what_is_beside(diaries):
    wall.raise_for(make.actor("self", diaries["county"]))

    assert seen() == {diaries["county"].pk, diaries["below"].pk}


def test_an_operation_sees_every_row_and_only_until_it_ends(diaries):
    wall.raise_for(Actor())
    with transaction.atomic(), wall.lowered():
        inside = seen()

    assert inside == set(diaries["owners"])
    assert seen() == set()


def test_an_operation_that_breaks_leaves_the_wall_standing(diaries):
    wall.raise_for(Actor())
    with pytest.raises(DatabaseError), transaction.atomic(), wall.lowered(), connection.cursor() as cursor:
        cursor.execute("SELECT 1/0")

    assert seen() == set()


def test_a_connection_comes_to_rest_in_the_middle_of_what_is_being_taken_back(diaries):
    wall.raise_for(make.actor("self", diaries["county"]))
    with transaction.atomic():
        transaction.set_rollback(True)
        wall.rest()
        told = wall.standing()

    assert told == wall.UP


def test_nothing_is_written_from_behind_the_wall(diaries):
    wall.raise_for(make.actor("self", diaries["county"]))

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO diary VALUES (%s, %s)", [uuid7(), diaries["county"].pk])


def test_a_path_that_reads_like_sql_is_only_a_path(diaries):
    wall.raise_for(Actor(role="chair", body_id=1, paths={"union": "', false), set_config('gongqiao.wall', 'down"}))

    assert seen() == set()
