"""A statement that was kept is what Django would have written anew: in tests every one of them is compared.

The ground's compiler keeps the SQL of plain queries by their shape. Were anything missing in the shape, two different
queries would share one statement; here the first that did would fail its test.
"""

from django.db.backends.postgresql.compiler import SQLCompiler as Djangos

from gongqiao.shell.database.compiler import SQLCompiler, bare

_kept = SQLCompiler.as_sql


def install() -> None:
    SQLCompiler.as_sql = _compared


def _compared(self: SQLCompiler, *how: bool, **named: bool):
    anew = Djangos(self.query.clone(), self.connection, self.using, self.elide_empty)
    sql, values = _kept(self, *how, **named)
    same, others = anew.as_sql(*how, **named)
    assert (sql, bare(values)) == (same, bare(others))
    assert columns(self) == columns(anew)
    return sql, values


def columns(compiler: Djangos):
    """How rows are read into objects."""
    return [name for name, _, _ in compiler.select], _objects(compiler.klass_info), compiler.annotation_col_map


def _objects(info):
    if info is None:
        return None
    related = [(each["field"], each["reverse"], _objects(each)) for each in info.get("related_klass_infos", ())]
    return info["model"], info["select_fields"], related
