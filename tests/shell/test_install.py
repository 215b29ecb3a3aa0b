"""A real union begins on an empty database with one command, and its first administrator signs in."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import TestCase
from django.urls import reverse

from gongqiao.kernel.clock import day, moment
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Refused
from gongqiao.organisations import queries
from gongqiao.organisations.models import Appointment, LabourDepartment, Organisation
from gongqiao.people.models import Account, Person
from gongqiao.shell.install.command import install
from gongqiao.shell.install.first import HEAD, POSTS
from tests import make
from tests.people.conftest import last_code
from tests.shell.test_command import here, last
from tests.typed import typed, typed_at_a_terminal

__all__ = ["here"]


def first(**changed):
    """A first list, one row for each post; `changed` puts another row in the place of one, or None for no row."""
    rows = {post: [post, f"安{post[:2]}", make.phone(), make.identity_number()] for post in POSTS} | changed
    return {post: row for post, row in rows.items() if row}


def table(rows, head=HEAD):
    text = StringIO()
    csv.writer(text).writerows([head, *rows])
    return text.getvalue()


def run(words, *arguments):
    done = CliRunner().invoke(install, arguments, input=words, standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value


def listed(rows):
    return run(table(rows.values()), "--people", "-")


def refusal(words, *arguments):
    with pytest.raises(Refused) as told:
        run(words, *arguments)
    return str(told.value)


@pytest.fixture
def _ring(here, settings, tmp_path):
    """The keys that the command's own process makes are those this test reads with."""
    assert typed("secrets", "make", **here).code == 0
    settings.KEY_RING = tmp_path / "keys.json"


@pytest.mark.usefixtures("_ring")
def test_the_command_makes_a_union_of_an_empty_database_and_its_first_administrator_signs_in(here, tmp_path, client):
    rows = first()
    (tmp_path / "first.csv").write_text(table(rows.values()), "utf-8-sig")

    code, out, shown = typed_at_a_terminal("install", "--people", str(tmp_path / "first.csv"), "--json", **here)

    assert (code, last(out)) == (0, {"unions": 1_488, "departments": 102, "posts": 4})
    assert re.search(r"安装  \[-*#", shown)
    phone = rows["系统管理员"][2]
    client.post(reverse("people:sign_in"), {"phone": phone, "agreed": "on"})
    assert client.post(reverse("people:code"), {"code": last_code(phone)}).url == reverse("people:identities")
    secret = re.search(r"<code>(\w+)</code>", client.get(reverse("people:otp")).text)[1]
    client.post(reverse("people:otp"), {"code": make.one_time_password(secret, moment())})
    post = Appointment.objects.get(role="system-admin")
    assert client.post(reverse("people:identities"), {"appointment_id": post.pk}).url == "/desk/"
    assert "录入这一年的安排" in client.get(reverse("calendar:year", args=[2026])).text


@pytest.mark.usefixtures("_ring")
@pytest.mark.long
def test_at_a_terminal_it_asks_for_each_and_asks_again_what_cannot_be_right(here):
    rows = [row[1:] for row in first().values()]
    rows[0][1:1] = ["139"]
    answers = "".join(f"{words}\n" for row in rows for words in row)

    code, out, shown = typed_at_a_terminal("install", "--json", answers=answers, **here)

    assert (code, last(out)["posts"]) == (0, 4)
    assert "省总工会干部的身份证号" in shown
    assert "手机号是 11 位数字" in shown


@pytest.mark.django_db
def test_without_a_ring_of_keys_it_says_what_comes_first(settings, tmp_path):
    settings.KEY_RING = tmp_path / "none.json"
    assert "请先执行 gongqiao secrets make" in refusal("")


