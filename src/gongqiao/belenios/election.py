"""An election as everybody reads it: the questions, the group and the key that ballots are sealed with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from gongqiao.belenios.forms import (
    ELEMENT,
    TEXT,
    TRUTH,
    UUIDS,
    WHOLE,
    Each,
    Fault,
    Json,
    compact,
    group_named,
    misfits,
    parsed,
    sound,
    tracker,
)
from gongqiao.belenios.groups import Element, Group

VERSION = 1
MOST_ANSWERS = 300
"""No one can weigh more names, and each costs a voter's phone four powers."""
UNWRITTEN = re.compile("[\x00-\x1f\x7f]")
QUESTION = {"answers": Each(TEXT, at_least=1), "?blank": TRUTH, "min": WHOLE, "max": WHOLE, "question": TEXT}


@dataclass(frozen=True)
class Question:
    """From `least` to `most` of the answers may be chosen; a blank vote chooses none, where it is allowed."""

    words: str
    answers: tuple[str, ...]
    least: int
    most: int
    blank: bool = False

    @property
    def width(self) -> int:
        """How many numbers are sealed: one for each answer, and before them whether the vote is blank."""
        return len(self.answers) + self.blank

    def told(self) -> Json:
        blank = {"blank": True} if self.blank else {}
        return {"answers": list(self.answers), **blank, "min": self.least, "max": self.most, "question": self.words}

    def unlike(self, choices: list[int]) -> Iterator[Fault]:
        """Why these zeros and ones are no vote on this question; the first says blank, where that is allowed."""
        if len(choices) != self.width or set(choices) - {0, 1}:
            yield Fault("choices", f"每个选项填 0 或 1，共 {self.width} 项")
        elif self.blank and choices[0]:
            if any(choices[1:]):
                yield Fault("choices", "空白票不能再选")
        elif not self.least <= (chosen := sum(choices)) <= self.most:
            yield Fault("choices", f"应当选 {self.least} 至 {self.most} 项，选了 {chosen} 项")


@dataclass(frozen=True)
class Election:
    """Its canonical text is what is hashed; `fingerprint` binds every proof to it."""

    uuid: str
    name: str
    description: str
    group: Group
    public_key: Element
    questions: tuple[Question, ...]
    administrator: str | None = None
    credential_authority: str | None = None
    blanks_told: frozenset[int] = field(default=frozenset(), repr=False)
    """Questions of others that say `"blank":false` where saying nothing would do."""

    @cached_property
    def text(self) -> str:
        shape: dict[str, Json] = {
            "version": VERSION,
            "description": self.description,
            "name": self.name,
            "group": self.group.name,
            "public_key": self.public_key,
            "questions": [self._question(number) for number in range(len(self.questions))],
            "uuid": self.uuid,
        }
        named = {"administrator": self.administrator, "credential_authority": self.credential_authority}
        return compact(shape | {name: who for name, who in named.items() if who is not None})

    @cached_property
    def fingerprint(self) -> str:
        return tracker(self.text)

    def _question(self, number: int) -> Json:
        told = self.questions[number].told()
        if number in self.blanks_told:
            return {"answers": told.pop("answers"), "blank": False, **told}
        return told


def read(text: str) -> Election:
    """From its canonical text; raises `FaultyError` for a text that is not sound."""
    told = parsed(text)
    if not isinstance(told, dict):
        told = {}
    group = group_named(told.get("group"))
    shape = {
        "version": WHOLE,
        "description": TEXT,
        "name": TEXT,
        "group": TEXT,
        "public_key": ELEMENT,
        "questions": Each(QUESTION, at_least=1),
        "uuid": UUIDS,
        "?administrator": TEXT,
        "?credential_authority": TEXT,
    }
    sound(misfits(told, shape, group))
    sound(_unsound(told, group))
    return Election(
        uuid=told["uuid"],
        name=told["name"],
        description=told["description"],
        group=group,
        public_key=told["public_key"],
        questions=tuple(
            Question(each["question"], tuple(each["answers"]), each["min"], each["max"], each.get("blank", False))
            for each in told["questions"]
        ),
        administrator=told.get("administrator"),
        credential_authority=told.get("credential_authority"),
        blanks_told=frozenset(n for n, each in enumerate(told["questions"]) if each.get("blank") is False),
    )


def _unsound(told: Json, group: Group) -> Iterator[Fault]:
    if told["version"] != VERSION:
        yield Fault("version", f"版本应当是 {VERSION}", "version")
    if not group.admits(told["public_key"]) or told["public_key"] == group.one:
        yield Fault("outside", "选举公钥不是群里的元素", "public_key")
    for number, each in enumerate(told["questions"]):
        if not 0 <= each["min"] <= each["max"] <= len(each["answers"]) <= MOST_ANSWERS:
            yield Fault("bounds", "可选项数的上下限不对，或者选项太多", f"questions[{number}]")


def writable(*texts: str) -> bool:
    """Whether every program writes these words in the same bytes: no control characters."""
    return not any(UNWRITTEN.search(text) for text in texts)
