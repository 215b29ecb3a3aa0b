"""An application and the inboxes it goes through: the union's, the applicant's, and nobody else's."""

from datetime import date, timedelta

import pytest

from gongqiao.kernel.actions import running
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import actions
from gongqiao.notices import actions as notices
from gongqiao.notices import queries
from gongqiao.notices.models import Notice
from tests import make
from tests.membership import made

pytestmark = pytest.mark.django_db


@pytest.fixture(name="rider")
def _rider():
    return make.account()


def titles(viewer, folder="tasks"):
    return [task.title for task in getattr(queries, folder)(viewer).order_by("sorts_on", "pk")]


def told(viewer):
    return [notice.words for notice in queries.notices(viewer).order_by("pk")]


def test_handed_in_it_is_the_unions_task_by_the_last_day_of_review(hear, union, tree, rider):
    application = made.applied(union, of=rider)

    hear()

    task = queries.tasks(make.actor("clerk", union)).get()
    assert (task.title, task.href) == ("张*的入会申请", f"/desk/applications/{application.pk}/")
    assert task.due_on == running(application).get().due_on
    assert titles(make.actor("chair", tree["township"].body)) == []
    assert (titles(make.oneself(rider)), titles(make.oneself(rider), "started")) == ([], ["张*的入会申请"])


def test_sent_back_it_is_the_riders_and_completed_the_unions_again(hear, union, rider):
    application, clerk = made.applied(union, of=rider), make.actor("clerk", union)
    hear()
    actions.send_back(application.pk, missing=["station"], by=clerk, at=make.AT)
    hear()
    assert (titles(clerk), titles(make.oneself(rider))) == ([], ["补正入会申请"])
    assert (titles(clerk, "done"), told(make.oneself(rider))) == (["张*的入会申请"], ["您的入会申请需要补正"])
    assert queries.tasks(make.oneself(rider)).get().href == "/join/progress/"

    actions.resubmit(application.pk, by=make.oneself(rider), at=make.AT + timedelta(days=1))
    hear()

    assert (titles(clerk), titles(make.oneself(rider))) == (["张*的入会申请"], [])


def test_one_resolution_closes_the_tasks_of_all_and_tells_each(hear, union):
    riders = [make.account() for _ in range(3)]
    applications = [made.applied(union, of=each) for each in riders]
    hear()
    assert len(titles(make.actor("clerk", union))) == 3

    made.resolution(union, *applications)
    hear()
    hear(again=True)

    assert titles(make.actor("clerk", union)) == []
    for each in riders:
        each.refresh_from_db()
        assert told(make.oneself(each)) == ["您已成为工会会员，会员证可以使用了"]


def test_an_sms_follows_the_box_she_ticked_when_she_applied(hear, union):
    ticked, plain = make.account(), make.account()
    for account, texts in ((ticked, True), (plain, False)):
        application = made.draft(union, of=account)
        actions.submit(application.pk, texts=texts, by=make.oneself(account), at=make.AT)
        actions.send_back(application.pk, missing=["station"], by=make.actor("clerk", union), at=make.AT)
    hear()

    notices.text(make.AT)

    assert [told(make.oneself(each)) for each in (ticked, plain)] == [["您的入会申请需要补正"]] * 2
    sent = Notice.objects.filter(body=None).values_list("account", "text_state")
    assert dict(sent) == {ticked.pk: "sent", plain.pk: "withheld"}


def test_handed_on_it_leaves_the_one_unions_inbox_for_the_others(hear, union, tree, rider):
    application, other = made.applied(union, of=rider), tree["township"].body
    hear()

    actions.refer(application.pk, to=other.pk, by=make.actor("clerk", union), at=make.AT)
    hear()

    assert (titles(make.actor("clerk", union)), len(titles(make.actor("cadre", other)))) == ([], 1)
    assert told(make.oneself(rider)) == ["您的入会申请已转到另一家工会办理"]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("reject", ["您的入会申请没有获准，请查看理由"]),
        ("withdraw", []),
        ("lapse", ["您的入会申请需要补正", "您的入会申请逾期未补正，视为撤回"]),
    ],
)
def test_however_it_ends_nobody_is_asked_any_more_and_only_news_is_told(hear, union, rider, act, words):
    application, clerk = made.applied(union, of=rider), make.actor("clerk", union)
    if act == "reject":
        actions.reject(application.pk, words="不在本辖区", by=clerk, at=make.AT)
    elif act == "withdraw":
        actions.withdraw(application.pk, by=make.oneself(rider), at=make.AT)
    else:
        actions.send_back(application.pk, missing=["station"], by=clerk, at=make.AT)
        sweep(make.AT + (date(2026, 4, 10) - make.TODAY))
    hear()

    assert (titles(clerk), titles(make.oneself(rider))) == ([], [])
    assert told(make.oneself(rider)) == words
