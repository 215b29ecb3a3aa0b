"""Debian's `belenios-tool`, written by others: it holds elections beside ours and judges ours."""

import os
import shutil
import subprocess

import pytest

TOOL = shutil.which("belenios-tool")
NO_JUDGE = pytest.mark.skipif(TOOL is None, reason="needs belenios-tool (apt-get install belenios-tool)")
GROUP = "--group=BELENIOS-2048"


def tool(*words, at, given=""):
    """What it writes; it must end well."""
    told = os.environ | {"BELENIOS_USE_URANDOM": "1"}
    done = subprocess.run([TOOL, *words], cwd=at, env=told, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def accepts(folder):
    """Whether it finds nothing wrong with the only archive of a folder."""
    done = subprocess.run([TOOL, "election", "verify", "--dir", folder], capture_output=True, text=True, check=False)
    return done.returncode == 0 and "all checks passed" in done.stderr
