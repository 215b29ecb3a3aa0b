import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongqiao.exports import actions, grants, queries
from gongqiao.exports.models import Export
from gongqiao.kernel import wall
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.membership.models import Membership
from gongqiao.people import queries as people
from gongqiao.people.models import Look, Person
from tests import make
from tests.exports import taken
from tests.exports.reading import read
from tests.make import AT
from tests.membership import made

pytestmark = pytest.mark.django_db


def why(*args, **parts):
    with pytest.raises(Refused) as refused:
        taken.members(*args, **parts)
    return [reason.code for reason in refused.value.reasons]


def test_what_was_taken_away_by_whom_and_what_for_is_kept_and_the_record_has_only_counts(union):
    member = made.member(union)
    by = taken.clerk(union)

    export = taken.members(union, by=by)

    kept = (export.title, export.told, export.purpose, export.body_id, export.person_id, export.role_words)
    assert kept == ("会员台账", taken.WORDS["told"], taken.WORDS["purpose"], union.pk, by.person_id, "工会经办人")
    assert (export.called, export.count, export.rows) == ("经*", 1, [str(member.pk)])
    assert (export.at, export.until) == (AT, AT + timedelta(minutes=30))
    record = Record.objects.get(event="exports.HandedOut")
    digest = hashlib.sha256(str(member.pk).encode()).hexdigest()
    assert record.facts == {
        "export_id": str(export.pk),
        "ledger": "members",
        "count": 1,
        "digest": digest,
        "full": False,
    }
    assert (record.subject_id, record.body, record.person) == (str(export.pk), union.pk, by.person_id)
    assert record.batch is not None


def test_every_member_on_the_table_can_read_who_took_it_and_what_for(union):
    accounts = [make.account() for _ in range(3)]
    for account in accounts:
        made.member(union, of=account)
        account.refresh_from_db()

    taken.members(union)

    for account in accounts:
        look = people.looks(make.oneself(account)).get()
        assert (look.get_way_display(), look.what) == ("导出了", "会员台账（其中有您的一行，已遮蔽）")
        assert (look.body_words, look.role_words, look.reason) == (union.name, "工会经办人", taken.WORDS["purpose"])


def test_an_applicant_whom_nobody_knows_by_a_document_yet_can_read_it_too(union):
    account = make.account()
    application = made.applied(union, of=account)
    assert application.person_id is None

    actions.hand_out("applications", rows=[application.pk], **taken.WORDS, by=taken.clerk(union), at=AT)

    assert people.looks(make.oneself(account)).get().what.startswith("入会申请")


def test_a_table_of_many_is_told_with_as_few_statements_as_one_of_one(union):
    made.member(union)
    with CaptureQueriesContext(connection) as one:
        taken.members(union, by=taken.clerk(union))
    for _ in range(3):
        made.member(union)
    with CaptureQueriesContext(connection) as four:
        taken.members(union, by=taken.clerk(union))

    assert len(one) == len(four)
    assert Look.objects.count() == 1 + 4


def test_more_rows_than_may_go_at_once_are_refused_and_nothing_is_told(union, monkeypatch):
    for _ in range(3):
        made.member(union)
    monkeypatch.setitem(grants.CAPS, "clerk", 2)

    assert why(union) == ["too_many"]
    assert (Export.objects.count(), Look.objects.count()) == (0, 0)
    assert not Record.objects.filter(event="exports.HandedOut").exists()


def test_an_empty_table_and_a_purpose_that_says_nothing_are_refused_together(union):
    assert why(union, purpose="无") == ["nothing", "no_purpose"]


