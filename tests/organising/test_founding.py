"""组建工会: from the petition to the seal, each party here or on paper, and every boundary of the law on the way."""

from datetime import date

import pytest

from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Line, Record
from gongqiao.kernel.reasons import Forbidden
from gongqiao.kernel.sweep import settled
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.models import Organisation, Term
from gongqiao.organising import actions
from gongqiao.organising.models import Founding
from tests import make
from tests.at_once import at_once
from tests.membership import made as members
from tests.organising.made import (
    AFTER_POSTING,
    DAY,
    LATER,
    MEETING,
    NAMES,
    Way,
    ballot,
    call,
    paper,
    plan,
    refused,
    roll,
    slate,
)

pytestmark = pytest.mark.django_db


def kinds(way):
    return list(way.case.papers.order_by("recorded_at", "pk").values_list("kind", flat=True))


def clocks(way):
    return {each.clock.partition(".")[2]: each.due_on for each in running(way.case)}


def test_a_unit_founds_its_union_paper_by_paper(way):
    way.founded()

    union = Organisation.objects.get(pk=way.union.pk)
    assert (union.name, union.kind, union.tier, union.division_id) == (
        "巧手模具厂工会委员会", "committee", "employer", "330109001",
    )  # fmt: skip
    assert Line.objects.get(body=union.pk, line="union").above_id == way.superior.pk
    assert organisations.covering(way.firm.pk) == union
    term = Term.objects.get(body=union.pk)
    assert (term.number, term.years, term.since, term.until) == (1, 3, MEETING, date(2029, 3, 20))
    assert kinds(way) == [
        "petition", "group_reply", "roster", "candidates", "congress", "congress_reply", "result", "result_reply",
    ]  # fmt: skip
    assert Record.objects.get(event="organising.UnionFounded").law == "工会法 第十二条"


def test_each_paper_is_written_in_the_name_of_its_party_and_keeps_its_words(way):
    way.founded()
    papers = {each.kind: each for each in way.case.papers.all()}

    assert (papers["petition"].issuer, papers["petition"].reader) == ("巧手模具厂工会筹备组", "城厢街道总工会")
    assert (papers["group_reply"].issuer, papers["group_reply"].number) == ("城厢街道总工会", "城工〔2026〕1号")
    assert "我单位未建立党组织" in papers["petition"].text
    assert "委员候选人（以姓氏笔画为序）：丁一、于二、王三、刘四" in papers["candidates"].text
    assert "丁一（16 票）" in papers["result"].text


def test_papers_write_days_as_papers_do(way):
    way.founded()
    papers = {each.kind: each.text for each in way.case.papers.all()}

    assert "现自2026年3月10日起在门口公示" in papers["candidates"]
    assert "拟于2026年3月20日在食堂召开" in papers["congress"]
    assert "任期 3 年，自2026年3月20日起算" in papers["result_reply"]
    assert not any("2026-" in text for text in papers.values())


def test_a_firm_has_one_union_at_one_place(way):
    way.founded()
    told = {"plan": plan(), "by": way.group, "at": LATER}

    assert refused(actions.petition, way.firm.pk, **told) == ["has_union"]


def test_one_founding_of_a_firm_is_under_way_at_a_time(way):
    way.petitioned()
    other = make.oneself(make.account(make.person()))
    told = {"plan": plan(), "by": other, "at": make.AT}
    assert refused(actions.petition, way.firm.pk, **told) == ["under_way"]

    actions.withdraw(way.pk, words="另有安排", by=way.group, at=make.AT)

    assert actions.petition(way.firm.pk, **told).state == "petitioned"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_petition_at_once_one_does(way):
    others = [make.oneself(make.account(make.person())) for _ in range(2)]
    outcomes = at_once(*[lambda by=by: actions.petition(way.firm.pk, plan=plan(), by=by, at=make.AT) for by in others])

    assert Founding.objects.count() == 1
    assert [each for each in outcomes if isinstance(each, list)] != []


def test_a_union_that_another_way_was_founded_meanwhile_is_the_one(way):
    way.reported()
    other = Way(way.tree).founded()
    Founding.objects.filter(pk=way.pk).update(employer_body=other.firm.body)
    told = {"number": "3号", "by": way.above, "at": LATER}

    assert refused(actions.approve_result, way.pk, **told) == ["has_union", "name_taken"]


