"""Open pages are told to look again, and of what; nobody is told who changed it."""

import asyncio
import contextlib

import psycopg
import pytest
from django.core.signing import BadSignature
from django.db import connection, transaction

from gongqiao.kernel import live
from gongqiao.shell.live import EVERYTHING, Listeners, _events


def heard(listeners, topics, *payloads):
    """What a page with these topics open is told of these changes."""

    async def listening():
        async with listeners.line(topics) as line:
            for payload in payloads:
                listeners.tell(payload)
            return [line.get_nowait() for _ in range(line.qsize())]

    return asyncio.run(listening())


def test_a_page_hears_of_its_own_topics_only():
    assert heard(Listeners(), ["figures:33"], "figures:3301 4", "figures:33 5") == [
        '{"topic":"figures:33","version":5}'
    ]


def test_after_a_break_everybody_looks_again():
    assert heard(Listeners(), ["figures:33"], EVERYTHING) == ['{"topic":"*","version":0}']


def test_a_page_that_does_not_read_holds_nobody_up():
    told = heard(Listeners(), ["a"], *(f"a {number}" for number in range(100)))
    assert 1 <= len(told) < 100


def test_a_closed_page_is_forgotten():
    listeners = Listeners()
    heard(listeners, ["a", "b"], "a 1")
    assert listeners.lines == {}


def test_the_stream_begins_with_how_soon_to_come_back():
    async def first():
        async with contextlib.aclosing(_events(["a"])) as events:
            return await anext(events)

    assert asyncio.run(first()) == "retry: 3000\n\n"


def test_a_token_carries_its_topics():
    assert live.topics(live.token("figures:33", "case:7")) == ["figures:33", "case:7"]


@pytest.mark.parametrize("token", ["", "figures:33", live.token("a") + "x"], ids=["empty", "bare", "longer"])
def test_a_token_that_is_not_ours_opens_nothing(token):
    with pytest.raises(BadSignature):
        live.topics(token)


@pytest.mark.django_db(transaction=True)
def test_a_change_is_told_when_it_is_committed_and_not_before():
    with psycopg.connect(address(), autocommit=True) as page:
        page.execute(f"LISTEN {live.CHANNEL}")
        with transaction.atomic():
            live.changed(["figures:33", "case:7"], 7)
            assert list(page.notifies(timeout=0.2)) == []
        told = [notice.payload for notice in page.notifies(timeout=2, stop_after=2)]
    assert told == ["figures:33 7", "case:7 7"]


def address():
    return psycopg.conninfo.make_conninfo(
        **{name: value for name, value in connection.get_connection_params().items() if isinstance(value, str)}
    )
