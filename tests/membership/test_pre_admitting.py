"""先行准予: an officer admits under the committee's delegation; the next resolution confirms it, or does not."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gongqiao.cockpit import actions as cockpit
from gongqiao.cockpit import commands
from gongqiao.cockpit.queries import sums
from gongqiao.delegations import actions as delegations
from gongqiao.kernel.actions import running
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.sweep import sweep
from gongqiao.membership import actions, grants, queries
from gongqiao.membership.models import Application, Card, Membership, Resolution
from gongqiao.notices import queries as inbox
from gongqiao.organisations import actions as organisations
from gongqiao.people import actions as people
from gongqiao.people.models import Belonging
from tests import make
from tests.delegations.made import delegated
from tests.membership import made
from tests.membership.test_api import codes, post, program
from tests.membership.test_pages import letters

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "还没有核实到您在这个站点接单，请补充接单页面截图后重新申请"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="paper")
def _paper(union):
    """The committee has empowered chair and officer for some years."""
    return delegated(union, grants.PRE_ADMIT, until=date(2030, 12, 31))


@pytest.fixture(name="rider")
def _rider():
    return make.account()


def officer(union, role="officer", **parts):
    return make.actor(role, union, **parts)


def admitted(union, rider=None, *, at=make.AT, **parts):
    """Somebody whom the union's officer has admitted for now."""
    application = made.applied(union, of=rider or make.account(), at=at)
    return actions.pre_admit(application.pk, by=officer(union, **parts), at=at)


def resolve(union, *, confirmed=(), declined=(), at=make.AT + DAY, **parts):
    told = {"number": f"{next(make.serial)}号", "met_on": day(at), "present": ["李明"], **parts}
    refused = [(each.pk, WHY) for each in declined]
    keys = [each.pk for each in confirmed]
    return actions.resolve(union.pk, **told, applications=keys, declined=refused, by=officer(union, "clerk"), at=at)


def refusals(call, *args, **parts):
    with pytest.raises(Refused) as refused:
        call(*args, **parts)
    return [reason.code for reason in refused.value.reasons]


def test_where_the_committee_has_delegated_nothing_no_officer_admits(union):
    application = made.applied(union)

    assert refusals(actions.pre_admit, application.pk, by=officer(union), at=make.AT) == ["not_delegated"]
    assert not Membership.objects.exists()


def test_under_the_delegation_she_belongs_at_once_marked_until_the_committee_confirms(union, paper, rider):
    application = admitted(union, rider)

    membership = Membership.objects.get(person=application.person)
    assert (application.state, application.delegation, application.decided_on) == ("pending", paper.pk, make.TODAY)
    assert (membership.state, membership.joined_on, membership.card.issued_on) == ("pending", make.TODAY, make.TODAY)
    assert membership.stays.get().resolution is None
    assert application.document_number is None
    rider.refresh_from_db()
    assert rider.person == application.person
    record = Record.objects.get(event="membership.PreAdmitted")
    assert (record.role, record.facts["delegation_id"], record.law) == ("officer", str(paper.pk), "中国工会章程 第二条")
    (clock,) = running(application)
    assert (clock.clock, clock.due_on) == ("membership.confirmation", date(2026, 4, 9))


@pytest.mark.parametrize("role", ["clerk", "cadre", "women-chair", "self"])
def test_whom_no_committee_can_empower_does_not_admit(union, paper, role):
    with pytest.raises(Forbidden):
        actions.pre_admit(made.applied(union).pk, by=officer(union, role), at=make.AT)


def test_only_the_named_posts_of_the_own_union_while_it_runs(union, tree, paper):
    application = made.applied(union)
    assert refusals(actions.pre_admit, application.pk, by=officer(union, "vice-chair"), at=make.AT) == ["not_delegated"]
    with pytest.raises(Forbidden):
        actions.pre_admit(application.pk, by=officer(tree["community"].body), at=make.AT)
    after = make.AT.replace(year=2031)
    assert refusals(actions.pre_admit, application.pk, by=officer(union), at=after) == ["not_delegated"]
    delegations.end_delegation(paper.pk, words="决议", by=officer(union, "clerk"), at=make.AT)
    assert refusals(actions.pre_admit, application.pk, by=officer(union), at=make.AT) == ["not_delegated"]


def test_nobody_admits_herself(union, paper):
    account = make.account(make.person())
    application = made.applied(union, of=account)
    own = officer(union, person_id=account.person_id)

    assert refusals(actions.pre_admit, application.pk, by=own, at=make.AT) == ["own_case"]


