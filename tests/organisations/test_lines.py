"""Industry unions stand on a line of their own, beside their place under the union of their territory."""

import pytest

from gongqiao.kernel.models import Line, Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.organisations import actions, queries
from gongqiao.organisations.actions import NewUnion
from gongqiao.organisations.models import Organisation
from tests import make

pytestmark = pytest.mark.django_db
AT = {"at": make.AT}


@pytest.fixture(name="couriers")
def _couriers(tree):
    """The couriers' unions of the city and of the county, not yet on a line of their own."""
    plans = [
        NewUnion("city", "杭州市快递行业工会联合会", "trade", "city", "330100", tree["city"].pk, industry="G"),
        NewUnion("county", "萧山区快递行业工会联合会", "trade", "county", "330109", tree["county"].pk, industry="G"),
    ]
    numbers = actions.found_many(plans, by=make.actor("installer"), at=make.AT)
    return {key: Organisation.objects.select_related("body").get(pk=pk) for key, pk in numbers.items()}


def join(union, above=None, *, by=None):
    over = above.pk if above else None
    return actions.join_line(union.pk, above=over, by=by or make.actor("installer"), at=make.AT)


def codes(act, *args, **parts):
    with pytest.raises(Refused) as refused:
        act(*args, **parts)
    return [reason.code for reason in refused.value.reasons]


def test_an_industry_union_begins_a_line_of_its_own_and_others_follow_it_there(tree, couriers):
    before = Line.path_of(couriers["county"].pk)

    join(couriers["city"])
    join(couriers["county"], couriers["city"])
    join(tree["joint"], couriers["county"])

    top, county, joint = couriers["city"].pk, couriers["county"].pk, tree["joint"].pk
    assert Line.path_of(joint, "industry") == f"i{top}.{county}.{joint}."
    assert [each.pk for each in queries.ancestors(joint, line="industry")] == [top, county]
    assert list(queries.children(top, line="industry")) == [couriers["county"]]
    assert Line.path_of(couriers["county"].pk) == before
    told = Record.objects.latest("id")
    assert (told.event, told.facts["line"], told.facts["path"]) == (
        "organisations.Joined",
        "industry",
        f"i{top}.{county}.{joint}.",
    )


def test_whoever_follows_it_there_leads_nobody_nearer_on_the_territory(tree, couriers):
    join(couriers["city"])
    join(tree["joint"], couriers["city"])

    assert tree["joint"] not in queries.children(couriers["city"].pk)
    assert queries.ancestors(tree["joint"].pk)[-1] == tree["township"]


def test_what_stands_in_the_way_of_a_second_line(tree, couriers):
    assert codes(join, tree["joint"]) == ["not_industry"]
    assert codes(join, tree["joint"], couriers["city"]) == ["above_not_on_line"]
    join(couriers["city"])
    assert codes(join, couriers["city"]) == ["on_line"]
    assert codes(join, couriers["city"], couriers["city"]) == ["on_line"]
    by = make.actor("installer")
    actions.dissolve(couriers["county"].pk, by=make.actor("cadre", tree["city"].body), at=make.AT)
    assert codes(join, couriers["county"]) == ["closed"]
    assert "closed_above" in codes(join, tree["joint"], couriers["county"])
    assert codes(actions.move_under, tree["joint"].pk, above=couriers["county"].pk, by=by, at=make.AT) == [
        "closed_above"
    ]


def test_a_second_line_is_given_by_whoever_leads_both_unions(tree, couriers):
    join(couriers["city"], by=make.actor("cadre", tree["city"].body))
    for role, at in (("cadre", "county"), ("cadre", "other"), ("chair", "joint")):
        with pytest.raises(Forbidden):
            join(tree["joint"], couriers["city"], by=make.actor(role, tree[at].body))

    join(tree["joint"], couriers["city"], by=make.actor("cadre", tree["city"].body))
    assert Line.path_of(tree["joint"].pk, "industry")


@pytest.mark.parametrize("on_line", [False, True])
def test_nobody_is_moved_on_a_line_she_does_not_stand_on(tree, couriers, on_line):
    if on_line:
        join(couriers["city"])
    records = Record.objects.count()
    move = {"above": couriers["city"].pk, "line": "industry", "by": make.actor("installer"), "at": make.AT}

    assert codes(actions.move_under, tree["joint"].pk, **move)[0] == "not_on_line"

    assert Line.path_of(tree["joint"].pk, "industry") == ""
    assert Record.objects.count() == records


def test_nobody_is_moved_under_a_union_that_is_not_on_the_line(tree, couriers):
    join(couriers["city"])
    move = {"above": tree["city"].pk, "line": "industry", "by": make.actor("installer"), "at": make.AT}

    assert codes(actions.move_under, couriers["city"].pk, **move) == ["above_not_on_line"]
    assert Line.path_of(couriers["city"].pk, "industry") == f"i{couriers['city'].pk}."


