import pytest

pytestmark = pytest.mark.django_db


def test_the_province_page_shows_the_map_and_the_cities(client):
    answer = client.get("/desk/divisions/")

    assert answer.status_code == 200
    assert "浙江省各县（市、区）乡镇（街道）数" in answer.text
    assert 'aria-label="温州市龙港市：0 个"' in answer.text


def test_a_search_gives_links_with_full_names(client):
    answer = client.get("/desk/divisions/", {"name": "xsq"})

    assert "浙江省杭州市萧山区" in answer.text
    assert "/desk/divisions/330109/" in answer.text


def test_an_abolished_code_leads_to_the_county_of_today(client):
    answer = client.get("/desk/divisions/330103/")

    assert "您查找的代码 330103 已经撤销，现为 拱墅区（330105）" in answer.text


def test_an_unknown_code_is_not_found(client):
    assert client.get("/desk/divisions/999999/").status_code == 404
