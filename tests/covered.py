"""The tests under coverage: what they never run of rules, actions, kernel and elections is named by line, and fails.

There it stands what people may be refused, what is done to them and how they are counted; elsewhere the figure is a
lamp and no gate. A choice that was only ever taken one way counts as never run. Processes that tests start are measured
with them.

`python -m tests.covered WORDS` is what `script/test --covered` calls with the words for pytest.
"""

import json
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from coverage import Coverage

from gongqiao.shell.modules import MODULES
from tests.house.source import ROOT, files, room_of

WHOLE, ROOMS = {"kernel", "belenios"}, {"rules", "actions"}
MEASURED = (*MODULES, "belenios")


def guarded(modules: Collection[str]) -> list[str]:
    """Every file in which nothing may stay without a test."""
    return [
        str(path)
        for module in MEASURED
        if module in modules
        for path in files(module)
        if module in WHOLE or room_of(path) in ROOMS
    ]


def never_run(measured: Coverage, paths: list[str], folder: Path) -> Iterator[str]:
    """`file:line`, and where that line never led, if it did run."""
    measured.json_report(paths, outfile=str(folder / "told.json"))
    for name, told in sorted(json.loads((folder / "told.json").read_text())["files"].items()):
        lines, ways = told["missing_lines"], told["missing_branches"]
        never = [(line, "") for line in lines]
        never += [(line, f" 从未走到 {abs(to)} 行") for line, to in ways if line not in lines]
        yield from (f"{name}:{line}{words}" for line, words in sorted(never))


def run(words: list[str], folder: Path) -> int:
    paths = guarded({Path(word).parts[1] for word in words if word.startswith("tests/")} or set(MEASURED))
    if not paths:
        return int(pytest.main(words))
    settings = str(ROOT / "pyproject.toml")
    measured = Coverage(data_file=str(folder / "data"), data_suffix=True, config_file=settings, include=paths)
    measured.start()
    failed = pytest.main(words)
    measured.stop()
    measured.save()
    measured.combine([str(folder)])
    if failed not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        return int(failed)
    if never := list(never_run(measured, paths, folder)):
        sys.stdout.write("\n".join(["rules、actions、kernel 和 belenios 中没有测试走到的：", *never, ""]))
    return int(failed) or int(bool(never))


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        sys.exit(run(sys.argv[1:], Path(place)))
