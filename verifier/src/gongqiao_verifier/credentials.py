"""The list of public credentials with their weights (specification, section 4.8)."""

from __future__ import annotations

from typing import Any

from gongqiao_verifier import crowd
from gongqiao_verifier.documents import Malformed, label, listing, string
from gongqiao_verifier.groups import Group, NotCanonical, NotMember
from gongqiao_verifier.groups.base import decimal
from gongqiao_verifier.report import Report

_WEIGHT_DIGITS = 80
_MOST_CREDENTIALS = 1 << 20


def read_credentials(value: Any, group: Group[Any], event: int, report: Report, team: crowd.Team) -> dict[str, int]:
    """The weight of each credential. An entry without a weight weighs 1."""
    try:
        entries = [string(entry) for entry in listing(value, longest=_MOST_CREDENTIALS)]
    except Malformed as error:
        report.fault("json-canonical", error.code, error.detail, event=event)
        return {}
    report.count("credentials", len(entries))
    if not entries:
        report.fault("credentials", "credentials-empty", event=event)
    weights = _weights(entries, event, report)
    for public, valid in zip(weights, team.run(_are_keys, list(weights), 64), strict=True):
        if not valid:
            report.fault("credentials", "credential-element", label(public), event=event)
    # Sums must be small logarithms, or a result would not be unique (section 1, "Weights").
    if sum(weights.values()) >= group.q >> 64:
        report.fault("credentials", "weight-too-large", event=event)
    return weights


def _weights(entries: list[str], event: int, report: Report) -> dict[str, int]:
    weights: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        public, weight = _split(entry)
        if weight is None:
            report.fault("credentials", "weight-malformed", f"第 {number} 条", event=event)
        if public in weights:
            report.fault("credentials", "credential-twice", f"第 {number} 条：{label(public)}", event=event)
        weights[public] = 1 if weight is None else weight
    return weights


def _split(entry: str) -> tuple[str, int | None]:
    """The credential and its weight, None when that is not a number as it should be written."""
    public, comma, text = entry.partition(",")
    try:
        return public, decimal(text, _WEIGHT_DIGITS) if comma else 1
    except NotCanonical:
        return public, None


def _are_keys(group: Group[Any], texts: list[str]) -> list[bool]:
    return [_is_key(group, text) for text in texts]


def _is_key(group: Group[Any], text: str) -> bool:
    try:
        group.key(text)
    except (NotCanonical, NotMember):
        return False
    return True