def test_no_two_unions_bear_one_name(way):
    told = {"name": "城厢社区工会联合会", "number": "3号", "by": way.reported().above, "at": LATER}

    assert refused(actions.approve_result, way.pk, **told) == ["name_taken"]


def test_a_union_that_has_ended_is_asked_nothing(way):
    Organisation.objects.filter(pk=way.superior.pk).update(dissolved_on=make.TODAY)
    told = {"plan": plan(), "by": way.group, "at": make.AT}

    assert refused(actions.petition, way.firm.pk, **told) == ["closed_above"]


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({"group": ["于二"]}, ["head_outside"]),
        ({"group": ["丁一", "丁一"]}, ["twice"]),
    ],
)
def test_the_group_names_its_head_and_each_once(way, parts, codes):
    assert refused(actions.petition, way.firm.pk, plan=plan(**parts), by=way.group, at=make.AT) == codes


def test_the_union_above_has_ten_working_days_and_nothing_is_approved_by_silence(way):
    way.petitioned()
    assert clocks(way) == {"group_reply": date(2026, 3, 24)}

    found = settled(Founding.objects.filter(pk=way.pk), make.AT + 20 * DAY)

    assert found.state == "petitioned"
    assert running(found).get().overdue_on == date(2026, 3, 24)


def test_only_the_union_above_approves_and_another_one_is_told_how(way):
    way.petitioned()
    told = {"number": "1号", "at": make.AT}

    assert refused(actions.approve_group, way.pk, by=way.county, **told) == ["not_next_above"]
    with pytest.raises(Forbidden):
        actions.approve_group(way.pk, by=way.officer, **told)
    with pytest.raises(Forbidden):
        actions.approve_group(way.pk, by=way.group, **told)


def test_an_answer_has_a_number(way):
    way.petitioned()

    assert refused(actions.approve_group, way.pk, number=" ", by=way.above, at=make.AT) == ["no_number"]


def test_what_is_sent_back_says_why_and_is_handed_in_again(way):
    way.petitioned()
    told = {"number": "退1号", "by": way.above, "at": make.AT}
    assert refused(actions.send_back, way.pk, words=" ", **told) == ["no_words"]
    actions.send_back(way.pk, words="请写明组长的职务", **told)
    assert (way.state, way.case.called_off, clocks(way)) == ("returned", "请写明组长的职务", {})
    assert refused(actions.send_back, way.pk, words="再退", **told) == ["wrong_state"]

    actions.petition_again(way.pk, plan=plan(head="于二"), by=way.group, at=make.AT + DAY)

    assert (way.state, way.case.called, way.case.called_off) == ("petitioned", "于二", "")
    assert clocks(way) == {"group_reply": date(2026, 3, 25)}


class TestRoster:
    @pytest.mark.parametrize(
        ("parts", "codes"),
        [({"women": 31}, ["more_women"]), ({"women": 30}, []), ({"members": 1, "women": 1}, [])],
    )
    def test_there_are_no_more_women_than_members(self, way, parts, codes):
        way.approved()
        told = {"roll": roll(**parts), "by": way.group, "at": make.AT}
        if codes:
            assert refused(actions.list_members, way.pk, **told) == codes
        else:
            assert actions.list_members(way.pk, **told).members == parts.get("members", 30)

    def test_whoever_is_named_is_a_member_by_name_and_number(self, way):
        way.approved()
        told = {"by": way.group, "at": make.AT}
        named = (("王五", "330000000001"), ("王五", "330000000001"))

        codes = refused(actions.list_members, way.pk, roll=roll(members=1, women=0, named=named), **told)

        assert codes == ["more_named", "unknown_members", "named_twice"]

    def test_the_union_that_has_most_of_them_helps_where_none_was_known_to(self, way):
        joint = way.tree["joint"].body
        member = members.member(joint)
        way.approved()
        Founding.objects.filter(pk=way.pk).update(helper_body=None)
        actions.list_members(way.pk, roll=roll(), by=way.group, at=make.AT)
        assert way.case.helper_body is None
        named = ((member.person.name, member.card.number),)
        actions.list_members(way.pk, roll=roll(named=named), by=way.group, at=make.AT)

        assert way.case.helper_body == joint