def test_on_its_second_line_a_union_is_moved_without_leaving_its_place_on_the_first(tree, couriers):
    for union in couriers.values():
        join(union)
    join(tree["joint"], couriers["county"])
    first = Line.path_of(tree["joint"].pk)
    move = {"above": couriers["city"].pk, "line": "industry", "by": make.actor("installer"), "at": make.AT}

    actions.move_under(couriers["county"].pk, **move)

    top, county, joint = couriers["city"].pk, couriers["county"].pk, tree["joint"].pk
    assert Line.path_of(joint, "industry") == f"i{top}.{county}.{joint}."
    assert Line.path_of(joint) == first


def leave(union, *, by=None):
    return actions.leave_line(union.pk, by=by or make.actor("installer"), at=make.AT)


def test_a_union_leaves_the_line_and_keeps_its_place_on_the_territory(tree, couriers):
    join(couriers["city"])
    join(tree["joint"], couriers["city"])
    first, second = Line.path_of(tree["joint"].pk), Line.path_of(tree["joint"].pk, "industry")

    leave(tree["joint"])

    assert (Line.path_of(tree["joint"].pk), Line.path_of(tree["joint"].pk, "industry")) == (first, "")
    assert not queries.children(couriers["city"].pk, line="industry").exists()
    told = Record.objects.latest("id")
    assert (told.event, told.facts["path"]) == ("organisations.Left", second)


def test_whoever_left_may_be_put_on_the_line_again(tree, couriers):
    join(couriers["city"])
    for _ in range(2):
        join(tree["joint"], couriers["city"])
        leave(tree["joint"])

    assert Line.path_of(tree["joint"].pk, "industry") == ""


def test_nobody_is_left_behind_on_the_line(tree, couriers):
    assert codes(leave, tree["joint"]) == ["not_on_line"]
    join(couriers["city"])
    join(tree["joint"], couriers["city"])

    assert codes(leave, couriers["city"]) == ["below"]

    leave(tree["joint"])
    leave(couriers["city"])
    assert Line.path_of(couriers["city"].pk, "industry") == ""


def test_who_does_not_lead_a_union_does_not_take_it_off_the_line(tree, couriers):
    join(couriers["city"])
    join(tree["joint"], couriers["city"])
    for role, at in (("chair", "joint"), ("cadre", "other")):
        with pytest.raises(Forbidden):
            leave(tree["joint"], by=make.actor(role, tree[at].body))

    leave(tree["joint"], by=make.actor("cadre", tree["township"].body))
    assert Line.path_of(tree["joint"].pk, "industry") == ""


def test_the_page_of_a_union_takes_it_off_the_line(browser, tree, couriers):
    join(couriers["city"])
    join(tree["joint"], couriers["city"])
    cadre, page = browser("cadre", tree["city"].body), f"/desk/unions/{tree['joint'].pk}/"
    above = f"/desk/unions/{couriers['city'].pk}/leave-line/"
    assert "还有 1 个下级工会" in cadre.post(above).text
    assert f"{page}leave-line/" in cadre.get(page).text

    assert cadre.post(f"{page}leave-line/")["Location"] == page

    assert "产业（行业）领导关系" not in cadre.get(page).text
    assert f"{page}join-line/" in cadre.get(page).text


def test_the_page_of_a_union_puts_it_on_the_line_shows_it_and_moves_it(browser, tree, couriers):
    cadre = browser("cadre", tree["city"].body)
    page = f"/desk/unions/{couriers['county'].pk}/"
    assert "列入产业（行业）工会" in cadre.get(page).text

    refused = cadre.post(f"/desk/unions/{tree['joint'].pk}/join-line/", {"above": ""}).text
    assert "请填写它在产业（行业）上的上级工会" in refused
    join(couriers["city"])
    answer = cadre.post(f"{page}join-line/", {"above": ""})
    assert answer["Location"] == page
    shown = cadre.get(page).text
    assert "产业（行业）领导关系" in shown
    assert f"{page}join-line/" not in shown

    assert 'name="line"' in cadre.get(f"{page}move/").text
    assert 'name="line"' not in cadre.get(f"/desk/unions/{tree['joint'].pk}/move/").text
    cadre.post(f"{page}move/", {"above": couriers["city"].name, "line": "industry"})
    assert queries.ancestors(couriers["county"].pk, line="industry") == [couriers["city"]]
    assert queries.ancestors(couriers["county"].pk)[-1] == tree["county"]
    assert couriers["county"].name in cadre.get(f"/desk/unions/{couriers['city'].pk}/").text


def test_a_union_of_another_county_is_not_put_on_a_line_from_here(browser, tree):
    cadre = browser("cadre", tree["county"].body)

    assert cadre.get(f"/desk/unions/{tree['other'].pk}/join-line/").status_code == 404
    assert cadre.post(f"/desk/unions/{tree['other'].pk}/join-line/").status_code == 404
