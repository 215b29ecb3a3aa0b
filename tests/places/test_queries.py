import pytest

from gongqiao.places import queries
from gongqiao.places.models import Level

pytestmark = pytest.mark.django_db


def test_the_path_of_a_village_runs_from_the_province_down(django_assert_num_queries):
    village = queries.resolve("330102001051")

    with django_assert_num_queries(1):
        assert [each.name for each in queries.path(village)] == ["浙江省", "杭州市", "上城区", "清波街道", "清波门社区"]


def test_a_village_of_longgang_lies_directly_in_its_county():
    village = queries.resolve("330383198001")

    assert [each.name for each in queries.path(village)] == ["浙江省", "温州市", "龙港市", "金钗河社区"]


def test_full_names_take_two_statements_however_many(django_assert_num_queries):
    with django_assert_num_queries(2):
        names = queries.full_names(["330109", "330383198001", "330102001", "330103"])

    assert names["330109"] == "浙江省杭州市萧山区"
    assert names["330383198001"] == "浙江省温州市龙港市金钗河社区"
    assert names["330103"] == "浙江省杭州市下城区"


@pytest.mark.parametrize(
    ("old", "now"), [("330103", "330105"), ("331021", "331083"), ("330109", "330109"), ("999999", None)]
)
def test_an_old_code_still_says_where(old, now):
    found = queries.division(old)

    assert (found and found.code) == now


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("萧山", "330109"),
        ("xiaoshan", "330109"),
        ("Xiao shan", "330109"),
        ("xsq", "330109"),
        ("330109", "330109"),
        ("yueqing", "330382"),
    ],
)
def test_a_division_is_found_by_name_reading_initials_and_code(words, first):
    assert queries.search(words)[0].code == first


def test_a_search_stays_within_what_it_is_told():
    found = queries.search("新", level=Level.TOWNSHIP, within="330206")

    assert found
    assert {each.code[:6] for each in found} == {"330206"}


@pytest.mark.parametrize("words", ["", "  ", "火星基地", "%", "_"])
def test_a_search_for_nothing_finds_nothing(words):
    assert queries.search(words) == []


@pytest.mark.parametrize(
    ("address", "found", "sure"),
    [
        ("浙江省杭州市萧山区北干街道金城路 458 号", "北干街道", True),
        ("杭州萧山北干金城路458号", "北干街道", True),
        ("宁波市北仑区新碶街道大港社区", "新碶街道", True),
        ("温州市龙港市金钗河社区某路1号", "龙港市", True),
        ("杭州市上城区清波门社区", "清波街道", True),
        ("杭州市萧山区某路", "萧山区", True),
        ("舟山市", "舟山市", True),
    ],
)
def test_an_address_leads_to_its_township(address, found, sure):
    guess = queries.township_of(address)

    assert (guess.division.name, guess.sure) == (found, sure)


@pytest.mark.parametrize("address", ["", "火星基地一号", "北京"])
def test_an_address_of_nowhere_is_not_guessed(address):
    assert queries.township_of(address) is None


def test_a_name_that_many_places_bear_is_only_a_guess():
    assert not queries.township_of("新街人民路").sure