class TestCandidates:
    @pytest.mark.parametrize(
        ("members", "seats", "fits"),
        [
            (24, 2, False), (24, 3, True), (24, 5, True), (24, 6, False),
            (25, 3, True), (25, 7, True), (25, 8, False), (200, 7, True),
            (201, 6, False), (201, 7, True), (201, 15, True), (1000, 16, False),
            (1001, 15, True), (5001, 21, True), (10001, 29, True), (50001, 37, True), (50001, 45, True),
        ],
    )  # fmt: skip
    def test_the_committee_is_as_large_as_the_number_of_members_asks(self, way, members, seats, fits):
        way.listed(members=members)
        names = [f"候选{number}" for number in range(seats + 3)]
        told = {"slate": slate(seats=seats, candidates=names, chairs=names[:2]), "by": way.group, "at": make.AT}
        if fits:
            assert actions.post_candidates(way.pk, **told).state == "posted"
        else:
            assert refused(actions.post_candidates, way.pk, **told) == ["seats"]

    @pytest.mark.parametrize(("more", "codes"), [(0, ["too_few"]), (1, [])])
    def test_there_is_one_more_candidate_than_seats_at_the_least(self, way, more, codes):
        way.listed()
        names = NAMES[: 3 + more]
        told = {"slate": slate(candidates=names), "by": way.group, "at": make.AT}
        if codes:
            assert refused(actions.post_candidates, way.pk, **told) == codes
        else:
            actions.post_candidates(way.pk, **told)

    @pytest.mark.parametrize(("more", "codes"), [(1, ["too_few"]), (2, [])])
    def test_of_twenty_one_seats_five_percent_are_two_more(self, way, more, codes):
        way.listed(members=1001)
        names = [f"候选{number}" for number in range(21 + more)]
        told = {"slate": slate(seats=21, candidates=names, chairs=names[:2]), "by": way.group, "at": make.AT}
        if codes:
            assert refused(actions.post_candidates, way.pk, **told) == codes
        else:
            actions.post_candidates(way.pk, **told)

    @pytest.mark.parametrize(
        ("parts", "codes"),
        [
            ({"chairs": ["丁一"]}, ["one_chair"]),
            ({"chairs": ["丁一", "外人"]}, ["chair_outside"]),
            ({"candidates": [*NAMES, "丁一"]}, ["twice"]),
            ({"posted_on": make.TODAY + DAY}, ["in_the_future"]),
            ({"posted_on": make.TODAY - DAY}, ["before_it_began"]),
        ],
    )
    def test_what_is_wrong_with_a_slate_is_told(self, way, parts, codes):
        way.listed()

        assert refused(actions.post_candidates, way.pk, slate=slate(**parts), by=way.group, at=make.AT) == codes

    def test_without_a_roster_nobody_knows_how_many_seats_there_are(self, way):
        way.approved()

        assert refused(actions.post_candidates, way.pk, slate=slate(), by=way.group, at=make.AT) == ["no_roster"]

    def test_who_leads_the_unit_and_whoever_is_near_does_not_stand(self, way):
        way.listed()
        told = {"by": way.hr, "at": make.AT}
        actions.state_persons(way.pk, principals=["王三"], deputies=["于二"], **told)

        codes = refused(actions.post_candidates, way.pk, slate=slate(), by=way.group, at=make.AT)

        assert codes == ["barred", "barred_chair"]

    def test_the_employer_says_so_after_the_posting_as_well_and_not_for_ever(self, way):
        way.posted()
        told = {"principals": ["王三"], "deputies": [], "by": way.hr}
        assert refused(actions.state_persons, way.pk, **told, at=make.AT) == ["barred"]
        actions.call_congress(way.pk, call=call(), by=way.group, at=AFTER_POSTING)
        assert refused(actions.state_persons, way.pk, **{**told, "principals": []}, at=AFTER_POSTING) == ["not_now"]

    def test_another_employer_says_nothing(self, way):
        way.listed()
        other = Way(way.tree).hr
        with pytest.raises(Forbidden):
            actions.state_persons(way.pk, principals=[], deputies=[], by=other, at=make.AT)

    def test_both_postings_run_before_the_congress_is_called(self, way):
        way.posted()
        assert clocks(way) == {"posting": date(2026, 3, 17), "chair_posting": date(2026, 3, 17)}
        told = {"call": call(), "by": way.group}

        assert refused(actions.call_congress, way.pk, **told, at=make.AT + 7 * DAY) == ["wrong_state"]
        assert actions.call_congress(way.pk, **told, at=make.AT + 8 * DAY).state == "called"

    def test_the_longer_posting_decides(self, way):
        """Before 清明 the five working days of the committee end after the seven days of the chair."""
        way.listed()
        on = date(2026, 4, 2)
        at = make.AT.replace(month=4, day=2)
        actions.post_candidates(way.pk, slate=slate(posted_on=on), by=way.group, at=at)
        assert clocks(way) == {"posting": date(2026, 4, 10), "chair_posting": date(2026, 4, 9)}

        assert settled(Founding.objects.filter(pk=way.pk), at + 8 * DAY).state == "posted"
        assert settled(Founding.objects.filter(pk=way.pk), at + 9 * DAY).state == "ready"

    def test_other_candidates_are_posted_anew(self, way):
        way.posted()
        at = make.AT + DAY
        actions.post_candidates(way.pk, slate=slate(posted_on=at.date()), by=way.group, at=at)

        assert clocks(way) == {"posting": date(2026, 3, 18), "chair_posting": date(2026, 3, 18)}


