"""What the doctor looks at, and what it advises."""

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from gongqiao.audit.models import Witness
from gongqiao.audit.notes import COSIGNS, NamedKey
from gongqiao.design.paper import letters
from gongqiao.kernel.secrets import ring
from gongqiao.postgres.server import SUPERUSER
from gongqiao.shell import doctor
from tests import make
from tests.database import Databases


def advice(what):
    return {each.what: each.advice for each in doctor.findings()}[what]


@pytest.mark.django_db
def test_a_house_in_order_but_for_its_worker():
    assert [each.what for each in doctor.findings() if each.advice] == ["后台"]


@pytest.mark.django_db
def test_a_worker_that_beats_is_well():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert advice("后台") == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("careless", ["log_min_messages = error", "log_statement = 'all'"])
def test_a_database_that_writes_names_into_its_log_is_told(careless):
    name = connection.settings_dict["NAME"]
    with psycopg.connect(Databases().server.url(SUPERUSER, "postgres"), autocommit=True) as server:
        server.execute(f"ALTER DATABASE {name} SET {careless}")
    connection.close()
    assert "个人信息" in advice("数据库日志")


@pytest.mark.django_db
def test_a_ring_that_others_may_read_is_told(settings):
    settings.KEY_RING.chmod(0o644)
    told = advice("密钥环")
    settings.KEY_RING.chmod(0o600)
    assert told == "密钥环不能让别人读，请 chmod 600"


@pytest.mark.django_db
def test_a_missing_ring_is_told(settings, tmp_path):
    settings.KEY_RING = tmp_path / "none.json"
    assert "没有密钥环" in advice("密钥环")


@pytest.mark.django_db
def test_a_ring_of_an_older_version_is_told(settings, tmp_path):
    whole = ring.current()
    settings.KEY_RING = tmp_path / "keys.json"
    ring.put(ring.Ring(tuple(key for key in whole.keys if key.purpose != "heads")))
    assert advice("密钥环") == "密钥环缺少 heads 的密钥，请执行 gongqiao secrets make 补上"


@pytest.mark.django_db
def test_a_full_disk_is_told(monkeypatch):
    monkeypatch.setattr(doctor, "LEAST_DISK", 10**9)
    assert "请清理或扩容" in advice("磁盘")


@pytest.mark.django_db
def test_fonts_that_were_not_brought_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr(letters, "FONTS", tmp_path)
    assert "公文不能下载 PDF，请执行 script/setup" in advice("公文字库")


@pytest.mark.django_db
def test_a_long_queue_is_told(monkeypatch):
    monkeypatch.setattr(doctor, "LONGEST_QUEUE", -1)
    assert advice("排队") == "排队 0 件，请增加后台进程"


@pytest.mark.django_db
def test_a_witness_that_sees_another_tree_is_told(settings):
    key = NamedKey("court.example/w", COSIGNS, Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    settings.WITNESSES = [(str(key), "https://court.example")]
    Witness.objects.create(name="court.example/w", named_at=make.AT, trouble=Witness.DIFFERS)
    assert "对不上" in advice("见证")


@pytest.mark.django_db
def test_without_a_database_the_rest_is_still_looked_at(monkeypatch):
    monkeypatch.setitem(doctor.LOOKS, "数据库", lambda: "没有应答")
    assert [each.what for each in doctor.findings()] == ["数据库", "密钥环", "磁盘", "公文字库", "政务服务登录"]


@pytest.mark.django_db
def test_without_tables_nothing_in_them_is_looked_at(monkeypatch):
    monkeypatch.setitem(doctor.LOOKS, "数据表", lambda: "还有 3 步没有升级")
    looked_at = [each.what for each in doctor.findings()]
    assert looked_at == [
        "数据库",
        "数据表",
        "数据库角色",
        "数据库日志",
        "归档",
        "密钥环",
        "磁盘",
        "公文字库",
        "政务服务登录",
    ]
