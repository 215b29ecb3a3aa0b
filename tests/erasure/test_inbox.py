"""Who is told of an erasure: herself while there is an inbox of hers, her last union, and who holds it off."""

from datetime import date, timedelta

import pytest

from gongqiao.changes import actions as changes
from gongqiao.erasure import actions
from gongqiao.erasure.actions.warning import warn
from gongqiao.kernel import queue
from gongqiao.notices import queries
from gongqiao.notices.models import Notice
from gongqiao.people.models import Person
from tests import make
from tests.changes.made import Life
from tests.erasure.made import Gone, ground, later, paper, told
from tests.membership.conftest import post_of

pytestmark = pytest.mark.django_db
LONG_AGO = date(2010, 1, 4)


def desk(union, role="clerk"):
    """Who has a post there, and reads what the office is told."""
    account = make.account(make.person())
    post = post_of(account, role, union)
    return make.actor(role, union, person_id=account.person_id, appointment_id=post.pk)


def heard(viewer):
    return [notice.words for notice in queries.notices(viewer).filter(kind__startswith="erasure.").order_by("pk")]


def test_she_is_told_at_once_that_somebody_has_asked_in_her_name(gone, hear):
    by = desk(gone.union)
    hear()
    actions.enter(gone.who, paper=paper(), by=gone.clerk, at=make.AT)
    hear()

    (words,) = heard(gone.herself)
    assert "不是您提出的，请马上撤回" in words
    assert (heard(by), Notice.objects.get(words=words).text_state) == ([], "waiting")


def test_her_last_union_may_still_hold_it_off_and_learns_when_it_is_done(tree, hear):
    gone, by = Gone(tree, left_on=LONG_AGO), desk(tree["joint"].body)
    hear()
    gone.asked()
    hear()
    assert heard(by) == ["张*要求删除个人信息；有诉讼、仲裁、检查要用的，请马上登记暂缓删除"]

    gone.swept(2)
    hear()
    assert heard(by)[-1] == "一件删除申请已经办完：个人信息全部删除"
    assert not Notice.objects.filter(person=gone.person_id).exists()


def test_of_what_a_term_keeps_her_union_learns_that_it_is_stored(gone, hear):
    by = desk(gone.union)
    hear()
    gone.asked().swept(2)
    hear()

    assert heard(by)[-1] == "一件删除申请：不用保存的已经删除，会员档案只保存到期满"


def test_she_is_told_that_it_is_held_off_and_when_it_goes_on(gone, hear):
    hear()
    gone.held().asked().swept(2)
    hear()
    assert "推迟办理" in heard(gone.herself)[-1]

    actions.lift(gone.hold_pk, words="案件已经审结", by=gone.chair, at=later(3))
    hear()
    assert "继续办理" in heard(gone.herself)[-1]


def test_whoever_takes_it_back_is_not_told_so_but_her_union_is(gone, hear):
    by = desk(gone.union)
    hear()
    gone.asked()
    actions.withdraw(gone.pk, by=gone.herself, at=make.AT)
    hear()

    assert len(heard(gone.herself)) == 1
    assert heard(by)[-1] == "张*的删除申请不再办理：本人撤回"


def test_of_somebody_who_has_died_her_union_alone_is_told(tree, hear):
    life = Life(tree).died()
    by = desk(life.union)
    hear()
    actions.enter(told(life.membership.person), by_kin=True, paper=paper(), by=life.clerk, at=make.AT)
    hear()
    assert not Notice.objects.filter(person=life.membership.person_id, kind="erasure.mine").exists()

    chair = make.actor("chair", life.union)
    changes.undo_death(life.change, words="登记错了人", paper=paper(), by=chair, at=later(1))
    hear()
    hear()
    assert heard(by) == ["张*的删除申请不再办理：本人在世，去世登记有误"]


@pytest.mark.parametrize(("days", "count"), [(14, 0), (15, 1), (30, 1), (31, 0)])
def test_who_holds_it_off_is_told_fifteen_days_before_it_ends(gone, days, count):
    by = desk(gone.union, "chair")
    gone.held()

    assert warn(later(days)) == count
    assert len(heard(by)) == count


def test_once_for_each_last_day_and_no_more_when_it_is_lifted(gone):
    by = desk(gone.union, "chair")
    gone.held(ground=ground(until=make.TODAY + timedelta(days=10)))
    assert (warn(make.AT), warn(later(1))) == (1, 1)
    assert heard(by) == ["张*的暂缓删除到2026年3月20日为止：仍要用的请延长，不然第二天起继续删除"]

    until = make.TODAY + timedelta(days=14)
    actions.prolong(gone.hold_pk, until=until, words="没有审结", by=gone.chair, at=later(2))
    warn(later(3))
    assert len(heard(by)) == 2

    actions.lift(gone.hold_pk, words="审结", by=gone.chair, at=later(4))
    assert warn(later(5)) == 0


@pytest.mark.usefixtures("demo_day")
def test_the_worker_does_it_each_night(gone):
    by = desk(gone.union, "chair")
    gone.held(ground=ground(until=make.TODAY))
    queue.run("erasure.warn")

    assert len(heard(by)) == 1
    assert Person.objects.get(pk=gone.person_id).name == "张三丰"
