"""Names and numbers as they are: with a second factor given just now, and told to everybody on the table."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from gongqiao.exports import actions, queries
from gongqiao.exports.models import Export
from gongqiao.kernel.clock import moment
from gongqiao.kernel.reasons import Refused
from gongqiao.membership.models import Membership
from gongqiao.people.models import Look, SignIn
from tests import make
from tests.exports import taken
from tests.exports.reading import read
from tests.exports.test_doors import joined, letters, take
from tests.make import AT
from tests.membership import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
JUST = AT - timedelta(minutes=15)


def why(verb, *args, **told):
    with pytest.raises(Refused) as refused:
        verb(*args, **told)
    return [reason.code for reason in refused.value.reasons]


@pytest.fixture
def member(union):
    account = make.account(make.person(name="赵一", phone="13900001234"))
    made.member(union, of=account)
    account.refresh_from_db()
    return account.person


def test_in_full_it_holds_names_and_numbers_and_says_so_to_whoever_is_on_it(union, member):
    by = taken.clerk(union)
    export = taken.members(union, by=by, full=True, strong_at=JUST)

    table = read(queries.table(export, by))
    row = dict(zip(table.heads, table.rows[0], strict=True))
    assert (row["姓名"], row["证件号码"], row["手机号"]) == ("赵一", member.document_number.reveal(), "13900001234")
    assert table.heads[0] == "姓名"
    assert "含完整的姓名和号码" in table.above[-1]
    assert Look.objects.get().what == "会员台账（其中有您的一行，含完整姓名和号码）"


@pytest.mark.parametrize("strong_at", [None, AT - timedelta(minutes=15, seconds=1)])
def test_without_a_second_factor_given_just_now_nothing_goes_in_full(union, member, strong_at):
    assert why(taken.members, union, full=True, strong_at=strong_at) == ["step_up"]
    assert Export.objects.count() == 0


def test_fetching_asks_for_the_second_factor_again(union, member):
    by = taken.clerk(union)
    export = taken.members(union, by=by, full=True, strong_at=JUST)

    later = AT + timedelta(minutes=5)
    assert why(actions.fetch, export.pk, strong_at=JUST, by=by, at=later) == ["step_up"]
    assert actions.fetch(export.pk, strong_at=later, by=by, at=later) == export


def test_a_ledger_that_has_nothing_in_full_says_so(union):
    told = {"rows": [made.applied(union).pk], **taken.WORDS, "full": True, "strong_at": AT, "at": AT}
    assert why(actions.hand_out, "applications", **told, by=taken.clerk(union)) == ["no_full"]


def test_only_those_are_counted_whom_the_union_may_see_in_full(union, member, tree):
    here, elsewhere = (held.pk for held in (Membership.objects.get(), made.member(tree["community"].body)))
    offered = queries.OFFERS["members"]

    assert queries.in_full(offered, taken.clerk(union), [here, elsewhere]) == 1
    assert queries.in_full(queries.OFFERS["applications"], taken.clerk(union), [here]) == 0


def test_every_printed_page_and_the_file_itself_say_who_took_it(union, member):
    by = taken.clerk(union)
    export = taken.members(union, by=by)

    book = load_workbook(BytesIO(queries.table(export, by)))
    mark = f"{union.name} 经手人（工会经办人） 2026-03-10 10:00 {export.pk}"
    assert book.active.oddHeader.center.text == mark
    assert book.properties.keywords == mark


def test_on_the_page_the_second_factor_is_asked_for_where_it_is_missing(clerk, union):
    joined(union, on=AT.date())
    desk = clerk(union)
    SignIn.objects.update(strong_at=None)
    asked = take(desk, full="on")
    assert "再输入一次动态口令" in letters(asked)
    assert "/sign-in/factor/?next=%2Fdesk%2Fexport%2Fmembers%2F" in asked.content.decode()

    SignIn.objects.update(strong_at=moment())
    where = take(desk, full="on").url
    assert "含完整的姓名和号码" in letters(desk.get(where))
    SignIn.objects.update(strong_at=None)
    page = desk.get(where)
    assert "输入动态口令再下载" in letters(page)
    assert desk.get(f"{where}file/").status_code == 403
