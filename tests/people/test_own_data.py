import pytest
from django.apps import apps
from django.db import models

from gongqiao.kernel.secrets import BlindIndexField, EncryptedTextField
from gongqiao.people import queries
from gongqiao.people.models import Account, DeniedLook, LookAlarm, Person
from gongqiao.people.queries.own_data import HOLDINGS
from tests import make
from tests.house.test_walls import _personal

# Kept for the security of others, and for the reason beside it not told to whoever it is about.
NOT_TOLD = {
    DeniedLook: "counts of denied looks serve to find attacks (个人信息保护法 第十八条)",
    LookAlarm: "as above",
}
# What tells of a person and hangs on no person and no account: where she finds it, or why there is nothing to find.
ELSEWHERE = {
    "changes_resettlement": "a committee's resolution names who was present: it is the committee's paper",
    "delegations_delegation": "as above",
    "membership_resolution": "as above",
    "intake_intake": "who handed a list in is told of the list",
    "intake_intakeproblem": "what is wrong with a list quotes nobody",
    "organising_foundingpaper": "a paper of a founding is the union's; what it says of her stands in the founding",
    "merging_shift": "what was changed when two rows became one is told with the changed thing itself",
    "kernel_draft": "what she typed and did not send stands in the form again, and is gone in half an hour",
    "kernel_message": "a text on its way to her phone is gone a day later",
    "kernel_record": "what was done to a thing of hers is told with the thing; ids only",
    "people_code": "six digits that are over in five minutes",
    "rosters_roster": "who handed a list in is told of the list",
    "rosters_rosterproblem": "what is wrong with a list quotes nobody",
}
OURS = [model for model in apps.get_models() if model.__module__.startswith("gongqiao.")]


def _owners(model):
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model in {Person, Account}
    ]


def test_every_table_with_rows_of_a_person_is_in_her_data():
    forgotten = [model.__name__ for model in OURS if _owners(model) and model not in HOLDINGS and model not in NOT_TOLD]
    assert forgotten == []


def test_every_table_that_tells_of_a_person_in_any_way_is_in_her_data_or_says_why_not():
    """A personal column in a table of its own kind is found here, though no foreign key leads from it to her."""
    held = {model._meta.db_table for model in (*HOLDINGS, *NOT_TOLD)}

    assert _personal() - held == set(ELSEWHERE)


# Digests, keys, counters and numbers of our own: nothing that says who she is, where she was or what she did.
HIDDEN = {
    "Account.behind", "Account.otp_secret", "Account.otp_step", "Application.delegation", "Card.token", "Errand.device",
    "Errand.document", "Errand.state",
    "IntakeLine.intake", "IntakeLine.made", "IntakeLine.union",
    "Founding.candidates", "Founding.chairs", "Founding.deputies", "Founding.elected", "Founding.group",
    "Founding.principals", "Founding.women_head", "Export.decided_by", "Export.rows", "Look.by_person",
    "Hold.basis", "Hold.kind", "Hold.lifted_by", "Hold.number", "Hold.set_by", "Hold.words",
    "Merger.confirmed_by",
    "Merger.ends", "Merger.goes_on", "Merger.merged", "Merger.proposed_by", "Person.same_as",
    "Paper.recorded_by", "RecoveryCode.digest",
    "RosterLine.person_key", "RosterLine.roster", "RosterLine.union", "SignIn.data", "SignIn.key",
    "SignIn.key_before", "StoredFile.digest", "StoredFile.owner_id", "StoredFile.uploaded_by", "Task.done_by",
    "Task.started_by", "Token.digest",
}  # fmt: skip


def test_a_new_column_is_told_by_itself_and_one_that_is_hidden_is_named_here_a_second_time():
    hidden = {f"{model.__name__}.{name}" for model, holding in HOLDINGS.items() for name in holding.hidden}

    assert hidden == HIDDEN


def test_every_sealed_column_of_these_tables_is_told_or_hidden_for_a_reason():
    for model, holding in HOLDINGS.items():
        told = {column.name for column in holding.columns()}
        sealed = {column.name for column in model._meta.concrete_fields if isinstance(column, EncryptedTextField)}
        assert sealed <= told | set(holding.hidden), model
        assert all(len(reason) >= 2 for reason in holding.hidden.values()), model


def test_every_column_is_told_under_a_name_of_its_own():
    for holding in HOLDINGS.values():
        names = [str(column.verbose_name) for column in holding.columns()]
        assert len(names) == len(set(names)), holding.title


def test_every_table_has_a_title_of_its_own():
    assert len({holding.title for holding in HOLDINGS.values()}) == len(HOLDINGS)


def test_no_column_is_missing():
    for model, holding in HOLDINGS.items():
        kept = {c.name for c in model._meta.concrete_fields if not isinstance(c, BlindIndexField)}
        assert kept == {column.name for column in holding.columns()} | set(holding.hidden), model


@pytest.mark.django_db
def test_one_gets_ones_own_and_nobody_elses():
    mine, other = make.account(make.person(name="甲")), make.account(make.person(name="乙"))
    told = queries.own_data(make.oneself(mine))

    assert [row["姓名"] for row in told["人员"]] == ["甲"]
    assert [row["手机号"] for row in told["账号"]] == [mine.phone.reveal()]
    assert other.phone.reveal() not in str(told)
