"""Applying, reviewing, deciding: one act a test."""

from datetime import date, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.senders import Message
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import actions
from gongqiao.membership.models import Application, Card, Membership, Stay
from gongqiao.notices.models import Notice, Task
from gongqiao.organisations.models import Organisation
from gongqiao.people import actions as people
from gongqiao.people.models import Account, Belonging, Person
from gongqiao.people.queries import consented
from tests import make
from tests.membership import made

pytestmark = pytest.mark.django_db


@pytest.fixture(name="account")
def _account():
    return make.account()


def told(kind):
    return list(Record.objects.filter(event=f"membership.{kind}").order_by("pk").values_list("facts", flat=True))


def code(caught):
    return [reason.code for reason in caught.value.reasons]


def test_every_part_is_saved_as_it_is_written(account):
    application = made.written(of=account)

    assert (application.state, application.employment_form, application.station) == ("draft", "platform", "城厢站")
    assert application.groups == ["eight.meals", "focus.meals"]
    assert (application.name, application.document_number.reveal()[:6]) == ("张三丰", "330105")
    assert [facts["part"] for facts in told("Written")] == ["work", "place", "me"]


@pytest.mark.parametrize("known", [True, False])
def test_what_tests_begin_with_is_what_these_acts_leave(union, known):
    """`made.draft` writes the row at once, as it stands after every part was told."""
    parts = {"document_number": make.identity_number()}
    rows = [
        way(union, of=make.account(make.person() if known else None), **parts) for way in (made.draft, made.written)
    ]

    told, acted = (
        {field.name: getattr(row, field.attname) for field in Application._meta.concrete_fields} for row in rows
    )
    own = {name for name in told if told[name] != acted[name]}
    assert own <= {"id", "account", "person", "routed_because", "document_number"}
    assert (told["document_number"] and told["document_number"].reveal()) == (
        acted["document_number"] and acted["document_number"].reveal()
    )


def test_beginning_again_goes_on_with_the_open_application(account):
    first = made.draft(of=account)

    second = actions.begin(account.pk, employment_form="flexible", jobs=[], by=make.oneself(account), at=make.AT)

    assert (second.pk, second.employment_form, Application.objects.count()) == (first.pk, "flexible", 1)


def test_what_she_wrote_of_her_work_is_written_anew_until_she_has_handed_it_in(union, account):
    application, by = made.draft(union, of=account), make.oneself(account)
    told = {"by": by, "at": make.AT}

    written = actions.begin(account.pk, employment_form="flexible", jobs=["courier"], **told)

    assert (written.pk, written.employment_form, written.groups) == (
        application.pk, "flexible", ["eight.courier", "focus.courier"],
    )  # fmt: skip
    actions.submit(application.pk, by=by, at=make.AT)
    with pytest.raises(Refused) as caught:
        actions.begin(account.pk, employment_form="platform", jobs=[], **told)
    assert code(caught) == ["not_writable"]


def test_nobody_writes_on_anothers_application(union):
    application = made.draft(union)

    with pytest.raises(Forbidden):
        actions.submit(application.pk, by=make.oneself(make.account()), at=make.AT)
    with pytest.raises(Forbidden):
        actions.begin(
            application.account, employment_form="flexible", jobs=[], by=make.oneself(make.account()), at=make.AT
        )


def test_handing_in_starts_the_review_and_tells_the_union(union, account):
    application = made.applied(union, of=account)

    assert (application.state, application.submitted_on) == ("submitted", make.TODAY)
    assert application.phone.reveal() == account.phone.reveal()
    assert [each.clock for each in running(application)] == ["membership.review"]
    assert told("Applied") == [{"application_id": str(application.pk), "union": union.pk, "on": "2026-03-10"}]