@pytest.mark.django_db
class TestFirstPeople:
    def test_where_nobody_answers_it_says_who_is_lacking(self):
        told = refusal("")
        assert told == (
            "还没有说由谁担任系统管理员、安全管理员、审计管理员、省总工会干部，请在提示后填写，或者用 --people 给出名单"
        )

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("甲,乙\n1,2\n", "名单第一行应为 职务,姓名,手机号,身份证号"),
            (table([["", "安系统", "13900000001", ""]]), "每行四项都要填"),
            (table([["系统管理员", "安系统"]]), "系统管理员的手机号：这个字段是必填项"),
            (table([["会计", "安系统", "13900000001", "1"]]), "名单中的职务“会计”不认识"),
            (table([["系统管理员", "安", "1", "1"]] * 2), "同一职务写了两次"),
            (
                table([["系统管理员", "安", "1390000000", "330102199003077512"]]),
                "系统管理员的手机号：手机号是 11 位数字",
            ),
            ("职务,姓名\n" + '"' + "x" * 200_000, "名单不是能读懂的 CSV 文件"),
        ],
    )
    def test_a_list_that_cannot_be_right_is_told_where(self, text, words):
        assert words in refusal(text, "--people", "-")

    def test_a_document_that_cannot_be_is_told_whose_and_not_what_was_written(self):
        number = make.identity_number()
        wrong = ["审计管理员", "安审计", make.phone(), f"{number[:-1]}{'1' if number.endswith('0') else '0'}"]
        told = refusal(table(first(审计管理员=wrong).values()), "--people", "-")
        assert told.startswith("审计管理员：")
        assert wrong[3] not in told
        assert not Organisation.objects.exists()

    def test_the_three_duties_lie_in_three_hands(self):
        one = make.phone(), make.identity_number()
        rows = first(系统管理员=["系统管理员", "安安", *one], 审计管理员=["审计管理员", "安安", *one])
        told = refusal(table(rows.values()), "--people", "-")
        assert told == "审计管理员：系统、安全、审计管理员必须由不同的人担任，请另行指定"
        assert (Person.objects.count(), Record.objects.count()) == (0, 0)

    def test_two_people_do_not_share_a_phone(self):
        rows = first(安全管理员=["安全管理员", "安全", "13900000009", make.identity_number()])
        rows["审计管理员"][2] = "13900000009"
        assert refusal(table(rows.values()), "--people", "-").startswith("审计管理员：该账号已关联到另一人员")


class Installed(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = first()
        cls.counts = listed(cls.rows)
        connection.check_constraints()  # once for all

    def test_every_division_that_is_governed_has_its_general_union(self):
        tiers = {tier: len(queries.bodies_by_division(tier)) for tier in ("province", "city", "county", "township")}

        assert tiers == {"province": 1, "city": 11, "county": 90, "township": 1_386}
        assert self.counts == {"unions": 1_488, "departments": 102, "posts": 4}

    def test_a_township_union_stands_under_its_county_city_and_province(self):
        union = Organisation.objects.get(pk=queries.federation_of("330109113"))

        assert [each.name for each in queries.ancestors(union.pk)] == [
            "浙江省总工会",
            "杭州市总工会",
            "杭州市萧山区总工会",
        ]
        assert (union.name, union.set_up_on) == ("杭州市萧山区瓜沥镇总工会", day(moment()))

    def test_everybody_holds_her_post_with_an_account_of_her_own(self):
        told = {
            post.role: (post.body.name, Account.objects.get(person=post.person).phone.reveal())
            for post in Appointment.objects.select_related("body", "person")
        }

        phones = {POSTS[post]: row[2] for post, row in self.rows.items()}
        places = {role: "浙江省总工会" if role == "cadre" else "工桥平台运行中心" for role in phones}
        assert told == {role: (places[role], phone) for role, phone in phones.items()}

    def test_a_second_time_changes_nothing_and_asks_nothing(self):
        records = Record.objects.count()

        assert run("") == listed(self.rows) == {"unions": 0, "departments": 0, "posts": 0}
        assert Record.objects.count() == records

    def test_a_post_that_has_fallen_vacant_is_filled_again(self):
        over = day(moment()) - timedelta(days=1)
        Appointment.objects.filter(role="audit-admin").update(since=over, until=over)

        assert "审计管理员" in refusal("")
        assert listed({"new": ["审计管理员", "安新", make.phone(), make.identity_number()]})["posts"] == 1

    def test_a_union_that_has_ended_is_not_founded_again_and_what_lies_below_finds_the_next_above(self):
        county = queries.federation_of("330109")
        Organisation.objects.filter(division="330109113").update(division="330109001")
        Organisation.objects.filter(pk=county).update(dissolved_on=day(moment()))

        assert run("")["unions"] == 1
        assert queries.federation_of("330109") is None
        assert queries.ancestors(queries.federation_of("330109113"))[-1].name == "杭州市总工会"

    def test_labour_departments_stand_under_one_another(self):
        department = LabourDepartment.objects.select_related("body").get(division="330109")

        assert department.body.name == "杭州市萧山区人力资源和社会保障局"
        assert queries.departments().keys() >= {"330000", "330100", "330109"}
