"""安置会员: a union that is to end; one resolution of the committee above, and nobody forgotten."""

from datetime import date

import pytest

from gongqiao.changes import actions, queries
from gongqiao.changes.actions.resettling import Where
from gongqiao.changes.models import Change, Resettlement
from gongqiao.cockpit.queries import sums
from gongqiao.kernel.models import Line, Record
from gongqiao.kernel.records import digest_of
from gongqiao.membership.models import Membership
from gongqiao.notices import queries as notices
from gongqiao.organisations import actions as organisations
from gongqiao.people.models import Belonging
from tests import make
from tests.changes.made import MEETING, Life, refused
from tests.cockpit.tree import nothing_is_wrong
from tests.membership.moving import Way
from tests.membership.test_pages import letters

pytestmark = pytest.mark.django_db
TOMORROW = date(2026, 3, 11)


class End:
    """A union that is to end with three members, one of them retained, and the cadre above who records the paper."""

    def __init__(self, tree):
        self.tree, self.lives = tree, [Life(tree) for _ in range(3)]
        self.lives[2].retained()
        self.union, self.next, self.above = (tree[key].body for key in ("joint", "community", "township"))
        self.by = make.actor("cadre", tree["county"].body)

    def resettled(self, to=None, named=(), kept_at=None, **parts):
        where = Where(to and to.pk, [each.membership.card.number for each in named], kept_at and kept_at.pk)
        told = {"number": "区总工〔2026〕6号", **MEETING, "by": self.by, "at": make.AT, **parts}
        return actions.resettle(self.union.pk, where=where, **told)

    @property
    def stand(self):
        return [(each.membership.union_body, each.membership.state) for each in self.lives]


@pytest.fixture(name="end")
def _end(tree):
    return End(tree)


def members(*bodies):
    found = sums.whole([body.pk for body in bodies], ["members"])["members"]
    return [found.get(body.pk, 0) for body in bodies]


def test_another_union_takes_all_in_as_they_stood(tree, end):
    decided = end.resettled(to=end.next)

    assert end.stand == [(end.next, "active"), (end.next, "active"), (end.next, "retained")]
    assert (decided.moved, decided.to_body, decided.kept, decided.kept_body) == (3, end.next, 0, None)
    known = Belonging.objects.filter(person__in=[each.herself.person_id for each in end.lives], until=None)
    assert set(known.values_list("body_id", flat=True)) == {end.next.pk}
    assert members(end.union, end.next, tree["province"]) == [0, 3, 3]
    nothing_is_wrong()


def test_those_named_go_to_one_union_and_the_rest_are_kept_above(tree, end):
    end.resettled(to=end.next, named=end.lives[:1], kept_at=end.above)

    assert end.stand == [(end.next, "active"), (end.above, "retained"), (end.above, "retained")]
    assert [each.stands[1][-1] for each in end.lives] == [("active", None), ("retained", None), ("retained", None)]
    assert members(end.union, end.next, tree["township"], tree["province"]) == [0, 1, 3, 3]
    nothing_is_wrong()
    record, stood = Record.objects.get(event="changes.Resettled"), queries.stood(Resettlement.objects.get().pk)
    facts = record.facts
    assert (record.law, facts["moved"], facts["kept"], record.batch is None) == ("工会法 第十三条", 1, 2, False)
    groups = [("kept", "active", 1), ("kept", "retained", 1), ("moved", "active", 1)]
    assert [(to, state, n) for to, state, _, _, n in stood] == groups
    assert facts["digest"] == digest_of(stood)


def test_then_the_union_may_end(end):
    assert refused(organisations.dissolve, end.union.pk, by=end.by, at=make.AT) == ["members"]
    end.resettled(kept_at=end.above)

    organisations.dissolve(end.union.pk, by=end.by, at=make.AT)

    assert end.stand == [(end.above, "retained")] * 3
    nothing_is_wrong()


def test_each_is_told_and_finds_it_in_her_own_record(hear, let_in, end):
    end.resettled(to=end.next, named=end.lives[:1], kept_at=end.above)
    hear()

    told = [notices.notices(each.herself).latest("pk").words for each in end.lives]
    assert told[0] == f"您原来的工会终止，会籍已转到{end.next.name}，会员证照常使用；可以转会，也可以退会"
    assert set(told[1:]) == {f"您原来的工会终止，会籍由{end.above.name}保留，免交会费、服务不变；可以转会，也可以退会"}
    page = letters(let_in(end.lives[1].account).get("/me/membership/"))
    assert "安置决议区总工〔2026〕6号" in page
    assert "上级工会决定会籍去处" in page


