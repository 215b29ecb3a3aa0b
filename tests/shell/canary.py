"""Values that must never be found outside the sealed columns, and every place where one of them might turn up."""

import json
import logging
import logging.config
import re
from contextlib import contextmanager
from urllib.parse import quote

import structlog
from django.db import connection
from django.test import Client
from prometheus_client import generate_latest

from gongqiao.shell import logs
from tests.database import Databases

TABLES = (
    "kernel_record",
    "kernel_deadline",
    "kernel_heard",
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "cockpit_delta",
    "cockpit_total",
    "notices_task",
    "notices_notice",
)
REVEALED = re.compile("/people/[0-9a-f-]{36}/reveal/")
MOMENTS = re.compile(r"(?<=:\d\d)\.\d{1,6}(?=[Z+\"-])")
"""Microseconds of a moment, which may by chance be the digits of a code."""
LINKS = re.compile(r'(?:href|action|src|data-[\w-]+)="([^"]*)"')


class Watched(Client):
    """A browser whose addresses are written down: those it asked for, was sent to and was shown; and its pages.

    `read` are the pages that were only opened; what is posted comes back with what was typed, or as it was asked for.
    """

    def __init__(self, **parts):
        super().__init__(raise_request_exception=False, **parts)
        self.addresses, self.statuses, self.read, self.answered = [], set(), [], []

    def request(self, **asked):
        answer = super().request(**asked)
        self.statuses.add(answer.status_code)
        content = "" if answer.streaming else answer.content.decode(errors="replace")
        shown = LINKS.findall(content)
        if not REVEALED.fullmatch(asked["PATH_INFO"]):
            (self.read if asked["REQUEST_METHOD"] == "GET" else self.answered).append(content)
        self.addresses += [f"{asked['PATH_INFO']}?{asked.get('QUERY_STRING', '')}", answer.get("Location", ""), *shown]
        return answer


@contextmanager
def logged(file):
    """The log as it is written in service, except that every logger of the process tells all it has to tell."""
    before = structlog.get_config()
    logging.config.dictConfig(logs.configure(file))
    loggers = [
        logging.root,
        *(logging.getLogger(name) for name in [*logging.root.manager.loggerDict, "django.request"]),
    ]
    levels = {logger: logger.level for logger in loggers}
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    try:
        yield lambda: file.read_text() if file.exists() else ""
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)
        structlog.configure(**before)
        logging.config.dictConfig(logs.configure(None))


def kept():
    """What the tables of acts, clocks, jobs and figures hold, as text."""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT t::text FROM {table} t" for table in TABLES))
        return "\n".join(row for (row,) in cursor.fetchall())


def database_log():
    """What the server of these tests writes down itself."""
    return Databases().server.log


def places(log, *browsers):
    """Every place to be searched, by name."""
    return {
        "log": log(),
        "tables": kept(),
        "metrics": generate_latest().decode(),
        "addresses": "\n".join(address for browser in browsers for address in browser.addresses),
    }


def found(canaries, searched):
    """(canary, place) for each that sings, however it was written."""
    return sorted(
        (name, place)
        for name, value in canaries.items()
        for place, text in searched.items()
        if any(re.search(rf"(?<!\d){re.escape(way)}(?!\d)", MOMENTS.sub("", text)) for way in _ways(value))
    )


def _ways(value):
    return {value, json.dumps(value)[1:-1], quote(value), value.encode().hex(), value.encode("unicode_escape").decode()}
