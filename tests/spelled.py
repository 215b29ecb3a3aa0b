"""A statement that was kept is what Django would have written anew: in tests every one of them is compared.

The ground's compiler keeps the SQL of plain queries by their shape. Were anything missing in the shape, two different
queries would share one statement; here the first that did would fail its test.
"""

from contextlib import contextmanager
from operator import is_
from typing import Any

from django.db.backends.postgresql.compiler import SQLCompiler as Djangos
from django.db.models.expressions import Col
from django.db.models.sql.datastructures import BaseTable, Join

from gongqiao.shell.database.compiler import SQLCompiler, bare

_kept = SQLCompiler.as_sql
_comparing = False
_compared_before: dict[Any, Any] = {}


def install() -> None:
    SQLCompiler.as_sql = _compared


class _Anew(Djangos):
    """Spells everything but the condition: that is never kept, and was spelled by Django a moment ago."""

    where, condition = None, None

    def compile(self, node: Any):
        return self.condition if self.condition and node is self.where else super().compile(node)


def _compared(self: SQLCompiler, *how: bool, **named: bool):
    if _comparing:  # what stands in a query that is spelled anew is spelled anew
        return Djangos.as_sql(self, *how, **named)
    heard = _condition_of(self)
    sql, values = _kept(self, *how, **named)
    if hasattr(self, "where"):  # Django notes it while it writes: this statement is none that was kept
        return sql, values
    condition = heard.get("condition", ("", ()))
    query = (condition[0], self.elide_empty, how, *named.items(), *all_of(vars(self.query)))
    written = [sql, self.select, self.klass_info, self.annotation_col_map]
    if not all(map(is_, written, _compared_before.get(query, [None] * len(written)))):
        anew = _Anew(self.query.clone(), self.connection, self.using, self.elide_empty)
        anew.condition = heard.get("condition")
        with _all_anew():
            same, others = anew.as_sql(*how, **named)
        assert (sql, bare(condition[1])) == (same, bare(others))
        assert columns(self) == columns(anew)
        _compared_before[query] = written
    assert bare(values) == bare(condition[1])
    return sql, values


def all_of(value: Any) -> Any:
    """All there is, to know the very same query again, for which Django would write the very same anew.

    The condition alone is passed over, whose words are known. The compiler leaves out what it believes not to matter;
    nothing is believed here.
    """
    if isinstance(value, dict):
        return tuple([(all_of(name), all_of(each)) for name, each in value.items() if name != "where"])
    if isinstance(value, (list, tuple)):
        return tuple(map(all_of, value))
    if isinstance(value, (set, frozenset)):
        return frozenset(map(all_of, value))
    if isinstance(value, Col):
        return value.alias, value.target, value.output_field
    if isinstance(value, (BaseTable, Join)):
        return type(value), all_of(vars(value))
    return value


def _condition_of(compiler: SQLCompiler) -> dict[str, Any]:
    """Where it will stand as soon as the compiler has asked for it, which it does before all else."""
    heard = {}

    def first(node: Any):
        del compiler.compile
        told = compiler.compile(node)
        if node is compiler.query.where:
            heard["condition"] = told
        return told

    compiler.compile = first
    return heard


@contextmanager
def _all_anew():
    global _comparing  # noqa: PLW0603 -- Django makes the compilers of what stands in a query itself
    _comparing = True
    try:
        yield
    finally:
        _comparing = False


def columns(compiler: Djangos):
    """How rows are read into objects."""
    return [name for name, _, _ in compiler.select], _objects(compiler.klass_info), compiler.annotation_col_map


def _objects(info):
    if info is None:
        return None
    related = [(each["field"], each["reverse"], _objects(each)) for each in info.get("related_klass_infos", ())]
    return info["model"], info["select_fields"], related
