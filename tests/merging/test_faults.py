"""What keeps two rows from being merged, and what is told instead."""

from datetime import date, timedelta

import pytest

from gongqiao.changes import actions as changes
from gongqiao.kernel import sweep
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.membership import actions as membership
from gongqiao.membership.models import Membership, Transfer
from gongqiao.merging import actions
from gongqiao.merging.models import Merger, Shift
from gongqiao.people.models import Person
from tests import make
from tests.merging.made import Twins, ground, joined, paper, refused

pytestmark = pytest.mark.django_db
LATER = make.AT + timedelta(days=1)


def test_a_card_that_is_unknown_and_a_name_that_is_wrong_get_one_answer(twins):
    told = refused(actions.propose, twins.old.pk, **twins.told(card_number="000000000000"))
    assert told == refused(actions.propose, twins.old.pk, **twins.told(name="王芳")) == ["no_such_member"]
    assert not Merger.objects.exists()


def test_a_card_of_the_same_row_is_nothing_to_merge(twins):
    own = {"card_number": twins.old.card.number}
    assert refused(actions.propose, twins.old.pk, **twins.told(**own)) == ["same_row"]


def test_what_was_merged_already_is_the_same(twins):
    twins.merged()
    assert refused(actions.propose, twins.old.pk, **twins.told()) == ["same_row"]


def test_no_other_union_proposes_for_its_neighbours_member(twins):
    with pytest.raises(Forbidden):
        actions.propose(twins.old.pk, **twins.told(by=twins.other))


def test_nobody_proposes_or_confirms_in_office_what_is_about_herself(twins):
    herself = make.actor("clerk", twins.union, person_id=twins.new.person_id)
    assert refused(actions.propose, twins.old.pk, **twins.told(by=herself)) == ["own_rows"]

    twins.proposed()
    herself = make.actor("clerk", twins.beside, person_id=twins.old.person_id)
    assert refused(actions.confirm, twins.pk, by=herself, at=make.AT) == ["own_rows"]


def test_one_human_being_does_not_propose_and_confirm_whatever_she_acts_as(twins):
    twins.proposed()
    same = make.actor("clerk", twins.beside, person_id=twins.clerk.person_id)

    assert refused(actions.confirm, twins.pk, by=same, at=make.AT) == ["four_eyes"]
    assert refused(actions.decline, twins.pk, words="不是", by=same, at=make.AT) == ["four_eyes"]


def test_the_union_above_both_may_confirm_and_no_other(twins):
    twins.proposed()
    for stranger in (make.actor("clerk", twins.tree["other"].body), make.actor("cadre", twins.tree["city"].body)):
        with pytest.raises(Forbidden):
            actions.confirm(twins.pk, by=stranger, at=make.AT)

    twins.confirmed(by=twins.above)
    assert twins.merger.state == "asked"


def test_of_two_rows_in_one_union_another_of_its_people_confirms(tree):
    twins = Twins(tree, beside="joint").proposed()

    assert refused(actions.confirm, twins.pk, by=twins.clerk, at=make.AT) == ["four_eyes"]
    twins.confirmed(by=make.actor("chair", twins.union))
    assert twins.merger.other_body == twins.merger.union_body


def test_one_merger_at_a_time(twins):
    twins.proposed()
    assert refused(actions.propose, twins.old.pk, **twins.told()) == ["under_way"]


def test_whoever_died_is_not_one_with_somebody_alive(twins):
    told = {"died_on": make.TODAY, "paper": paper(), "by": twins.other, "at": make.AT}
    twins.proposed().confirmed()
    changes.record_death(twins.new.pk, **told)

    assert "dead" in refused(actions.agree, twins.pk, by=make.oneself(twins.phone_old), at=make.AT)
    assert twins.merger.state == "asked"
    actions.withdraw(twins.pk, words="已去世", by=twins.clerk, at=make.AT)
    assert refused(actions.propose, twins.old.pk, **twins.told()) == ["dead"]


def test_rows_that_differ_in_sex_or_birth_are_merged_with_a_ground_only(tree):
    twins = Twins(tree, birth_on=date(1991, 2, 3), sex="1")
    with pytest.raises(Refused) as stopped:
        actions.propose(twins.old.pk, **twins.told())
    (reason,) = stopped.value.reasons
    assert (reason.code, reason.field) == ("differing", "differs")
    assert "性别（" in reason.words
    assert "1991-02-03" in reason.words

    twins.proposed(ground=ground(differs="护照出生日期誊错，以身份证为准"))
    assert twins.merger.differs


def test_a_proposal_says_why_in_words(twins):
    assert refused(actions.propose, twins.old.pk, **twins.told(ground=ground(words=" "))) == ["no_words"]
    twins.proposed()
    assert refused(actions.withdraw, twins.pk, words=" ", by=twins.clerk, at=make.AT) == ["no_words"]


def test_who_is_not_confirmed_by_her_committee_yet_waits_for_it(twins):
    Membership.objects.filter(pk=twins.new.pk).update(state="pending")
    assert refused(actions.propose, twins.old.pk, **twins.told()) == ["unconfirmed"]


def test_a_membership_that_ended_meanwhile_is_proposed_anew(twins):
    twins.proposed().confirmed()
    told = {"group_on": make.TODAY, "met_on": make.TODAY, "present": ["李明"], "card": "none"}
    change = changes.declare(twins.new.pk, by=make.oneself(twins.phone_new), at=make.AT)
    changes.announce_leaving(change.pk, **told, by=twins.other, at=make.AT)

    assert refused(actions.agree, twins.pk, by=make.oneself(twins.phone_old), at=make.AT) == ["moved_on"]