def test_what_somebody_had_declared_goes_with_her(end):
    first = end.lives[0].declared()
    end.resettled(to=end.next)

    assert Change.objects.get(pk=first.change).union_body == end.next
    first.clerk = make.actor("clerk", end.next)
    first.announced()
    assert first.membership.state == "left"
    nothing_is_wrong()


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ({}, ["rest"]),
        ({"named": [0], "kept_at": "above"}, ["no_destination"]),
        ({"to": "next", "named": [0]}, ["rest"]),
        ({"to": "union"}, ["not_receiving"]),
        ({"to": "county"}, ["not_receiving"]),
        ({"kept_at": "next"}, ["not_above"]),
        ({"kept_at": "province"}, ["not_above"]),
        ({"kept_at": "above", "met_on": TOMORROW}, ["in_the_future"]),
        ({"kept_at": "above", "present": []}, ["nobody_present"]),
    ],
)
def test_nobody_is_forgotten_and_nobody_sent_where_she_cannot_be(tree, end, told, codes):
    places = {"union": end.union, "next": end.next, "above": end.above}
    places |= {key: union.body for key, union in tree.items() if key not in places}
    parts = {key: places[value] if key in {"to", "kept_at"} else value for key, value in told.items()}
    if "named" in parts:
        parts["named"] = [end.lives[each] for each in parts["named"]]

    assert refused(end.resettled, **parts) == codes
    assert end.stand[0] == (end.union, "active")


def test_nobody_is_sent_beyond_the_reach_of_the_one_that_decided(tree, end):
    elsewhere = tree["other"].body
    path = f"{Line.path_of(elsewhere.pk, 'union')}{end.next.pk}."
    Line.objects.filter(body=end.next, line="union").update(above=elsewhere, path=path)

    assert refused(end.resettled, to=end.next) == ["not_ours"]


def test_a_card_of_another_union_is_not_in_the_list(tree, end):
    stranger = Life(tree)
    Membership.objects.filter(pk=stranger.pk).update(union_body=end.next)

    assert refused(end.resettled, to=end.next, named=[stranger], kept_at=end.above) == ["unknown_cards"]


def test_a_move_that_is_under_way_is_brought_to_its_end_first(tree):
    way = Way(tree).asked()
    end = End(tree)

    assert refused(end.resettled, kept_at=end.above) == ["transfers"]
    assert Membership.objects.get(pk=way.membership.pk).union_body == end.union


def test_it_is_decided_above_and_nowhere_else(tree, end):
    for by in (make.actor("clerk", end.union), make.actor("cadre", tree["other"].body), end.lives[0].herself):
        assert refused(end.resettled, kept_at=end.above, by=by) == ["forbidden"]
    assert Resettlement.objects.count() == 0


def test_a_union_without_members_needs_no_resolution(tree, end):
    end.resettled(kept_at=end.above)

    assert refused(end.resettled, kept_at=end.above) == ["nobody"]


def test_all_four_see_the_paper_and_nobody_else(tree, end):
    end.resettled(to=end.next, named=end.lives[:1], kept_at=end.above)

    seen = {key: queries.resettlements(make.actor("cadre", union.body)).count() for key, union in tree.items()}
    assert {key for key, count in seen.items() if count} == {"joint", "community", "township", "county"}


def test_on_the_desk_above_it_is_one_form(let_in, end):
    desk = let_in(make.account(make.person()), "cadre", end.tree["county"].body)
    assert f"/desk/unions/{end.union.pk}/resettle/" in desk.get(f"/desk/unions/{end.union.pk}/").content.decode()
    told = {"number": "区总工〔2026〕6号", "met_on": "2026-03-10", "present": "李明"}
    missing = letters(desk.post(f"/desk/unions/{end.union.pk}/resettle/", told))
    assert "还有3名会员没有去处" in missing

    named = end.lives[0].membership.card.number
    told |= {"to": end.next.name, "named": named, "kept_at": end.above.name}
    paper = desk.post(f"/desk/unions/{end.union.pk}/resettle/", told).url
    page = letters(desk.get(paper))

    assert f"{end.next.name}1人" in page
    assert f"{end.above.name}2人" in page
