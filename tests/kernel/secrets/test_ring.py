import json
import stat

import pytest

from gongqiao.kernel.secrets import KeyRingError, ring
from tests.kernel.secrets.conftest import AT


def test_a_new_ring_is_readable_by_its_owner_only(fresh_ring):
    assert stat.S_IMODE(fresh_ring.stat().st_mode) == 0o600
    assert [(key.purpose, key.id, key.state) for key in ring.current().keys] == [
        ("fields", 1, "active"),
        ("index", 1, "active"),
        ("codes", 1, "active"),
        ("heads", 1, "active"),
    ]


def test_a_ring_is_never_overwritten(fresh_ring):
    before = fresh_ring.read_bytes()
    with pytest.raises(FileExistsError):
        ring.make(fresh_ring, AT)
    assert fresh_ring.read_bytes() == before


def test_a_ring_that_others_may_read_is_refused(fresh_ring):
    fresh_ring.chmod(0o640)
    with pytest.raises(KeyRingError, match="chmod 600"):
        ring.current()


def test_a_missing_ring_says_what_to_do(settings, tmp_path):
    settings.KEY_RING = tmp_path / "none.json"
    with pytest.raises(KeyRingError, match="gongqiao secrets make"):
        ring.current()


def test_a_key_that_is_not_on_the_ring_is_named(fresh_ring):
    with pytest.raises(KeyRingError, match="fields 的第 9 号"):
        ring.current().key("fields", 9)


def test_a_ring_of_an_older_version_is_told_what_it_lacks_and_given_only_that(fresh_ring):
    whole = ring.current()
    ring.put(ring.Ring(tuple(key for key in whole.keys if key.purpose != "heads")))

    with pytest.raises(ring.KeyRingError, match="请先运行 gongqiao secrets make 补上"):
        ring.current().active("heads")
    assert ring.complete(AT) == ["heads"]
    assert ring.complete(AT) == []

    assert [key for key in ring.current().keys if key.purpose != "heads"] == [
        key for key in whole.keys if key.purpose != "heads"
    ]
    assert ring.current().active("heads").id == 1


def test_a_turned_ring_is_noticed_without_a_restart(fresh_ring):
    before = ring.current()
    ring.put(before.turned("fields", {"active": "retired"}).with_new("fields", "active", AT))
    assert ring.current().active("fields").id == 2
    assert ring.current().key("fields", 1).secret == before.active("fields").secret
    assert stat.S_IMODE(fresh_ring.stat().st_mode) == 0o600


def test_no_key_is_shown_by_repr(fresh_ring):
    secrets = [row["secret"] for row in json.loads(fresh_ring.read_text())["keys"]]
    shown = repr(ring.current())
    assert not any(
        secret in shown or repr(key.secret) in shown for secret, key in zip(secrets, ring.current().keys, strict=True)
    )


def test_every_use_of_a_key_works_with_a_key_of_its_own(fresh_ring):
    key = ring.current().active("fields")
    assert len({key.secret, ring.derived(key, "aes-256-gcm"), ring.derived(key, "sm4-gcm")}) == 3