def test_who_is_a_member_elsewhere_is_not_admitted_and_who_is_admitted_for_now_not_elsewhere(union, tree, paper):
    number, other = make.identity_number(), tree["community"].body
    here = made.applied(union, document_number=number)
    there = made.applied(other, document_number=number, where="330109001")
    actions.pre_admit(here.pk, by=officer(union), at=make.AT)

    assert refusals(made.resolution, other, there) == ["already_member"]
    again = made.applied(union, document_number=number)
    assert refusals(actions.pre_admit, again.pk, by=officer(union), at=make.AT) == ["already_member"]


def test_a_declined_application_is_the_unions_own_and_was_admitted_before_the_meeting(union, tree, paper):
    application, later = admitted(union), make.AT + 2 * DAY
    delegated(tree["community"].body, grants.PRE_ADMIT)
    other = admitted(tree["community"].body)

    assert refusals(resolve, union, declined=[application, other]) == ["other_union"]
    third = admitted(union, at=make.AT + DAY)
    told = refusals(resolve, union, declined=[application, third], met_on=make.TODAY, at=later)
    assert told == ["admitted_after_meeting"]


@pytest.mark.parametrize("verb", ["withdraw", "send_back", "reject", "pre_admit"])
def test_what_is_admitted_for_now_waits_for_the_committee_alone(union, paper, rider, verb):
    application = admitted(union, rider)
    by = make.oneself(rider) if verb == "withdraw" else officer(union)
    words = {"send_back": {"missing": ["station"]}, "reject": {"words": WHY}}.get(verb, {})

    if verb == "withdraw":
        rider.refresh_from_db()
        by = make.oneself(rider)
    with pytest.raises(Refused, match="现在是“已先行准予，待委员会确认”"):
        getattr(actions, verb)(application.pk, **words, by=by, at=make.AT)


def test_the_next_resolution_speaks_of_everybody_who_was_admitted_before_it(union, paper):
    first, second = admitted(union), admitted(union)
    waiting = made.applied(union)

    assert refusals(resolve, union, confirmed=[waiting]) == ["unconfirmed"]
    assert refusals(resolve, union, confirmed=[first]) == ["unconfirmed"]
    assert refusals(resolve, union, confirmed=[first, second], declined=[second]) == ["both"]
    assert not Resolution.objects.exists()
    resolve(union, confirmed=[first, waiting], declined=[second])
    assert Resolution.objects.get().count == 2


def test_confirmed_she_is_a_member_from_the_day_she_was_admitted(union, paper, rider):
    application = admitted(union, rider)

    resolution = resolve(union, confirmed=[application])

    application.refresh_from_db()
    membership = Membership.objects.get()
    assert (application.state, application.resolution, application.decided_on) == (
        "admitted", resolution, make.TODAY + DAY,
    )  # fmt: skip
    assert (membership.state, membership.joined_on) == ("active", make.TODAY)
    stay = membership.stays.get()
    assert (stay.state, stay.resolution, stay.since) == ("active", resolution, make.TODAY)
    assert not running(application).exists()
    assert queries.admitted_by(resolution, officer(union, "clerk")) == [membership]
    assert Record.objects.get(event="membership.Admitted").facts["confirmed"] == 1


def test_declined_it_is_as_if_she_had_never_been_admitted_and_she_reads_why(union, paper, rider):
    application = admitted(union, rider)
    card = Card.objects.get()
    resolution = resolve(union, declined=[application])

    application.refresh_from_db()
    rider.refresh_from_db()
    membership = Membership.objects.get()
    assert (application.state, application.words, application.shown_name) == ("rejected", WHY, "张*")
    assert (membership.state, membership.stays.get().until) == ("void", make.TODAY + DAY)
    assert resolution.count == 0
    assert queries.own_membership(make.oneself(rider)) is None
    assert not queries.card_shown(card.token, on=make.TODAY).valid
    assert not Belonging.objects.filter(person=application.person, kind="member", until=None).exists()
    assert not queries.members(officer(union)).exists()
    assert Record.objects.get(event="membership.Declined").facts["resolution_id"] == str(resolution.pk)

    again = made.applied(union, of=rider, at=make.AT + DAY)
    actions.pre_admit(again.pk, by=officer(union), at=make.AT + DAY)
    resolve(union, confirmed=[again], at=make.AT + 2 * DAY)
    assert queries.own_membership(make.oneself(rider)).state == "active"


