"""合并登记 from an application: somebody known by a passport applies anew and shows the card she has already."""

import pytest

from gongqiao.membership import actions as membership
from gongqiao.membership.models import Application
from gongqiao.merging import actions
from gongqiao.merging.models import Merger
from gongqiao.people.models import Person
from tests import make
from tests.changes.made import refused
from tests.cockpit.tree import nothing_is_wrong
from tests.membership import made
from tests.membership.test_api import clerk as program
from tests.membership.test_api import post
from tests.merging.made import Applicant, ground

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
SEEN = {"seen": "originals", "words": "两份证件照片、出生日期一致"}


@pytest.fixture(name="known")
def _known(tree):
    return Applicant(tree)


def test_proposed_from_the_application_confirmed_and_agreed_to_on_both_phones(known):
    known.proposed()
    merger = Merger.objects.get()
    assert (merger.union_body, merger.other_body, merger.goes_on, merger.ends) == (
        known.union,
        known.beside,
        known.held.pk,
        None,
    )
    assert merger.kept_id == known.held.person_id, "the row with the identity card stays"

    actions.confirm(known.pk, by=known.other, at=make.AT)
    for account in (known.phone, known.phone_held):
        account.refresh_from_db()
        actions.agree(known.pk, by=make.oneself(account), at=make.AT)

    assert Merger.objects.get().state == "done"
    assert Person.objects.get(document_type="passport").same_as_id == known.held.person_id
    assert Application.objects.get(pk=known.application.pk).person_id == known.held.person_id
    nothing_is_wrong()
    told = {"number": "联会〔2026〕99号", "met_on": make.TODAY, "present": ["李明"], "by": known.clerk, "at": make.AT}
    already = refused(membership.resolve, known.union.pk, **told, applications=[known.application.pk])
    assert already == ["already_member"]


def test_undone_the_application_is_the_other_rows_again(known):
    known.proposed()
    actions.confirm(known.pk, by=known.other, at=make.AT)
    for account in (known.phone, known.phone_held):
        account.refresh_from_db()
        actions.agree(known.pk, by=make.oneself(account), at=make.AT)
    actions.undo(known.pk, words="查明是两个人", by=known.clerk, at=make.AT)

    known.phone.refresh_from_db()
    assert Application.objects.get(pk=known.application.pk).person_id == known.phone.person_id
    assert known.phone.person_id != known.held.person_id
    nothing_is_wrong()


def test_a_card_whose_membership_is_over_leaves_none_to_go_on(tree):
    known = Applicant(tree)
    membership.finish(known.held, on=make.TODAY, by=known.other, at=make.AT)
    known.proposed()

    assert (Merger.objects.get().goes_on, Merger.objects.get().ends) == (None, None)


def test_within_one_union_the_one_above_looks_again(tree):
    known = Applicant(tree, beside="joint").proposed()

    assert Merger.objects.get().superior_body == known.tree["township"].body


@pytest.mark.parametrize(
    ("parts", "code"),
    [({"card_number": "000000000000"}, "no_such_member"), ({"name": "王芳"}, "no_such_member"),
     ({"ground": ground(words=" ")}, "no_words")],
)  # fmt: skip
def test_one_answer_whichever_of_card_and_name_does_not_agree(known, parts, code):
    assert refused(known.proposed, **parts) == [code]


def test_only_the_union_that_has_the_application_proposes(known):
    for by in (known.other, make.actor("cadre", known.tree["township"].body), make.oneself(known.phone)):
        assert refused(known.proposed, by=by) == ["forbidden"]


def test_what_is_closed_already_under_way_or_of_one_row_is_not_proposed(known):
    known.proposed()
    assert refused(known.proposed) == ["under_way"]
    Merger.objects.update(state="dropped")
    Person.objects.filter(pk=known.phone.person_id).update(same_as=known.held.person_id)
    assert refused(known.proposed) == ["same_row"]
    membership.reject(known.application.pk, words="请办理转会", by=known.clerk, at=make.AT)
    assert refused(known.proposed) == ["not_open"]


def test_who_has_a_membership_by_now_is_proposed_from_her_own_record(known):
    membership_of = made.member(known.union)
    type(membership_of).objects.filter(pk=membership_of.pk).update(person=known.phone.person_id)

    assert refused(known.proposed) == ["member"]


def test_who_is_known_by_no_row_has_nothing_to_merge(known):
    unknown = made.applied(known.union)

    told = {**known.typed(), "by": known.clerk, "at": make.AT}
    assert refused(actions.propose_applicant, unknown.pk, **told) == ["no_row"]


def test_one_step_leads_from_the_application_to_the_proposal(browser, known):
    desk = browser("clerk", known.union)
    page = desk.get(f"/desk/applications/{known.application.pk}/").content.decode()
    link = f"/desk/applications/{known.application.pk}/merge/"
    assert link in page
    assert "继续" not in desk.get(link).content.decode()

    typed = {"card_number": known.held.card.number, "name": "李华", **SEEN}
    assert "没有找到这张会员证" in desk.post(link, {**typed, "name": "王芳"}).content.decode()
    made_ = desk.post(link, typed)
    assert made_.url == f"/desk/mergers/{Merger.objects.get().pk}/"


@pytest.mark.parametrize(("beside", "shown"), [("joint", True), ("community", False)])
def test_a_suspected_application_leads_to_the_member_of_ones_own_union_and_tells_of_no_other(
    browser, tree, beside, shown
):
    number = make.identity_number()
    held = made.member(tree[beside].body, document_number=number)
    doubted = made.applied(tree["joint"].body, document_number=number)
    assert doubted.suspected

    page = browser("clerk", tree["joint"].body).get(f"/desk/applications/{doubted.pk}/").content.decode()
    assert (f"/desk/members/{held.pk}/" in page) is shown
    assert ("打开会员记录" in page) is shown
    assert "提出合并登记" not in page, "there is one row"
    assert tree["community"].body.name not in page


def test_an_application_of_somebody_unknown_leads_nowhere(browser, tree):
    plain = made.applied(tree["joint"].body)

    page = browser("clerk", tree["joint"].body).get(f"/desk/applications/{plain.pk}/").content.decode()
    assert "提出合并登记" not in page
    assert "打开会员记录" not in page


def test_by_program(known):
    office = program(known.union)
    typed = {"card_number": known.held.card.number, "name": "李华", **SEEN}
    status, _ = post(office, f"/applications/{known.application.pk}/merger", typed)

    assert (status, Merger.objects.count()) == (200, 1)
    beside = program(known.beside)
    assert post(beside, f"/applications/{known.application.pk}/merger", typed)[0] == 404
