"""转会 by program: the same verbs, the same reasons, the same who."""

import pytest

from gongqiao.membership.models import Membership, Paper, Transfer
from tests.files import corpus
from tests.membership.moving import Way
from tests.membership.test_api import clerk, codes, post, program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
PLACE = {"workplace": "杭州市萧山区城厢街道", "employer": "某某模具厂"}
LETTER = {"number": "城联转〔2026〕1号", "dated_on": "2026-03-10", "signed_by": "李明", "served": "hand"}


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="way")
def _way(tree):
    return Way(tree)


@pytest.mark.usefixtures("demo_day")
def test_a_member_is_carried_over_by_three_programs(way):
    her = program(way.account)
    answers = [
        post(her, "/my/transfer", {"employment_form": "contract"}),
        post(her, "/my/transfer/place", PLACE),
        post(her, "/my/transfer/request", {"union": way.new.pk, "agreed": True}),
    ]
    pk = Transfer.objects.get().pk
    shown = her.get("/api/v1/my/transfer").json()
    answers += [
        post(clerk(way.old), f"/transfers/{pk}/release"),
        post(clerk(way.new), f"/transfers/{pk}/acceptance"),
    ]

    assert [status for status, _ in answers] == [200] * 5
    assert (shown["state"], shown["holder"], shown["due_on"]) == ("待转出", way.old.name, "2026-03-24")
    assert "视为同意转出" in shown["lapse"]
    assert Membership.objects.get().union_body == way.new
    assert her.get("/api/v1/my/transfer").status_code == 404


def test_a_program_whose_answer_was_lost_is_told_again_though_the_case_is_closed(way):
    way.asked()
    her = program(way.account)
    first, again = (post(her, "/my/transfer/withdrawal", **{"Idempotency-Key": "one"}) for _ in range(2))

    assert (first[0], again) == (200, (200, {**first[1], "repeated": True}))
    assert post(her, "/my/transfer/withdrawal", **{"Idempotency-Key": "two"})[0] == 404
    assert Transfer.objects.get().state == "called_off"


def test_by_program_too_a_refusal_needs_a_reason_and_the_right_party(way):
    way.asked()
    old, new = clerk(way.old), clerk(way.new)

    assert codes(post(old, f"/transfers/{way.pk}/refusal", {})[1]) == ["required"]
    assert post(new, f"/transfers/{way.pk}/refusal", {"words": "不同意"})[0] == 403
    assert codes(post(new, f"/transfers/{way.pk}/acceptance")[1]) == ["wrong_state"]


def test_a_letter_is_entered_by_program_and_a_strangers_program_finds_no_case(tree, way):
    way.asked()
    told = {**LETTER, "scan": corpus.kept().word}

    assert post(clerk(tree["other"].body), f"/transfers/{way.pk}/release/on-paper", told)[0] == 404
    assert post(clerk(way.new), f"/transfers/{way.pk}/release/on-paper", told)[0] == 200
    assert Paper.objects.get().step == "release"


def test_a_union_lists_what_is_its_own(tree, way):
    way.asked()

    listed = {key: clerk(union.body).get("/api/v1/transfers").json()["rows"] for key, union in tree.items()}

    assert {key for key, rows in listed.items() if rows} == {"joint", "community"}
    assert [row["member"] for row in listed["joint"]] == ["张*"]


def test_another_unions_member_is_asked_and_answers_by_program(way):
    assert post(clerk(way.new), "/transfers", way.card)[0] == 200

    assert post(program(way.account), "/my/transfer/declining")[0] == 200
    assert Transfer.objects.get().state == "called_off"
