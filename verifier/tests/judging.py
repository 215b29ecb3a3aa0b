"""The verifier called on bytes."""

from __future__ import annotations

from gongqiao_verifier.archive import read_tar
from gongqiao_verifier.report import Report
from gongqiao_verifier.verify import verify_archive


def judge(raw: bytes, jobs: int = 1) -> Report:
    report = Report()
    return verify_archive(read_tar(raw, report), report, jobs=jobs)


def codes(report: Report) -> set[str]:
    return {fault.code for check in report.checks.values() for fault in check.faults}
