"""A list that was entered is taken back in one step, until something was built on it; the figures follow."""

from datetime import timedelta

import pytest

from gongqiao.changes.models import Change
from gongqiao.cockpit import actions as cockpit
from gongqiao.cockpit.queries import sums
from gongqiao.kernel.models import Body, Record
from gongqiao.kernel.reasons import Forbidden, Reason, Refused
from gongqiao.membership import actions as cards
from gongqiao.membership import queries as membership
from gongqiao.membership.models import Card, Membership, Resolution, Stay
from gongqiao.notices import queries as notices
from gongqiao.organisations import actions as organisations
from gongqiao.people import actions as people
from gongqiao.people.models import Belonging, Person
from gongqiao.rosters import actions, queries
from tests import make
from tests.membership import made
from tests.membership.conftest import post_of
from tests.rosters import lists

pytestmark = pytest.mark.django_db
CHANGED = "会籍已经变动、正在办转会，或者换过会员证"
LATER = make.AT + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def undone(roster, *, at=LATER, by=None):
    actions.undo_roster(roster.pk, by=by or roster.actor, at=at)
    return lists.fresh(roster)


def refused(roster, **how):
    with pytest.raises(Refused) as caught:
        undone(roster, **how)
    return [reason.words for reason in caught.value.reasons]


def shown(union):
    """会员 and 新入会 of a union, and what a full count over the tables would correct."""
    members = sum(sums.by_cell(union.pk, ["members"])["members"].values())
    joined = sums.per_day(union.pk, "joined", made.MET, made.MET).get(made.MET, 0)
    wrong = [cockpit.recount(name, by=make.actor("system-admin"), at=LATER).cells for name in ("members", "joined")]
    return members, joined, wrong


def test_all_it_brought_is_gone_and_the_figures_follow(union):
    roster = lists.entered(union, lists.listed(*(lists.row() for _ in range(5))))
    assert shown(union) == (5, 5, [0, 0])

    roster = undone(roster)

    assert roster.state == "undone"
    assert [model.objects.count() for model in (Membership, Stay, Card, Belonging, Person)] == [0] * 5
    assert shown(union) == (0, 0, [0, 0])
    (told,) = Record.objects.filter(event="membership.AdmissionUndone").values_list("facts", "batch")
    assert (sum(told[0]["tallies"].values()), told[1]) == (5, roster.pk)


def test_taken_again_under_the_same_number_it_stands_and_counts_once(union):
    content = lists.listed(*(lists.row() for _ in range(3)))
    roster = undone(lists.entered(union, content, number="1号"))

    roster = lists.entered(
        union, of=lists.read(actions.reread_roster(roster.pk, by=roster.actor, at=LATER)), number="1号"
    )

    assert (roster.state, Membership.objects.count(), shown(union)) == ("entered", 3, (3, 3, [0, 0]))
    assert Resolution.objects.filter(number="1号").count() == 2


def test_whoever_was_known_before_stays_known(union):
    known = make.person(name="张三", registered_at=make.AT - timedelta(days=1))
    number = known.document_number.reveal()
    roster = lists.entered(union, lists.listed(lists.row("张三", number), lists.row("李四")))
    assert Person.objects.count() == 2

    undone(roster)

    assert list(Person.objects.values_list("pk", flat=True)) == [known.pk]


def test_other_members_and_lists_of_the_union_stay(union):
    first = lists.entered(union, lists.listed(lists.row(), lists.row()))
    second = lists.entered(union, lists.listed(lists.row()))

    undone(first)

    assert Membership.objects.count() == 1
    assert Stay.objects.get().resolution_id == second.resolution


def member_of(roster):
    return membership.brought_by(roster.resolution).order_by("pk").first()


def renew_card(held):
    account = make.account(held.person)
    account.__class__.objects.filter(pk=account.pk).update(tied_at=make.AT - timedelta(days=1))
    cards.renew_card(held.pk, by=make.oneself(account), at=LATER)


def recognise(membership):
    person = membership.person
    account = make.account(phone=person.phone.reveal())
    told = {"name": person.name, "document_type": "card", "document_number": person.document_number.reveal()}
    assert people.recognise(**told, agreed=True, by=make.oneself(account), at=LATER)


def appoint(membership):
    cadre = make.actor("cadre", membership.union_body)
    told = {"role": "clerk", "body_id": membership.union_body_id, "since": make.TODAY}
    organisations.appoint(membership.person_id, **told, by=cadre, at=LATER)


def retain(membership):
    Membership.objects.filter(pk=membership.pk).update(state="retained")


def move(membership):
    elsewhere = Body.objects.get(name="城厢社区工会联合会")
    Membership.objects.filter(pk=membership.pk).update(union_body=elsewhere)


def ask_to_move(membership):
    account = make.account(membership.person)
    account.__class__.objects.filter(pk=account.pk).update(tied_at=make.AT - timedelta(days=1))
    cards.plan_move(membership.pk, employment_form="contract", jobs=[], by=make.oneself(account), at=LATER)


def come_back(membership):
    """A stay of hers has ended, though she stands where the list had brought her."""
    since = Stay.objects.get(membership=membership)
    Stay.objects.filter(pk=since.pk).update(until=make.TODAY)
    Stay.objects.create(
        person=membership.person, membership=membership, union_body=membership.union_body, since=make.TODAY
    )