def test_of_rows_with_one_membership_left_nothing_ends(twins):
    told = {"group_on": make.TODAY, "met_on": make.TODAY, "present": ["李明"], "card": "none"}
    change = changes.declare(twins.new.pk, by=make.oneself(twins.phone_new), at=make.AT)
    changes.announce_leaving(change.pk, **told, by=twins.other, at=make.AT)

    twins.merged()
    assert twins.membership(twins.old).state == "active"
    assert (twins.merger.goes_on, twins.merger.ends) == (twins.old.pk, None)


def test_of_rows_without_any_membership_left_the_persons_are_merged(twins):
    Membership.objects.update(state="left", left_on=make.TODAY)
    twins.merged()
    assert (twins.merger.goes_on, twins.gone.same_as) == (None, twins.kept)


def test_a_move_that_was_under_way_with_the_membership_that_ends_is_called_off(twins):
    told = {"card_number": twins.new.card.number, "name": "李华", "employment_form": "platform"}
    membership.invite(twins.union.pk, **told, by=twins.clerk, at=make.AT)
    twins.merged()

    move = Transfer.objects.get()
    assert (move.state, move.person) == ("called_off", twins.kept)


def test_what_was_declared_of_the_membership_that_ends_is_set_aside(twins):
    change = changes.declare(twins.new.pk, by=make.oneself(twins.phone_new), at=make.AT)
    twins.merged()
    change.refresh_from_db()

    assert (change.state, change.person) == ("dropped", twins.kept)


def test_silence_is_no_word_and_they_stay_two(twins):
    twins.proposed().confirmed()
    much_later = make.AT + timedelta(days=40)

    assert refused(actions.agree, twins.pk, by=make.oneself(twins.phone_old), at=much_later) == ["wrong_state"]
    sweep.sweep(much_later)
    assert (twins.merger.state, twins.merger.because) == ("dropped", "lapsed")
    assert twins.gone.same_as is None


def test_one_phone_alone_is_not_enough_and_says_so_once(twins):
    twins.proposed().confirmed().says(twins.phone_old)

    assert twins.merger.state == "asked"
    assert refused(actions.agree, twins.pk, by=make.oneself(twins.phone_old), at=make.AT) == ["said"]
    assert Record.objects.filter(event="merging.MergeAgreed").count() == 1


def test_either_of_them_may_say_that_it_is_not_she(twins):
    twins.proposed().confirmed().says(twins.phone_old)
    actions.object_to(twins.pk, words="不是我", by=make.oneself(twins.phone_new), at=make.AT)

    assert (twins.merger.state, twins.merger.because, twins.gone.same_as) == ("dropped", "objected", None)


def test_nobody_else_answers_for_her(twins):
    twins.proposed().confirmed()
    stranger = make.oneself(make.account(make.person()))
    for verb, told in ((actions.agree, {}), (actions.object_to, {"words": ""})):
        with pytest.raises(Forbidden):
            verb(twins.pk, **told, by=stranger, at=make.AT)


def test_whoever_signs_in_by_one_phone_only_answers_by_it_alone(tree):
    twins = Twins(tree)
    twins.phone_old.person, twins.phone_old.tied_by, twins.phone_old.tied_at = None, "", None
    twins.phone_old.save()

    twins.proposed().confirmed().says(twins.phone_new)
    assert twins.merger.state == "done"


def test_where_nobody_signs_in_her_signed_paper_is_the_word(tree):
    twins = Twins(tree)
    for phone in (twins.phone_old, twins.phone_new):
        phone.person, phone.tied_by, phone.tied_at = None, "", None
        phone.save()
    twins.proposed().confirmed()
    assert twins.merger.on_paper_only_id == twins.union.pk

    assert refused(actions.agree, twins.pk, paper=paper(dated_on=LATER.date()), by=twins.clerk, at=make.AT) == [
        "in_the_future"
    ]
    actions.agree(twins.pk, paper=paper(), by=twins.other, at=make.AT)
    assert (twins.merger.state, twins.merger.papers.count()) == ("done", 1)


def test_a_chain_stays_flat(tree):
    twins = Twins(tree).merged()
    third, phone = joined(tree["joint"].body, name="李华", document_number=make.identity_number(sequence=702))
    Person.objects.filter(pk=third.person_id).update(registered_at=make.AT - timedelta(days=900))
    told = {**twins.told(), "card_number": third.card.number}
    merger = actions.propose(twins.old.pk, **told)
    actions.confirm(merger.pk, by=make.actor("chair", twins.union), at=make.AT)
    for account in (twins.phone_new, phone):
        account.refresh_from_db()
        actions.agree(merger.pk, by=make.oneself(account), at=make.AT)

    rows = set(Person.objects.filter(same_as__isnull=False).values_list("same_as_id", flat=True))
    assert rows == {third.person_id}
    assert Person.objects.filter(same_as=third.person_id).count() == 2
    assert refused(actions.undo, twins.pk, words="不是", by=twins.clerk, at=LATER) == ["merged_again", "built_upon"]


def test_a_refusal_changes_nothing(twins):
    twins.proposed().confirmed()
    refused(actions.undo, twins.pk, words="不是", by=twins.clerk, at=make.AT)
    assert not Shift.objects.exists()
