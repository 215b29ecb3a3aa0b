"""常设授权: a committee lets its officers decide for a time, by a paper it can show, and takes it back."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from gongqiao.delegations import actions, queries, rules
from gongqiao.delegations.models import Delegation
from gongqiao.files import queries as files
from gongqiao.kernel import wall
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.organisations import actions as organisations
from tests import make
from tests.delegations.made import POWER, delegated
from tests.files import corpus
from tests.membership.test_api import clerk as program

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="union")
def _union(tree):
    return tree["joint"].body


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def may(union, role, on):
    return queries.delegation(make.actor(role, union), POWER, on=on)


def test_nobody_decides_for_the_committee_unless_it_has_said_so(union):
    assert may(union, "chair", make.TODAY) is None


def test_from_its_first_day_to_its_last_the_named_posts_may_decide_and_no_others(union, tree):
    held = delegated(union, since=date(2026, 3, 11), until=date(2026, 3, 20))

    assert [may(union, "chair", date(2026, 3, day)) for day in (10, 11, 20, 21)] == [None, held, held, None]
    assert may(union, "officer", date(2026, 3, 11)) == held
    assert may(union, "vice-chair", date(2026, 3, 11)) is None
    assert may(tree["community"].body, "chair", date(2026, 3, 11)) is None


def test_the_paper_is_kept_with_one_record_and_opened_by_the_own_union_alone(union, tree):
    clerk = make.actor("clerk", union)
    held = delegated(union, by=clerk)

    record = Record.objects.get(event="delegations.Delegated")
    assert (record.subject_id, record.person, record.body) == (str(held.pk), clerk.person_id, union.pk)
    scan = files.of(held).get()
    assert files.readable(clerk, scan.pk) == scan
    assert files.readable(make.actor("clerk", tree["community"].body), scan.pk) is None


def test_taken_back_it_ends_at_once_and_says_on_what_it_rests(union):
    held = delegated(union)
    actions.end_delegation(held.pk, words="联会〔2026〕9号", by=make.actor("clerk", union), at=make.AT + DAY)

    assert [may(union, "chair", make.TODAY + DAY * shift) for shift in (0, 1, 2)] == [held, None, None]
    held.refresh_from_db()
    assert (held.ended_on, held.ended_by) == (make.TODAY + DAY, "联会〔2026〕9号")
    with pytest.raises(Refused, match="已经在 2026-03-11 收回"):
        actions.end_delegation(held.pk, words="再收", by=make.actor("clerk", union), at=make.AT + DAY)


def test_what_is_over_needs_no_taking_back_and_what_runs_is_taken_back_with_words(union):
    held, clerk = delegated(union, until=make.TODAY), make.actor("clerk", union)

    with pytest.raises(Refused, match="请写明收回的依据"):
        actions.end_delegation(held.pk, words=" ", by=clerk, at=make.AT)
    with pytest.raises(Refused, match="已经在 2026-03-10 到期，不用收回"):
        actions.end_delegation(held.pk, words="联会〔2026〕9号", by=clerk, at=make.AT + DAY)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"roles": []}, ["nobody"]),
        ({"roles": ["clerk"]}, ["no_delegate"]),
        ({"present": []}, ["nobody_present"]),
        ({"met_on": date(2026, 3, 11)}, ["in_the_future", "before_meeting"]),
        ({"since": date(2026, 3, 9)}, ["before_meeting"]),
        ({"until": date(2026, 3, 9)}, ["ends_before"]),
    ],
)
def test_what_is_not_a_delegation_is_refused_and_nothing_is_kept(union, parts, told):
    with pytest.raises(Refused) as refused:
        delegated(union, **parts)
    assert codes(refused) == told
    assert not Delegation.objects.exists()


def test_only_what_a_module_has_entered_can_be_delegated():
    assert [each.code for each in rules.delegating("x.y", ["chair"], closed=False, interested=False)] == [
        "not_delegable"
    ]


def test_nobody_records_a_power_of_her_own_in_whichever_capacity_she_acts(union):
    person = make.person()
    facts = {"role": "chair", "body_id": union.pk, "since": make.TODAY, "by": make.actor("installer"), "at": make.AT}
    organisations.appoint(person.pk, **facts)

    with pytest.raises(Refused) as refused:
        delegated(union, by=make.actor("clerk", union, person_id=person.pk))
    assert codes(refused) == ["own_power"]
    delegated(union, by=make.actor("clerk", union, person_id=person.pk), roles=["officer"])


@pytest.mark.parametrize("role", ["cadre", "women-chair", "self", "hr"])
def test_others_record_no_delegation_and_end_none(union, role):
    held = delegated(union)
    with pytest.raises(Forbidden):
        delegated(union, by=make.actor(role, union), number="2号")
    with pytest.raises(Forbidden):
        actions.end_delegation(held.pk, words="决议", by=make.actor(role, union), at=make.AT)


def test_the_union_above_does_not_decide_for_a_committee(union, tree):
    with pytest.raises(Forbidden):
        delegated(union, by=make.actor("clerk", tree["county"].body))


def test_a_committee_empowers_nobody_beyond_its_own_term(union, tree):
    cadre = make.actor("cadre", tree["county"].body)
    organisations.begin_term(union.pk, number=1, years=3, since=date(2024, 3, 1), by=cadre, at=make.AT)

    with pytest.raises(Refused, match="不能超过本届委员会的任期（至 2027-03-01）"):
        delegated(union, until=date(2027, 3, 2))
    delegated(union, until=date(2027, 3, 1))


def test_of_one_thing_one_delegation_runs_at_a_time(union):
    first = delegated(union, until=date(2026, 6, 30))
    with pytest.raises(Refused) as refused:
        delegated(union, since=date(2026, 6, 30))
    assert codes(refused) == ["number_used", "overlaps"]

    delegated(union, number="2号", since=date(2026, 7, 1))
    actions.end_delegation(first.pk, words="决议", by=make.actor("clerk", union), at=make.AT)
    delegated(union, number="3号", since=date(2026, 3, 10), until=date(2026, 6, 30))


def test_a_union_that_has_ended_empowers_nobody(union, tree):
    organisations.dissolve(union.pk, by=make.actor("cadre", tree["county"].body), at=make.AT)
    with pytest.raises(Refused) as refused:
        delegated(union)
    assert codes(refused) == ["union_closed"]


def test_the_database_itself_keeps_a_number_from_being_used_twice(union):
    held = delegated(union)
    again = {name: getattr(held, name) for name in ("union_body_id", "permission", "number", "met_on", "present")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(**again, roles=["chair"], since=held.since, until=held.until, recorded_at=make.AT)


def test_it_stays_behind_the_wall(settings, union, tree):
    delegated(union)
    seen = {}
    settings.WALL_AT_REST = wall.UP
    for name, viewer in {
        "own": make.actor("clerk", union),
        "beside": make.actor("clerk", tree["community"].body),
        "nobody": make.actor("visitor"),
    }.items():
        wall.raise_for(viewer)
        seen[name] = Delegation.objects.count()
    settings.WALL_AT_REST = wall.DOWN
    wall.rest()

    assert seen == {"own": 1, "beside": 0, "nobody": 0}


FORM = {
    "permission": POWER.name, "roles": ["chair"], "number": "联会〔2026〕1号授", "met_on": "2026-03-01",
    "present": "李明、王芳", "since": "2026-03-02", "until": "2027-03-01",
}  # fmt: skip


def test_the_clerk_records_it_sees_it_and_takes_it_back_on_her_pages(browser, union):
    clerk = browser("clerk", union)
    assert "还没有登记常设授权" in clerk.get("/desk/delegations/").content.decode()

    told = clerk.post("/desk/delegations/new/", FORM)
    assert "请上传文件" in told.content.decode()
    scan = SimpleUploadedFile("授权决议.pdf", corpus.pdf(100), "application/pdf")
    made = clerk.post("/desk/delegations/new/", {**FORM, "scan": scan})
    held = Delegation.objects.get()
    assert made.url == f"/desk/delegations/{held.pk}/"

    page = clerk.get(made.url).content.decode()
    assert all(
        words in page for words in ("试办一件事", "工会主席", "李明、王芳", f"/files/{files.of(held).get().pk}/")
    )
    assert "联会〔2026〕1号授" in clerk.get("/desk/delegations/").content.decode()
    assert clerk.post(f"{made.url}end/", {"words": "联会〔2026〕9号"}).url == made.url
    assert "已收回" in clerk.get(made.url).content.decode()


def test_another_union_does_not_see_it(browser, union, tree):
    held = delegated(union)
    beside = browser("clerk", tree["community"].body)

    assert "联会" not in beside.get("/desk/delegations/").content.decode()
    assert [beside.get(f"/desk/delegations/{held.pk}/{more}").status_code for more in ("", "end/")] == [404, 404]


def test_programs_record_list_and_end_it_by_the_same_form(union):
    clerk = program(union)
    word = corpus.kept().word
    body = {**FORM, "present": "李明、王芳", "scan": word}

    refused = clerk.post("/api/v1/delegations", json.dumps({**body, "until": "2026-03-01"}), "application/json")
    assert (refused.status_code, refused.json()["reasons"][0]["field"]) == (422, "until")
    assert clerk.post("/api/v1/delegations", json.dumps(body), "application/json").status_code == 200
    (row,) = clerk.get("/api/v1/delegations").json()
    assert (row["number"], row["power"], row["holders"], row["ended_on"]) == (
        "联会〔2026〕1号授", "试办一件事", "工会主席", None,
    )  # fmt: skip
    ended = clerk.post(f"/api/v1/delegations/{row['id']}/end", json.dumps({"words": "决议"}), "application/json")
    assert ended.status_code == 200
    assert Delegation.objects.get().ended_by == "决议"
