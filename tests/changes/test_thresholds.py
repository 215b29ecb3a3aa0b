"""What the number of its members asks of a union: told on its desk with the rule, and never in anybody's way."""

import pytest

from gongqiao.changes import queries
from gongqiao.changes.rules import thresholds
from gongqiao.law import queries as law
from gongqiao.membership.models import Membership
from tests import make
from tests.membership import made
from tests.membership.conftest import post_of
from tests.membership.test_pages import letters

KEYS = (thresholds.COMMITTEE, thresholds.WOMEN, thresholds.MEETING)
HELD = {key: law.parameter(key, division="330109", on=make.TODAY) for key in KEYS}


def asked(active, women, **told):
    found = thresholds.duties(active, women, HELD, **{"has_women_chair": False, **told})
    return {duty.title: duty for duty in found}


@pytest.mark.parametrize(
    ("active", "words"), [(24, "可以单独建立委员会"), (25, "应当建立基层工会委员会"), (26, "应当建立基层工会委员会")]
)
def test_twenty_five_members_and_more_have_a_committee_of_their_own(active, words):
    duty = asked(active, 0)["工会委员会"]

    assert duty.words.startswith(words)
    assert (duty.law, duty.mark) == ("《中华人民共和国工会法》第十一条", "已核对原文")


@pytest.mark.parametrize(
    ("women", "words"), [(1, "设女职工委员一人"), (9, "设女职工委员一人"), (10, "应当同时建立女职工委员会")]
)
def test_ten_women_and_more_have_a_committee_and_fewer_one_of_its_members(women, words):
    duty = asked(30, women)["女职工委员会"]

    assert (duty.words, duty.done, duty.mark) == (words, "", "数值已核，条号未核")
    assert asked(30, women, has_women_chair=True)["女职工委员会"].done == "已登记女职工委员会主任"


def test_where_no_woman_is_a_member_nothing_is_asked_about_them():
    assert "女职工委员会" not in asked(30, 0)


@pytest.mark.parametrize(
    ("active", "words"), [(99, "应当召开会员大会"), (100, "召开会员大会；恰为"), (101, "可以召开会员代表大会")]
)
def test_a_hundred_members_is_where_the_texts_differ(active, words):
    assert asked(active, 0)["会员大会"].words.startswith(words)


@pytest.mark.django_db
def test_only_active_members_count_and_only_the_unions_own_office_is_told(tree, union):
    kept, active = made.member(union), made.member(union)
    Membership.objects.filter(pk=kept.pk).update(state="retained")
    Membership.objects.filter(pk=active.pk).update(sex="2")
    told = {key: queries.duties(make.actor("clerk", each.body), on=make.TODAY) for key, each in tree.items()}

    assert [duty.counted for duty in told["joint"]] == [
        "会员 1 人，界限 25 人",
        "女会员 1 人，界限 10 人",
        "会员 1 人，界限 100 人",
    ]
    assert {key for key, duties in told.items() if duties} == {"joint"}
    assert queries.duties(make.oneself(make.account(make.person())), on=make.TODAY) == []


@pytest.mark.django_db
def test_the_desk_shows_them_with_article_and_how_sure_it_is(clerk, union):
    made.member(union)
    Membership.objects.update(sex="2")
    post_of(make.account(make.person()), "women-chair", union)

    page = letters(clerk(union).get("/desk/"))

    for words in (
        "按会员人数应当做到的",
        "设女职工委员一人",
        "《中华人民共和国工会法》第十一条",
        "条号未核",
        "已登记女职工委员会主任",
    ):
        assert words in page
