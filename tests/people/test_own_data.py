import pytest
from django.apps import apps
from django.db import models

from gongqiao.kernel.secrets import BlindIndexField, EncryptedTextField
from gongqiao.people import queries
from gongqiao.people.models import Account, DeniedLook, LookAlarm, Person
from gongqiao.people.queries.own_data import HOLDINGS
from tests import make

# Kept for the security of others, and for the reason beside it not told to whoever it is about.
NOT_TOLD = {
    DeniedLook: "counts of denied looks serve to find attacks (个人信息保护法 第十八条)",
    LookAlarm: "as above",
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
