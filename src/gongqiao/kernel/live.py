"""Open pages look again when something they show has changed.

A page names its topics in a signed token; whoever changes what a topic shows says so with `changed`, inside its
transaction. The event carries no content: the page fetches its own fragment, as the person it was drawn for.
"""

from collections.abc import Iterable
from typing import cast

from django.core import signing
from django.db import connection

CHANNEL = "gongqiao_live"
SALT = "live"
LIFE = 12 * 3600


def changed(topics: Iterable[str], version: int = 0) -> None:
    """Told once this transaction is committed. Every such commit pays for it: call it from folds, not from acts."""
    told = [f"{topic} {version}" for topic in topics]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, told) FROM unnest(%s::text[]) AS told", [CHANNEL, told])


def token(*topics: str) -> str:
    """What a page needs to be told of these topics. Topics are codes and ids, never words of a person."""
    return signing.dumps(topics, salt=SALT)


def topics(token: str) -> list[str]:
    """The topics of a token; `signing.BadSignature` when it is not ours or too old."""
    return cast("list[str]", signing.loads(token, salt=SALT, max_age=LIFE))
