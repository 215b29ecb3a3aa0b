import pytest
from django import forms
from django.http import QueryDict
from django.template import engines

from gongqiao.design import tables
from gongqiao.design.ledger import Column, Filter, Ledger
from gongqiao.kernel.models import Body
from tests import make

pytestmark = pytest.mark.django_db


class Sifting(Filter):
    lookups = {"named": "name__contains"}
    named = forms.CharField(label="名称", required=False)
    kind = forms.ChoiceField(label="类型", required=False, choices=[("", "全部"), ("union", "工会")])


BODIES = Ledger(
    title="工会台账",
    columns=(
        Column("名称", "name", sort="name", link=lambda row: f"/b/{row.pk}/"),
        Column("类型", "kind", tone=lambda row: "good"),
        Column("编号", lambda row: row.pk, kind="number"),
    ),
    order="name",
    filter=Sifting,
    size=2,
)


def shown(asked=""):
    return BODIES.page(Body.objects.all(), QueryDict(asked))


def written(page):
    return engines["django"].from_string("{% load design %}{% ledger page %}").render({"page": page})


@pytest.fixture(autouse=True)
def _bodies():
    for name in ("乙", "甲<b>", "丙"):
        make.body(name=name)


def names(page):
    return [row.name for row in page.rows]


def test_a_page_is_sorted_by_what_was_asked_and_by_nothing_else():
    assert names(shown("sort=-name")) == sorted(("乙", "甲<b>", "丙"), reverse=True)[:2]
    assert names(shown("sort=kind")) == names(shown())


def test_the_next_page_keeps_the_filter_and_the_order():
    address = shown("sort=-name&kind=union&named=").later
    assert address.startswith("?sort=-name&kind=union&after=")
    assert names(shown(address[1:])) == sorted(("乙", "甲<b>", "丙"), reverse=True)[2:]


def test_sorting_anew_starts_from_the_first_page():
    assert "after" not in shown(shown().later[1:]).address(sort="name")


def test_a_filter_that_makes_no_sense_narrows_nothing_and_says_so():
    page = shown("kind=elsewhere")
    assert len(page.rows) == 2
    assert "请选择有效选项" in written(page) or "elsewhere" in written(page)


def test_what_is_written_is_escaped_and_labelled_for_the_phone():
    html = tables.body(shown("named=甲"))
    assert 'data-label="名称"' in html
    assert "甲&lt;b&gt;</a>" in html
    assert '<span class="badge good">union</span>' in html


def test_the_head_says_which_way_the_list_runs():
    assert 'aria-sort="descending"' in tables.head(shown("sort=-name"))
    assert 'aria-sort="ascending"' in tables.head(shown())


def test_an_empty_list_says_so():
    html = written(shown("named=没有这个"))
    assert "没有符合条件的记录" in html
    assert "<table>" not in html


@pytest.mark.parametrize("rows", [1, 2])
def test_a_list_that_fits_on_its_page_is_asked_for_once_and_counted_by_itself(rows, django_assert_num_queries):
    some = Body.objects.filter(pk__in=list(Body.objects.values_list("pk", flat=True)[:rows]))
    with django_assert_num_queries(1):
        assert f"共 {rows} 条" in written(BODIES.page(some, QueryDict()))


@pytest.mark.parametrize("rows", [3, 43])
def test_a_longer_list_asks_twice_however_long_it_is(rows, django_assert_num_queries):
    Body.objects.bulk_create(Body(kind="union", name=f"第{n}") for n in range(rows - 3))
    with django_assert_num_queries(2):
        assert f"共 {rows} 条" in written(BODIES.page(Body.objects.all(), QueryDict()))


def test_the_count_is_told_in_the_unit_of_the_list():
    assert shown().count == "共 3 条"


def test_a_filter_given_nothing_is_written_as_if_it_were_new():
    assert str(shown().form) == str(shown("sort=name").form) == str(Sifting(QueryDict()))
    assert 'value="乙"' in str(shown("named=乙").form)
    assert 'value="乙"' not in str(shown().form)


class Popping(Filter):
    named = forms.CharField(required=False)

    def narrow(self, rows):
        return rows.filter(name=given) if (given := self.cleaned_data.pop("named")) else rows


def test_what_one_page_does_to_its_filter_does_not_reach_the_next():
    ledger = Ledger(title="工会台账", columns=BODIES.columns, filter=Popping)

    for _ in range(2):
        assert ledger.page(Body.objects.all(), QueryDict()).count == "共 3 条"


def test_a_list_that_can_hold_nothing_counts_nothing():
    assert BODIES.page(Body.objects.none(), QueryDict()).count == "共 0 条"


DATED = Ledger(
    title="工会台账",
    columns=(Column("名称", "name", sort="name"), Column("成立", "since", sort="since", kind="day")),
    order="-since",
    filter=Sifting,
    export="/export/bodies/",
)


def dated(asked=""):
    return DATED.page(Body.objects.all(), QueryDict(asked))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "全部；按成立从新到旧"),
        ("sort=since", "全部；按成立从旧到新"),
        ("sort=-name&kind=union&named=甲", "名称：甲；类型：工会；按名称降序"),
        ("kind=elsewhere", "全部；按成立从新到旧"),
    ],
)
def test_how_a_list_is_filtered_and_sorted_is_told_in_words(asked, told):
    assert dated(asked).told == told


def test_the_keys_of_a_list_are_those_of_all_its_rows_in_the_order_shown():
    everything = shown("sort=-name")
    following = BODIES.page(Body.objects.all(), QueryDict(everything.later[1:]))

    assert everything.keys(10) == [row.pk for row in (*everything.rows, *following.rows)]
    assert everything.keys(2) == everything.keys(10)[:2]


def test_a_list_that_may_be_taken_away_leads_to_where_with_its_filter_and_order():
    assert '<a class="button secondary" href="/export/bodies/?kind=union&amp;sort=name">' in written(
        dated("kind=union&sort=name&after=3")
    )
    assert 'href="/export/bodies/"' in written(dated())
    assert "导出" not in written(shown())
    assert "导出" not in written(dated("named=没有这个"))
