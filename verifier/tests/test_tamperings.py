"""Every tampering is refused, with the right code at the right place."""

from __future__ import annotations

import json

import pytest

from judging import judge
from making import sha_base64, unpack
from tampering import Tampering, catalogue

CASES = [(each, group) for each in catalogue() for group in each.groups]


@pytest.mark.parametrize(("tampering", "group"), CASES, ids=[f"{each.name}-{group}" for each, group in CASES])
def test_a_tampered_election_is_refused_and_the_place_named(tampering: Tampering, group: str) -> None:
    raw = tampering.archive(group)
    report = judge(raw)
    found = [fault for check in report.checks.values() for fault in check.faults]
    assert report.verdict == ("unsupported" if tampering.code.endswith("-unsupported") else "refused")
    matching = [
        fault
        for fault in found
        if fault.code == tampering.code and all(getattr(fault, k) == v for k, v in tampering.place.items())
    ]
    assert matching, found
    if matching[0].ballot is not None:
        assert matching[0].ballot == tracker(raw, tampering.place["event"])


def tracker(raw: bytes, height: int) -> str:
    """The tracker of the ballot in the event of this height."""
    files = dict(unpack(raw))
    events = [json.loads(content) for name, content in files.items() if name.endswith("event.json")]
    payload = next(event["payload"] for event in events if event["height"] == height)
    return sha_base64(files[payload + ".data.json"])


def test_there_are_many_kinds_and_each_has_its_name() -> None:
    names = [each.name for each in catalogue()]
    assert len(names) == len(set(names))
    assert len(names) >= 45