def test_another_unions_rows_are_never_inside_whatever_was_listed(tree):
    ours, theirs = made.member(tree["joint"].body), made.member(tree["community"].body)
    for above in ("township", "county", "city", "province"):
        assert why(tree[above].body, rows=[ours.pk]) == ["changed"]
    assert why(tree["joint"].body, rows=[ours.pk, theirs.pk]) == ["changed"]
    with pytest.raises(Refused):
        actions.hand_out(
            "applications",
            rows=[made.applied(tree["community"].body).pk],
            **taken.WORDS,
            by=taken.clerk(tree["joint"].body),
            at=AT,
        )
    assert Export.objects.count() == 0


def test_a_member_who_left_a_moment_ago_stops_the_table(tree):
    member = made.member(tree["joint"].body)
    Membership.objects.filter(pk=member.pk).update(union_body=tree["community"].body)

    assert why(tree["joint"].body, rows=[member.pk]) == ["changed"]


@pytest.mark.parametrize("role", ["women-chair", "hr", "system-admin", "security-admin", "audit-admin", "installer"])
def test_whoever_has_no_duty_with_members_takes_nothing_away(union, role):
    made.member(union)
    with pytest.raises(Forbidden, match="导出台账"):
        taken.members(union, by=taken.clerk(union, role))


def test_oneself_takes_nothing_away_either(union):
    account = make.account()
    made.member(union, of=account)
    account.refresh_from_db()
    with pytest.raises(Forbidden):
        taken.members(union, by=make.oneself(account))


def test_only_whoever_took_it_fetches_it_within_half_an_hour_each_time_on_record(union):
    made.member(union)
    by = taken.clerk(union)
    export = taken.members(union, by=by)

    for _ in range(2):
        actions.fetch(export.pk, by=by, at=export.until)
    assert Record.objects.filter(event="exports.Fetched", subject_id=str(export.pk)).count() == 2
    for who, at, code in (
        (by, export.until + timedelta(seconds=1), "late"),
        (taken.clerk(union), AT, "not_own"),
        (taken.clerk(union, "chair"), AT, "not_own"),
    ):
        with pytest.raises(Refused) as refused:
            actions.fetch(export.pk, by=who, at=at)
        assert [reason.code for reason in refused.value.reasons] == [code]
    assert Record.objects.filter(event="exports.Fetched").count() == 2


def test_whoever_took_it_does_not_fetch_it_as_somebody_of_another_union(tree):
    made.member(tree["joint"].body)
    by = taken.clerk(tree["joint"].body)
    export = taken.members(tree["joint"].body, by=by)
    elsewhere = make.actor("clerk", tree["community"].body, person_id=by.person_id)

    with pytest.raises(Forbidden):
        actions.fetch(export.pk, by=elsewhere, at=AT)


def test_a_union_reads_of_its_own_exports_and_its_superiors_of_none(tree):
    made.member(tree["joint"].body)
    taken.members(tree["joint"].body)

    assert {key for key, each in tree.items() if taken.of(each.body).exists()} == {"joint"}


def test_behind_the_wall_an_export_is_seen_by_its_office_and_by_whoever_took_it(tree):
    made.member(tree["joint"].body)
    by = taken.clerk(tree["joint"].body)
    taken.members(tree["joint"].body, by=by)
    viewers = {key: make.actor("clerk", each.body) for key, each in tree.items()}
    viewers["herself"] = make.oneself(make.account(Person.objects.get(pk=by.person_id)))
    viewers["somebody"] = make.oneself(make.account())

    seen = set()
    for key, viewer in viewers.items():
        wall.raise_for(viewer)
        if Export.objects.exists():
            seen.add(key)
        wall.rest()

    assert seen == {"joint", "herself"}


def test_a_row_that_has_gone_since_is_not_in_the_table_and_the_table_says_so(union, tree):
    _, goes = made.member(union), made.member(union)
    by = taken.clerk(union)
    export = taken.members(union, by=by)
    Membership.objects.filter(pk=goes.pk).update(union_body=tree["community"].body)

    table = read(queries.table(export, by))
    assert len(table.rows) == 1
    assert table.below[0] == "导出后有 1 行已不在本台账，没有列出"