class TestParty:
    def test_its_word_is_asked_where_there_is_one(self, way):
        way.posted(party="巧手模具厂党支部")
        told = {"call": call(), "by": way.group, "at": AFTER_POSTING}
        assert refused(actions.call_congress, way.pk, **told) == ["party_first"]

        actions.give_opinion(way.pk, agreed=True, by=way.group, at=AFTER_POSTING)

        assert actions.call_congress(way.pk, **told).state == "called"

    def test_what_it_does_not_agree_to_is_posted_anew(self, way):
        way.posted(party="巧手模具厂党支部")
        told = {"agreed": False, "by": way.group, "at": AFTER_POSTING}
        assert refused(actions.give_opinion, way.pk, **told) == ["no_words"]
        actions.give_opinion(way.pk, words="请换一人", **told)
        later = {"call": call(), "by": way.group, "at": AFTER_POSTING}
        assert refused(actions.call_congress, way.pk, **later) == ["party_first"]

        actions.post_candidates(way.pk, slate=slate(posted_on=AFTER_POSTING.date()), by=way.group, at=AFTER_POSTING)

        assert way.case.party_agreed is None

    def test_where_there_is_none_nobody_is_asked(self, way):
        way.posted()

        assert refused(actions.give_opinion, way.pk, agreed=True, by=way.group, at=make.AT) == ["no_party"]

    def test_it_speaks_when_there_are_candidates(self, way):
        way.listed(party="党支部")

        assert refused(actions.give_opinion, way.pk, agreed=True, by=way.group, at=make.AT) == ["not_now"]

    def test_one_that_is_on_the_platform_speaks_for_itself(self, way):
        party = make.body(kind="party", line="union", name="巧手模具厂党支部")
        way.posted(party="巧手模具厂党支部")

        actions.give_opinion(way.pk, agreed=True, by=make.actor("party-org", party), at=make.AT)

        assert way.case.party_agreed is True
        with pytest.raises(Forbidden):
            actions.give_opinion(way.pk, agreed=True, by=make.actor("party-org", way.firm.body), at=make.AT)


