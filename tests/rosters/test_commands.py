"""What an operator types: the same lists, the same problems, the same memberships."""

import json

import pytest
from django.conf import settings

from gongqiao.files.models import StoredFile
from gongqiao.membership.models import Membership
from gongqiao.people.models import Person
from gongqiao.rosters.models import Roster, RosterLine, Spelling
from tests import make
from tests.rosters import lists
from tests.typed import typed
from tests.worker import database_url

pytestmark = pytest.mark.django_db(transaction=True)
MEETING = ("--number", "萧江工〔2026〕1号", "--met-on", "2026-03-10", "--present", "李明、王芳")


@pytest.fixture(name="run")
def _run(tmp_path):
    """`gongqiao` on this test's database, with a folder of its own."""
    where = {"DATABASE_URL": database_url(), "GONGQIAO_KEYS": str(settings.KEY_RING), "GONGQIAO_DATA": str(tmp_path)}
    return lambda *words: typed(*map(str, words), **where)


@pytest.fixture(name="file")
def _file(tmp_path):
    path = tmp_path / "会员名册.xlsx"
    path.write_bytes(lists.listed(lists.row("张三"), lists.row("李四", "330109199001011230"), lists.row("王五")))
    return path


def facts(said):
    return json.loads(said.out.splitlines()[-1])


def test_a_trial_tells_everything_and_keeps_nothing(run, union, file, tmp_path):
    said = run("roster", "import", file, "--union", union.organisation.slug, "--dry-run", "--json")

    told = facts(said)
    assert (said.code, told["rows"], told["good"], told["bad"]) == (0, 3, 2, 1)
    words = "号码的最后一位校验不符，请逐位对照证件检查"
    assert told["problems"] == [{"sheet": "表1", "row": 3, "column": "B", "code": "check_digit", "words": words}]
    assert [model.objects.count() for model in (Roster, RosterLine, StoredFile, Person, Membership)] == [0] * 5
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file() and path.name != "lock"] == []


@pytest.mark.long
def test_without_a_resolution_it_waits_on_the_unions_desk(run, union, file):
    told = facts(run("roster", "import", file, "--union", union.name, "--json"))

    roster = Roster.objects.get()
    assert (roster.state, roster.by_role, str(roster.pk)) == ("checked", "installer", told["roster"])
    assert (told["state"], told["members"], Membership.objects.count()) == ("checked", 0, 0)


@pytest.mark.long
def test_with_one_the_good_rows_are_members(run, union, file):
    said = run("roster", "import", file, "--union", union.organisation.slug, *MEETING, "--json")

    told = facts(said)
    assert (said.code, told["state"], told["members"], told["bad"]) == (0, "entered", 2, 1)
    assert Membership.objects.filter(union_body=union, joined_on=make.TODAY).count() == 2


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--union", "没有这家工会"), "没有叫“没有这家工会”的工会；请写它的短码或者统一社会信用代码"),
        (("--union", "CODE", "--number", "1号"), "决议要写全：--number、--met-on、--present 三项"),
        (
            ("--union", "CODE", *MEETING[:3], "2099-01-01", *MEETING[4:]),
            "会议日期不能晚于今天；会议还没有开的，请开会后再登记",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(run, union, file, words, sentence):
    told = [union.organisation.slug if word == "CODE" else word for word in words]

    said = run("roster", "import", file, *told)

    assert (said.code, said.err.strip()) == (2, sentence)
    assert Membership.objects.count() == 0


@pytest.mark.long
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 broken", "文件不完整或者已损坏，可能没有下载完；请重新导出或者重新下载后再传"),
        (b"%PDF-1.7", "这不是表格文件；请上传 Excel 工作簿（.xlsx）或者 CSV 文件"),
        (b"", "文件是空的，请重新选择"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(run, union, tmp_path, content, sentence):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(content)

    said = run("roster", "import", path, "--union", union.organisation.slug)

    assert (said.code, said.err.strip(), "Traceback" in said.out) == (2, sentence, False)


@pytest.mark.long
def test_spellings_are_brought_as_a_table_and_a_wrong_one_is_refused(run, tmp_path):
    path = tmp_path / "写法.csv"
    path.write_text("layout,place,column,words,value\n实名制库,1,name,ZGXM,\n,,sex,公,1\n")
    assert (run("data", "import", "spellings", path).code, Spelling.objects.count()) == (0, 2)

    path.write_text("a,b\n1,2\n")
    said = run("data", "import", "spellings", path)
    assert (said.code, said.err[:11]) == (2, "写法.csv 读不懂：")
