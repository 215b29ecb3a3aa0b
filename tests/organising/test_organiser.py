"""组织员: where members are too few for a committee they may elect one organiser instead."""

from datetime import date

import pytest

from gongqiao.organisations import queries as unions
from gongqiao.organisations.models import Organisation, Term
from gongqiao.organising import actions, papers, queries, rules
from gongqiao.organising.forms import TABLE
from gongqiao.organising.models import FoundingPaper
from tests import make
from tests.design.papers import pages
from tests.membership.conftest import let_in
from tests.membership.test_pages import letters
from tests.organising.made import AFTER_POSTING, LATER, NAMES, alone, counted, paper, refused, slate

__all__ = ["let_in"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


@pytest.fixture(name="few")
def _few(way):
    """Nine members, whose roster is in."""
    return way.listed(members=9, women=2)


def test_nine_members_elect_one_organiser_and_their_union_stands_without_a_committee(few):
    few.founded_alone()

    union = Organisation.objects.get(pk=few.union.pk)
    assert (union.name, union.kind, union.get_kind_display()) == ("巧手模具厂工会", "organiser", "组织员")
    assert unions.covering(few.firm.pk) == union
    assert Term.objects.get(body=union.pk).until == date(2029, 3, 20)
    assert (few.case.elected, few.case.chair) == (["丁一"], "")


def test_a_worker_of_the_unit_is_led_to_the_union_that_an_organiser_leads(few):
    few.founded_alone()

    first, *_ = unions.union_for("330109001", on=LATER.date(), uscc=few.firm.uscc)

    assert (first.body_id, first.rank) == (few.union.pk, 0)


@pytest.mark.parametrize(("members", "codes"), [(24, []), (25, ["needs_committee"]), (None, ["no_roster"])])
def test_from_twenty_five_members_on_a_committee_is_asked_for(members, codes):
    assert [each.code for each in rules.alone(members, 25, 1, ["丁一"], [])] == codes


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({"seats": 2}, ["one_organiser"]),
        ({"candidates": []}, ["too_few"]),
        ({"candidates": ["丁一", "丁一"]}, ["twice"]),
        ({"candidates": ["丁一", "于二"]}, []),
        ({"chairs": ["丁一"]}, ["no_chair"]),
    ],
)
def test_one_is_elected_of_one_or_more_and_nobody_is_chair(few, parts, codes):
    told = {"slate": alone(**parts), "by": few.group, "at": make.AT}

    if codes:
        assert refused(actions.post_candidates, few.pk, **told) == codes
    else:
        actions.post_candidates(few.pk, **told)


def test_a_unit_of_thirty_cannot_do_without_a_committee(way):
    way.listed()

    told = {"slate": alone(), "by": way.group, "at": make.AT}
    assert refused(actions.post_candidates, way.pk, **told) == ["needs_committee"]
    assert way.case.leadership == "committee"


def test_who_is_near_to_the_head_of_the_unit_is_no_organiser_either(few):
    actions.state_persons(few.pk, principals=["丁一"], deputies=["于二"], by=few.hr, at=make.AT)

    told = {"by": few.group, "at": make.AT}
    assert refused(actions.post_candidates, few.pk, slate=alone(), **told) == ["barred"]
    actions.post_candidates(few.pk, slate=alone(candidates=["于二"]), **told)


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({"elected": (("丁一", 5),)}, []),
        ({"elected": (("丁一", 4),)}, ["minority"]),
        ({"elected": (("丁一", 8), ("于二", 8))}, ["too_many_elected"]),
        ({"elected": ()}, ["too_few_elected"]),
        ({"chair": "丁一"}, ["no_chair"]),
        ({"attended": 5, "issued": 5, "returned": 5, "elected": (("丁一", 5),)}, ["quorum"]),
        ({"years": 4}, ["years"]),
    ],
)
def test_the_organiser_has_more_than_half_of_all_who_were_entitled(few, parts, codes):
    few.convened_alone()
    told = {"ballot": counted(**parts), "by": few.group, "at": LATER}

    if codes:
        assert refused(actions.report_result, few.pk, **told) == codes
    else:
        assert actions.report_result(few.pk, **told).state == "reported"


