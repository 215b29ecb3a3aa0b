"""Everybody at every page and every operation of the API: what nobody, a stranger, herself and each role is answered.

Of each address that names a thing, the thing at the own union is tried, the one above, the one below and the one
beside; of a list of the API, which of them stand on it. The tables are `tests/<module>/doors.py`; addresses come from
the resolver and from the API's own description.
"""

import json
import re
from zlib import crc32

import pytest
from django.db import transaction
from django.db.models import Q
from django.test import override_settings

from gongqiao.kernel.authority import ROLES, Scope
from tests import neighbours, walk
from tests.doors import HOLDERS, Answer, Place
from tests.house import tables

CHINESE = re.compile("[\u4e00-\u9fff]")
PRESSED = b"act=walk"
ANSWERS = {401: Answer.SIGN_IN, 403: Answer.FORBIDDEN, 404: Answer.UNSEEN}
REFUSED = {400, 422}
OF_THE_FORM = {"required", "invalid", "invalid_choice", "unknown_field", "wrong_type", "min_value", "max_length"}

# A provider that answers nobody: its pages are there, and nobody outside is asked.
AWAY = {"issuer": "http://127.0.0.1:9", "client": "gongqiao", "secret": "s", "called": "浙里办"}
PAGES, OPERATIONS = tables.pages(), tables.operations()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(FILES=folder, OPENID=AWAY), transaction.atomic():
        yield neighbours.built()
        transaction.set_rollback(True)


def answered(probe, who, body, thing):
    """How somebody is answered, about this thing where it is a list; whatever it did is taken back."""
    session = who.browser.cookies.copy()
    with transaction.atomic():
        told = probe.by(who, body)
        transaction.set_rollback(True)
    who.browser.cookies = session
    if told.status_code == walk.BROKEN:
        return "broken"
    if told.status_code in {302, 303} and told["Location"].startswith("/sign-in/?"):
        return Answer.SIGN_IN
    answer = ANSWERS.get(told.status_code, Answer.IN)
    if answer is Answer.IN:
        return _on_the_list(told, thing) if thing else answer
    return answer if CHINESE.search(said(told)) else "without a word"


def said(told):
    """The words of an answer, in JSON however they are spelt."""
    return (
        json.dumps(told.json(), ensure_ascii=False)
        if told["Content-Type"].startswith("application/json")
        else told.text
    )


def _on_the_list(told, thing):
    found = told.json()
    rows = found["rows"] if isinstance(found, dict) else found
    return Answer.IN if str(thing) in {str(row["id"]) for row in rows} else Answer.ABSENT


def body_of(door, address, world):
    """What is sent along: of a page the press of its button, of an operation the words its verb needs."""
    if not address.is_api:
        return PRESSED
    if door.body is None:
        return b""
    things = {kind: held[Place.OWN] for kind, held in world.things.items()}
    return json.dumps(door.body(things) if callable(door.body) else door.body).encode()


def probes(address, door, world):
    """The address with the thing of each place; once only where it names none."""
    if not door.about:
        return {Place.OWN: next(address.filled(()))}
    if door.listed:
        return dict.fromkeys(Place, next(address.filled(())))
    things = world.things[door.about]
    if len(set(things.values())) == 1:
        return {Place.OWN: next(address.filled([things[Place.OWN]]))}
    if door.asked:
        bare = next(address.filled(())).path
        return {place: walk.Probe(address, f"{bare}?{door.asked}={things[place]}") for place in Place}
    if not address.parameters:
        return {Place.OWN: next(address.filled(()))}
    return {place: next(address.filled([things[place]])) for place in Place}


def differences(address, door, world, everybody):
    """Who is answered otherwise than the table says, where, and how."""
    tried, body = probes(address, door, world), body_of(door, address, world)
    for (who, role), knocker in world.knockers(door.about).items():
        for place in tried if everybody else chosen(tried, door, address, who, role):
            seen_from = Place.BESIDE if who == "a stranger" and door.about else place
            thing = world.things[door.about][place] if door.listed else None
            expected, got = door.answer(role, seen_from), answered(tried[place], knocker, body, thing)
            if got != expected:
                yield f"{who} at {place} {tried[place].path}: {got} instead of {expected}"


