"""会籍变动 by program: the same verbs, the same reasons, the same who."""

import pytest

from gongqiao.changes.models import Change
from gongqiao.membership.models import Membership
from tests.files import corpus
from tests.membership.test_api import clerk, codes, post, program

pytestmark = pytest.mark.django_db
PAPER = {"number": "1号", "dated_on": "2026-03-10", "signed_by": "李明", "served": "hand"}
MEETING = {"group_on": "2026-03-10", "met_on": "2026-03-10", "present": "李明、王芳"}


@pytest.mark.usefixtures("demo_day")
def test_a_member_keeps_takes_up_and_leaves_by_program(life):
    her, office = program(life.account), clerk(life.union)
    answers = [
        post(her, "/my/membership/retention", {"cause": "jobless", "effect_on": "2026-03-10"}),
        post(her, "/my/membership/restoration", {"employment_form": "contract", "effect_on": "2026-03-10"}),
        post(her, "/my/membership/leaving", {"agreed": True}),
    ]
    shown = her.get("/api/v1/my/change").json()
    (listed,) = [row for row in office.get("/api/v1/changes").json()["rows"] if row["state"] == "待宣布"]
    one = office.get(f"/api/v1/changes/{listed['id']}").json()
    answers.append(post(office, f"/changes/{listed['id']}/announcement", {**MEETING, "card": "none"}))

    assert [status for status, _ in answers] == [200] * 4
    assert (shown["state"], shown["due_on"], shown["holder"]) == ("待宣布", "2026-03-24", life.union.name)
    assert listed == one == shown
    assert Membership.objects.get().state == "left"


def test_what_is_past_gets_its_reason_and_what_never_was_nothing(life, tree):
    her = program(life.account)
    assert post(her, "/my/change/withdrawal")[0] == 404
    assert her.get("/api/v1/my/change").status_code == 404
    life.declared().announced()

    status, told = post(her, "/my/change/withdrawal")
    assert (status, codes(told)) == (422, ["wrong_state"])
    assert post(her, "/my/membership/leaving", {"agreed": True})[0] == 404
    assert clerk(tree["community"].body).get(f"/api/v1/changes/{life.change}").status_code == 404


@pytest.mark.usefixtures("demo_day")
def test_a_union_enters_papers_by_program(life):
    office = clerk(life.union)
    answers = [
        post(office, f"/members/{life.pk}/leaving", {**PAPER, "scan": corpus.kept().word}),
    ]
    answers.append(
        post(office, f"/changes/{Change.objects.get().pk}/withdrawal/on-paper", {**PAPER, "scan": corpus.kept().word})
    )
    answers.append(
        post(office, f"/members/{life.pk}/death", {**PAPER, "died_on": "2026-03-10", "scan": corpus.kept().word})
    )

    assert [status for status, _ in answers] == [200] * 3
    assert Membership.objects.get().state == "left"
