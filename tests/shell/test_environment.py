"""What the platform must be told, and what it does when it is not."""

import re

import pytest

from gongqiao.kernel.secrets import index, sealing
from gongqiao.shell.environment import CHOICES, CLONE, NEEDED_IN_PRODUCTION, NotToldError, read

TOLD = {
    "GONGQIAO_MODE": "production",
    "DATABASE_URL": "postgresql://app:p%40ss@db.example/union?sslmode=require",
    "GONGQIAO_SECRET_KEY": "k" * 50,
    "GONGQIAO_HOSTS": "union.example, www.union.example",
    "GONGQIAO_DATA": "/srv/gongqiao",
}


def test_a_laptop_needs_to_be_told_nothing():
    assert read({}).mode == "demo"


def test_production_names_everything_it_was_not_told_at_once():
    with pytest.raises(NotToldError) as refusal:
        read({"GONGQIAO_MODE": "production"})
    assert [name for name in NEEDED_IN_PRODUCTION if name not in str(refusal.value)] == []


@pytest.mark.parametrize("name", NEEDED_IN_PRODUCTION)
def test_an_empty_word_is_as_good_as_none(name):
    with pytest.raises(NotToldError, match=name):
        read(TOLD | {name: ""})


def test_production_that_was_told_starts():
    told = read(TOLD)
    assert told.production
    assert told.hosts == ("union.example", "www.union.example")
    assert str(told.key_ring) == "/srv/gongqiao/keys.json"


def test_the_address_of_the_database_may_carry_anything_libpq_understands():
    described = read(TOLD).database()
    assert (described["NAME"], described["USER"], described["PASSWORD"]) == ("union", "app", "p@ss")
    assert described["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(("mode", "wall"), [("test", "down"), ("demo", "up"), ("production", "up")])
def test_the_wall_stands_wherever_people_are_served(mode, wall):
    assert f"gongqiao.wall={wall}" in read(TOLD | {"GONGQIAO_MODE": mode}).database()["OPTIONS"]["options"]


def test_live_events_come_from_our_own_address_unless_told_otherwise():
    assert read({}).live_origin == ()
    assert read({"GONGQIAO_LIVE_URL": "http://127.0.0.1:8001/live/"}).live_origin == ("http://127.0.0.1:8001",)


def test_everything_that_can_be_told_is_in_the_manual():
    manual = (CLONE / "docs/how-to/run.md").read_text()
    read_here = re.findall(r'"((?:GONGQIAO|DATABASE)_\w+)"', (CLONE / "src/gongqiao/shell/environment.py").read_text())
    assert [name for name in read_here if f"`{name}`" not in manual] == []


@pytest.mark.parametrize(
    ("name", "word", "sentence"),
    [
        ("GONGQIAO_MODE", "prod", "GONGQIAO_MODE 不认识“prod”，可以填 demo、production、test"),
        ("GONGQIAO_CIPHER", "sm4", "GONGQIAO_CIPHER 不认识“sm4”，可以填 aes-256-gcm、sm4-gcm"),
        ("GONGQIAO_DIGEST", "SHA256", "GONGQIAO_DIGEST 不认识“SHA256”，可以填 sha256、sm3"),
        ("GONGQIAO_TODAY", "2026-13-01", "GONGQIAO_TODAY “2026-13-01”不是有效的日期"),
        ("DATABASE_URL", "postgresql://app:pw@[h/d", "DATABASE_URL 不是有效的数据库地址"),
        ("GONGQIAO_OWNER_URL", "app:pw@h/d", "GONGQIAO_OWNER_URL 不是有效的数据库地址"),
    ],
)
def test_a_word_nobody_understands_is_named_and_an_address_is_not_repeated(name, word, sentence):
    with pytest.raises(NotToldError, match=re.escape(sentence)) as refusal:
        read(TOLD | {name: word})
    assert "pw" not in str(refusal.value)


def test_what_may_be_chosen_is_what_the_secrets_know():
    assert set(CHOICES["GONGQIAO_CIPHER"]) == set(sealing._ALGORITHMS)
    assert set(CHOICES["GONGQIAO_DIGEST"]) == set(index._DIGESTS)
    assert [read({}).cipher, read({"GONGQIAO_CIPHER": ""}).cipher] == ["aes-256-gcm"] * 2


COURT = "court.example/w+655e1006+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"
OTHER = "大学.example/w+1f9f0b23+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"
NAMED = {"GONGQIAO_ORIGIN": "union.example/records"}


def test_witnesses_are_named_by_their_keys_and_addresses():
    told = read(NAMED | {"GONGQIAO_WITNESSES": f"{COURT} https://court.example/w, {OTHER} http://127.0.0.1:8090"})

    assert told.witnesses == ((COURT, "https://court.example/w"), (OTHER, "http://127.0.0.1:8090"))
    assert (told.origin, told.witness_silence, read({}).witnesses) == ("union.example/records", "24", ())


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"GONGQIAO_WITNESSES": f"{COURT} https://court.example"}, "还要写 GONGQIAO_ORIGIN"),
        (NAMED | {"GONGQIAO_WITNESSES": f"{COURT[:-1]}b https://court.example"}, "一个字符也不能少"),
        (NAMED | {"GONGQIAO_WITNESSES": "https://court.example"}, "一个字符也不能少"),
        (NAMED | {"GONGQIAO_WITNESSES": COURT}, "court.example/w 的地址必须是 https 地址"),
        (NAMED | {"GONGQIAO_WITNESSES": f"{COURT} http://court.example"}, "必须是 https 地址"),
        (NAMED | {"GONGQIAO_WITNESSES": f"{COURT} https://court.example:port"}, "必须是 https 地址"),
        (NAMED | {"GONGQIAO_WITNESSES": f"{COURT} https://court example/w"}, "必须是 https 地址"),
        (NAMED | {"GONGQIAO_WITNESSES": f"{COURT} https://court.example/a b"}, "必须是 https 地址"),
        (NAMED | {"GONGQIAO_WITNESSES": f"{COURT} https://a.example, {COURT} https://b.example"}, "同名"),
        ({"GONGQIAO_ORIGIN": "union records", "GONGQIAO_WITNESSES": f"{COURT} https://c.example"}, "不能有空格和加号"),
        ({"GONGQIAO_WITNESS_SILENCE": "a day"}, "应当是小时数"),
        ({"GONGQIAO_WITNESS_SILENCE": "1"}, "至少是 2"),
        ({"GONGQIAO_WITNESS_SILENCE": "０２"}, "应当是小时数"),
    ],
)
def test_a_witness_nobody_can_believe_is_not_taken(told, sentence):
    with pytest.raises(NotToldError, match=re.escape(sentence)):
        read(told)
