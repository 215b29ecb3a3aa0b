"""What Django once wrote for a query of the same shape is used again, and for no other."""

import pytest
from django.db.models import Count, F, Q

from gongqiao.kernel.models import Body, Line
from gongqiao.membership.models import Membership, Resolution, Stay
from gongqiao.people.models import SignIn
from gongqiao.shell.database import compiler
from tests import make, spelled

pytestmark = pytest.mark.django_db

# Each differs from every other in one thing that decides its SQL or how its rows are read.
SHAPES = {
    "all": Membership.objects.all(),
    "one model": Stay.objects.all(),
    "a condition": Membership.objects.filter(union_body_id=1),
    "its opposite": Membership.objects.exclude(union_body_id=1),
    "another column": Resolution.objects.filter(count=1),
    "another way to compare": Resolution.objects.filter(count__gt=1),
    "nothing there": Resolution.objects.filter(count=None),
    "two of them": Resolution.objects.filter(count__in=[1, 2]),
    "three of them": Resolution.objects.filter(count__in=[1, 2, 3]),
    "either": Resolution.objects.filter(Q(count=1) | Q(number="1")),
    "both": Resolution.objects.filter(count=1, number="1"),
    "of others' rows": Membership.objects.filter(union_body__in=Line.objects.filter(line="union").values("body_id")),
    "through a join": Membership.objects.filter(person__name="甲"),
    "with what is joined": Membership.objects.select_related("person"),
    "with two": Membership.objects.select_related("person", "union_body"),
    "with one outside": Stay.objects.select_related("resolution"),
    "with one beyond": Stay.objects.select_related("membership__person"),
    "some columns": Membership.objects.only("state"),
    "other columns": Membership.objects.only("sex"),
    "without a column": Membership.objects.defer("sex"),
    "in order": Membership.objects.order_by("joined_on"),
    "turned round": Membership.objects.order_by("-joined_on"),
    "reversed": Membership.objects.order_by("joined_on", "pk").reverse(),
    "by another's": Membership.objects.order_by("person__name"),
    "by nothing": Membership.objects.filter(sex="1").order_by(),
    "some": Membership.objects.all()[:5],
    "more": Membership.objects.all()[:6],
    "later ones": Membership.objects.all()[2:5],
    "by bytes": SignIn.objects.filter(key=b"key"),
    "as values": Membership.objects.values_list("pk"),
    "as other values": Membership.objects.values_list("state"),
    "as values twice": Membership.objects.values_list("state", "sex"),
    "as values turned": Membership.objects.values_list("sex", "state"),
    "as values beyond": Membership.objects.values_list("person__name"),
    "without doubles": Membership.objects.values_list("state").distinct(),
}
VALUES = {
    "added up": Membership.objects.values("state").annotate(number=Count("pk")),
    "beside a column": Membership.objects.annotate(day=F("joined_on")),
    "by an expression": Membership.objects.order_by(F("left_on").desc(nulls_last=True)),
    "one or the other": Membership.objects.filter(sex="1").union(Membership.objects.filter(sex="2")),
    "without doubles of": Membership.objects.order_by("state").distinct("state"),
    "with words of one's own": Membership.objects.extra(where=["true"], order_by=["state"]),
}


@pytest.fixture(autouse=True)
def _nothing_written(monkeypatch):
    monkeypatch.setattr(compiler, "WRITTEN", {})


def asked(queryset):
    """A query of its own, since Django makes notes on what it compiles."""
    return queryset.query.clone().get_compiler("default")


def test_every_shape_is_spelled_as_django_spells_it_first_and_again():
    for _ in range(2):
        for queryset in SHAPES.values():
            mine = asked(queryset)
            djangos = spelled.Djangos(queryset.query.clone(), mine.connection, mine.using)
            (sql, values), (same, others) = mine.as_sql(), djangos.as_sql()
            assert (sql, compiler.bare(values)) == (same, compiler.bare(others))
            assert spelled.columns(mine) == spelled.columns(djangos)
    assert len(compiler.WRITTEN) >= len(SHAPES)


@pytest.mark.parametrize(
    ("left_out", "one", "another"),
    [
        ("high_mark", "some", "more"),
        ("order_by", "in order", "turned round"),
        ("select_related", "with what is joined", "with two"),
        ("deferred_loading", "some columns", "other columns"),
    ],
)
def test_a_shape_in_which_something_is_missing_fails_the_test_that_meets_it(monkeypatch, left_out, one, another):
    monkeypatch.setitem(compiler.READ, left_out, lambda _: None)
    asked(SHAPES[one]).as_sql()

    with pytest.raises(AssertionError):
        asked(SHAPES[another]).as_sql()


def test_a_shape_that_was_written_is_not_written_again_and_each_query_keeps_its_own_values():
    told = [asked(Resolution.objects.filter(count=number)).as_sql() for number in (1, 2)]
    assert ([values for _, values in told], len(compiler.WRITTEN)) == ([(1,), (2,)], 1)


@pytest.mark.parametrize("name", VALUES)
def test_what_is_not_plain_is_left_to_django(name):
    sql, _ = asked(VALUES[name]).as_sql()
    assert sql not in [written.sql for written in compiler.WRITTEN.values()]


def test_rows_to_be_locked_are_asked_for_anew_each_time():
    """Django refuses to lock outside a transaction when it writes the statement."""
    asked(Membership.objects.select_for_update()).as_sql()
    assert compiler.WRITTEN == {}


def test_where_nobody_can_be_found_nothing_is_kept_or_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(Membership.objects.filter(pk__in=[])) == []
    assert compiler.WRITTEN == {}


def test_what_is_kept_has_an_end(monkeypatch):
    monkeypatch.setattr(compiler, "MOST", 3)
    for number in range(1, 9):
        asked(Resolution.objects.filter(count__in=list(range(number)))).as_sql()
        assert len(compiler.WRITTEN) <= 3


def test_rows_of_a_kept_statement_become_the_same_objects():
    here = make.body(name="甲工会")
    for _ in range(2):
        (found,) = Line.objects.filter(body_id=here.pk, line="union").select_related("body")
        assert (found.body_id, found.body, found.body.name) == (here.pk, here, "甲工会")
    assert Body.objects.filter(pk=here.pk).only("name").get().get_deferred_fields() != set()