def test_the_record_of_a_step_cites_the_article_that_the_table_of_steps_names(union):
    refused, admitted = made.applied(union), made.applied(union)
    actions.reject(refused.pk, words="请向单位工会申请", by=make.actor("clerk", union), at=make.AT)
    made.resolution(union, admitted)

    cited = dict(Record.objects.filter(event__startswith="membership.").values_list("event", "law"))
    steps = dict.fromkeys(("membership.Applied", "membership.Rejected", "membership.Admitted"), "中国工会章程 第二条")
    assert cited == steps


def what_is_told():
    """Every record, task, notice, message and piece of later work there is."""
    return [list(kind.objects.order_by("pk").values()) for kind in (Record, Task, Notice, Message, ProcrastinateJob)]


def test_a_child_of_fifteen_is_refused_and_nothing_of_hers_is_kept_or_told_to_anybody(account):
    application = made.draft(of=account)
    child = make.identity_number(born=date(2010, 3, 11))
    before = what_is_told()

    with pytest.raises(Refused) as caught:
        actions.identify(
            application.pk,
            name="小明",
            document_type="card",
            document_number=child,
            by=make.oneself(account),
            at=make.AT,
        )

    application.refresh_from_db()
    assert code(caught) == ["too_young"]
    assert application.name == "张三丰"
    assert what_is_told() == before


def test_a_wrong_check_digit_is_refused_with_the_words_of_people(account):
    application = made.draft(of=account)
    number = make.identity_number()
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")

    with pytest.raises(Refused) as caught:
        actions.identify(
            application.pk,
            name="张三",
            document_type="card",
            document_number=wrong,
            by=make.oneself(account),
            at=make.AT,
        )

    assert code(caught) == ["check_digit"]


def test_a_foreigner_applies_with_a_passport(union, account):
    application = made.draft(
        union, of=account, document_type="passport", document_number="E12345678", sex="1", birth_on=date(1990, 5, 1)
    )

    application = actions.submit(application.pk, by=make.oneself(account), at=make.AT)

    assert (application.state, application.sex) == ("submitted", "1")


def test_an_unfinished_application_is_not_handed_in(account):
    application = actions.begin(account.pk, employment_form="flexible", jobs=[], by=make.oneself(account), at=make.AT)

    with pytest.raises(Refused) as caught:
        actions.submit(application.pk, by=make.oneself(account), at=make.AT)

    assert code(caught) == ["no_place", "no_identity"]


def test_without_her_agreement_nothing_reaches_the_union_and_with_it_again_it_does(union, account):
    application, by = made.draft(union, of=account), make.oneself(account)
    people.withdraw("identity", by=by, at=make.AT)

    with pytest.raises(Refused) as caught:
        actions.submit(application.pk, by=by, at=make.AT)
    assert (code(caught), told("Applied")) == (["no_agreement"], [])
    assert "授权管理" in str(caught.value)

    people.give("identity", by=by, at=make.AT)
    assert actions.submit(application.pk, by=by, at=make.AT).state == "submitted"


def test_what_was_sent_back_is_not_handed_in_again_without_her_agreement(union, account):
    application, by = made.applied(union, of=account), make.oneself(account)
    actions.send_back(application.pk, missing=["station"], by=make.actor("clerk", union), at=make.AT)
    people.withdraw("identity", by=by, at=make.AT)

    with pytest.raises(Refused) as caught:
        actions.resubmit(application.pk, by=by, at=make.AT)

    assert code(caught) == ["no_agreement"]


def test_another_place_asks_for_another_union(union, account):
    application = made.draft(union, of=account)
    elsewhere = made.division("330106109")

    actions.tell_place(
        application.pk,
        division=elsewhere.pk,
        workplace="西兴",
        employer="美团",
        station="西兴站",
        by=make.oneself(account),
        at=make.AT,
    )

    application.refresh_from_db()
    assert application.union_body_id is None


def test_a_union_that_closed_meanwhile_takes_no_application(union, account):
    application = made.draft(union, of=account)
    Organisation.objects.filter(pk=union.pk).update(dissolved_on=make.TODAY)

    with pytest.raises(Refused) as caught:
        actions.submit(application.pk, by=make.oneself(account), at=make.AT)

    assert code(caught) == ["union_closed"]


