"""A known value in every column that tells of somebody; once she is erased none is found anywhere, nor in the files."""

import json
import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection

from gongqiao.changes.models import Change
from gongqiao.changes.models import Paper as ChangePaper
from gongqiao.erasure.models import Paper
from gongqiao.erasure.queries import reached
from gongqiao.erasure.rules.disposals import DISPOSALS, KEPT
from gongqiao.files import actions as files
from gongqiao.files import blobs
from gongqiao.kernel.secrets import EncryptedTextField
from gongqiao.kernel.secrets.index import blind
from gongqiao.kernel.sweep import sweep
from gongqiao.membership.models import Membership, Transfer
from gongqiao.membership.models import Paper as MovePaper
from gongqiao.merging.models import Merger
from gongqiao.merging.models import Paper as MergePaper
from gongqiao.notices.models import Notice, Preference, Task
from gongqiao.openid.models import Errand, Link
from gongqiao.organising.models import Founding
from gongqiao.people import actions as people
from gongqiao.people import queries as people_queries
from gongqiao.people.models import Person, RecoveryCode
from gongqiao.people.queries.own_data import HOLDINGS
from tests import make
from tests.erasure.made import Gone, later
from tests.erasure.test_disposals import HARMLESS, WAITING, _tells
from tests.erasure.test_erasing import LAST_DAY, on
from tests.files import corpus

pytestmark = pytest.mark.django_db
NAME, SCAN = "甄金雀", b"%PDF-1.7 a canary sings in this file %%EOF"
NUMBER, PHONE = make.identity_number(), "13900009999"
TOLD = {label for label, told in DISPOSALS.items() if told.how != KEPT} | {"erasure.Erasure"}


def paper(**parts):
    told = {"number": "1号", "dated_on": make.TODAY, "signed_by": NAME, "served": "hand", "recorded_at": make.AT}
    return {**told, **parts}


def row(model, **parts):
    made = model(**parts)
    made.save(force_insert=True)
    return made


def signed_in(gone):
    """What was kept for her account."""
    account = gone.account
    people.let_in(account.pk, origin=make.origin(), by=gone.herself, at=make.AT)
    people.issue(name="对接", days=30, strong_at=None, by=gone.herself, at=make.AT)
    row(RecoveryCode, account=account, digest=b"x", made_at=make.AT)
    row(Link, account=account, issuer="https://zj", subject="s", linked_at=make.AT)
    moments = {"began_at": make.AT, "until": later(1), "returned_at": make.AT}
    row(Errand, state=b"s", device=b"d", account=account, issuer="https://zj", subject="s", name="n", **moments)


def known_everywhere(tree):
    """Somebody with a row in every table that is blanked or emptied."""
    gone = Gone(tree)
    person, account, union = gone.person, gone.account, gone.union
    hers = {"person_id": person.pk}
    signed_in(gone)
    told = {"subject_type": "erasure.erasure", "subject_id": "1"}
    row(
        Task,
        kind="merging.answer",
        title="t",
        url_name="merging:own",
        opened_at=make.AT,
        done_at=make.AT,
        **hers,
        **told,
    )
    row(Notice, kind="merging.mine", words="w", occasion="1", told_at=make.AT, **hers, **told)
    row(Preference, account=account.pk, muted=[])
    moved = {"membership_id": gone.membership, "called": NAME, "state": "called_off", "begun_at": make.AT}
    move = row(Transfer, old_body=union, **hers, **moved)
    row(MovePaper, transfer=move, step="request", **hers, **paper())
    row(ChangePaper, change=Change.objects.get(), step="declare", **hers, **paper())
    second = make.person()
    Person.objects.filter(pk=second.pk).update(same_as=person)
    pair = {"kept": person, "merged": second, "called": NAME, "also_called": NAME}
    parties = {"union_body": union, "other_body": union, "proposed_at": make.AT}
    merger = row(Merger, state="dropped", **pair, **parties)
    row(MergePaper, merger=merger, **hers, **paper())
    days = {"begun_at": make.AT, "begun_on": make.TODAY, "moved_on": make.TODAY, "expected": 25}
    firm = make.body(kind="employer")
    row(Founding, state="dropped", employer_body=firm, superior_body=union, called=NAME, **hers, **days)
    gone.held()
    gone.asked()
    kept = row(Paper, erasure=gone.erasure, **hers, **paper())
    files.store(corpus.kept(SCAN), owner=kept, body_id=union.pk, person_id=person.pk, by=gone.clerk, at=make.AT)
    return gone