def test_what_is_declined_is_declined_with_reasons_and_only_what_was_admitted_for_now(union, paper):
    application, waiting = admitted(union), made.applied(union)
    clerk, told = officer(union, "clerk"), {"number": "1号", "met_on": make.TODAY, "present": ["李明"]}
    parts = {**told, "applications": [], "by": clerk, "at": make.AT}

    assert refusals(actions.resolve, union.pk, declined=[(application.pk, " ")], **parts) == ["no_words"]
    both = [(application.pk, WHY), (waiting.pk, WHY)]
    assert refusals(actions.resolve, union.pk, declined=both, **parts) == ["wrong_state"]
    assert refusals(actions.resolve, union.pk, **parts) == ["nobody_chosen", "unconfirmed"]


def test_a_meeting_before_it_neither_confirms_it_nor_must_speak_of_it(union, paper):
    waiting = made.applied(union)
    application = admitted(union, at=make.AT + DAY)
    later = make.AT + 2 * DAY

    assert refusals(resolve, union, confirmed=[application], met_on=make.TODAY, at=later) == [
        "admitted_after_meeting",
    ]
    resolve(union, confirmed=[waiting], met_on=make.TODAY, at=later)
    application.refresh_from_db()
    assert application.state == "pending"


def test_whoever_waits_to_be_confirmed_moves_to_no_other_union(union, paper, rider):
    held = Membership.objects.get(person=admitted(union, rider).person)
    rider.refresh_from_db()
    told = {"employment_form": "contract", "jobs": [], "by": make.oneself(rider), "at": make.AT}

    assert refusals(actions.plan_move, held.pk, **told) == ["unconfirmed"]
    resolve(union, confirmed=[Application.objects.get(person=rider.person)])
    assert actions.plan_move(held.pk, **told | {"at": make.AT + DAY}).state == "planned"


def test_what_no_committee_confirms_in_time_is_marked_and_goes_on(union, paper):
    application = admitted(union)

    sweep(make.AT + 31 * DAY)

    application.refresh_from_db()
    assert (application.state, running(application).get().overdue_on) == ("pending", date(2026, 4, 9))
    resolve(union, confirmed=[application], at=make.AT + 32 * DAY)


def test_a_union_does_not_end_while_somebody_waits_to_be_confirmed(union, tree, paper):
    admitted(union)

    with pytest.raises(Refused, match="还有 1 份入会申请没有办结"):
        organisations.dissolve(union.pk, by=make.actor("cadre", tree["county"].body), at=make.AT)


def test_the_committee_has_the_task_to_confirm_and_the_applicant_is_told_each_time(hear, union, paper, rider):
    application, clerk = admitted(union, rider), officer(union, "clerk")
    rider.refresh_from_db()
    oneself = make.oneself(rider)
    hear()
    task = inbox.tasks(clerk).get()
    assert (task.title, task.due_on, task.href) == (
        "确认张*的入会（已先行准予）", date(2026, 4, 9), "/desk/resolutions/new/",
    )  # fmt: skip

    resolve(union, declined=[application])
    hear()

    assert not inbox.tasks(clerk).exists()
    told = [notice.words for notice in inbox.notices(oneself).order_by("pk")]
    assert told == ["您已先行获准入会，会员证可以使用，待委员会确认", "委员会没有确认您的入会，请查看理由"]


def test_confirmed_she_is_told_that_she_is_a_member(hear, union, paper, rider):
    application = admitted(union, rider)
    hear()
    resolve(union, confirmed=[application])
    hear()

    rider.refresh_from_db()
    assert not inbox.tasks(officer(union, "clerk")).exists()
    assert "您已成为工会会员，会员证可以使用了" in [each.words for each in inbox.notices(make.oneself(rider))]


def test_who_closes_her_account_meanwhile_is_declined_or_confirmed_all_the_same(hear, union, paper, rider):
    second = make.account()
    first, other = admitted(union, rider), admitted(union, second)
    for each in (rider, second):
        each.refresh_from_db()
        people.close(strong_at=None, by=make.oneself(each), at=make.AT)
        hear()
    resolve(union, confirmed=[other], declined=[first])
    hear()

    told = dict(Application.objects.values_list("pk", "state"))
    assert told == {first.pk: "rejected", other.pk: "admitted"}
    assert sorted(Membership.objects.values_list("state", flat=True)) == ["active", "void"]


def figures(body):
    found = sums.by_cell(body.pk, ["members", "applications", "joined"])
    return {
        "members": sum(found["members"].values()),
        "stages": {stage: n for stage, n in found["applications"].items() if n},
    }


def nothing_is_off():
    names = ("members", "applications", "joined")
    return [cockpit.recount(name, by=commands.OPERATOR, at=make.AT).off_by for name in names] == [0, 0, 0]


