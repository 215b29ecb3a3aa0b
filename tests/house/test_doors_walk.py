"""Everybody at every page: what nobody, a stranger, herself and each role is answered is what the tables say.

Of each address that names a thing, the thing at the own union is tried, the one above, the one below and the one
beside. The tables are `tests/<module>/doors.py`; addresses come from the resolver.
"""

import re
from zlib import crc32

import pytest
from django.db import transaction
from django.test import override_settings

from gongqiao.kernel.authority import ROLES, SELF, VISITOR
from tests import neighbours, walk
from tests.doors import HOLDERS, Answer, Place
from tests.house import tables

CHINESE = re.compile("[\u4e00-\u9fff]")
PRESSED = b"act=walk"
ANSWERS = {401: Answer.SIGN_IN, 403: Answer.FORBIDDEN, 404: Answer.UNSEEN}


PAGES = tables.pages()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(FILES=folder), transaction.atomic():
        yield neighbours.built()
        transaction.set_rollback(True)


def answered(probe, who):
    """How somebody is answered; whatever it did is taken back."""
    session = who.browser.cookies.copy()
    with transaction.atomic():
        told = probe.by(who, PRESSED)
        transaction.set_rollback(True)
    who.browser.cookies = session
    if told.status_code == walk.BROKEN:
        return "broken"
    if told.status_code in {302, 303} and told["Location"].startswith("/sign-in/?"):
        return Answer.SIGN_IN
    answer = ANSWERS.get(told.status_code, Answer.IN)
    return answer if answer is Answer.IN or CHINESE.search(told.text) else "without a word"


def probes(address, door, world):
    """The address with the thing of each place; once only where it names none."""
    if not door.about:
        return {Place.OWN: next(address.filled(()))}
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
    tried = probes(address, door, world)
    for (who, role), knocker in world.knockers(door.about).items():
        for place in tried if everybody else chosen(tried, door, address, role):
            seen_from = Place.BESIDE if who == "a stranger" and door.about else place
            expected, got = door.answer(role, seen_from), answered(tried[place], knocker)
            if got != expected:
                yield f"{who} at {place} {tried[place].path}: {got} instead of {expected}"


def chosen(tried, door, address, role):
    """Whom the table names is tried everywhere; the others where they stand, on a page for all one of each face."""
    if role in door.names or role in {VISITOR, SELF}:
        return tried
    alike = [name for name in HOLDERS if ROLES[name].face == ROLES[role].face]
    sample = alike[crc32(address.name.encode()) % len(alike)]
    return [Place.OWN] if door.names or role == sample else []


@pytest.mark.parametrize("address", walk.pages("GET"), ids=lambda each: each.name)
def test_everybody_is_answered_at_every_page_as_its_table_says(address, world):
    assert list(differences(address, PAGES[address.name], world, everybody=False)) == []


@pytest.mark.long
@pytest.mark.parametrize("address", walk.pages("GET", "POST"), ids=lambda each: f"{each.method} {each.name}")
def test_everybody_everywhere_is_answered_as_the_table_says_whether_she_reads_or_acts(address, world):
    assert list(differences(address, PAGES[address.name], world, everybody=True)) == []
