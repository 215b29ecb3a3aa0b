"""The server's programs are copied to where its account reaches them, once, however many begin at the same moment."""

import os
import subprocess
import sys

COPY = """
import sys
from pathlib import Path
from gongqiao.postgres import kit
print(kit.find().copied_to(Path(sys.argv[1])).bin)
"""


def test_of_several_who_copy_them_at_once_each_finds_them_and_one_copy_is_left(tmp_path):
    ours = {name: value for name, value in os.environ.items() if name != "PG_BIN"}
    command = [sys.executable, "-c", COPY, str(tmp_path)]
    begun = [subprocess.Popen(command, stdout=subprocess.PIPE, env=ours) for _ in range(3)]
    told = {each.communicate()[0] for each in begun}

    assert [each.returncode for each in begun] == [0, 0, 0]
    assert len(told) == 1
    assert len(list(tmp_path.iterdir())) == 1
