"""One's own agreements by program: the same texts, the same verbs, the same reasons as on the page."""

import pytest

from gongqiao.kernel.clock import day, moment
from gongqiao.kernel.models import Record
from gongqiao.people import actions, identities
from gongqiao.people.models import Consent
from gongqiao.people.rules import consents as rules
from gongqiao.people.rules.consents import TEXTS
from tests import make
from tests.people.conftest import REGISTRAR
from tests.people.test_versions import dated
from tests.programs import codes, post, program

pytestmark = pytest.mark.django_db


@pytest.fixture(name="account")
def _account():
    return make.account()


@pytest.fixture(name="hers")
def _hers(account):
    """A program that acts as herself."""
    return program(make.oneself(account))


def held(client):
    """Purpose → whether she agrees."""
    return {row["purpose"]: row["given_at"] is not None for row in client.get("/api/v1/me/consents").json()}


def test_the_texts_are_told_in_full_with_what_she_has_agreed_to(hers, account):
    actions.give("messages", by=make.oneself(account), at=moment())

    rows = {row["purpose"]: row for row in hers.get("/api/v1/me/consents").json()}

    text = TEXTS[1]
    assert rows.keys() == {"privacy", "identity", "messages"}
    assert {name: rows["identity"][name] for name in ("title", "words", "without", "law", "version", "since")} == {
        "title": text.title, "words": text.words, "without": text.without, "law": text.law, "version": "2026-01",
        "since": "2026-01-01",
    }  # fmt: skip
    assert [(rows[each]["needed"], rows[each]["given_at"] is not None) for each in rows] == [
        (True, False), (False, False), (False, True),
    ]  # fmt: skip


def test_she_agrees_once_however_often_it_is_sent_and_takes_it_back(hers, account):
    answers = [post(hers, "/me/consents/identity", {"version": "2026-01"}, **{"Idempotency-Key": "k"}) for _ in "12"]

    assert [(status, told["repeated"]) for status, told in answers] == [(200, False), (200, True)]
    assert held(hers) == {"privacy": False, "identity": True, "messages": False}
    assert Record.objects.filter(event="people.ConsentGiven").count() == 1

    assert post(hers, "/me/consents/identity/withdrawal")[0] == 200
    assert held(hers)["identity"] is False
    assert Consent.objects.get(account=account).withdrawn_at is not None


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/me/consents/astrology", {}, 422, "unknown_purpose"),
        ("/me/consents/identity/withdrawal", {}, 422, "not_given"),
        ("/me/consents/astrology/withdrawal", {}, 422, "not_given"),
        ("/me/consents/identity", {"version": "2025-01"}, 422, "other_version"),
        ("/me/consents/identity", {"version": 2026}, 400, "wrong_type"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason_of_the_page(hers, path, body, status, code):
    answered, told = post(hers, path, body)

    assert (answered, codes(told)) == (status, [code])
    assert Consent.objects.count() == 0


def test_taking_back_the_needed_agreement_ends_the_program_that_did_it(hers, account):
    actions.give("privacy", by=make.oneself(account), at=moment())

    assert post(hers, "/me/consents/privacy/withdrawal")[0] == 200
    assert hers.get("/api/v1/me/consents").status_code == 401


def test_a_new_version_is_read_and_agreed_to_by_the_program_that_waits_for_it(hers, monkeypatch):
    text = dated("privacy", day(moment()), needed=True)
    monkeypatch.setattr(rules, "TEXTS", (*TEXTS, text))
    assert hers.get("/api/v1/me").status_code == 403

    (shown,) = [row for row in hers.get("/api/v1/me/consents").json() if row["needed"]]
    old = post(hers, "/me/consents/privacy", {"version": "2026-01"})
    agreed = post(hers, "/me/consents/privacy", {"version": shown["version"]})

    assert (shown["words"], old[0], agreed[0]) == (text.words, 422, 200)
    assert hers.get("/api/v1/me").status_code == 200


def test_an_offices_program_has_no_business_with_the_agreements_of_whoever_holds_it(monkeypatch):
    account, place = make.account(make.person()), make.body()
    held_post = identities.Identity(make.uuid7(), REGISTRAR, place.pk, place.name)
    monkeypatch.setattr(identities, "_PROVIDERS", [lambda who, _on, _one: [held_post]])
    office = make.actor(
        REGISTRAR, place, person_id=account.person_id, account_id=account.pk, appointment_id=held_post.appointment_id
    )
    told = program(office)

    refused = [
        told.get("/api/v1/me/consents"),
        told.post("/api/v1/me/consents/identity"),
        told.post("/api/v1/me/consents/identity/withdrawal"),
    ]

    assert [(each.status_code, codes(each.json())) for each in refused] == [(403, ["not_oneself"])] * 3
