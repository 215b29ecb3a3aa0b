import pytest

from gongqiao.design import menu
from gongqiao.design.menu import Entry, enter, entries, here
from gongqiao.kernel.authority import Actor, Permission, Reach, grants, role
from gongqiao.kernel.identifiers import uuid7

KEEPER = role("test_keeper", "测试台账员")
SEE = Permission("test.see", "查看测试")
grants((SEE, {KEEPER: Reach.HERE}))
VISITOR, MEMBER, CADRE = Actor(), Actor("self", uuid7(), account_id=uuid7()), Actor(KEEPER, uuid7())


@pytest.fixture(autouse=True)
def _own_menu(monkeypatch):
    monkeypatch.setattr(menu, "ENTRIES", {})
    yield
    menu._all.cache_clear()


def labels(actor):
    return [row.label for row in entries("desk", "menu", actor)]


def test_entries_come_in_order_each_page_once():
    enter(Entry("desk", "后", "employer", order=2), Entry("desk", "前", "desk", order=1))
    enter(Entry("desk", "后来的", "employer", order=2))
    assert labels(VISITOR) == ["前", "后来的"]


def test_what_needs_a_permission_is_shown_to_its_holders_only():
    enter(Entry("desk", "测试台账", "desk", permission=SEE))
    assert [labels(None), labels(VISITOR), labels(MEMBER), labels(CADRE)] == [[], [], [], ["测试台账"]]


def test_the_way_in_is_shown_to_visitors_and_ones_own_to_whoever_is_known():
    enter(Entry("desk", "登录", "desk", visitors=True), Entry("desk", "我的", "employer", signed_in=True))
    assert [labels(VISITOR), labels(MEMBER)] == [["登录"], ["我的"]]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", "/"),
        ("/desk/", "/desk/"),
        ("/desk/members/", "/desk/members/"),
        ("/desk/members/1/", "/desk/members/"),
        ("/x/", ""),
    ],
)
def test_the_entry_of_a_page_is_the_longest_that_leads_to_it(path, found):
    rows = [Entry("desk", href, "x", href=href) for href in ("/", "/desk/", "/desk/members/")]
    assert here(rows, path) == found
