"""How fast ballots are checked. The short check counts processor time, so that other work on the machine does not
disturb it much; the long one (-m long) is the whole election of ten thousand voters."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from fastmaking import big
from gongqiao_verifier.verify import verify
from judging import judge

THREE = {"answers": ["赞成", "不赞成", "弃权"], "min": 1, "max": 1, "question": "候选人甲"}


def test_two_hundred_fifty_ballots_of_three_answers_are_checked_in_a_second_of_one_processor() -> None:
    raw = big(300, THREE, [1, 0, 0]).archive()
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        assert judge(raw, jobs=1).verdict == "verified"
        best = max(best, 300 / (time.process_time() - start))
    print(f"{best:.0f} ballots a second of one processor")
    assert best >= float(os.environ.get("GONGQIAO_BALLOTS_A_SECOND", "250"))


@pytest.mark.long
def test_ten_thousand_voters_are_verified_within_half_a_minute(tmp_path: Path) -> None:
    path = tmp_path / "big.bel"
    path.write_bytes(big(10_000, THREE, [1, 0, 0]).archive())
    start = time.perf_counter()
    report = verify(path)
    spent = time.perf_counter() - start
    print(f"{spent:.1f} s")
    assert report.verdict == "verified"
    assert spent <= 30
