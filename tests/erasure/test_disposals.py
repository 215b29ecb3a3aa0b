"""What becomes of every table with rows of a person: none is forgotten, and no column that could tell who she was."""

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongqiao.erasure.rules.disposals import ARCHIVE, AT_ONCE, BLANKED, DELETED, DISPOSALS, KEPT
from gongqiao.kernel.secrets import EncryptedTextField
from gongqiao.people.queries.own_data import HOLDINGS

TABLES = {model._meta.label: model for model in HOLDINGS}
LEFT = {label: each for label, each in DISPOSALS.items() if each.how != DELETED}
# Words that say nothing of who she was, or are nobody's: why each may stay.
HARMLESS = {
    **dict.fromkeys(
        ["people.Person.document_type", "people.Account.tied_by", "people.Consent.purpose", "people.Consent.version",
         "people.Belonging.kind", "people.Look.way", "people.Token.role", "people.Token.agreed",
         "organisations.Appointment.role", "notices.Task.kind", "files.StoredFile.owner_type",
         "files.StoredFile.owner_id", "files.StoredFile.digest", "files.StoredFile.media_type", "openid.Link.issuer",
         "membership.Application.reviewed_in", "membership.Application.missing", "membership.Transfer.handled_in",
         "membership.Membership.sex", "changes.Change.handled_in", "merging.Merger.handled_in",
         "merging.Merger.ended_as", "organising.Founding.handled_in", "erasure.Erasure.handled_in",
         "exports.Export.ledger", "exports.Export.role"],
        "a code, a digest or a key of our own",
    ),
    **dict.fromkeys(
        ["people.Look.role_words", "people.Look.body_words", "people.Look.what", "people.Look.reason"],
        "append-only: who saw what and why, never what was seen; kept as a log",
    ),
    **dict.fromkeys(
        ["exports.Export.title", "exports.Export.told", "exports.Export.purpose", "exports.Export.called",
         "exports.Export.role_words", "exports.Export.decided_called", "exports.Export.decided_words",
         "exports.Export.rows"],
        "what an office took away and what for: a log, names masked",
    ),
    "changes.Change.present": "who sat in the committee",
    "changes.Change.number": "the committee's own resolution",
    **dict.fromkeys(
        [f"organising.Founding.{name}" for name in
         ("party", "posted_at", "place", "called_off", "bank", "seal_filed_as", "votes")],
        "of the union that was founded",
    ),
}  # fmt: skip
WAITING = {"rosters.RosterLine", "intake.IntakeLine"}
"""While a row of hers stands here nothing is erased."""


def _tells(column):
    words = isinstance(column, models.CharField | models.TextField | ArrayField | models.JSONField)
    return (words and not column.choices) or isinstance(column, EncryptedTextField) or column.name == "birth_on"


def test_every_table_with_rows_of_a_person_says_what_becomes_of_it():
    assert sorted(DISPOSALS) == sorted(TABLES)


@pytest.mark.parametrize("label", sorted(LEFT.keys() - WAITING))
def test_every_column_that_could_tell_who_she_was_is_blanked_or_named_here(label):
    told = {column.name for column in TABLES[label]._meta.concrete_fields if _tells(column)}
    closed = {"phone", "otp_secret"} if label == "people.Account" else set()  # gone with the closing of the account
    left = told - closed - DISPOSALS[label].blank.keys()

    assert sorted(name for name in left if f"{label}.{name}" not in HARMLESS) == []


@pytest.mark.parametrize("label", sorted(DISPOSALS))
def test_each_says_why_and_by_which_article(label):
    told = DISPOSALS[label]

    assert told.how in {KEPT, BLANKED, DELETED}
    assert told.term in {AT_ONCE, ARCHIVE}
    assert (told.how == BLANKED) == bool(told.blank)
    assert len(told.why) > 4
    assert told.law
    assert told.words


def test_no_column_is_blanked_that_is_not_there():
    gone = [
        f"{label}.{name}"
        for label, told in DISPOSALS.items()
        for name in told.blank
        if name not in {column.name for column in TABLES[label]._meta.concrete_fields}
    ]

    assert gone == []