def chosen(tried, door, address, who, role):
    """Where somebody is tried on a working day.

    She whose things they are goes everywhere, and so does one of the roles that the table tells alike; of those it
    does not name, one of each face stands at her own union.
    """
    if who == "herself":
        return tried
    if role not in HOLDERS:
        return [Place.OWN]
    if role in door.names:
        alike = [name for name in HOLDERS if name in door.names and door.told_alike(name) == door.told_alike(role)]
        return tried if role == drawn(alike, address) else []
    others = [name for name in HOLDERS if name not in door.names and ROLES[name].face == ROLES[role].face]
    return [Place.OWN] if role == drawn(others, address) else []


def drawn(names, address):
    """One of them, another at each address."""
    return names[crc32(f"{address.method} {address.name}".encode()) % len(names)]


@pytest.mark.parametrize("address", walk.pages("GET"), ids=lambda each: each.name)
def test_everybody_is_answered_at_every_page_as_its_table_says(address, world):
    assert list(differences(address, PAGES[address.name], world, everybody=False)) == []


@pytest.mark.long
@pytest.mark.parametrize("address", walk.pages("GET", "POST"), ids=lambda each: f"{each.method} {each.name}")
def test_everybody_everywhere_is_answered_as_the_table_says_whether_she_reads_or_acts(address, world):
    assert list(differences(address, PAGES[address.name], world, everybody=True)) == []


@pytest.mark.parametrize("address", walk.operations(), ids=walk.short)
def test_everybody_is_answered_at_every_operation_of_the_api_as_its_table_says(address, world):
    assert list(differences(address, OPERATIONS[walk.short(address)], world, everybody=False)) == []


@pytest.mark.long
@pytest.mark.parametrize("address", walk.operations(), ids=walk.short)
def test_everybody_everywhere_is_answered_by_the_api_as_the_table_says(address, world):
    assert list(differences(address, OPERATIONS[walk.short(address)], world, everybody=True)) == []


def misshapen(address, world, everybody):
    """Whom the form stops, of those who are let in: a body that says too little never comes to the door of the verb."""
    door = OPERATIONS[walk.short(address)]
    tried, body = probes(address, door, world), body_of(door, address, world)
    knockers = world.knockers(door.about)
    let_in = [each for each in knockers if each[1] in door.opens and door.answer(each[1], Place.OWN) is Answer.IN]
    for who in let_in if everybody else let_in[:1]:
        with transaction.atomic():
            told = tried[Place.OWN].by(knockers[who], body)
            transaction.set_rollback(True)
        if told.status_code in REFUSED and {each["code"] for each in told.json()["reasons"]} & OF_THE_FORM:
            yield who, told.json()["reasons"]


WRITES = [each for each in walk.operations() if each.method != "GET" and OPERATIONS[walk.short(each)].body is not None]


@pytest.mark.parametrize("address", WRITES, ids=walk.short)
def test_what_the_walk_tells_an_operation_is_all_that_its_form_asks(address, world):
    assert list(misshapen(address, world, everybody=False)) == []


@pytest.mark.long
@pytest.mark.parametrize("address", WRITES, ids=walk.short)
def test_it_is_all_that_is_asked_of_anybody(address, world):
    assert list(misshapen(address, world, everybody=True)) == []


def test_the_walk_finds_doors_that_stand_open(world, monkeypatch):
    monkeypatch.setattr(Scope, "as_q", lambda *_, **__: Q())
    monkeypatch.setattr(Scope, "covers", lambda *_, **__: True)
    by_name = {walk.short(each): each for each in walk.operations()} | {each.name: each for each in walk.pages("GET")}
    doors = {**OPERATIONS, **PAGES}
    for name in ("GET /unions", "POST /unions/{pk}/terms", "organisations:begin_term"):
        assert list(differences(by_name[name], doors[name], world, everybody=False)) != []