def test_sending_back_stops_the_review_and_gives_time_to_complete(union):
    application = made.applied(union)

    actions.send_back(
        application.pk, missing=["station"], words="请写明站点", by=make.actor("clerk", union), at=make.AT
    )

    application.refresh_from_db()
    assert (application.state, application.missing) == ("sent_back", ["station"])
    assert [each.clock for each in running(application)] == ["membership.correction"]
    assert told("SentBack")[0]["missing"] == ["station"]


def test_completed_in_time_the_review_begins_anew(union, account):
    application = made.applied(union, of=account)
    actions.send_back(application.pk, missing=["station"], by=make.actor("clerk", union), at=make.AT)
    later = make.AT + timedelta(days=3)

    actions.resubmit(application.pk, texts=True, by=make.oneself(account), at=later)

    application.refresh_from_db()
    assert (application.state, application.missing) == ("submitted", [])
    assert consented(account.pk, "messages", later)
    assert [(each.clock, each.started_on) for each in running(application)] == [
        ("membership.review", date(2026, 3, 13))
    ]


@pytest.mark.parametrize(("day", "state"), [(date(2026, 4, 9), "sent_back"), (date(2026, 4, 10), "withdrawn")])
def test_not_completed_in_time_it_counts_as_withdrawn_from_the_day_after(union, day, state):
    application = made.applied(union)
    actions.send_back(application.pk, missing=["station"], by=make.actor("clerk", union), at=make.AT)

    sweep(make.AT + (day - make.TODAY))

    application.refresh_from_db()
    assert application.state == state
    assert [facts["lapsed"] for facts in told("Withdrawn")] == ([True] if state == "withdrawn" else [])


def test_a_late_review_is_marked_and_the_application_stands(union):
    application = made.applied(union)

    sweep(make.AT + timedelta(days=40))

    application.refresh_from_db()
    (deadline,) = running(application)
    assert application.state == "submitted"
    assert deadline.overdue_on == deadline.due_on


def test_rejection_says_why_and_one_may_apply_again(union, account):
    application = made.applied(union, of=account)

    actions.reject(application.pk, words="请向单位工会申请", by=make.actor("chair", union), at=make.AT)
    again = made.applied(union, of=account)

    application.refresh_from_db()
    assert (application.state, application.words) == ("rejected", "请向单位工会申请")
    assert again.pk != application.pk


def test_an_application_is_handed_on_to_the_right_union(union, tree):
    other = tree["township"].body
    application = made.applied(union)

    actions.refer(application.pk, to=other.pk, by=make.actor("clerk", union), at=make.AT)

    application.refresh_from_db()
    assert (application.union_body_id, application.state) == (other.pk, "submitted")
    with pytest.raises(Forbidden):
        actions.reject(application.pk, words="不在本辖区", by=make.actor("clerk", union), at=make.AT)


def test_the_applicant_takes_it_back(union, account):
    application = made.applied(union, of=account)

    actions.withdraw(application.pk, by=make.oneself(account), at=make.AT)

    application.refresh_from_db()
    assert (application.state, running(application).count()) == ("withdrawn", 0)


@pytest.mark.parametrize("role", ["self", "boss", "reviewer"])
def test_only_the_union_applied_to_reviews(union, role):
    application = made.applied(union)

    with pytest.raises(Forbidden):
        actions.send_back(application.pk, missing=["station"], by=make.actor(role, union), at=make.AT)


def test_a_superior_does_not_review_for_the_union_below(union, tree):
    above = tree["township"].body
    application = made.applied(union)

    with pytest.raises(Forbidden):
        actions.reject(application.pk, words="不行", by=make.actor("cadre", above), at=make.AT)


