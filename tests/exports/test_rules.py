from datetime import timedelta

import pytest

from gongqiao.exports import grants, rules
from tests.make import AT


def codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("rows", "found", "said"),
    [
        (0, 0, ["nothing"]),
        (1, 1, []),
        (2000, 2000, []),
        (2001, 2000, ["too_many"]),
        (500, 499, ["changed"]),
        (1, 0, ["changed"]),
    ],
)
def test_at_most_as_many_rows_as_the_role_may_all_of_them_still_to_be_seen(rows, found, said):
    assert codes(rules.handing_out(rows=rows, found=found, most=2000)) == said


@pytest.mark.parametrize(("rows", "full", "said"), [(500, True, []), (501, True, ["too_many"]), (501, False, [])])
def test_in_full_at_most_five_hundred(rows, full, said):
    assert codes(rules.handing_out(rows=rows, found=rows, most=2000, full=full)) == said


@pytest.mark.parametrize(
    ("offered", "known", "strong", "said"),
    [
        (True, True, True, []),
        (False, False, False, ["no_full"]),
        (True, False, False, ["not_yours"]),
        (True, True, False, ["step_up"]),
    ],
)
def test_in_full_only_what_is_offered_of_ones_own_and_after_a_second_factor(offered, known, strong, said):
    assert codes(rules.in_full(offered=offered, known=known, strong=strong)) == said


@pytest.mark.parametrize(
    ("role", "rows"),
    [("clerk", 2000), ("officer", 2000), ("chair", 5000), ("joint-chair", 5000), ("cadre", 10_000), ("hr", 500)],
)
def test_each_role_has_its_cap(role, rows):
    assert grants.most(role) == rows


@pytest.mark.parametrize(
    ("count", "rows", "often"), [(19, 4_999, False), (20, 20, True), (1, 5_000, True), (0, 0, False)]
)
def test_twenty_exports_or_five_thousand_rows_of_a_day_are_looked_into(count, rows, often):
    assert rules.too_often(count=count, rows=rows) is often


def test_too_many_rows_are_told_the_way_out():
    (reason,) = rules.handing_out(rows=501, found=500, most=500)
    assert "缩小范围" in reason.words
    assert "分几次" in reason.words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("发放慰问品", []),
        ("2026 年 3 月 8 日活动名单，共 120 人", []),
        ("  用 ", ["no_purpose"]),
        ("核对", ["no_purpose"]),
        ("联系 13912345678 这位", ["number"]),
        ("联系 139 1234 5678 这位", ["number"]),
        ("核对 33010619900101123X", ["number"]),
        ("核对 ３３０１０６１９９００１０１１２３ 的", ["number"]),
    ],
)
def test_a_purpose_says_something_and_no_persons_number(words, said):
    assert codes(rules.purpose(words)) == said
    assert all(reason.field == "purpose" for reason in rules.purpose(words))


@pytest.mark.parametrize(
    ("own", "minutes", "said"),
    [(True, 0, []), (True, -1, []), (True, 1, ["late"]), (False, 0, ["not_own"]), (False, 1, ["not_own", "late"])],
)
def test_a_table_is_for_whoever_took_it_and_soon(own, minutes, said):
    until, at = AT, AT + timedelta(minutes=minutes)
    assert codes(rules.fetching(own=own, until=until, at=at)) == said


@pytest.mark.parametrize(("valid", "said"), [(True, []), (False, ["filter"])])
def test_a_filter_that_makes_no_sense_takes_nothing_away(valid, said):
    assert codes(rules.narrowing(valid=valid)) == said
