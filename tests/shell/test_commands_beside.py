"""`script/bench` and `script/drill`: each can be asked for, in a process that knows nothing of the platform; and
`script/look` leaves the demo province as `script/demo` has it.
"""

import os
import re
import subprocess
import sys

import pytest

from gongqiao.shell.environment import CLONE

WITHOUT = ("DJANGO_SETTINGS_MODULE", "GONGQIAO_MODE")
NAMES = sorted(
    f"tests.{folder}.{path.stem}"
    for folder in ("bench", "drills")
    for path in (CLONE / "tests" / folder).glob("*.py")
    if "\ndef run(" in path.read_text()
)


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_each_of_them_begins(name):
    env = {key: value for key, value in os.environ.items() if key not in WITHOUT}
    command = [sys.executable, "-m", name, "--help"]
    done = subprocess.run(command, cwd=CLONE, env=env, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "--json" in done.stdout


def test_there_are_some():
    assert {"tests.bench.pages", "tests.drills.upgrade"} <= set(NAMES)


def test_a_picture_is_taken_on_the_day_the_demo_lives_on():
    days = [re.findall(r"GONGQIAO_TODAY:-(\S+?)}", (CLONE / "script" / name).read_text()) for name in ("demo", "look")]

    assert days[0] == days[1] != []
