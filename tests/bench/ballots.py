"""`script/bench ballots`: ballots checked beside Helios' powers, an election verified and tallied; sealing; casting.

Helios checks a ballot of three answers by as many powers in a 2048-bit group as ours in Ed25519; only these powers are
taken for the reference, so its figure flatters it. Sealing is measured in Chromium, as a phone six times slower than
this machine does it, from the first touch of the scripts on, beside the machine itself. Casting is measured at a
platform of its own that is served as everywhere, with ballots sealed beforehand.
"""

import io
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from secrets import randbelow
from statistics import median

import click

from gongqiao.ballots import questions
from gongqiao.belenios import archive, ballots, credentials, election, tally, trustees, verify
from gongqiao.belenios.archive import Board
from gongqiao.belenios.election import Election, Question
from gongqiao.belenios.forms import compact, parsed
from gongqiao.belenios.groups import BELENIOS_2048, ED25519, GROUPS
from tests.ballots.sealing import timed
from tests.bench import telling
from tests.bench.casting import cast_over_http
from tests.chromium import chromium

POWERS = 30
"""Of one question, three answers and exactly one choice: 8 for each answer, 4 for their sum, 2 for the signature."""
PER_SECOND, VOTERS, SECONDS = 250, 10_000, 30
SLOWER, SEALED_MS, TIMES = 6, 2000, 5
CAST_PER_SECOND, CAST_SECONDS, CAST_MS = 60, 20, 300
AT = 1773100800
STRIDE = 100


def run(*, voters: int, checked: int) -> dict[str, object]:
    group = ED25519
    secret = 1 + randbelow(group.order - 1)
    listed = compact([["Single", trustees.public_key(group, secret)]])
    asked = (questions.contract("是否同意《集体合同（草案）》"),)
    held = Election(credentials.token(14), "测速", "", group, group.raised(secret), asked)
    entitled = {group.raised(each): each for each in (1 + randbelow(group.order - 1) for _ in range(voters))}
    texts = _cast(held, list(entitled.values()))
    ours, reference = _side_by_side(held, texts[:checked], dict.fromkeys(entitled, 1))
    data = _written(held, listed, secret, texts, dict.fromkeys(entitled, 1))
    began = time.perf_counter()
    found = verify.verify(data)
    whole = time.perf_counter() - began
    sealed = _sealing(asked)
    taken = cast_over_http(_cast, per_second=CAST_PER_SECOND, seconds=CAST_SECONDS)
    if not found.finished or sum(found.result[0]) != voters:
        raise RuntimeError(found.checks)
    return {
        "name": "ballots",
        "ours": round(ours, 1),
        "unit": "张选票每秒每核（Ed25519，三项，逐项证明和签名都核）",
        "reference": f"同样 {POWERS} 次幂在 2048 位群里（Helios 的算术，只算幂）",
        "reference_value": round(reference, 1),
        "ratio": round(ours / reference, 2),
        "goal": f"每秒每核 {PER_SECOND} 张；{VOTERS:,} 人的选举核验和计票 {SECONDS} 秒；"
        f"慢 {SLOWER} 倍的手机封一张 {SEALED_MS} 毫秒；每秒投 {CAST_PER_SECOND} 张时 95% 在 {CAST_MS} 毫秒内收下",
        "met": ours >= PER_SECOND
        and voters >= VOTERS
        and whole <= SECONDS
        and taken["p95_ms"] <= CAST_MS
        and all(each["slower_ms"] <= SEALED_MS for each in sealed.values()),
        "voters": voters,
        "verified_and_tallied_s": round(whole, 2),
        "bytes": len(data),
        "sealed_in_chromium": sealed,
        "cast_over_http": taken,
        "cores": len(os.sched_getaffinity(0)),
    }


