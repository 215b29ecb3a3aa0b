"""Everything that anybody can check of an election from its archive; a check may rest on those before.

A check that rests on one that failed is not made: it is told as such, never as passed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from gongqiao.belenios import archive, checking, credentials, election, tally, trustees
from gongqiao.belenios.archive import BALLOT, PARTIAL, RESULT, SETUP, TALLY, Contents
from gongqiao.belenios.election import Election
from gongqiao.belenios.forms import COUNTED, DIGESTS, WHOLE, Fault, FaultyError, Json, misfits, parsed, sound, tracker
from gongqiao.belenios.groups import Element
from gongqiao.belenios.trustees import Item

PASSED, FAILED, UNREACHED, ABSENT = "passed", "failed", "unreached", "absent"


@dataclass(frozen=True)
class Check:
    """One question to the archive: `absent`: has not happened yet; `unreached`: rests on something that failed."""

    code: str
    words: str
    state: str
    faults: tuple[Fault, ...] = ()


@dataclass
class Found:
    """What the archive says, filled in as the checks go along."""

    contents: Contents
    checks: list[Check] = field(default_factory=list)
    election: Election | None = None
    items: tuple[Item, ...] = ()
    weights: dict[Element, int] = field(default_factory=dict)
    ballots: list[Json] = field(default_factory=list)
    trackers: list[str] = field(default_factory=list)
    table: tally.Table = field(default_factory=list)
    total: int = 0
    tallied: int = 0
    parts: dict[int, Json] = field(default_factory=dict)
    result: list[list[int]] = field(default_factory=list)
    setup: dict[str, str] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        return not any(check.faults for check in self.checks)

    @property
    def finished(self) -> bool:
        return self.sound and bool(self.result)

    def of(self) -> Election:
        """The election, for checks that are made only where it could be read."""
        if self.election is None:
            raise FaultyError([Fault("election", "没有选举参数")])
        return self.election

    def told(self, kind: str) -> list[str]:
        return [event.told for event in self.contents.events if event.kind == kind]


def verify(data: bytes, tell: Callable[[int], None] = lambda _: None) -> Found:
    """Check everything; `tell` is given how many ballots were checked since it was last called."""
    found = Found(archive.read(data))
    for check, ask in CHECKS.items():
        words, kind = ask.words, ask.about
        if any(each.state in {FAILED, UNREACHED} for each in found.checks if each.code in ask.rests_on):
            found.checks.append(Check(check, words, UNREACHED))
        elif kind and not found.told(kind):
            found.checks.append(Check(check, words, ABSENT))
        else:
            faults = tuple(_faults(ask, found, tell))
            found.checks.append(Check(check, words, FAILED if faults else PASSED, faults))
    return found


def _faults(ask: "Ask", found: Found, tell: Callable[[int], None]) -> list[Fault]:
    try:
        return list(ask.look(found, tell))
    except FaultyError as wrong:
        return list(wrong.faults)


def _form(found: Found, _: Callable[[int], None]) -> Iterator[Fault]:
    yield from found.contents.faults


def _chain(found: Found, _: Callable[[int], None]) -> Iterator[Fault]:
    yield from found.contents.chain


def _setup(found: Found, _: Callable[[int], None]) -> Iterator[Fault]:
    told = parsed(found.told(SETUP)[0])
    sound(misfits(told, {"election": DIGESTS, "trustees": DIGESTS, "credentials": DIGESTS}))
    missing = [name for name, named in told.items() if named not in found.contents.data]
    for name in missing:
        yield Fault("missing", "所指的内容不在档案里", f"setup.{name}")
    if not missing:
        found.setup = {name: found.contents.data[named] for name, named in told.items()}
        found.election = election.read(found.setup["election"])


def _trustees(found: Found, _: Callable[[int], None]) -> Iterator[Fault]:
    found.items = trustees.read(found.setup["trustees"], found.of().group)
    if trustees.key_of(found.of().group, found.items) != found.of().public_key:
        yield Fault("key", "选举公钥不是各位保管人的公钥合成的", "public_key")


def _credentials(found: Found, _: Callable[[int], None]) -> Iterator[Fault]:
    found.weights = credentials.read(found.setup["credentials"], found.of().group)
    if not found.weights:
        yield Fault("empty", "选民名册是空的")


def _ballots(found: Found, tell: Callable[[int], None]) -> Iterator[Fault]:
    texts = found.told(BALLOT)
    first: dict[str, int] = {}
    for number, (text, wrong) in enumerate(
        zip(texts, checking.each(found.of(), texts, found.weights, tell), strict=True)
    ):
        mark = tracker(text)
        place = f"第 {number + 1} 张选票（{mark[:8]}…）"
        if mark in first:
            yield Fault("twice", f"与第 {first[mark] + 1} 张选票是同一张", place)
        first.setdefault(mark, number)
        yield from (Fault(fault.code, fault.words, f"{place} {fault.place}".rstrip()) for fault in wrong)
    found.trackers = list(first)


def _tally(found: Found, _: Callable[[int], None]) -> Iterator[Fault]:
    told = parsed(found.told(TALLY)[0])
    sound(misfits(told, {"num_tallied": WHOLE, "total_weight": WHOLE, "encrypted_tally": DIGESTS}))
    group = found.of().group
    counted = tally.last_of_each(found.told(BALLOT))
    found.tallied = len(counted)
    found.total = sum(found.weights[parsed(each)["credential"]] for each in counted)
    if told["num_tallied"] != len(counted):
        yield Fault("count", f"计入的选票应当是 {len(counted)} 张，写的是 {told['num_tallied']}", "num_tallied")
    if told["total_weight"] != found.total:
        yield Fault("count", f"计入的票数应当是 {found.total}，写的是 {told['total_weight']}", "total_weight")
    if told["encrypted_tally"] not in found.contents.data:
        yield Fault("missing", "所指的内容不在档案里", "encrypted_tally")
        return
    shown = parsed(found.contents.data[told["encrypted_tally"]])
    sound(misfits(shown, tally.shape(found.of()), group))
    found.table = tally.sealed(found.of(), map(parsed, counted), found.weights)
    for question, (row, own) in enumerate(zip(shown, tally.told(found.table), strict=True)):
        for number, (each, wanted) in enumerate(zip(row, own, strict=True)):
            if each != wanted:
                yield Fault("tally", "公布的密文汇总与选票之积不符", f"encrypted_tally[{question}][{number}]")


def _partials(found: Found, _: Callable[[int], None]) -> Iterator[Fault]:
    keys = trustees.verification_keys(found.items)
    for number, text in enumerate(found.told(PARTIAL)):
        place = f"第 {number + 1} 份部分解密"
        told = parsed(text)
        sound(fault.inside(place) for fault in misfits(told, {"owner": WHOLE, "payload": DIGESTS}))
        owner = told["owner"]
        if not 1 <= owner <= len(keys):
            yield Fault("owner", f"没有第 {owner} 位保管人", place)
        elif owner in found.parts:
            yield Fault("twice", f"第 {owner} 位保管人解密了两次", place)
        elif told["payload"] not in found.contents.data:
            yield Fault("missing", "所指的内容不在档案里", place)
        else:
            found.parts[owner] = parsed(found.contents.data[told["payload"]])
            where = f"{place}（第 {owner} 位保管人）"
            for fault in tally.unsound_partial(found.of(), keys[owner - 1], found.table, found.parts[owner]):
                yield fault.inside(where)


def _result(found: Found, _: Callable[[int], None]) -> Iterator[Fault]:
    told = parsed(found.told(RESULT)[0])
    if not isinstance(told, dict) or list(told) != ["result"] or not isinstance(told["result"], list):
        raise FaultyError([Fault("form", "应当是每题每项的票数", "result")])
    claimed = [_numbers(row) for row in told["result"]]
    if [len(row) for row in claimed] != [question.width for question in found.of().questions]:
        raise FaultyError([Fault("form", "题数或者选项数与选举不符", "result")])
    if needed := trustees.lacking(found.items, set(found.parts)):
        raise FaultyError([Fault("trustees", words) for words in needed])
    opened = tally.factors(found.of(), found.items, found.parts)
    raised = tally.bare(found.of().group, found.table, opened)
    faults = list(tally.unlike(found.of(), raised, claimed, found.total))
    found.result = [] if faults else claimed
    yield from faults


def _numbers(row: Json) -> list[int]:
    """Votes are written as texts; older programs write them as numbers."""
    if not isinstance(row, list):
        raise FaultyError([Fault("form", "应当是票数的列表", "result")])
    texts = [str(each) if type(each) is int else each for each in row]
    if not all(isinstance(each, str) and COUNTED.fullmatch(each) for each in texts):
        raise FaultyError([Fault("form", "票数应当是不小于零的整数", "result")])
    return [int(each) for each in texts]


def _stray(found: Found, _: Callable[[int], None]) -> Iterator[Fault]:
    """Something that no event speaks of was slipped in, or what spoke of it was taken away."""
    named = {event.told for event in found.contents.events} | set(found.setup.values())
    for text in [*found.told(TALLY), *found.told(PARTIAL)]:
        told = parsed(text)
        named.add(found.contents.data.get(told.get("encrypted_tally", told.get("payload", "")), ""))
    for name, text in found.contents.data.items():
        if text not in named:
            yield Fault("stray", "没有事件说到的内容", f"{name}.data.json")


@dataclass(frozen=True)
class Ask:
    """`about` names the event without which there is nothing to ask yet."""

    words: str
    look: Callable[[Found, Callable[[int], None]], Iterator[Fault]]
    rests_on: tuple[str, ...] = ()
    about: str = ""


CHECKS = {
    "form": Ask("档案的写法：每个字节合乎规定，文件名就是内容的摘要", _form),
    "chain": Ask("事件首尾相接：没有抽走、插入、调换", _chain, ("form",)),
    "setup": Ask("选举参数：题目、群、公钥", _setup, ("form", "chain"), SETUP),
    "trustees": Ask("密钥保管人：各有私钥，选举公钥由他们的公钥合成", _trustees, ("setup",)),
    "credentials": Ask("选民名册：公开凭证各不相同", _credentials, ("setup",)),
    "ballots": Ask("选票：名册里的凭证签的，每项证明成立，没有重复", _ballots, ("credentials",), BALLOT),
    "tally": Ask("密文汇总：每人最后一张选票之积", _tally, ("ballots",), TALLY),
    "partials": Ask("部分解密：每份都用保管人自己的私钥", _partials, ("trustees", "tally"), PARTIAL),
    "result": Ask("结果：就是解密所得", _result, ("partials",), RESULT),
    "stray": Ask("档案里没有多余的内容", _stray, ("tally", "partials"), SETUP),
}
