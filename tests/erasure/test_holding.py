"""暂缓删除: while a lawsuit may need it nothing goes, and she is told that one stands."""

from datetime import timedelta

import pytest

from gongqiao.erasure import actions
from gongqiao.erasure.models import Hold
from gongqiao.files.models import StoredFile
from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden
from gongqiao.kernel.sweep import sweep
from gongqiao.people import queries as people
from gongqiao.people.models import Account
from tests import make
from tests.erasure.made import ground, later, refused
from tests.files import corpus

pytestmark = pytest.mark.django_db


def hold(gone, **parts):
    told = {"ground": ground(), "scan": corpus.kept(), "by": gone.chair, "at": make.AT, **parts}
    return refused(actions.hold, gone.who, **told)


def untouched(gone):
    return Account.objects.get(pk=gone.account.pk).closed_at is None and gone.person.name == "张三丰"


def test_a_hold_is_kept_with_the_paper_that_orders_it_which_she_does_not_read(gone):
    gone.held()

    held = gone.hold
    assert (held.union_body, held.number, held.lifted_at) == (gone.union, "（2026）浙0109民初77号", None)
    scan = StoredFile.objects.get(owner_type="erasure.hold")
    assert (scan.body, scan.person_id, scan.account_id) == (gone.union, None, None)
    told = str(people.own_data(gone.herself))
    assert "民初77号" not in told
    assert "萧山区人民法院" not in told
    assert "暂缓删除" in told


def test_while_it_stands_nothing_goes_and_on_the_day_after_it_all_does(gone):
    gone.held(ground=ground(until=make.TODAY + timedelta(days=30))).asked()

    gone.swept(2)
    assert (gone.state, untouched(gone)) == ("asked", True)
    assert running(gone.erasure).get().due_on == make.TODAY + timedelta(days=31)
    told = Record.objects.get(event="erasure.ErasurePutOff")
    assert told.facts["until"] == str(make.TODAY + timedelta(days=30))
    gone.swept(31)
    assert untouched(gone)
    gone.swept(32)
    assert (gone.state, untouched(gone)) == ("stored", False)


def test_on_its_last_day_a_hold_still_stands(gone):
    gone.held(ground=ground(until=make.TODAY + timedelta(days=2))).asked()

    assert untouched(gone.swept(2))


def test_a_day_before_the_clock_it_is_over(gone):
    gone.held(ground=ground(until=make.TODAY + timedelta(days=1))).asked()

    assert gone.swept(2).state == "stored"


def test_a_hold_set_while_her_file_is_stored_keeps_it_beyond_its_last_day(gone):
    gone.asked().swept(2)
    years = 3654
    gone.held(at=later(years - 10), ground=ground(until=make.TODAY + timedelta(days=years + 10)))

    gone.swept(years)
    assert (gone.state, gone.person.name) == ("asked", "张三丰")
    gone.swept(years + 12)
    assert (gone.state, gone.person.name) == ("done", "")


def test_lifted_what_was_put_off_goes_on_from_that_day(gone):
    gone.held().asked().swept(2)
    actions.lift(gone.hold_pk, words="已经审结", by=gone.chair, at=later(5))

    assert running(gone.erasure).get().due_on == make.TODAY + timedelta(days=6)
    assert untouched(gone.swept(6))
    assert gone.swept(7).state == "stored"
    assert (gone.hold.lifted_by, gone.hold.lifted_at) == (gone.chair.person_id, later(5))


def test_of_two_holds_the_other_one_keeps_on(gone):
    gone.held()
    first = gone.hold_pk
    gone.held(ground=ground(kind="audit", until=make.TODAY + timedelta(days=60))).asked().swept(2)
    actions.lift(first, words="已经审结", by=gone.chair, at=later(5))

    assert untouched(gone.swept(60))
    assert gone.swept(62).state == "stored"


def test_prolonged_it_keeps_on(gone):
    gone.held().asked().swept(2)
    until = make.TODAY + timedelta(days=40)
    actions.prolong(gone.hold_pk, until=until, words="没有审结", by=gone.above, at=later(20))

    assert untouched(gone.swept(32))
    assert gone.hold.until == until
    assert gone.swept(42).state == "stored"


@pytest.mark.parametrize(("days", "told"), [(-1, ["past"]), (365, []), (366, ["too_long"])])
def test_the_last_day_is_within_a_year(gone, days, told):
    parts = ground(until=make.TODAY + timedelta(days=days))
    if told:
        assert hold(gone, ground=parts) == told
    else:
        assert gone.held(ground=parts).hold.until == parts.until


@pytest.mark.parametrize(("days", "told"), [(30, ["not_later"]), (31, []), (385, []), (386, ["too_long"])])
def test_prolonged_it_ends_later_and_within_a_year_from_then(gone, days, told):
    gone.held()
    parts = {"until": make.TODAY + timedelta(days=days), "words": "没有审结", "by": gone.chair, "at": later(20)}
    if told:
        assert refused(actions.prolong, gone.hold_pk, **parts) == told
    else:
        actions.prolong(gone.hold_pk, **parts)
        assert gone.hold.until == parts["until"]


def test_what_is_over_is_neither_prolonged_nor_lifted(gone):
    gone.held()
    until = make.TODAY + timedelta(days=60)
    told = {"words": "没有审结", "by": gone.chair, "at": later(31)}

    assert refused(actions.prolong, gone.hold_pk, until=until, **told) == ["over"]
    assert refused(actions.lift, gone.hold_pk, **told) == ["over"]
    actions.lift(gone.hold_pk, **{**told, "at": later(30)})
    assert refused(actions.lift, gone.hold_pk, **{**told, "at": later(30)}) == ["over"]


def test_a_clerk_an_employer_and_a_union_beside_hold_nothing_off(gone):
    for by in (gone.clerk, make.actor("hr", gone.union)):
        with pytest.raises(Forbidden):
            actions.hold(gone.who, ground=ground(), scan=corpus.kept(), by=by, at=make.AT)
    assert hold(gone, by=gone.beside) == ["not_found"]
    gone.held()
    for by in (gone.clerk, gone.beside):
        with pytest.raises(Forbidden):
            actions.lift(gone.hold_pk, words="已经审结", by=by, at=make.AT)


def test_the_union_above_holds_off_for_the_one_below(gone):
    assert gone.held(by=gone.above).hold.union_body_id == gone.above.body_id


def test_a_hold_does_not_keep_her_from_asking_or_taking_back(gone):
    gone.held().asked()
    actions.withdraw(gone.pk, by=gone.herself, at=make.AT)

    assert (gone.state, Hold.objects.count()) == ("dropped", 1)
    assert sweep(later(40)).struck == 0
