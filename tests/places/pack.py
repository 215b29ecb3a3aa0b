"""Data that may not be shipped: tests use it where `GONGQIAO_PACK` names a folder that holds it."""

import os
from pathlib import Path

import pytest

PACK = Path(os.environ.get("GONGQIAO_PACK", "/nowhere"))


def needs(name):
    words = f"GONGQIAO_PACK names no folder with {name}"
    return pytest.mark.skipif(not (PACK / name).exists(), reason=words)
