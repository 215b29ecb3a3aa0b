"""Unions ally for sharing: who belongs on which day, who keeps the book, and nobody is kept."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongqiao.alliances import actions, queries
from gongqiao.alliances.models import Alliance, Party
from gongqiao.kernel.models import Body, Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.records import digest_of
from gongqiao.organisations import actions as organisations
from gongqiao.organisations.actions import NewUnion
from tests import make
from tests.alliances import made
from tests.at_once import at_once
from tests.files import corpus
from tests.journeys.counties import employer as registered

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST = 22


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="bodies")
def _bodies(tree):
    return {name: union.body for name, union in tree.items()}


@pytest.fixture(name="alliance")
def _alliance(bodies):
    return made.allied(bodies["joint"], [bodies["community"]])


def employer(union):
    return registered(union, "舟山远洋渔业有限公司")


def scan():
    return SimpleUploadedFile("协议.pdf", corpus.pdf(100), "application/pdf")


def founded(count):
    plans = [
        NewUnion(f"m{number}", f"城厢第{number}工会", "committee", "employer", "330109001", "top")
        for number in range(count)
    ]
    top = NewUnion("top", "定海区总工会", "federation", "province", "330000", None)
    numbers = organisations.found_many([top, *plans], on=date(2020, 1, 1), by=make.actor("installer"), at=make.AT)
    return [Body.objects.get(pk=numbers[plan.key]) for plan in plans]


def refusals(call, *args, **parts):
    with pytest.raises(Refused) as refused:
        call(*args, **parts)
    return [reason.code for reason in refused.value.reasons]


def belonging(alliance, on=make.TODAY):
    return [(row.body.name, row.part) for row in queries.belonging(alliance, on=on)]


def party(alliance, body):
    return alliance.parties.get(body=body, left_on=None)


def test_twenty_two_unions_ally_by_one_agreement_with_a_firm_beside_them(tree, bodies):
    members = founded(FIRST - 1)
    firm = employer(bodies["joint"])

    alliance = made.allied(bodies["joint"], members, partners=[firm.pk])

    rows = queries.belonging(alliance, on=make.TODAY)
    assert queries.counted(rows) == "22 家工会、1 家合作单位"
    assert [rows[0].part, rows[1].part, rows[-1].part] == ["keeper", "member", "partner"]
    record = Record.objects.get(event="alliances.Allied")
    assert (record.facts["members"], record.facts["partners"]) == (FIRST - 1, 1)
    rows = alliance.parties.order_by("body_id").values_list("body_id", "part")
    assert record.facts["digest"] == digest_of(rows)


def test_the_record_of_an_alliance_of_a_hundred_and_fifty_is_as_short_as_any(bodies):
    alliance = made.allied(bodies["joint"], founded(149))

    facts = Record.objects.get(event="alliances.Allied").facts
    assert len(json.dumps(facts)) < 300
    assert facts["digest"] == digest_of(alliance.parties.order_by("body_id").values_list("body_id", "part"))


@pytest.mark.parametrize(
    ("members", "codes"),
    [
        ([], ["alone"]),
        (["joint"], ["alone", "keeper_listed"]),
        (["community", "community"], ["union_twice"]),
        (["community", "joint"], ["keeper_listed"]),
    ],
)
def test_an_alliance_is_of_two_unions_at_the_least_each_once(bodies, members, codes):
    told = made.told([bodies[name].pk for name in members])
    joint = bodies["joint"]
    assert refusals(actions.ally, joint.pk, **told, by=made.clerk(joint), at=make.AT) == codes


def test_a_firm_is_named_once(bodies):
    firm, joint = employer(bodies["joint"]).pk, bodies["joint"]
    told = made.told([bodies["community"].pk], partners=[firm, firm])
    assert refusals(actions.ally, joint.pk, **told, by=made.clerk(joint), at=make.AT) == ["firm_twice"]


def test_what_is_signed_tomorrow_is_no_agreement_yet(bodies):
    joint = bodies["joint"]
    told = made.told([bodies["community"].pk], agreement=made.agreement(signed_on=make.TODAY + DAY))
    assert refusals(actions.ally, joint.pk, **told, by=made.clerk(joint), at=make.AT) == ["signed_later"]


def test_of_one_name_there_is_one_alliance_at_a_time(bodies, alliance):
    assert refusals(made.allied, bodies["other"], [bodies["county"]]) == ["name_taken"]
    actions.end_alliance(alliance.pk, words="纪要", by=made.clerk(bodies["joint"]), at=make.AT)
    assert made.allied(bodies["other"], [bodies["county"]]).name == alliance.name


def test_a_dissolved_union_signs_nothing(bodies, alliance):
    above = make.actor("cadre", bodies["city"])
    organisations.dissolve(bodies["other"].pk, by=above, at=make.AT)

    told = {"body": bodies["other"].pk, "firm": False, "agreement": made.agreement(number="2号")}
    codes = refusals(actions.admit_party, alliance.pk, **told, by=made.clerk(bodies["joint"]), at=make.AT)
    assert codes == ["ended_union"]


def test_who_joins_and_leaves_is_told_as_of_each_day(bodies, alliance):
    joint, other = bodies["joint"], bodies["other"]
    later = make.AT + 10 * DAY
    paper = made.agreement(number="2号", signed_on=make.TODAY + 5 * DAY)
    actions.admit_party(alliance.pk, body=other.pk, firm=False, agreement=paper, by=made.clerk(joint), at=later)
    actions.leave_alliance(party(alliance, other).pk, words="另有安排", by=made.clerk(other), at=later + 10 * DAY)

    first = [(joint.name, "keeper"), (bodies["community"].name, "member")]
    assert belonging(alliance, make.TODAY - DAY) == []
    assert belonging(alliance, make.TODAY + 4 * DAY) == first
    assert belonging(alliance, make.TODAY + 5 * DAY) == [*first, (other.name, "member")]
    assert belonging(alliance, make.TODAY + 19 * DAY) == [*first, (other.name, "member")]
    assert belonging(alliance, make.TODAY + 20 * DAY) == first


def test_who_belongs_already_or_signed_before_the_alliance_does_not_join(bodies, alliance):
    told = {"firm": False, "by": made.clerk(bodies["joint"]), "at": make.AT}
    early = made.agreement(signed_on=make.TODAY - DAY)
    again = {"body": bodies["community"].pk, "agreement": made.agreement()}
    before = {"body": bodies["other"].pk, "agreement": early}
    assert refusals(actions.admit_party, alliance.pk, **again, **told) == ["belongs"]
    assert refusals(actions.admit_party, alliance.pk, **before, **told) == ["before_alliance"]


def test_a_member_leaves_by_itself_and_may_come_back(bodies, alliance):
    joint, community = bodies["joint"], bodies["community"]
    gone = actions.leave_alliance(party(alliance, community).pk, by=made.clerk(community), at=make.AT + DAY)

    assert refusals(actions.leave_alliance, gone.pk, by=made.clerk(community), at=make.AT + DAY) == ["gone"]
    paper = made.agreement(number="3号", signed_on=make.TODAY + DAY)
    told = {"body": community.pk, "firm": False, "agreement": paper}
    actions.admit_party(alliance.pk, **told, by=made.clerk(joint), at=make.AT + DAY)
    assert alliance.parties.filter(body=community).count() == len([gone, "again"])


def test_the_keeper_enters_what_a_member_wrote_and_nobody_else_does(bodies, alliance):
    stay = party(alliance, bodies["community"])
    with pytest.raises(Forbidden):
        actions.leave_alliance(stay.pk, by=made.clerk(bodies["other"]), at=make.AT)
    assert actions.leave_alliance(stay.pk, words="来函", by=made.clerk(bodies["joint"]), at=make.AT).left_on


def test_the_keeper_hands_the_book_over_before_it_leaves(bodies, alliance):
    joint, community = bodies["joint"], bodies["community"]
    keeps = party(alliance, joint)
    assert refusals(actions.leave_alliance, keeps.pk, by=made.clerk(joint), at=make.AT) == ["keeps_the_book"]
    told = {"by": made.clerk(joint), "at": make.AT + DAY}
    assert refusals(actions.hand_over, alliance.pk, to=bodies["other"].pk, **told) == ["no_member"]

    actions.hand_over(alliance.pk, to=community.pk, **told)

    assert belonging(alliance) == [(joint.name, "keeper"), (community.name, "member")]
    assert belonging(alliance, make.TODAY + DAY) == [(community.name, "keeper"), (joint.name, "member")]
    actions.leave_alliance(party(alliance, joint).pk, by=made.clerk(joint), at=make.AT + DAY)
    with pytest.raises(Forbidden):
        actions.end_alliance(alliance.pk, words="纪要", by=made.clerk(joint), at=make.AT + DAY)


def test_ended_nobody_belongs_and_those_who_did_still_see_it(bodies, alliance):
    joint, community = bodies["joint"], bodies["community"]
    told = {"by": made.clerk(joint), "at": make.AT + DAY}
    assert refusals(actions.end_alliance, alliance.pk, words=" ", **told) == ["no_grounds"]
    actions.end_alliance(alliance.pk, words="盟〔2026〕9号纪要", **told)

    assert belonging(alliance, make.TODAY + DAY) == []
    assert queries.alliances(make.actor("chair", community)).get().standing == "已终止"
    assert refusals(actions.end_alliance, alliance.pk, words="纪要", **told) == ["alliance_ended"]
    assert refusals(actions.hand_over, alliance.pk, to=community.pk, **told) == ["alliance_ended", "no_member"]


def test_a_union_leaves_its_alliances_before_it_ends(bodies, alliance):
    above = make.actor("cadre", bodies["township"])
    assert refusals(organisations.dissolve, bodies["joint"].pk, by=above, at=make.AT) == ["keeps_alliance"]
    assert refusals(organisations.dissolve, bodies["community"].pk, by=above, at=make.AT) == ["in_alliance"]


def test_whoever_has_left_sees_the_others_no_more(bodies, alliance):
    other = make.actor("clerk", bodies["community"])
    assert queries.parties(other).count() == len(("joint", "community"))
    actions.leave_alliance(party(alliance, bodies["community"]).pk, by=other, at=make.AT + DAY)
    assert not queries.alliances(other).exists()
    assert not queries.parties(other).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_who_take_the_same_union_in_at_once_one_does(bodies, alliance):
    told = {"body": bodies["other"].pk, "firm": False, "by": made.clerk(bodies["joint"]), "at": make.AT}
    papers = [made.agreement(number=f"{number}号") for number in (2, 3)]

    outcomes = at_once(
        *[lambda paper=paper: actions.admit_party(alliance.pk, agreement=paper, **told) for paper in papers]
    )

    assert [outcome for outcome in outcomes if isinstance(outcome, list)] == [["它已经在这个联盟里"]]
    assert Party.objects.filter(body=bodies["other"]).count() == 1


class TestPages:
    def test_the_keeper_records_the_agreement_and_everybody_in_it_in_one_form(self, bodies, browser):
        let = browser("clerk", bodies["joint"])
        told = {
            "name": "城厢工会联盟",
            "purpose": "共享",
            "number": "1号",
            "signed_on": "2026-03-01",
            "scan": scan(),
        }
        wrong = let.post("/desk/alliances/new/", {**told, "members": "城厢社区工会联合会\n没有的工会"})
        assert "“没有的工会”：没有找到这个工会" in wrong.text

        done = let.post("/desk/alliances/new/", {**told, "scan": scan(), "members": "城厢社区工会联合会\n\n"})

        shown = let.get(done.url).text
        assert "2 家工会" in shown
        assert "城厢社区工会联合会" in shown
        assert "移交牵头" in shown

    def test_a_member_sees_it_leaves_it_and_finds_it_on_its_list_no_more(self, bodies, browser, alliance):
        let = browser("clerk", bodies["community"])
        page = let.get(f"/desk/alliances/{alliance.pk}/").text
        stay = party(alliance, bodies["community"])
        assert f"/desk/alliances/parties/{stay.pk}/leave/" in page
        assert "移交牵头" not in page

        assert let.post(f"/desk/alliances/parties/{stay.pk}/leave/", {"words": ""}).url == "/desk/alliances/"
        assert "本工会没有参加工会联盟" in let.get("/desk/alliances/").text

    def test_the_members_of_another_day_are_asked_for_by_its_date(self, bodies, browser, alliance):
        let = browser("clerk", bodies["joint"])
        assert "这一天没有成员" in let.get(f"/desk/alliances/{alliance.pk}/", {"on": "2020-01-01"}).text
        assert "2 家工会" in let.get(f"/desk/alliances/{alliance.pk}/", {"on": "不是日期"}).text

    def test_a_union_or_a_firm_joins_never_both_at_once(self, bodies, browser, alliance):
        let = browser("clerk", bodies["joint"])
        firm = employer(bodies["joint"])
        where = f"/desk/alliances/{alliance.pk}/admit/"
        paper = {"number": "2号", "signed_on": f"{make.TODAY}"}
        both = {**paper, "union": "西湖区总工会", "firm": firm.uscc, "scan": scan()}
        assert "工会和单位填写其中一个" in let.post(where, both).text
        assert "没有登记过这个单位" in let.post(where, {**paper, "firm": "9" * 18, "scan": scan()}).text

        let.post(where, {**paper, "firm": firm.uscc, "scan": scan()})

        assert party(alliance, firm.pk).part == "partner"

    def test_the_book_is_handed_over_and_the_alliance_ended_after_asking_once_more(self, bodies, browser, alliance):
        let = browser("clerk", bodies["joint"])
        assert "不能恢复" in let.get(f"/desk/alliances/{alliance.pk}/end/").text
        let.post(f"/desk/alliances/{alliance.pk}/hand-over/", {"to": "城厢社区工会联合会"})
        assert Alliance.objects.get().keeper_body == bodies["community"]
        browser("clerk", bodies["community"]).post(f"/desk/alliances/{alliance.pk}/end/", {"words": "纪要"})
        assert Alliance.objects.get().ended_by == "纪要"
