"""The verdict."""

from __future__ import annotations

from gongqiao_verifier.report import Report


def test_nothing_is_verified_because_it_was_not_looked_at() -> None:
    report = Report()
    for state in ("open", "finished"):
        report.state = state
        assert report.verdict == "refused"


def test_what_is_missing_at_the_end_is_asked_for_at_the_end_only() -> None:
    report = Report()
    early = ["archive-form", "event-chain", "event-order", "election-form", "trustees", "election-key", "credentials"]
    for code in early:
        report.count(code)
    report.state = "open"
    assert report.verdict == "verified-so-far"
    report.state = "finished"
    assert report.verdict == "refused"
    for code in ("tally", "decryption", "result"):
        report.count(code)
    assert report.verdict == "verified"


def test_a_fault_outweighs_what_is_unsupported() -> None:
    report = Report()
    report.fault("event-order", "shuffle-unsupported")
    assert report.verdict == "unsupported"
    report.fault("result", "result-differs")
    assert report.verdict == "refused"


def test_a_flood_of_faults_is_cut() -> None:
    report = Report()
    for _ in range(5000):
        report.fault("result", "result-differs")
    assert len(report.checks["result"].faults) == 1000
