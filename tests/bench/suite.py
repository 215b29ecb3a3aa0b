"""`script/bench suite`: how long a newcomer waits for the tests of each module, and for all of a working day."""

import os
import subprocess
import time

import click

from gongqiao.shell.environment import CLONE
from gongqiao.shell.modules import MODULES
from tests.bench.telling import command

MODULE, WHOLE = 20, 480
"""Seconds, from the command to its end."""
NO_TESTS = 5


def run(*, whole: bool) -> dict[str, object]:
    """Each module by itself, one after another, as one types it; a clone that has run them before."""
    took = {name: _timed(name) for name in (*MODULES, "house", "shell") if (CLONE / "tests" / name).is_dir()}
    slowest = max(took, key=took.__getitem__)
    seconds = _timed() if whole else 0.0
    return {
        "name": "suite",
        "ours": took[slowest],
        "unit": f"秒：script/test {slowest}，最慢的模块",
        "goal": f"每个模块 ≤ {MODULE} 秒，全部日常测试 ≤ {WHOLE} 秒",
        "met": took[slowest] <= MODULE and seconds <= WHOLE,
        "modules": took,
        "whole": seconds or "没有量（--whole）",
    }


def _timed(*words: str) -> float:
    began = time.monotonic()
    done = subprocess.run(
        [str(CLONE / "script/test"), *words, "-q"], env=os.environ, capture_output=True, text=True, check=False
    )
    if done.returncode not in {0, NO_TESTS}:
        raise click.ClickException(f"script/test {' '.join(words)} 没有通过：{done.stdout[-400:]}")
    return round(time.monotonic() - began, 1)


more = click.Option(["--whole"], is_flag=True, help="再量一遍全部日常测试")
main = command("一个模块的测试、全部日常测试要多久", run, more)

if __name__ == "__main__":
    main()
