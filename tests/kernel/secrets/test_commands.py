"""What an operator does with keys, as typed, and what she is told."""

import json

import pytest

from gongqiao.kernel import commands
from gongqiao.kernel.reasons import Refused
from gongqiao.kernel.secrets import ring

GROUP = commands.COMMANDS[0]


def type_(*words):
    return GROUP.main(words, prog_name="secrets", standalone_mode=False)


def test_a_ring_is_made_once_and_its_keys_are_listed_without_their_secrets(settings, tmp_path, capsys):
    settings.KEY_RING = tmp_path / "keys.json"

    assert type_("make") == {"ring": str(settings.KEY_RING)}
    assert "另行备份" in capsys.readouterr().out
    with pytest.raises(Refused, match="已存在，不会覆盖"):
        type_("make")

    told = type_("list")
    shown = capsys.readouterr().out.splitlines()
    assert [(key["purpose"], key["id"], key["state"]) for key in told["keys"]] == [
        (purpose, 1, "active") for purpose in ring.PURPOSES
    ]
    assert [line.split()[:3] for line in shown] == [[purpose, "1", "active"] for purpose in ring.PURPOSES]
    secrets = [key["secret"] for key in json.loads(settings.KEY_RING.read_text())["keys"]]
    assert not any(secret in line for secret in secrets for line in shown)


def test_a_ring_of_an_older_version_is_completed_and_nothing_of_it_is_overwritten(fresh_ring, capsys):
    whole = ring.current()
    ring.put(ring.Ring(tuple(key for key in whole.keys if key.purpose != "heads")))

    assert type_("make") == {"ring": str(fresh_ring), "added": ["heads"]}
    assert "补上 heads 的密钥。请重新备份" in capsys.readouterr().out
    assert ring.current().keys[:3] == whole.keys[:3]


@pytest.mark.django_db
def test_keys_are_turned_and_what_was_cut_short_is_finished(fresh_ring, capsys):
    assert type_("rotate", "--purpose", "codes", "--grace", "0") == {"changed": 0}
    assert type_("resume", "--grace", "0") == {"changed": 0}

    assert [(key.id, key.state) for key in ring.current().keys if key.purpose == "codes"][-1] == (2, "active")
    assert capsys.readouterr().out.splitlines() == ["已换 0 行"] * 2


@pytest.mark.parametrize("words", [("list",), ("rotate",), ("resume",)])
def test_without_a_ring_one_is_told_to_make_it(settings, tmp_path, words):
    settings.KEY_RING = tmp_path / "none.json"

    with pytest.raises(Refused, match="请先运行 gongqiao secrets make"):
        type_(*words)
