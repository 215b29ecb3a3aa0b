"""What an operator types: the same lists, the same problems, the same employers and posts."""

import json

import pytest
from django.conf import settings

from gongqiao.files.models import StoredFile
from gongqiao.intake.models import Intake, IntakeLine
from gongqiao.organisations.models import Appointment, Employer
from tests.intake import lists
from tests.typed import typed
from tests.worker import database_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(name="run")
def _run(tmp_path):
    """`gongqiao` on this test's database, with a folder of its own."""
    where = {"DATABASE_URL": database_url(), "GONGQIAO_KEYS": str(settings.KEY_RING), "GONGQIAO_DATA": str(tmp_path)}
    return lambda *words: typed(*map(str, words), **where)


@pytest.fixture(name="firms")
def _firms(tmp_path):
    path = tmp_path / "用人单位.xlsx"
    path.write_bytes(lists.firms(lists.firm(), lists.firm(code="1"), lists.firm()))
    return path


def facts(said):
    return json.loads(said.out.splitlines()[-1])


def test_a_trial_tells_everything_and_keeps_nothing(run, tree, firms):
    said = run("employers", "import", firms, "--union", tree["county"].slug, "--dry-run", "--json")

    told = facts(said)
    assert (said.code, told["rows"], told["good"], told["bad"], told["state"]) == (0, 3, 2, 1, "checked")
    assert [(each["row"], each["column"], each["code"]) for each in told["problems"]] == [(3, "B", "shape")]
    assert [model.objects.count() for model in (Intake, IntakeLine, StoredFile, Employer)] == [0] * 4


@pytest.mark.long
def test_entered_at_once_where_it_is_wanted(run, tree, firms, tmp_path):
    said = run("employers", "import", firms, "--union", tree["county"].slug, "--enter")
    assert (said.code, Employer.objects.count()) == (0, 2)
    assert "名单 3 行，可以登记 2 行，有问题 1 行，现在是“已登记”" in said.out

    posts = tmp_path / "任职.xlsx"
    posts.write_bytes(lists.posts(lists.post(), lists.post(union="西湖区总工会", role="主席")))
    said = run("posts", "import", posts, "--union", "萧山区总工会", "--enter", "--json")
    assert (said.code, facts(said)["entered"], Appointment.objects.count()) == (0, 2, 2)


@pytest.mark.long
def test_what_cannot_be_done_is_told_in_a_sentence(run, tree, firms, tmp_path):
    for union, words in (("没有的工会", "没有叫"), ("", "没有叫")):
        said = run("employers", "import", firms, "--union", union)
        assert (said.code, words in said.err) == (2, True)
    other = tmp_path / "别的.xlsx"
    other.write_bytes(b"no workbook")
    said = run("posts", "import", other, "--union", tree["county"].slug)
    assert said.code == 2
    bad = tmp_path / "都有问题.xlsx"
    bad.write_bytes(lists.firms(*(lists.firm(code="1") for _ in range(25))))
    said = run("employers", "import", bad, "--union", tree["county"].slug, "--staff-counted-on", "2026-01-31")
    assert (said.code, "……共 25 处问题，加 --json 得到全部" in said.out) == (0, True)
    assert Intake.objects.get(kind="employers").usual["staff_counted_on"] == "2026-01-31"
