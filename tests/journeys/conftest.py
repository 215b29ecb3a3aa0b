"""One real platform with the demo province for all journeys, and a browser that knows nothing of the code."""

import os
import shutil
from pathlib import Path

import pytest

from gongqiao.shell.environment import CLONE
from gongqiao.shell.postgres import Server, kit, place
from tests.chromium import chromium
from tests.platform import platform


@pytest.fixture(scope="package")
def province():
    """The address of the demo province, built for this run alone."""
    folder = Path(f"/var/tmp/gongqiao-journeys-{os.getpid()}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGQIAO_DATA", str(folder))
        patch.delenv("DATABASE_URL", raising=False)
        chosen = place.choose(CLONE)
        server = Server(kit.find().copied_to(chosen.home), chosen, "main")
        try:
            with platform("--demo") as (address, _):
                yield address
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="package")
def browser():
    with chromium() as started:
        yield started
