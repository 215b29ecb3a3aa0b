"""The election document (specification, sections 4.9 and 4.10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from gongqiao_verifier.documents import Malformed, boolean, integer, label, listing, record, sha256_base64, string
from gongqiao_verifier.groups import NAMES
from gongqiao_verifier.report import Report

_UUID = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,64}")
_FIELDS = "version description name group public_key questions uuid administrator? credential_authority?"
_MOST_ANSWERS = 4096
_MOST_QUESTIONS = 256


@dataclass(frozen=True)
class Question:
    """A homomorphic question. With `blank`, a ballot holds one more ciphertext, in front."""

    answers: int
    blank: bool
    least: int
    most: int

    @property
    def ciphertexts(self) -> int:
        return self.answers + self.blank

    def number(self, index: int) -> int:
        """The number of the answer at this index of a ballot or a result: from 1, the blank choice is 0."""
        return index + (not self.blank)


@dataclass(frozen=True)
class Election:
    uuid: str
    name: str
    fingerprint: str
    group: str
    public_key: str
    questions: tuple[Question, ...]


def read_election(value: Any, content: bytes, event: int, report: Report) -> Election | None:
    """The election, or None when it is not one this program can verify."""
    report.count("election-form")
    if type(value) is dict and type(value.get("version")) is int and value["version"] != 1:
        report.fault("election-form", "election-version-unsupported", event=event)
        return None
    try:
        fields = record(value, _FIELDS)
        texts = {name: string(fields[name]) for name in fields if name not in ("version", "questions")}
        integer(fields["version"])
        asked = listing(fields["questions"], longest=_MOST_QUESTIONS)
    except Malformed as error:
        report.fault("json-canonical", error.code, error.detail, event=event)
        return None
    if texts["group"] not in NAMES:
        report.fault("election-form", "group-unsupported", label(texts["group"]), event=event)
    if _UUID.fullmatch(texts["uuid"]) is None:
        report.fault("election-form", "uuid-malformed", event=event)
    if not asked:
        report.fault("election-form", "questions-empty", event=event)
    questions = [_read_question(item, number, event, report) for number, item in enumerate(asked, 1)]
    if texts["group"] not in NAMES or None in questions or not questions:
        return None
    known = tuple(question for question in questions if question)
    fingerprint = sha256_base64(content)
    return Election(texts["uuid"], texts["name"], fingerprint, texts["group"], texts["public_key"], known)


def _read_question(value: Any, number: int, event: int, report: Report) -> Question | None:
    report.count("election-form")
    place: dict[str, Any] = {"event": event, "question": number}
    if type(value) is dict and "type" in value:
        report.fault("election-form", "question-unsupported", label(value["type"]), **place)
        return None
    try:
        fields = record(value, "answers blank? min max question")
        answers = [string(answer) for answer in listing(fields["answers"], longest=_MOST_ANSWERS)]
        string(fields["question"])
        blank = boolean(fields.get("blank", False))
        question = Question(len(answers), blank, integer(fields["min"]), integer(fields["max"]))
    except Malformed as error:
        report.fault("json-canonical", error.code, error.detail, **place)
        return None
    if not answers:
        report.fault("election-form", "answers-empty", **place)
        return None
    if not 0 <= question.least <= question.most <= len(answers):
        report.fault("election-form", "question-bounds", f"{question.least}…{question.most}", **place)
        return None
    return question