class TestCongress:
    @pytest.mark.parametrize(("members", "codes"), [(99, ["all_meet"]), (100, []), (101, [])])
    def test_fewer_than_a_hundred_meet_all_of_them(self, way, members, codes):
        way.posted(members=members)
        told = {"call": call(meeting="delegates"), "by": way.group, "at": AFTER_POSTING}
        if codes:
            assert refused(actions.call_congress, way.pk, **told) == codes
        else:
            assert actions.call_congress(way.pk, **told).state == "called"

    def test_it_is_called_for_a_day_to_come(self, way):
        way.posted()
        yesterday = call(meeting_on=AFTER_POSTING.date() - DAY)

        assert refused(actions.call_congress, way.pk, call=yesterday, by=way.group, at=AFTER_POSTING) == ["past"]

    def test_sent_back_it_is_called_again_without_another_posting(self, way):
        way.called()
        actions.send_back(way.pk, words="请改期", number="退2号", by=way.above, at=AFTER_POSTING)
        assert way.state == "ready"

        assert actions.call_congress(way.pk, call=call(), by=way.group, at=AFTER_POSTING).state == "called"


class TestResult:
    def refusals(self, way, **parts):
        return refused(actions.report_result, way.pk, ballot=ballot(**parts), by=way.group, at=LATER)

    @pytest.mark.parametrize(("attended", "codes"), [(19, ["quorum"]), (20, [])])
    def test_two_thirds_of_those_entitled_are_there(self, way, attended, codes):
        way.convened()
        told = {"attended": attended, "issued": 19, "returned": 19}
        if codes:
            assert self.refusals(way, **told) == codes
        else:
            actions.report_result(way.pk, ballot=ballot(**told), by=way.group, at=LATER)

    @pytest.mark.parametrize(("votes", "codes"), [(15, ["minority"]), (16, [])])
    def test_more_than_half_of_those_entitled_elect(self, way, votes, codes):
        way.convened()
        won = (("丁一", votes), ("于二", 20), ("王三", 20))
        if codes:
            assert self.refusals(way, elected=won) == codes
        else:
            actions.report_result(way.pk, ballot=ballot(elected=won), by=way.group, at=LATER)

    @pytest.mark.parametrize(
        ("parts", "codes"),
        [
            ({"entitled": 29}, ["entitled"]),
            ({"entitled": 31}, ["entitled", "quorum"]),
            ({"attended": 31}, ["too_many"]),
            ({"issued": 21}, ["issued"]),
            ({"returned": 21}, ["returned"]),
            ({"returned": 15}, ["votes"]),
            ({"elected": tuple((name, 16) for name in NAMES)}, ["too_many_elected"]),
            ({"elected": (("丁一", 16), ("于二", 16))}, ["too_few_elected"]),
            ({"elected": (("丁一", 16), ("丁一", 16), ("于二", 16))}, ["twice"]),
            ({"chair": "刘四"}, ["chair_not_elected"]),
            ({"years": 4}, ["years"]),
            ({"held_on": LATER.date() + DAY}, ["in_the_future"]),
            ({"held_on": AFTER_POSTING.date() - DAY}, ["before_it_began"]),
        ],
        ids="-".join,
    )
    def test_what_is_wrong_with_an_election_is_told(self, way, parts, codes):
        way.convened()

        assert self.refusals(way, **parts) == codes

    def test_of_delegates_fewer_are_entitled_than_there_are_members(self, way):
        way.convened(members=120, meeting="delegates")

        assert actions.report_result(way.pk, ballot=ballot(), by=way.group, at=LATER).state == "reported"

    def test_who_leads_the_unit_is_not_elected_either(self, way):
        way.convened()
        Founding.objects.filter(pk=way.pk).update(principals=["王三"])

        assert self.refusals(way) == ["barred"]

    def test_an_election_that_was_not_proper_is_sent_back_and_held_again(self, way):
        way.reported()
        assert clocks(way) == {"result_reply": date(2026, 4, 7)}
        actions.send_back(way.pk, words="没有监票人签字", number="退3号", by=way.above, at=LATER)
        assert way.state == "convening"

        actions.report_result(way.pk, ballot=ballot(held_on=LATER.date()), by=way.group, at=LATER)

        assert way.state == "reported"
        assert not Organisation.objects.filter(body__name__contains="巧手").exists()


