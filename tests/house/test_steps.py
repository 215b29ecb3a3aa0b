"""An upgrade that goes on beside those who write is no transaction: broken off anywhere, it is simply begun again."""

from importlib import import_module

import psycopg
import pytest
from django.db import connection

from gongqiao.postgres.server import OWNER
from tests.database import Databases
from tests.house.source import SOURCE

BESIDE = sorted(
    f"gongqiao.{path.parent.parent.name}.migrations.{path.stem}"
    for path in SOURCE.glob("*/migrations/0*.py")
    if "atomic = False" in path.read_text()
)
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
INVALID = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"


def test_there_are_such_upgrades():
    assert len(BESIDE) > 1


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", BESIDE)
def test_broken_off_after_any_step_it_ends_as_it_would_have(name):
    steps, back = (getattr(import_module(name), words) for words in ("STEPS", "BACK"))
    with psycopg.connect(Databases().server.url(OWNER, connection.settings_dict["NAME"]), autocommit=True) as owner:

        def do(words):
            for step in words:
                owner.execute(step)

        whole = owner.execute(INDEXES).fetchall()
        for broken_off in range(len(steps) + 1):
            do(back)
            assert owner.execute(INDEXES).fetchall() != whole
            do(steps[:broken_off])
            do(steps)
            assert owner.execute(INDEXES).fetchall() == whole
            assert owner.execute(INVALID).fetchone() == (0,)
