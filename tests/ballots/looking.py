"""What somebody finds who has all that a platform wrote and said, and wants to know who cast which ballot and how.

Everything comes as units: a row, a line of a log, a transaction of the write-ahead log, a question with its answer. A
unit is a voter's where a value that is hers alone stands in it, and a ballot's in the same way; what stands in units of
one alone is then hers as well. Voters and ballots go by numbers: ballot 7 is the one that voter 7 cast, which the one
who looks does not know, and we do.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.ballots.crowd import Exchange

LONG, FEW, ROUNDS = 8, 8, 3
WORD = re.compile(rf"[0-9A-Za-z+/_.\-]{{{LONG},}}")
COPY = re.compile(r"^COPY public\.(\S+) \((.*)\) FROM stdin;$")
OFTEN, TELLING = 10, 0.1
"""A value that stands that often may tell of the choice; it does when guessing by it is right so much more often."""
Whose = list[set[int]]


@dataclass(frozen=True)
class Unit:
    """`fields` are what it consists of, by name, for whoever puts units in order or compares them."""

    where: str
    words: frozenset[str]
    fields: dict[str, str] = field(default_factory=dict)


def words_of(text: str) -> set[str]:
    return set(WORD.findall(text))


def _made(where: str, fields: dict[str, str]) -> Unit:
    """Each value is a word as a whole, however short, and so is every longer one within it."""
    words = {word for told in fields.values() for word in (told, *words_of(told))}
    return Unit(where, frozenset(words), fields)


def rows(dump: str) -> Iterator[Unit]:
    """Of every table, as `pg_dump` writes them: in the order in which they lie on the disk."""
    table, columns = "", []
    for line in dump.splitlines():
        if begun := COPY.match(line):
            table, columns = begun[1], begun[2].split(", ")
        elif line == "\\.":
            table = ""
        elif table:
            told = {name: each for name, each in zip(columns, line.split("\t"), strict=True) if each != "\\N"}
            yield _made(table, told)


def lines(name: str, log: str) -> Iterator[Unit]:
    for line in log.splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            told = {"line": line}
        if isinstance(told, dict):
            yield _made(name, {key: str(each) for key, each in told.items()})


def exchanges(said: Iterable[Exchange]) -> Iterator[Unit]:
    for each in said:
        sizes = {"size of the question": str(len(each.body)), "size of the answer": str(len(each.answered))}
        yield Unit(each.path, frozenset(words_of(each.text)), sizes)


def whose(units: Sequence[Unit], own: Sequence[set[str]]) -> Whose:
    """Of each unit, by number, to whom it leads."""
    known = {word: number for number, words in enumerate(own) for word in words}
    holding = Counter(word for unit in units for word in unit.words if len(word) >= LONG)
    for _ in range(ROUNDS):
        found = [{known[word] for word in unit.words if word in known} for unit in units]
        of: dict[str, set[int]] = defaultdict(set)
        for unit, owners in zip(units, found, strict=True):
            if owners:
                for word in unit.words:
                    of[word] |= owners
        grown = {word: min(owners) for word, owners in of.items() if len(owners) == 1 and 0 < holding[word] <= FEW}
        known = {**grown, **known}
    return found


def both(units: Sequence[Unit], voters: Whose, ballots: Whose) -> dict[str, set[int]]:
    """By place, the voters of units that lead to some voters and some ballots at once; most of either is nobody."""
    half = _half(voters, ballots)
    found: dict[str, set[int]] = defaultdict(set)
    for unit, hers, theirs in zip(units, voters, ballots, strict=True):
        if 0 < len(hers) <= half and 0 < len(theirs) <= half:
            found[unit.where] |= hers
    return dict(found)


def joints(units: Sequence[Unit], voters: Whose, ballots: Whose) -> dict[str, set[str]]:
    """Values that lead from some ballots to some voters by two units, and where they stand.

    What most of them share leads nowhere. Units in which many stand together are left to `both`.
    """
    half = _half(voters, ballots)
    of_voters: dict[str, set[int]] = defaultdict(set)
    of_ballots: dict[str, set[int]] = defaultdict(set)
    for unit, hers, theirs in zip(units, voters, ballots, strict=True):
        for found, of in ((of_voters, hers), (of_ballots, theirs)):
            for word in unit.words if 0 < len(of) <= FEW else ():
                found[word] |= of
    leading = {word for word, of in of_voters.items() if len(of) <= half and 0 < len(of_ballots[word]) <= half}
    places: dict[str, set[str]] = {word: set() for word in leading}
    for unit in units:
        for word in unit.words & leading:
            places[word].add(unit.where)
    return places


def _half(voters: Whose, ballots: Whose) -> float:
    return max(len(set().union(*voters)), len(set().union(*ballots))) / 2


def orders(units: Sequence[Unit], owners: Whose, least: int) -> dict[str, list[int]]:
    """Every order in which so many or more of them can be put: as they lie, first and last, and by each field."""
    at: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for unit, of in zip(units, owners, strict=True):
        if len(of) == 1:
            at[unit.where].append((min(of), unit.fields))
    found = {}
    for where, told in at.items():
        found[f"{where}, as it lies"] = _firsts(number for number, _ in told)
        found[f"{where}, as it lies, the last"] = _firsts(number for number, _ in reversed(told))[::-1]
        for name in {name for _, fields in told for name in fields}:
            rated = [(_rated(fields[name]), number) for number, fields in told if name in fields]
            if len({rate for rate, _ in rated}) * 2 >= least:
                found[f"{where}, by {name}"] = _firsts(number for _, number in sorted(rated))
    return {name: order for name, order in found.items() if len(order) >= least}


def _rated(told: str) -> tuple[int, str]:
    return (int(told), "") if told.isdecimal() and len(told) < LONG else (0, told)


def _firsts(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))


def matched(voters: dict[str, list[int]], ballots: dict[str, list[int]]) -> tuple[float, str]:
    """The best that is got by laying an order of ballots beside one of voters, forwards or backwards: share and how."""
    tried = [(0.0, "")]
    for name, theirs in ballots.items():
        for other, hers in voters.items():
            tried += [
                (_right(theirs, hers), f"{name} | {other}"),
                (_right(theirs, hers[::-1]), f"{name} | {other} back"),
            ]
    return max(tried)


def _right(theirs: Sequence[int], hers: Sequence[int]) -> float:
    return sum(one == other for one, other in zip(theirs, hers, strict=False)) / len(theirs)


def latest(went: Iterable[tuple[int | None, int | None]]) -> float:
    """The share that is right when each ballot is taken for that of whoever was seen last before it and is still free.

    What went on, one after another: somebody was seen, or a ballot came.
    """
    seen: dict[int, None] = {}
    taken, came, right = set(), 0, 0
    for voter, ballot in went:
        if voter is not None and voter not in taken:
            seen.pop(voter, None)
            seen[voter] = None
        if ballot is not None:
            came += 1
            if seen:
                guess, _ = seen.popitem()
                taken.add(guess)
                right += guess == ballot
    return right / came


def tells(units: Sequence[Unit], owners: Whose, choices: Sequence[int], answers: Sequence[str]) -> dict[str, float]:
    """Fields by which a choice is guessed better than by the choice that most have made, and by how much."""
    seen: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for unit, of in zip(units, owners, strict=True):
        if len(of) == 1:
            choice = choices[min(of)]
            for name, told in unit.fields.items():
                seen[f"{unit.where}.{name}"].append((told, choice))
                seen[f"{unit.where}.{name}, which answers it names"].append(
                    (str([answer in told for answer in answers]), choice)
                )
    told = {name: _better(pairs) for name, pairs in seen.items() if len(pairs) >= OFTEN}
    return {name: better for name, better in told.items() if better > TELLING}


def _better(pairs: Sequence[tuple[str, int]]) -> float:
    plain = Counter(choice for _, choice in pairs)
    usual = plain.most_common(1)[0][0]
    by: dict[str, Counter[int]] = defaultdict(Counter)
    for told, choice in pairs:
        by[told][choice] += 1
    right = sum(of.most_common(1)[0][1] if of.total() >= OFTEN else of[usual] for of in by.values())
    return (right - plain[usual]) / len(pairs)