def _side_by_side(held: Election, texts: list[str], entitled: dict[str, int]) -> tuple[float, float]:
    """Ballots a second by one processor, ours and the reference in turns, so that both have the same machine."""
    element = BELENIOS_2048.raised(1 + randbelow(BELENIOS_2048.order - 1))
    exponents = [randbelow(BELENIOS_2048.order) for _ in range(POWERS)]
    ours = theirs = 0.0
    for text in texts:
        ours += _took(lambda text=text: _passes(held, text, entitled))
        theirs += _took(lambda: [pow(int(element), each, int(BELENIOS_2048.modulus)) for each in exponents])
    return len(texts) / ours, len(texts) / theirs


def _passes(held: Election, text: str, entitled: dict[str, int]) -> None:
    if faults := ballots.check(held, text, entitled):
        raise RuntimeError(faults)


def _sealing(asked: tuple[Question, ...]) -> dict[str, dict[str, float]]:
    """By group, the median of several first ballots of a page: each of a browser that has computed nothing yet."""
    found = {}
    with chromium() as browser:
        for name, group in GROUPS.items():
            held = Election(
                credentials.token(14), "测速", "", group, group.raised(1 + randbelow(group.order - 1)), asked
            )
            taken: dict[int, list[float]] = {1: [], SLOWER: []}
            for _ in range(TIMES):
                for slower, times in taken.items():
                    letters = credentials.draw()
                    took, text = timed(browser, held, letters, [_vote(asked[0])], slower=slower)
                    public = group.raised(credentials.exponent(group, held.uuid, letters))
                    _passes(held, text, {public: 1})
                    times.append(took)
            here, slow = (round(median(times), 1) for times in taken.values())
            found[name] = {"slower_ms": slow, "here_ms": here, "slower": SLOWER}
    return found


def _took(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _cast(held: Election, secrets: list[int]) -> list[str]:
    """Making the ballots is the voters' work and not measured."""
    strides = [(held.text, secrets[start : start + STRIDE]) for start in range(0, len(secrets), STRIDE)]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as hands:
        return [text for found in hands.map(_stride, strides) for text in found]


def _stride(given: tuple[str, list[int]]) -> list[str]:
    held = election.read(given[0])
    return [ballots.cast(held, secret, [_vote(held.questions[0])]) for secret in given[1]]


def _vote(asked: Question) -> list[int]:
    chosen = randbelow(len(asked.answers))
    return [int(number == chosen) for number in range(len(asked.answers))]


def _written(held: Election, listed: str, secret: int, texts: list[str], entitled: dict[str, int]) -> bytes:
    """The whole archive."""
    file = io.BytesIO()
    board = Board(file, AT)
    board.begin()
    told = {"election": held.text, "trustees": listed, "credentials": credentials.listed(entitled)}
    board.happen(archive.SETUP, board.add(compact({name: board.add(text) for name, text in told.items()})))
    for text in texts:
        board.happen(archive.BALLOT, board.add(text))
    for kind, payload in _counted(held, listed, secret, texts, board):
        board.happen(kind, payload)
    return file.getvalue()


def _counted(held: Election, listed: str, secret: int, texts: list[str], board: Board) -> Iterator[tuple[str, str]]:
    yield archive.END, ""
    table = tally.sealed(held, map(parsed, texts), {parsed(text)["credential"]: 1 for text in texts})
    sealed = board.add(compact(tally.told(table)))
    sized = {"num_tallied": len(texts), "total_weight": len(texts), "encrypted_tally": sealed}
    yield archive.TALLY, board.add(compact(sized))
    part = tally.partial(held, secret, table)
    yield archive.PARTIAL, board.add(compact({"owner": 1, "payload": board.add(compact(part))}))
    opened = tally.factors(held, trustees.read(listed, held.group), {1: part})
    result = tally.numbers(held.group, tally.bare(held.group, table, opened), len(texts))
    yield archive.RESULT, board.add(compact({"result": [[str(each) for each in row] for row in result]}))


if __name__ == "__main__":
    telling.command(
        "选票的核验：每秒每核多少张，和 Helios 的算术相比；万人选举核验和计票要多久；手机封一张、平台收一张要多久",
        run,
        click.Option(["--voters"], type=click.IntRange(5), default=VOTERS, show_default=True, help="选民人数"),
        click.Option(["--checked"], type=click.IntRange(1), default=500, show_default=True, help="并排核多少张"),
    )()