def test_the_cockpit_counts_her_when_the_committee_has_confirmed_and_until_then_as_an_application(union, tree, paper):
    first, second = admitted(union), admitted(union)
    county = tree["county"].body
    assert figures(county) == {"members": 0, "stages": {"pending": 2}}
    assert nothing_is_off()

    resolve(union, confirmed=[first, made.applied(union)], declined=[second])

    assert figures(county) == {"members": 2, "stages": {}}
    assert nothing_is_off()


def test_the_officer_sees_the_button_and_its_consequences_only_where_she_is_empowered(let_in, union):
    application = made.applied(union)
    account = make.account(make.person())
    desk, page = let_in(account, "officer", union), f"/desk/applications/{application.pk}/"
    assert "按授权先行准予" not in letters(desk.get(page))
    refused = desk.post(f"{page}pre-admit/")
    assert "委员会没有授权您现在的职务" in letters(refused)

    delegated(union, grants.PRE_ADMIT, until=date(2030, 12, 31))
    assert "按授权先行准予" in letters(desk.get(page))
    assert "待委员会确认" in letters(desk.get(f"{page}pre-admit/"))
    assert desk.post(f"{page}pre-admit/").url == page
    assert "已先行准予，待委员会确认" in letters(desk.get(page))


def test_until_it_is_confirmed_every_page_says_so(let_in, union, paper, rider):
    application = admitted(union, rider)
    rider.refresh_from_db()
    phone = let_in(rider)

    assert "待委员会确认" in letters(phone.get("/me/card/"))
    assert "待委员会确认" in letters(phone.get("/"))
    progress = letters(phone.get("/join/progress/"))
    assert "如果没有确认，视为没有入会" in progress
    assert "先行准予依据授权决议联会〔2026〕1号授" in progress
    token = Card.objects.get().token
    assert "已先行准予入会，待委员会确认" in letters(phone.get(reverse("membership:check_card", args=[token])))
    assert phone.get("/join/").url == "/me/card/"
    assert application.state == "pending"


def test_the_clerk_records_in_one_form_who_is_confirmed_and_who_is_not(clerk, union, paper, rider):
    stays, goes, waits = admitted(union), admitted(union, rider), made.applied(union)
    desk = clerk(union)
    assert "有2人已按委员会的授权先行准予入会" in letters(desk.get("/desk/resolutions/new/"))

    told = {"number": "3号", "met_on": "2026-03-10", "present": "李明、王芳", "words": WHY}
    missing = desk.post("/desk/resolutions/new/", {**told, "applications": [stays.pk, waits.pk]})
    assert "还有1份先行准予的申请等委员会确认" in letters(missing)
    listed = {"applications": [stays.pk, waits.pk], "declined": [goes.pk]}
    assert desk.post("/desk/resolutions/new/", {**told, **listed}).url.startswith("/desk/resolutions/")

    states = dict(Application.objects.values_list("pk", "state"))
    assert states == {stays.pk: "admitted", goes.pk: "rejected", waits.pk: "admitted"}


def test_where_nobody_was_admitted_for_now_the_form_does_not_ask_for_it(clerk, union):
    made.applied(union)
    assert "不予确认" not in letters(clerk(union).get("/desk/resolutions/new/"))


@pytest.mark.usefixtures("demo_day")
def test_programs_admit_for_now_and_record_what_the_committee_says_with_the_same_reasons(union, paper):
    application = made.applied(union)
    helper = program(make.account(make.person()), "officer", union)
    clerk = program(make.account(make.person()), "clerk", union)

    assert post(clerk, f"/applications/{application.pk}/pre-admission")[0] == 403
    assert post(helper, f"/applications/{application.pk}/pre-admission")[0] == 200
    status, told = post(helper, f"/applications/{application.pk}/pre-admission")
    assert (status, codes(told)) == (422, ["wrong_state"])

    meeting = {"number": "5号", "met_on": "2026-03-10", "present": "李明", "applications": []}
    status, told = post(clerk, "/resolutions", {**meeting, "declined": [str(application.pk)]})
    assert (status, codes(told)) == (422, ["no_words"])
    status, told = post(clerk, "/resolutions", {**meeting, "declined": [str(uuid7())], "words": WHY})
    assert (status, codes(told)) == (422, ["unknown_application", "unconfirmed"])
    assert post(clerk, "/resolutions", {**meeting, "declined": [str(application.pk)], "words": WHY})[0] == 200
    assert Application.objects.get().state == "rejected"