def leave(membership):
    told = {"membership": membership, "person": membership.person, "called": "张三", "kind": "wish"}
    begun = {"begun_at": LATER, "begun_on": make.TODAY, "handled_in": "330109"}
    Change.objects.create(**told, **begun, union_body=membership.union_body, state="declared")


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (renew_card, CHANGED),
        (recognise, "登录后核对了身份，会员证已经归本人使用"),
        (appoint, "登记了任职"),
        (retain, CHANGED),
        (move, CHANGED),
        (ask_to_move, CHANGED),
        (come_back, CHANGED),
        (leave, "办理了保留会籍、退会等变更"),
    ],
)
def test_what_was_built_on_it_keeps_it_standing(union, build, words):
    roster = lists.entered(union, lists.listed(lists.row(), lists.row()))
    build(member_of(roster))

    assert refused(roster) == [f"名册登记以后，有 1 人{words}，不能整批撤销；个别登错的，请逐人办理更正"]
    assert Membership.objects.count() == 2


def test_a_paper_on_which_an_applicant_was_admitted_is_no_list(union):
    applied = made.applied(union)
    paper = made.resolution(union, applied)

    assert [reason.words for reason in membership.why_not_undone(paper.pk)] == [
        "这份决议里有 1 人是本人提出申请、由委员会准予入会的，不能当作名册整批撤销；个别登错的，请逐人办理更正"
    ]


def test_a_post_held_before_the_list_came_keeps_nothing(union):
    chair = make.person(name="张三")
    organisations.appoint(
        chair.pk, role="chair", body_id=union.pk, since=make.TODAY, by=make.actor("cadre", union), at=make.AT
    )
    roster = lists.entered(union, lists.listed(lists.row("张三", chair.document_number.reveal())), at=LATER)

    assert undone(roster, at=LATER + timedelta(hours=1)).state == "undone"


@pytest.mark.parametrize("role", ["self", "hr", "scrutineer"])
def test_only_those_who_enrol_may_undo(union, role):
    roster = lists.entered(union)

    with pytest.raises(Forbidden):
        undone(roster, by=make.actor(role, union))


def test_another_union_may_not_undo(union, tree):
    with pytest.raises(Forbidden):
        undone(lists.entered(union), by=make.actor("cadre", tree["township"].body))


def test_what_was_never_entered_cannot_be_undone(union):
    assert refused(lists.checked(union)) == ["现在是“待接收”，不能撤销；请刷新页面查看最新进度"]


def test_undone_once_it_is_undone(union):
    roster = undone(lists.entered(union))

    assert refused(roster) == ["现在是“已撤销”，不能撤销；请刷新页面查看最新进度"]


def appointed(person, union, tree):
    told = {"role": "clerk", "body_id": union.pk, "since": make.TODAY}
    organisations.appoint(person.pk, **told, by=make.actor("cadre", tree["county"].body), at=LATER)


def test_it_is_taken_back_by_the_worker_and_its_union_is_told(union, hear):
    account = make.account(make.person())
    post = post_of(account, "clerk", union)
    clerk = make.actor("clerk", union, person_id=account.person_id, appointment_id=post.pk)
    roster = lists.entered(union, by=clerk)

    called = lists.called_back(roster, by=clerk)
    assert (called.state, called.working, Membership.objects.count()) == ("entered", True, 1)
    assert (queries.roster_standing(called).state, queries.roster_standing(called).tone) == ("正在撤销", "wait")

    roster = lists.worked(roster)
    assert (roster.state, roster.working, Membership.objects.count()) == ("undone", False, 0)
    hear()
    assert "入会名册已撤销，共 1 人" in [each.words for each in notices.notices(clerk)]
    assert lists.worked(roster).state == "undone"


def test_what_was_built_on_it_meanwhile_keeps_it_and_the_list_says_why(union, tree, hear):
    roster = lists.entered(union)
    lists.called_back(roster)
    person = Membership.objects.get().person
    appointed(person, union, tree)

    roster = lists.worked(roster)

    assert (roster.state, roster.working, Membership.objects.count()) == ("entered", False, 1)
    assert "登记了任职" in roster.fault
    with pytest.raises(Refused) as told:
        actions.leave_roster(roster.pk, reasons=(), by=roster.actor, at=LATER)
    assert [reason.code for reason in told.value.reasons] == ["not_called_back"]


def test_what_keeps_it_is_told_before_anything_is_asked_of_the_worker(union, tree):
    roster = lists.entered(union)
    person = Membership.objects.get().person
    appointed(person, union, tree)

    with pytest.raises(Refused) as told:
        lists.called_back(roster)
    assert [reason.code for reason in told.value.reasons] == ["built_on"]


def test_of_two_workers_the_second_finds_nothing_to_keep(union, monkeypatch):
    roster = lists.entered(union)
    lists.called_back(roster)

    def faster(pk, *, by, at):
        undo(pk, by=by, at=at)
        raise Refused([Reason("state", "已经撤销")])

    undo = actions.undo_roster
    monkeypatch.setattr(actions, "undo_roster", faster)

    assert lists.worked(roster).state == "undone"
