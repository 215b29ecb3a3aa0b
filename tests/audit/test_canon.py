"""The one form of an entry, whatever its facts are: the database can be made to hold what no act writes."""

import json

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from gongqiao.audit import actions, canon, queries
from gongqiao.audit.models import Head
from gongqiao.shell.keeping import proof
from tests import make
from tests.audit.test_sealing import record
from tests.audit_verify.export import run, verify

DEEP = 5_000
THINGS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def put_in(facts):
    """As whoever holds the database would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_record (at, event, role, subject_type, subject_id, law, facts)"
            " VALUES (%s, 'audit.Test', 'self', 'kernel.body', '1', '', %s::jsonb)",
            [make.AT, facts],
        )


@given(THINGS)
def test_word_for_word_and_all_at_once_give_the_same_form(thing):
    told = json.dumps(thing, ensure_ascii=False)

    assert canon.word_for_word(told) == canon.canonical(thing).decode()


@pytest.mark.parametrize(
    ("told", "form"),
    [
        ('{"b": 1.50, "a": [0.1, -2]}', '{"a":[0.1,-2],"b":1.50}'),
        ('{"n": 1.0}', '{"n":1.0}'),
        (f'{{"n": {"9" * 5_000}}}', f'{{"n":{"9" * 5_000}}}'),
        ("[" * DEEP + "]" * DEEP, "[" * DEEP + "]" * DEEP),
        ('{"a": ' * DEEP + "{}" + "}" * DEEP, '{"a":' * DEEP + "{}" + "}" * DEEP),
        ('{"\\u0001": "\\"{[,:]}\\\\"}', '{"\\u0001":"\\"{[,:]}\\\\"}'),
    ],
    ids=["fractions", "a whole one with a point", "many digits", "lists", "objects", "signs within words"],
)
def test_what_no_act_writes_is_told_as_the_database_writes_it(told, form):
    row = (7, make.AT, *[None] * 9, told, None)

    assert canon.entry(row).decode().partition('"facts":')[2].rpartition(',"id":7')[0] == form


@pytest.mark.django_db
@pytest.mark.parametrize("facts", ['{"n": ' * DEEP + "1" + "}" * DEEP, '{"n": 1.50}', f'{{"n": {"9" * 5_000}}}'])
def test_nothing_that_stands_among_the_records_stops_the_sealing(facts):
    record()
    put_in(facts)
    record()

    assert actions.seal(make.AT) == 3
    assert Head.objects.get().size == 3
    with connection.cursor() as cursor:
        tree = proof.prove(cursor.connection)
    assert tree.sealed == tree.head


def exported(folder):
    folder.mkdir()
    with (folder / "records.jsonl").open("wb") as file:
        for lines in queries.written():
            file.writelines(lines)
    (folder / "heads.jsonl").write_bytes(b"".join(queries.lines(queries.heads())))
    return folder


@pytest.mark.django_db
def test_a_fraction_is_sealed_as_it_stands_and_the_checker_says_that_it_breaks_the_form(tmp_path):
    put_in('{"n": 1.50}')
    actions.seal(make.AT)

    said = verify(exported(tmp_path / "out"))

    assert (said.code, said.faults) == (1, [("form", 0)])


@pytest.mark.django_db
def test_a_record_too_deep_to_be_read_is_told_by_the_checker_and_no_fault_of_the_others(tmp_path):
    record()
    put_in("[" * DEEP + "]" * DEEP)
    actions.seal(make.AT)

    said = run(exported(tmp_path / "out"))

    assert (said.returncode, said.stderr) == (2, "records.jsonl 第 2 行嵌套太深\n")