def test_one_resolution_admits_many_with_membership_stay_card_and_person(union):
    accounts = [make.account() for _ in range(3)]
    applications = [made.applied(union, of=account) for account in accounts]

    resolution = made.resolution(union, *applications)

    assert {each.state for each in Application.objects.all()} == {"admitted"}
    assert Membership.objects.filter(union_body=union, state="active", joined_on=made.MET).count() == 3
    assert (Stay.objects.filter(resolution=resolution).count(), Card.objects.count(), Person.objects.count()) == (
        3,
        3,
        3,
    )
    assert Account.objects.filter(tied_by="union").count() == 3
    assert Belonging.objects.filter(body=union, kind="member").count() == 3
    (facts,) = told("Admitted")
    assert (facts["count"], facts["union"], sum(facts["tallies"].values())) == (3, union.pk, 3)


def test_what_the_applicant_said_of_herself_moves_to_the_person(union):
    application = made.applied(union)

    made.resolution(union, application)

    application.refresh_from_db()
    assert (application.name, application.document_number, application.birth_on) == ("", None, None)
    assert application.called == "张三丰"


def test_membership_counts_from_the_meeting(union):
    application = made.applied(union)

    made.resolution(union, application, at=make.AT + timedelta(days=5))

    assert Membership.objects.get().joined_on == made.MET


def test_an_applicant_decided_already_is_named_and_nobody_of_the_list_is_admitted(union):
    first, second = made.applied(union), made.applied(union, name="李四")
    made.resolution(union, first)

    with pytest.raises(Refused, match="张\\*：已由另一份决议准予入会"):
        made.resolution(union, first, second)

    assert Membership.objects.count() == 1


def test_the_same_document_under_two_accounts_is_one_member(union):
    number = make.identity_number()
    first, second = (made.applied(union, document_number=number) for _ in range(2))
    made.resolution(union, first)

    with pytest.raises(Refused) as caught:
        made.resolution(union, second)

    assert code(caught) == ["already_member"]


def test_twice_on_one_list_is_found_too(union):
    number = make.identity_number()
    pair = [made.applied(union, document_number=number) for _ in range(2)]

    with pytest.raises(Refused):
        made.resolution(union, *pair)

    assert (Membership.objects.count(), Person.objects.count()) == (0, 0)


def test_the_union_alone_learns_that_a_document_is_known(union, tree):
    number = make.identity_number()
    made.member(tree["community"].body, document_number=number)

    again = made.applied(union, document_number=number)

    assert (again.state, again.suspected) == ("submitted", True)
    assert not made.applied(union).suspected


def test_another_name_for_a_known_document_is_told_with_the_applicant(union):
    number = make.identity_number()
    make.person(document_number=number, name="张三丰")
    application = made.applied(union, document_number=number, name="李四")

    with pytest.raises(Refused, match="李\\*：该证件已用另一姓名登记"):
        made.resolution(union, application)


def test_a_member_begins_no_second_application(union):
    account = make.account()
    made.member(union, of=account)
    account.refresh_from_db()

    with pytest.raises(Refused) as caught:
        actions.begin(account.pk, employment_form="contract", jobs=[], by=make.oneself(account), at=make.AT)

    assert code(caught) == ["already_member"]


def test_a_clerk_records_for_her_own_committee_only(union, tree):
    application = made.applied(union)

    with pytest.raises(Forbidden):
        made.resolution(union, application, by=make.actor("clerk", tree["other"].body))


def test_a_number_is_used_once_in_a_union(union):
    made.resolution(union, made.applied(union), number="1号")

    with pytest.raises(Refused) as caught:
        made.resolution(union, made.applied(union), number="1号")

    assert code(caught) == ["number_used"]


def test_a_renewed_card_makes_the_old_code_void(union):
    account = make.account()
    membership = made.member(union, of=account)
    account.refresh_from_db()
    old = membership.card.token

    card = actions.renew_card(membership.pk, by=make.oneself(account), at=make.AT)

    assert card.token != old
    assert card.number == membership.card.number
    with pytest.raises(Forbidden):
        actions.renew_card(membership.pk, by=make.oneself(make.account(make.person())), at=make.AT)