def test_the_group_may_think_better_of_it_and_put_up_a_committee(few):
    few.posted_alone()
    actions.post_candidates(few.pk, slate=slate(posted_on=AFTER_POSTING.date()), by=few.group, at=AFTER_POSTING)

    kinds = few.case.papers.order_by("recorded_at", "pk").values_list("kind", flat=True)
    assert [*kinds][-2:] == ["one_candidates", "candidates"]
    assert (few.case.leadership, few.case.seats, few.case.chairs) == ("committee", 3, NAMES[:2])


def test_its_papers_speak_of_an_organiser_and_of_no_committee(few):
    few.founded_alone()
    told = {each.kind: each for each in FoundingPaper.objects.select_related("founding__employer_body")}

    assert [str(told[kind]) for kind in ("one_candidates", "one_result", "one_reply")] == [
        "组织员候选人情况与公示", "关于组织员选举结果的报告", "关于组织员选举结果的批复",
    ]  # fmt: skip
    assert "不设工会委员会，选举组织员一人，组织会员开展活动" in told["one_candidates"].text
    assert "选举产生组织员。\n组织员一名，候选人 1 名：丁一。" in told["congress"].text
    assert "当选组织员：丁一（8 票）。" in told["one_result"].text
    assert "由丁一任巧手模具厂工会组织员，组织会员开展活动，任期 3 年，自2026年3月20日起算" in told["one_reply"].text
    later = [told[kind].text for kind in ("congress", "congress_reply", "one_result", "one_reply")]
    assert not any("委员会" in text or "主席" in text for text in later)
    assert (told["one_result"].reader, told["one_reply"].issuer) == ("城厢街道总工会", "城厢街道总工会")
    assert "关于组织员选举结果的批复" in pages(papers.as_pdf(told["one_reply"]))[0]


def test_the_party_organisation_is_asked_about_the_organiser(way):
    way.listed(party="巧手模具厂党支部", members=9, women=2).posted_alone()
    actions.give_opinion(way.pk, agreed=True, by=way.group, at=AFTER_POSTING)

    assert "提出的组织员候选人建议名单：丁一。" in way.case.papers.get(kind="opinion").text


def test_the_phone_asks_for_neither_seats_nor_a_chair(few, let_in):
    phone, where = let_in(few.account), f"/foundings/{few.pk}/post-candidates/"
    assert "会员不足二十五人的，可以不设委员会，选举组织员一人" in letters(phone.get(where))
    said = {"leadership": "organiser", "candidates": "丁一", "posted_on": "2026-03-10", "posted_at": "门口"}

    assert phone.post(where, said).status_code == 302

    page = letters(phone.get(f"/foundings/{few.pk}/"))
    assert "由谁主持工会组织员一人" in page
    assert "组织员候选人丁一" in page
    assert "委员名额" not in page
    assert "候选人至少比名额多" not in "".join(queries.advice(few.case, make.TODAY))


def test_a_committee_still_needs_its_seats_and_a_chair(few, let_in):
    phone, where = let_in(few.account), f"/foundings/{few.pk}/post-candidates/"

    shown = letters(phone.post(where, {"candidates": "丁一", "posted_on": "2026-03-10", "posted_at": "门口"}))

    assert "请填写委员名额" in shown
    assert "请填写主席候选人" in shown


def test_a_number_of_seats_that_is_none_is_told_as_such(few):
    form = TABLE["post_candidates"].shapes[False]
    told = {"leadership": "organiser", "candidates": "丁一", "posted_on": "2026-03-10", "posted_at": "门口"}

    assert form({**told, "seats": "许多"}).errors.keys() == {"seats"}
    assert form({**told, "leadership": "", "seats": "许多", "chairs": "丁一"}).errors.keys() == {"seats"}


def test_it_can_be_entered_from_a_counter(few):
    actions.post_candidates(few.pk, slate=alone(), paper=paper(), by=few.officer, at=make.AT)

    assert few.case.papers.get(kind="one_candidates").on_paper