class TestOnPaper:
    """双轨: every act of every party, entered by the union that helps or the one above, from the paper itself."""

    def test_a_whole_founding_can_be_on_paper(self, way):
        on = {"by": way.officer, "at": make.AT}
        way.petitioned(paper=paper(), by=way.officer)
        assert (way.case.account, way.case.person) == (None, None)
        actions.approve_group(way.pk, paper=paper(number="城工〔2026〕1号"), **on)
        actions.list_members(way.pk, roll=roll(), paper=paper(), **on)
        actions.state_persons(way.pk, principals=["金老板"], deputies=[], paper=paper(), **on)
        actions.post_candidates(way.pk, slate=slate(), paper=paper(), **on)
        later = {"by": way.officer, "at": AFTER_POSTING}
        actions.call_congress(way.pk, call=call(), paper=paper(dated_on=AFTER_POSTING.date()), **later)
        actions.approve_congress(way.pk, paper=paper(dated_on=AFTER_POSTING.date()), **later)
        held = {"by": way.county, "at": LATER}
        actions.report_result(way.pk, ballot=ballot(), paper=paper(dated_on=LATER.date()), **held)
        actions.approve_result(way.pk, paper=paper(dated_on=LATER.date()), **held)

        assert way.state == "founded"
        assert all(way.case.papers.values_list("on_paper", flat=True))
        records = Record.objects.filter(subject_id=str(way.pk), facts__has_key="on_paper")
        assert {each.facts["on_paper"] for each in records} == {True}

    def test_days_count_from_the_day_of_the_paper(self, way):
        way.petitioned(paper=paper(dated_on=date(2026, 3, 5)), by=way.above)

        assert clocks(way) == {"group_reply": date(2026, 3, 19)}

    @pytest.mark.parametrize(
        ("day", "codes"), [(date(2026, 3, 9), ["before_it_began"]), (date(2026, 3, 11), ["in_the_future"])]
    )
    def test_a_paper_is_not_older_than_the_step_before_nor_of_tomorrow(self, way, day, codes):
        way.petitioned()

        assert refused(actions.approve_group, way.pk, paper=paper(dated_on=day), by=way.officer, at=make.AT) == codes

    def test_the_opinion_of_a_party_organisation_on_paper(self, way):
        way.posted(party="党支部")

        actions.give_opinion(way.pk, agreed=True, paper=paper(), by=way.officer, at=make.AT)

        assert way.case.party_agreed is True

    def test_what_is_sent_back_and_given_up_on_paper(self, way):
        way.petitioned()
        actions.send_back(way.pk, words="补正", paper=paper(), by=way.officer, at=make.AT)
        actions.petition_again(way.pk, plan=plan(), paper=paper(), by=way.officer, at=make.AT)
        actions.withdraw(way.pk, words="并入社区工会", paper=paper(), by=way.officer, at=make.AT)

        assert way.state == "dropped"

    def test_who_does_not_have_the_case_enters_no_paper(self, way):
        way.petitioned()
        stranger = make.actor("officer", way.tree["joint"].body)
        for by in (stranger, way.hr, make.oneself(make.account(make.person()))):
            with pytest.raises(Forbidden):
                actions.approve_group(way.pk, paper=paper(), by=by, at=make.AT)

    def test_the_officer_of_a_lower_union_cannot_found_by_paper(self, way):
        way.reported()
        with pytest.raises(Forbidden):
            actions.approve_result(way.pk, paper=paper(dated_on=LATER.date()), by=way.officer, at=LATER)


def test_nobody_else_acts_for_the_preparation_group(way):
    way.approved()
    with pytest.raises(Forbidden):
        actions.list_members(way.pk, roll=roll(), by=make.oneself(make.account(make.person())), at=make.AT)


def test_it_can_be_given_up_until_the_result_waits(way):
    way.reported()
    told = {"words": "不办了", "by": way.group, "at": LATER}

    assert refused(actions.withdraw, way.pk, **told) == ["wrong_state"]


def test_the_sealed_copy_of_a_paper_lies_beside_its_text(way):
    way.approved()
    petition = way.case.papers.get(kind="petition")
    reply = way.case.papers.get(kind="group_reply")
    scan = paper().scan

    actions.seal_paper(petition.pk, scan=scan, by=way.group, at=make.AT)
    actions.seal_paper(reply.pk, scan=scan, by=way.above, at=make.AT)

    assert Record.objects.filter(event="organising.PaperSealed").count() == 2
    with pytest.raises(Forbidden):
        actions.seal_paper(petition.pk, scan=scan, by=way.hr, at=make.AT)
