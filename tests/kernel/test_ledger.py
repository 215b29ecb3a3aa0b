import pytest

from gongqiao.kernel.ledger import Count, count, page
from gongqiao.kernel.models import Body
from tests import make

pytestmark = pytest.mark.django_db
ORDERS = [("id",), ("-id",), ("name", "id"), ("-name", "id"), ("name", "-id"), ("-name", "-id")]


@pytest.fixture(name="bodies")
def _bodies():
    return [make.body(name=name) for name in ("乙", "甲", "甲", "丙", "甲")]


def onward(*keys, size):
    told = page(Body.objects.all(), *keys, size=size)
    rows = told.rows
    while told.next:
        told = page(Body.objects.all(), *keys, after=told.next, size=size)
        rows = rows + told.rows
    return rows


@pytest.mark.parametrize("size", [1, 2, 5, 6])
@pytest.mark.parametrize("keys", ORDERS)
def test_every_row_comes_once_and_in_order_whatever_the_size_of_the_page(bodies, keys, size):
    assert onward(*keys, size=size) == list(Body.objects.order_by(*keys))


@pytest.mark.parametrize("size", [1, 2, 5])
@pytest.mark.parametrize("keys", ORDERS)
def test_the_way_back_leads_past_the_same_rows(bodies, keys, size):
    whole = list(Body.objects.order_by(*keys))
    told = page(Body.objects.all(), *keys, before=str(whole[-1].pk), size=size)
    rows = told.rows
    while told.back:
        told = page(Body.objects.all(), *keys, before=told.back, size=size)
        rows = told.rows + rows

    assert rows == whole[:-1]


def test_the_first_page_has_no_way_back_and_the_last_no_way_on(bodies):
    first = page(Body.objects.all(), "id", size=3)
    last = page(Body.objects.all(), "id", after=first.next, size=3)

    assert (first.back, last.next) == ("", "")
    assert page(Body.objects.all(), "id", before=last.back, size=3).rows == first.rows


@pytest.mark.parametrize("asked", ["!", "中", "999999999999999999999", "-1", "a" * 2000])
@pytest.mark.parametrize("way", ["after", "before"])
def test_an_id_that_was_cut_off_starts_at_the_beginning(bodies, way, asked):
    assert page(Body.objects.all(), "id", **{way: asked}).rows == bodies


def test_the_row_of_another_list_is_no_place_to_start(bodies):
    assert page(Body.objects.filter(name="甲"), "id", after=str(bodies[0].pk)).rows == [bodies[1], bodies[2], bodies[4]]


def test_an_empty_list_has_one_empty_page():
    told = page(Body.objects.none(), "id")
    assert (told.rows, told.next, told.back) == ([], "", "")


@pytest.mark.parametrize(
    ("rows", "told"), [(0, Count(0, more=False)), (1000, Count(1000, more=False)), (1001, Count(1000, more=True))]
)
def test_a_count_stops_at_a_thousand(rows, told):
    Body.objects.bulk_create(Body(kind="union", name=str(n)) for n in range(rows))

    assert count(Body.objects.all()) == told


def test_nothing_is_counted_where_nobody_may_look():
    assert count(Body.objects.none()) == Count(0, more=False)