def planted(gone):
    """Table and column → what was put into it; her name where a column holds names of several."""
    Person.objects.filter(pk=gone.person_id).update(name=NAME)
    told = {}
    keys, accounts = _keys(gone), [gone.account.pk]
    for model, holding in HOLDINGS.items():
        label = model._meta.label
        if DISPOSALS[label].how == KEPT or label in WAITING:
            continue
        for each in reached(holding, keys, accounts):
            for column in model._meta.concrete_fields:
                if _tells(column) and _fits(label, column):
                    value = _value(gone, each, label, column, len(told))
                    setattr(each, column.name, [value] if isinstance(column, ArrayField) else value)
                    told[f"{label}.{column.name}"] = value
            each.save()
    return told


def _keys(gone):
    return people_queries.rows_of(gone.person_id)


def _fits(label, column):
    named = f"{label}.{column.name}"
    skipped = {"people.Person.birth_on", "membership.Application.birth_on", "people.SignIn.data", "people.Person.name"}
    return named not in HARMLESS and named not in skipped and column.get_internal_type() != "JSONField"


def _value(gone, each, label, column, n):
    if label == "people.Person" and each.pk == gone.person_id:
        real = {"document_number": NUMBER, "phone": PHONE, "name": NAME}
        if column.name in real:
            return real[column.name]
    if label == "organising.Founding":
        return NAME
    short = getattr(column, "max_length", None) or getattr(getattr(column, "base_field", None), "max_length", None)
    return f"雀{n % 10}" if short and short < 6 else f"雀{n:03d}鸟"


def sung():
    """Every table as text, sealed columns opened, and every index in hexadecimal as PostgreSQL writes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        texts = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            texts += [text for (text,) in cursor.fetchall()]
    for model in apps.get_models():
        if model.__module__.startswith("gongqiao."):
            sealed = [c.name for c in model._meta.concrete_fields if isinstance(c, EncryptedTextField)]
            for each in model._meta.base_manager.all() if sealed else ():
                texts += [value.reveal() for name in sealed if (value := getattr(each, name))]
    return json.dumps(texts, ensure_ascii=False)


def test_nothing_of_what_was_known_is_found_anywhere_once_she_is_erased(tree):
    gone = known_everywhere(tree)
    told = planted(gone)
    told |= {"name": NAME, "number": NUMBER, "phone": PHONE}
    told |= {"index of the number": blind("document", NUMBER).hex(), "index of the phone": blind("phone", PHONE).hex()}
    before = sung()
    assert sorted(name for name, value in told.items() if value not in before) == []
    assert {name.rpartition(".")[0] for name in told} >= TOLD - {
        "erasure.Erasure", "people.RecoveryCode", "notices.Preference", *WAITING,
    }  # fmt: skip

    for at in (later(2), later(40), on(LAST_DAY + timedelta(days=1))):
        assert sweep(at).failed == 0

    after = sung()
    assert gone.state == "done"
    assert sorted(name for name, value in told.items() if value in after) == []
    assert Membership.objects.get().person_id == gone.person_id


def test_nor_in_the_stored_files(tree):
    gone = known_everywhere(tree)
    digest = corpus.kept(SCAN).digest
    assert blobs.held(digest)
    for at in (later(40), on(LAST_DAY + timedelta(days=1))):
        sweep(at)

    files.sweep(time.time() + 2 * 86_400)

    assert gone.state == "done"
    assert not blobs.held(digest)
