"""双轨: what a union or a member did on paper is entered by whoever holds the paper, and counts from its day."""

from datetime import timedelta

import pytest

from gongqiao.files.models import StoredFile
from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.membership import actions
from gongqiao.membership.models import Membership, Paper, Stay
from tests import make
from tests.membership.moving import Way, paper

pytestmark = pytest.mark.django_db
EARLIER = make.TODAY - timedelta(days=4)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="way")
def _way(tree):
    """Whose membership began a month ago."""
    way = Way(tree)
    Membership.objects.update(joined_on=make.TODAY - timedelta(days=30))
    Stay.objects.update(since=make.TODAY - timedelta(days=30))
    return way


def on_paper(way, verb, who, dated_on=make.TODAY, **parts):
    told = paper(dated_on=dated_on)
    return getattr(actions, verb)(way.pk, **parts, paper=told, by=getattr(way, who), at=make.AT)


def test_her_request_on_paper_runs_from_its_day_at_either_unions_counter(way):
    for who in ("at_new", "at_old"):
        told = paper(dated_on=EARLIER)
        pk = actions.record_request(way.new.pk, **way.card, paper=told, by=getattr(way, who), at=make.AT).pk
        way.pk = pk

        assert (way.state, way.transfer.requested_on) == ("requested", EARLIER)
        assert running(way.transfer).get().started_on == EARLIER
        actions.call_off(pk, by=way.herself, at=make.AT)


def test_a_third_union_enters_no_request(tree, way):
    with pytest.raises(Forbidden):
        actions.record_request(
            way.new.pk, **way.card, paper=paper(), by=make.actor("clerk", tree["township"].body), at=make.AT
        )


def test_the_letter_and_its_receipt_carry_her_over_without_the_old_union_online(way):
    told = paper(dated_on=EARLIER)
    way.pk = actions.record_request(way.new.pk, **way.card, paper=told, by=way.at_new, at=make.AT).pk

    on_paper(way, "release", "at_new", EARLIER + timedelta(days=1))
    on_paper(way, "take_in", "at_old", EARLIER + timedelta(days=2))

    assert (way.state, way.transfer.decided_on) == ("moved", EARLIER + timedelta(days=2))
    assert [row.step for row in Paper.objects.order_by("recorded_at", "pk")] == ["request", "release", "take_in"]
    assert Stay.objects.get(until=None).since == EARLIER + timedelta(days=2)
    assert Record.objects.get(event="membership.Transferred").facts["on_paper"] is True


def test_each_scan_is_kept_for_both_unions_and_for_her(way):
    way.asked()

    on_paper(way, "release", "at_new")

    kept = StoredFile.objects.filter(owner_type="membership.paper")
    assert {each.body_id for each in kept} == {way.old.pk, way.new.pk}
    assert {each.person_id for each in kept} == {way.membership.person_id}


@pytest.mark.parametrize(
    ("verb", "who", "parts", "state"),
    [
        ("hold_back", "at_new", {"words": "会费没有结清"}, "escalated"),
        ("release", "at_new", {}, "released"),
    ],
)
def test_what_the_old_union_wrote_is_entered_by_the_new_one(way, verb, who, parts, state):
    way.asked()

    on_paper(way, verb, who, **parts)

    assert way.state == state


def test_what_the_new_union_wrote_is_entered_by_the_old_one(way):
    way.released()

    on_paper(way, "turn_down", "at_old", words="不在本单位工作")

    assert way.state == "turned_down"


def test_what_the_union_above_decided_on_paper_is_entered_by_either(way):
    way.held_back()

    on_paper(way, "rule", "at_new", verdict="release", words="会籍随劳动关系")

    assert way.state == "released"


@pytest.mark.parametrize(
    ("dated_on", "code"),
    [(make.TODAY + timedelta(days=1), "in_the_future"), (make.TODAY - timedelta(days=1), "before_it_began")],
)
def test_a_paper_is_of_a_day_between_the_last_step_and_today(way, dated_on, code):
    way.asked()

    with pytest.raises(Refused) as refused:
        on_paper(way, "release", "at_new", dated_on)

    assert [reason.code for reason in refused.value.reasons] == [code]
    assert (way.state, Paper.objects.count()) == ("requested", 0)


def test_a_stranger_cannot_enter_a_paper(tree, way):
    way.asked()
    stranger = make.actor("clerk", tree["other"].body)

    with pytest.raises(Forbidden):
        actions.release(way.pk, paper=paper(), by=stranger, at=make.AT)


def test_a_member_cannot_enter_her_own_letter(way):
    way.asked()

    with pytest.raises(Forbidden):
        on_paper(way, "release", "herself")
