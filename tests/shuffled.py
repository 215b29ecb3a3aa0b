"""Rows that nobody put in order come in any order: in tests they really do.

The database may give rows without a total order as it likes, and one day it does. Here it is asked to shuffle them, and
rows that an order leaves equal as well. The seed is told when something fails; `GONGQIAO_SHUFFLE` gives it back.
"""

import os
from random import Random, SystemRandom
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models import F, OrderBy, QuerySet, UniqueConstraint
from django.db.models.query import MAX_GET_RESULTS, BaseIterable
from django.db.models.sql import Query
from psycopg import OperationalError

SEED = os.environ.setdefault("GONGQIAO_SHUFFLE", str(SystemRandom().randrange(10**6)))  # workers are told

_begin, _fetch = BaseIterable.__init__, QuerySet._fetch_all
_cards = Random(SEED)


def install() -> None:
    BaseIterable.__init__ = _shuffled
    QuerySet._fetch_all = _fetched
    connection_created.connect(_seed)


def deal(test: str) -> None:
    """Begin a test: its order depends on the seed and on its own name, not on which tests ran before."""
    _cards.seed(f"{SEED} {test}")
    if connection.connection is not None and not connection.connection.closed:
        try:
            _seed(connection=connection)
        except OperationalError:  # its database went with the test before: the next one opens another
            connection.close()


def _seed(connection: Any, **_: Any) -> None:
    connection.connection.execute("SELECT setseed(%s)", [_cards.uniform(-1, 1)])


def _shuffled(self: BaseIterable, queryset: QuerySet, *args: Any, **kwargs: Any) -> None:
    """Whatever reads rows begins here; the queryset itself, and SQL written by hand, are left as they were."""
    query = queryset.query
    if isinstance(query, Query) and not (_by_hand(query) or _is_total(query)):
        queryset = queryset._chain()
        queryset.query.add_ordering("?")
    _begin(self, queryset, *args, **kwargs)


def _fetched(self: QuerySet) -> None:
    first = self._result_cache is None
    _fetch(self)
    if first and _by_hand(self.query) and not self.query.order_by:
        _cards.shuffle(self._result_cache)


def _by_hand(query: Query) -> bool:
    """SQL sorts a union, and rows without their doubles, by what they show only."""
    return bool(query.distinct or query.combinator)


def _is_total(query: Query) -> bool:
    if query.extra_order_by or query.high_mark == MAX_GET_RESULTS:  # the second is `get`: one row or a fault
        return True
    meta, names = query.get_meta(), {_name(item) for item in query.order_by}
    alone = [{f.name, f.attname} for f in meta.concrete_fields if f.unique and not f.null]
    if any(names & called for called in [{"?", "pk"}, *alone]):
        return True
    together = [set(c.fields) for c in meta.constraints if isinstance(c, UniqueConstraint) and c.condition is None]
    return any(fields and fields <= names for fields in together)


def _name(item: Any) -> str:
    named = item.expression if isinstance(item, OrderBy) else item
    return named.name if isinstance(named, F) else str(named).removeprefix("-")
