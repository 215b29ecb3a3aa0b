"""A small process that tells open pages to look again: server-sent events from one LISTEN connection.

Runs beside the web processes, since a stream that stays open would hold one of their threads. It knows no session and
no person: a page carries a signed token that names the topics it shows.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")

from django.conf import settings
from django.core.signing import BadSignature

from gongqiao.kernel import live

log = structlog.get_logger()

HEARTBEAT, AGAIN, MOST_WAITING = 20, 1, 16  # seconds, seconds, events
EVERYTHING = "*"
Line = asyncio.Queue[str]


class Listeners:
    """Who has a page open, by topic."""

    def __init__(self) -> None:
        self.lines: dict[str, set[Line]] = {}
        self.connected = False

    @asynccontextmanager
    async def line(self, topics: list[str]) -> AsyncIterator[Line]:
        line: Line = asyncio.Queue(MOST_WAITING)
        for topic in topics:
            self.lines.setdefault(topic, set()).add(line)
        try:
            yield line
        finally:
            for topic in topics:
                self.lines[topic].discard(line)
                if not self.lines[topic]:
                    del self.lines[topic]

    def tell(self, payload: str) -> None:
        """Pass one change on; a reader too slow to take it will be told of a later one."""
        topic, _, version = payload.partition(" ")
        concerned = self.lines.get(topic, ()) if topic != EVERYTHING else set().union(*self.lines.values())
        for line in concerned:
            if not line.full():
                line.put_nowait(f'{{"topic":"{topic}","version":{version or 0}}}')

    async def listen(self) -> None:
        """One connection for everybody; after a break all look again, since nobody knows what was missed."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    settings.ENVIRONMENT.database_url, autocommit=True, connect_timeout=3
                ) as connection:
                    await connection.execute(f"LISTEN {live.CHANNEL}")
                    self.connected = True
                    self.tell(EVERYTHING)
                    async for notice in connection.notifies():
                        self.tell(notice.payload)
            except psycopg.OperationalError:
                self.connected = False
                log.warning("live.database_away")
                await asyncio.sleep(AGAIN)


listeners = Listeners()


async def stream(request: Request) -> Response:
    """The stream of one open page."""
    try:
        topics = live.topics(request.query_params.get("token", ""))
    except BadSignature:
        return JSONResponse({"reasons": [{"code": "bad_token", "words": "页面已过期，请刷新"}]}, status_code=403)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Access-Control-Allow-Origin": "*"}
    return StreamingResponse(_events(topics), media_type="text/event-stream", headers=headers)


async def _events(topics: list[str]) -> AsyncIterator[str]:
    yield "retry: 3000\n\n"
    async with listeners.line(topics) as line:
        while True:
            try:
                yield f"event: again\ndata: {await asyncio.wait_for(line.get(), HEARTBEAT)}\n\n"
            except TimeoutError:
                yield ": still here\n\n"


async def ready(_request: Request) -> Response:
    return JSONResponse({"ready": listeners.connected}, status_code=200 if listeners.connected else 503)


@asynccontextmanager
async def _lifespan(_application: Starlette) -> AsyncIterator[None]:
    listening = asyncio.create_task(listeners.listen())
    yield
    listening.cancel()


application = Starlette(routes=[Route("/live/", stream), Route("/live/ready", ready)], lifespan=_lifespan)
