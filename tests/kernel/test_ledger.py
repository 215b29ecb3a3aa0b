import pytest

from gongqiao.kernel.ledger import page
from gongqiao.kernel.models import Body
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(name="bodies")
def _bodies():
    return [make.body(name=name) for name in ("乙", "甲", "甲", "丙", "甲")]


def walk(*keys, size):
    after, rows = "", []
    while True:
        told = page(Body.objects.all(), *keys, after=after, size=size)
        rows += told.rows
        after = told.next
        if not after:
            return rows


@pytest.mark.parametrize("size", [1, 2, 5, 6])
@pytest.mark.parametrize("keys", [("id",), ("-id",), ("name", "id"), ("-name", "id"), ("name", "-id")])
def test_every_row_comes_once_and_in_order_whatever_the_size_of_the_page(bodies, keys, size):
    assert walk(*keys, size=size) == list(Body.objects.order_by(*keys))


@pytest.mark.parametrize("cursor", ["!", "bm9uZQ", "W10", "中"])
def test_a_cursor_that_was_cut_off_starts_at_the_beginning(bodies, cursor):
    assert page(Body.objects.all(), "id", after=cursor).rows == bodies


@pytest.mark.parametrize(("rows", "told"), [(1000, (1000, None)), (1001, (None, 1000))])
def test_a_count_stops_at_a_thousand(rows, told):
    Body.objects.bulk_create(Body(kind="union", name=str(n)) for n in range(rows))

    first = page(Body.objects.all(), "id")

    assert (first.count, first.more_than) == told
    assert len(first.rows) == 50
