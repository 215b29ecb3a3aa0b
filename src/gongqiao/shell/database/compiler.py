"""Django looks for this module by its name: it turns queries into SQL.

Spelling out a plain SELECT costs several times as much as running it, and pages ask the same question about other
people's rows all day. What Django once wrote for a query of the same shape is used again. The condition is spelled out
by Django each time and stands in the shape as text; a query with anything on it that is not named here is not kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.backends.postgresql import compiler
from django.db.backends.postgresql.compiler import (
    SQLAggregateCompiler,
    SQLDeleteCompiler,
    SQLInsertCompiler,
    SQLUpdateCompiler,
)
from django.db.models.expressions import Col
from django.db.models.sql import Query

__all__ = ["SQLAggregateCompiler", "SQLCompiler", "SQLDeleteCompiler", "SQLInsertCompiler", "SQLUpdateCompiler"]

MOST = 4096

Shape = tuple[Any, ...]


class NotPlainError(Exception):
    """The query has something on it of which this module does not know what it does to the SQL."""


def _columns(select: tuple[Any, ...]) -> Shape:
    if any(type(each) is not Col for each in select):
        raise NotPlainError
    return tuple((each.alias, each.target, each.output_field) for each in select)


def _joins(tables: dict[str, Any]) -> Shape:
    return tuple(
        (alias, table.table_name, table.join_type, table.parent_alias, getattr(table, "join_cols", None))
        for alias, table in tables.items()
    )


def _words(names: tuple[Any, ...]) -> Shape:
    if any(type(name) is not str for name in names):
        raise NotPlainError
    return names


def _nothing(value: object) -> None:
    if value:
        raise NotPlainError


def _same(value: Any) -> Any:
    return value


# Each attribute a plain query may carry, and what of it decides the SQL. Of some that is nothing at all.
READ: dict[str, Callable[[Any], Any]] = {
    "alias_map": _joins,
    "alias_refcount": lambda counts: tuple(count > 0 for count in counts.values()),
    "select": _columns,
    "selected": lambda names: tuple(names.items()) if names else None,
    "order_by": _words,
    "select_related": repr,
    "deferred_loading": lambda names: (frozenset(names[0]), names[1]),
    **dict.fromkeys(("model", "alias_prefix", "alias_cols", "default_cols", "values_select", "distinct"), _same),
    **dict.fromkeys(("low_mark", "high_mark", "default_ordering", "standard_ordering", "subquery"), _same),
    **dict.fromkeys(("external_aliases", "annotations", "extra", "extra_tables", "extra_order_by"), _nothing),
    **dict.fromkeys(("_filtered_relations", "combinator", "combined_queries", "distinct_fields"), _nothing),
    **dict.fromkeys(("select_for_update", "explain_info"), _nothing),
}
SILENT = {"where", "table_map", "used_aliases", "subq_aliases", "filter_is_sticky", "base_table", "_lookup_joins"}
SILENT |= {"_annotation_select_cache", "_extra_select_cache", "annotation_select_mask", "extra_select_mask"}
KEPT = ("select", "klass_info", "annotation_col_map", "_meta_ordering", "col_count", "has_extra_select")


@dataclass(frozen=True)
class Written:
    """A statement, and what Django then knows of its columns."""

    sql: str
    columns: dict[str, Any]


WRITTEN: dict[Shape, Written] = {}


class SQLCompiler(compiler.SQLCompiler):
    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, tuple[Any, ...]]:  # noqa: FBT001, FBT002 -- Django's signature
        try:
            shape = shape_of(self.query)
            where, values = self.compile(self.query.where)  # type: ignore[arg-type]
        except (NotPlainError, EmptyResultSet):
            return super().as_sql(with_limits, with_col_aliases)
        except FullResultSet:
            where, values = "", ()
        key = (where, with_limits, with_col_aliases, *shape)
        if (written := WRITTEN.get(key)) is None:
            return self._write(key, tuple(values))
        vars(self).update(written.columns)
        return written.sql, tuple(values)

    def _write(self, key: Shape, values: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        """As Django writes it; kept where no value stands anywhere but in the condition."""
        sql, told = super().as_sql(key[1], key[2])
        if bare(told) == bare(values) and self.having is None and self.qualify is None:  # type: ignore[attr-defined]
            if len(WRITTEN) >= MOST:
                WRITTEN.clear()
            WRITTEN[key] = Written(sql, {name: getattr(self, name) for name in KEPT})
        return sql, told


def bare(values: tuple[Any, ...]) -> list[Any]:
    """Values out of the wrappers of bytes and JSON, which are never equal to each other."""
    return [getattr(value, "obj", value) for value in values]


def shape_of(query: Query) -> Shape:
    """All that decides how a plain query is spelled, but for its condition."""
    if type(query) is not Query:
        raise NotPlainError
    shape: list[Any] = []
    for name, value in vars(query).items():
        if name in SILENT:
            continue
        if (read := READ.get(name)) is None:
            raise NotPlainError
        shape += (name, read(value))
    return tuple(shape)
