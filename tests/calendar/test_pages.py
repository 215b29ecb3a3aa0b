"""The operator's calendar: shown to everybody, kept by the operator, and running clocks are looked at first."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404
from django.test import RequestFactory

from gongqiao.calendar import forms, pages
from gongqiao.kernel.models import Deadline
from gongqiao.kernel.reasons import Forbidden
from gongqiao.law import queries
from gongqiao.law.book import Book
from gongqiao.law.calendar import Year
from gongqiao.law.models import Arrangement, Reading
from tests import make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
NOTICE = """2027-01-01至2027-01-03 放假 元旦
2027-05-01至2027-05-05 放假 劳动节

2027-10-01 至 2027-10-07 放假 国庆节
2027-02-14 上班 春节"""
FILLED = {"source": "国办发明电〔2026〕8号", "published_on": "2026年11月27日", "division": "", "days": NOTICE}


def ask(page, *arguments, role="system-admin", **data):
    request = RequestFactory().post("/", data) if data else RequestFactory().get("/")
    request.actor, request.arrived_at, request.session = make.actor(role), AT, {}
    request._messages = FallbackStorage(request)
    return page(request, *arguments)


def text(response):
    return response.content.decode()


def running(clock="bargaining.publish", on=date(2027, 9, 28)):
    due = queries.due(clock, on, division="330302")
    return Deadline.objects.create(
        subject_type="kernel.body", subject_id=str(next(make.serial)), clock=clock, started_on=on, due_on=due.last_day,
        parameter=due.row, article=due.article, provisional=due.provisional, division="330302",
    )  # fmt: skip


def test_everybody_sees_the_years_with_their_notice():
    shown = text(ask(pages.years, role="visitor"))
    assert [f"{year}年" in shown for year in (2028, 2027, 2026, 2004, 2029)] == [True, True, True, True, False]
    assert "国办发明电〔2025〕7号" in shown
    assert (shown.count("日历未维护"), shown.count('wait">暂定<')) == (2, 1)


def test_where_no_notice_was_seen_the_pages_say_that_its_day_is_not_checked():
    assert text(ask(pages.years, role="visitor")).count("公布日期未核") == 4
    assert [("公布日期未核" in text(ask(pages.year, year))) for year in (2004, 2007, 2008, 2027)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert "国办发明电〔2012〕33号，2012年12月10日公布" in text(ask(pages.year, 2013))


def test_the_share_of_running_clocks_with_a_last_day_for_good_is_shown_and_what_the_others_wait_for():
    assert "正在计算的期限" not in text(ask(pages.years, role="visitor"))
    for started in (date(2026, 9, 28), date(2026, 9, 29), date(2027, 9, 28), date(2029, 9, 28)):
        running(on=started)

    shown = text(ask(pages.years, role="visitor"))

    assert '<progress max="4" value="2">50%</progress>' in shown
    assert "已完成 2 / 4（50%）" in shown
    assert "1 件的最后一日是暂定的" in shown
    assert "1 件没有最后一日，等待2029年的日历" in shown


def test_only_the_operator_is_given_the_form():
    assert "录入这一年的安排" in text(ask(pages.year, 2027))
    assert "录入这一年的安排" not in text(ask(pages.year, 2027, role="visitor"))
    assert "登记口径" not in text(ask(pages.reading, "rest_days", role="visitor"))


def test_a_year_is_shown_as_the_notice_writes_it():
    shown = text(ask(pages.year, 2026))
    assert "2026-02-15至2026-02-23 放假 春节" in shown
    assert "2026-02-14 上班 春节" in shown


@pytest.mark.parametrize("number", [2003, 2029])
def test_there_is_no_page_for_a_year_that_cannot_be_entered(number):
    with pytest.raises(Http404):
        ask(pages.year, number)


def test_a_year_is_entered_as_it_was_published():
    done = ask(pages.year, 2027, **FILLED)

    assert (done.status_code, done.url) == (302, "/desk/calendar/2027/")
    year = Book.opened().calendar("", date(2027, 1, 1)).year(2027)
    assert (len(year.off), year.work, year.published_on) == (15, {date(2027, 2, 14): "春节"}, date(2026, 11, 27))


def test_what_is_written_can_be_read_again():
    ask(pages.year, 2027, **FILLED)
    year = Book.opened().calendar("", date(2027, 1, 1)).year(2027)
    again = forms.Arranging({**FILLED, "days": forms.written(year)}, number=2027)
    assert again.is_valid()
    assert (again.cleaned_data["off"], again.cleaned_data["work"]) == (year.off, year.work)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("春节放假八天", "第1行看不懂"),
        ("2027-02-30 放假", "第1行看不懂"),
        ("2027-02-12至2027-02-05 放假 春节", "第1行的起止日期不对"),
        ("2027-02-05至2027-12-05 放假 春节", "第1行的起止日期不对"),
        ("2027-02-05 放假 春节", "缺少法定节假日1月1日、5月1日、10月1日、10月2日、10月3日"),
    ],
)
def test_what_cannot_be_a_notice_is_refused_and_what_was_typed_stays(line, words):
    shown = text(ask(pages.year, 2027, **{**FILLED, "days": line}))
    assert words in shown
    assert line in shown
    assert not Arrangement.objects.exists()


def test_only_the_operator_enters_a_year():
    with pytest.raises(Forbidden):
        ask(pages.year, 2027, role="visitor", **FILLED)


def test_running_clocks_that_would_be_touched_are_shown_before_and_moved_only_later():
    publish = running()
    assert publish.due_on == date(2027, 10, 6)

    shown = text(ask(pages.year, 2027, **FILLED))
    assert "向全体职工公布：2027-09-28起算，原定2027-10-06，按新安排应为2027-10-12" in shown
    assert "请先看过页面下方列出的期限" in shown
    assert not Arrangement.objects.exists()

    assert ask(pages.year, 2027, **FILLED, seen="on").status_code == 302
    publish.refresh_from_db()
    assert publish.due_on == date(2027, 10, 6), "the waiting ones are filled after the answer"


def test_a_place_is_touched_by_its_own_arrangement_only():
    running(on=date(2026, 3, 10))
    draft = Year(2026, {date(2026, 3, 12): "临时放假"}, {}, "", "市政府通告", date(2026, 3, 1), division="3301")
    form = forms.Arranging({**FILLED, "division": "330100", "days": "2026-03-12 放假 临时放假"}, number=2026)
    assert form.is_valid()
    assert form.cleaned_data["division"] == draft.division
    assert not form.touched


def test_a_reading_is_settled_by_the_operator_and_shown():
    facts = {"division": "3301", "answer": "no", "basis": "市人力社保局复函", "since": "2026-12-01"}
    assert ask(pages.reading, "review_roll", **facts).status_code == 302
    assert Reading.objects.get().since == date(2026, 12, 1)
    assert "3301：自2026-12-01起，审查期限末日遇休息日：不顺延" in text(
        ask(pages.reading, "review_roll", role="visitor")
    )


@pytest.mark.parametrize(
    ("question", "usual"),
    [
        ("rest_days", "公休日和法定节假日"),
        ("review_roll", "顺延"),
        ("labour_hour", "24:00，与网上办理相同"),
        ("union_hour", "24:00，与网上办理相同"),
    ],
)
def test_where_nobody_has_answered_the_page_says_what_holds(question, usual):
    assert f"没有登记，按平台的默认口径办理：{usual}。" in text(ask(pages.reading, question, role="visitor"))


def test_the_hour_at_which_a_counter_closes_is_settled_like_any_reading():
    facts = {"division": "330109", "answer": "17:00", "basis": "区政务服务中心办事指南", "since": "2026-12-01"}
    assert ask(pages.reading, "labour_hour", **facts).status_code == 302
    shown = text(ask(pages.reading, "labour_hour", role="visitor"))
    assert "330109：自2026-12-01起，人力社保部门窗口收件到几点：17:00（区政务服务中心办事指南）" in shown


def test_there_is_no_page_for_an_unknown_reading():
    with pytest.raises(Http404):
        ask(pages.reading, "weather")


@pytest.mark.parametrize(("code", "tidied"), [("330000", "33"), ("330100", "3301"), ("330110", "330110"), ("", "")])
def test_a_place_and_everything_in_it_have_one_code(code, tidied):
    assert forms.tidy(code) == tidied
