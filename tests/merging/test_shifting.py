"""Every column that points to a person follows her, or is named here and in the module with the reason why not."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import models

from gongqiao.exports.models import ExportAlarm
from gongqiao.kernel import wall
from gongqiao.membership.actions import entering
from gongqiao.membership.models import Membership
from gongqiao.merging import actions, queries
from gongqiao.merging.actions.shifting import LOOSE, STAYS, pointing
from gongqiao.merging.models import Merger, Paper, Shift
from gongqiao.notices.models import Notice, Task
from gongqiao.organisations.models import Appointment
from gongqiao.people import actions as people
from gongqiao.people import queries as persons
from gongqiao.people.models import Belonging, Look, Person
from tests import make
from tests.merging.made import Twins, joined, refused
from tests.rosters import lists

pytestmark = pytest.mark.django_db

# Keys without a foreign key: what they name, where it is no person, or why what a person did stays told as it was.
NAMED = {
    ("kernel.Record", "person"): "append-only: who did it is told as it was",
    **dict.fromkeys(
        [
            ("changes.Paper", "recorded_by"), ("changes.Resettlement", "recorded_by"),
            ("files.StoredFile", "uploaded_by"), ("membership.Paper", "recorded_by"),
            ("membership.Resolution", "recorded_by"), ("merging.Paper", "recorded_by"),
            ("merging.Merger", "proposed_by"), ("merging.Merger", "confirmed_by"), ("rosters.Roster", "by_person"),
            ("intake.Intake", "by_person"), ("erasure.Paper", "recorded_by"), ("erasure.Hold", "set_by"),
            ("erasure.Hold", "lifted_by"),
        ],
        "who entered it, as it was then",
    ),
    **dict.fromkeys(
        [
            ("kernel.Record", "appointment"), ("kernel.Record", "batch"), ("kernel.Answer", "batch"),
            ("membership.Resolution", "batch"),
            ("people.Token", "appointment"),
            ("people.SignIn", "appointment"), ("rosters.Roster", "by_appointment"), ("rosters.Roster", "resolution"),
            ("intake.Intake", "by_appointment"),
            ("rosters.RosterLine", "person_key"), ("membership.Application", "account"),
            ("membership.Application", "delegation"), ("organising.Founding", "account"),
            ("files.StoredFile", "account_id"), ("notices.Task", "account"), ("notices.Task", "owner_account"),
            ("notices.Notice", "account"), ("merging.Merger", "goes_on"),
            ("merging.Merger", "ends"),
        ],
        "the key of something else",
    ),
}  # fmt: skip
OURS = [model for model in apps.get_models() if model.__module__.startswith("gongqiao.")]


def test_every_key_to_a_person_follows_or_stays_for_a_reason():
    keys = {(m._meta.label, c.name) for m in OURS for c in m._meta.concrete_fields if c.related_model is Person}
    following = {(model._meta.label, column.name) for model, column in pointing()}

    assert keys == (following - set(LOOSE)) | set(STAYS)
    assert not following & set(STAYS)
    assert all(len(reason) > 5 for reason in STAYS.values())


def test_every_loose_key_follows_or_is_named():
    loose = {
        (model._meta.label, column.name)
        for model in OURS
        for column in model._meta.concrete_fields
        if isinstance(column, models.UUIDField) and not column.is_relation and not column.primary_key
    }
    assert loose - set(LOOSE) == set(NAMED)


def test_afterwards_nothing_that_follows_points_to_the_row_that_went(twins):
    Task.objects.create(**_task(twins.gone), started_by=twins.gone.pk, opened_at=make.AT)
    twins.merged()

    left = {
        (model._meta.label, column.name)
        for model, column in pointing()
        if model._meta.base_manager.filter(**{column.attname: twins.gone.pk}).exists()
    }
    assert left == set()
    assert Shift.objects.filter(merger=twins.pk, table="notices.Task", column="started_by").exists()


def _task(person, subject="1"):
    told = {"kind": "test.kind", "title": "事项", "subject_type": "test.thing", "subject_id": subject}
    return {**told, "person": person, "url_name": "people:me"}


def test_what_one_has_once_at_a_time_is_not_had_twice(tree):
    one, phone = joined(tree["joint"].body, name="李华", document_number=make.identity_number(sequence=302))
    told = {"document_type": "passport", "birth_on": date(1990, 1, 1), "sex": "2", "name": "李华"}
    two, other = joined(tree["joint"].body, document_number="E99999999", **told)
    for person in (one.person, two.person):
        post = {"role": "scrutineer", "body": tree["joint"].body, "since": make.TODAY}
        Appointment.objects.create(person=person, **post)
        Task.objects.create(**_task(person), opened_at=make.AT)
        note = {"kind": "test.kind", "words": "消息", "subject_type": "test.thing", "subject_id": "1", "occasion": "9"}
        Notice.objects.create(**note, person=person, told_at=make.AT)
        ExportAlarm.objects.create(person=person, day=make.TODAY, count=20, rows=1)
    merger = Merger.objects.create(
        kept=one.person, merged=two.person, called="李华", also_called="李华", union_body=tree["joint"].body,
        other_body=tree["joint"].body, goes_on=one.pk, ends=two.pk, seen="originals", words="同一人", state="asked",
        asks_kept=True, asks_merged=True, proposed_at=make.AT, confirmed_by=make.uuid7(), handled_in="330109",
    )  # fmt: skip
    for account in (phone, other):
        actions.agree(merger.pk, by=make.oneself(account), at=make.AT)

    assert list(Appointment.objects.order_by("pk").values_list("person", "until")) == [
        (one.person_id, None), (one.person_id, make.TODAY),
    ]  # fmt: skip
    assert Task.objects.standing().filter(kind="test.kind").count() == 1
    notices = Notice.objects.filter(kind="test.kind").order_by("occasion")
    assert [(note.person_id, note.occasion) for note in notices] == [(one.person_id, "9"), (one.person_id, "9+")]
    assert Belonging.objects.filter(person=one.person, kind="member", until=None).count() == 1
    assert ExportAlarm.objects.filter(person=two.person).exists()


def looker(twins):
    return make.actor("clerk", twins.union, person_id=make.person().pk, appointment_id=None)


def test_she_reads_who_looked_at_either_row_and_takes_both_rows_data_away(twins):
    told = {"what": "phone", "reason": "核对", "strong_at": make.AT, "at": make.AT}
    people.reveal(twins.gone.pk, **{**told, "what": "name"}, by=looker(twins))
    twins.merged()
    twins.phone_new.refresh_from_db()
    herself = make.oneself(twins.phone_new)

    assert [look.person_id for look in persons.looks(herself)] == [twins.gone.pk]
    data = persons.own_data(herself)
    assert len(data["人员"]) == len(data["会籍"]) == 2
    assert [row["状态"] for row in data["合并登记"]] == ["已合并"]
    assert [row["内容"] for row in data["查看记录"]] == ["姓名"]


def test_behind_the_wall_she_sees_both_rows_and_her_looks_and_nobody_else_does(twins):
    people.reveal(twins.gone.pk, what="name", reason="核对", strong_at=make.AT, by=looker(twins), at=make.AT)
    twins.merged()
    twins.phone_old.refresh_from_db()
    viewers = {
        "herself": make.oneself(twins.phone_old),
        "stranger": make.oneself(make.account(make.person())),
        "clerk": twins.clerk,
        "elsewhere": make.actor("clerk", twins.tree["other"].body),
    }
    keys, seen = [twins.kept.pk, twins.gone.pk], {}
    for name, viewer in viewers.items():
        wall.raise_for(viewer)
        rows = Person.objects.filter(pk__in=keys)
        seen[name] = rows.count(), Look.objects.count(), Merger.objects.count(), Shift.objects.count()
        wall.rest()

    assert seen == {"herself": (2, 1, 1, 0), "stranger": (0, 0, 0, 0), "clerk": (1, 0, 1, 0), "elsewhere": (0, 0, 0, 0)}


def test_a_merger_is_seen_by_its_three_unions_and_by_her_once_she_is_asked(twins):
    twins.proposed()
    offices = {key: make.actor("clerk", union.body) for key, union in twins.tree.items()}
    herself = make.oneself(twins.phone_new)

    assert {key for key, viewer in offices.items() if queries.mergers(viewer).exists()} == {
        "joint", "community", "township",
    }  # fmt: skip
    assert not queries.own_mergers(herself).exists()
    twins.confirmed()
    assert queries.own_mergers(herself).get().pk == twins.pk
    assert not Paper.objects.exists()


HEADS = ["姓名", "证件类型", "证件号码", "性别", "出生日期", "手机号码", "用工形式"]


def test_a_list_that_names_her_by_the_old_document_knows_that_she_is_a_member(twins):
    twins.merged()
    row = ["李华", "护照", twins.gone.document_number.reveal(), "女", "1990-01-01", "", "劳动合同"]
    roster = lists.checked(twins.union, lists.listed(row, heads=HEADS))

    assert roster.good == 0
    assert "本工会" in roster.problems.get().words


def mistyped(tree):
    """Two rows by two numbers of identity cards, the older of them no member any more."""
    twins = Twins(tree, document_type="card", document_number=make.identity_number(sequence=402), birth_on=None)
    Membership.objects.filter(pk=twins.old.pk).update(state="left", left_on=make.TODAY)
    Person.objects.filter(pk=twins.old.person_id).update(registered_at=make.AT + timedelta(days=1))
    return twins


def test_a_row_of_a_list_that_waits_follows_her_and_makes_no_second_membership(tree):
    twins = mistyped(tree)
    roster = lists.checked(twins.union, lists.listed(lists.row("李华", twins.gone.document_number.reveal())))
    assert roster.lines.get().known == twins.gone.pk
    twins.merged()
    assert roster.lines.get().known == twins.kept.pk

    lists.entered(twins.union, of=roster)
    assert Membership.objects.held().filter(person=twins.kept).count() == 1
    assert not Membership.objects.filter(person=twins.gone).exists()


def test_a_list_that_still_names_the_row_that_went_begins_no_membership(twins):
    twins.merged()
    late = entering.Entrant(twins.gone.pk, "contract", "2")

    assert refused(entering.begin, [late], twins.union.pk, on=make.TODAY) == ["merged"]
