"""From the sealed ballots to the numbers: their product, the trustees' factors, the result (specification 4.16–4.19).

Sealed numbers and factors stand in a table, a row for each question.
"""

from collections.abc import Iterable, Iterator
from math import isqrt

from gongqiao.belenios.ballots import product
from gongqiao.belenios.election import Election
from gongqiao.belenios.forms import CIPHERTEXT, ELEMENT, PROOF, Each, Fault, FaultyError, Json, misfits, parsed
from gongqiao.belenios.groups import Element, Group, OutsideError
from gongqiao.belenios.proofs import Cipher, Proof, cipher, is_same, proof, same
from gongqiao.belenios.trustees import Item, lagrange

Table = list[list[Cipher]]


def last_of_each(ballots: Iterable[str]) -> list[str]:
    """The ballots that count: the last one of every credential."""
    kept: dict[Element, str] = {}
    for ballot in ballots:
        credential = parsed(ballot)["credential"]
        kept.pop(credential, None)
        kept[credential] = ballot
    return list(kept.values())


def sealed(election: Election, counted: Iterable[Json], weights: dict[Element, int]) -> Table:
    """What seals the sum over these ballots, each as often as its voter has votes."""
    group = election.group
    none = Cipher(group.one, group.one)
    found = [[none] * question.width for question in election.questions]
    for ballot in counted:
        weight = weights[ballot["credential"]]
        for row, answer in zip(found, ballot["answers"], strict=True):
            for number, told in enumerate(answer["choices"]):
                row[number] = product(group, [row[number], _times(group, cipher(told), weight)])
    return found


def _times(group: Group, each: Cipher, weight: int) -> Cipher:
    if weight == 1:
        return each
    return Cipher(group.power(each.alpha, weight), group.power(each.beta, weight))


def told(table: Table) -> Json:
    return [[each.told() for each in row] for row in table]


def shape(election: Election) -> Json:
    """Of a sealed tally."""
    return tuple(Each(CIPHERTEXT, exactly=question.width) for question in election.questions)


def partial(election: Election, secret: int, table: Table) -> Json:
    """A trustee's part in opening the tally: a factor for each number, and the proof that her key made it."""
    group, prefix = election.group, _prefix(election, election.group.raised(secret))
    return {
        "decryption_factors": [[group.secret_power(each.alpha, secret) for each in row] for row in table],
        "decryption_proofs": [[same(group, secret, each.alpha, prefix).told() for each in row] for row in table],
    }


def _prefix(election: Election, key: Element) -> str:
    return f"decrypt|{election.fingerprint}|{key}|"


def unsound_partial(election: Election, key: Element, table: Table, shown: Json) -> Iterator[Fault]:
    """What is wrong with the part of the trustee whose verification key this is."""
    widths = [question.width for question in election.questions]
    wanted = {
        "decryption_factors": tuple(Each(ELEMENT, exactly=width) for width in widths),
        "decryption_proofs": tuple(Each(PROOF, exactly=width) for width in widths),
    }
    if faults := list(misfits(shown, wanted, election.group)):
        yield from faults
        return
    for question, row in enumerate(table):
        for number, each in enumerate(row):
            factor = shown["decryption_factors"][question][number]
            held = proof(shown["decryption_proofs"][question][number])
            if not _opens(election, key, each.alpha, factor, held):
                yield Fault(
                    "decryption", "不能证明是用这位保管人的私钥解密的", f"decryption_factors[{question}][{number}]"
                )


def _opens(election: Election, key: Element, alpha: Element, factor: Element, shown: Proof) -> bool:
    try:
        return is_same(election.group, key, alpha, factor, shown, _prefix(election, key))
    except OutsideError:
        return False


def factors(election: Election, items: tuple[Item, ...], parts: dict[int, Json]) -> list[list[Element]]:
    """What the trustees' parts come to together; of a group the first ones that suffice are taken."""
    group = election.group
    found = [[group.one] * question.width for question in election.questions]
    first = 1
    for item in items:
        numbers = [number for number in range(1, len(item.keys) + 1) if first + number - 1 in parts][: item.needed]
        if len(numbers) < item.needed:
            raise FaultyError([Fault("trustees", "保管人解密的份数不够")])
        for number in numbers:
            shown = parts[first + number - 1]["decryption_factors"]
            exponent = lagrange(group, numbers, number)
            for row, given in zip(found, shown, strict=True):
                row[:] = [
                    group.times(each, group.power(factor, exponent)) for each, factor in zip(row, given, strict=True)
                ]
        first += len(item.keys)
    return found


def bare(group: Group, table: Table, opened: list[list[Element]]) -> list[list[Element]]:
    """g to the number behind each seal."""
    return [
        [group.over(each.beta, factor) for each, factor in zip(row, found, strict=True)]
        for row, found in zip(table, opened, strict=True)
    ]


def numbers(group: Group, raised: list[list[Element]], most: int) -> list[list[int]]:
    """The numbers, each between 0 and `most`, the sum of all votes; raises `FaultyError` where one is not."""
    step = isqrt(most) + 1
    near = {element: number for number, element in enumerate(_powers(group, step))}
    far = group.over(group.one, group.raised(step))
    return [[_number(group, near, far, each, most) for each in row] for row in raised]


def _powers(group: Group, count: int) -> Iterator[Element]:
    element = group.one
    for _ in range(count):
        yield element
        element = group.times(element, group.generator)


def _number(group: Group, near: dict[Element, int], far: Element, raised: Element, most: int) -> int:
    step = len(near)
    for strides in range(most // step + 1):
        if raised in near and (found := strides * step + near[raised]) <= most:
            return found
        raised = group.times(raised, far)
    raise FaultyError([Fault("result", "票数超出全部选票之和，无法还原")])


def unlike(election: Election, raised: list[list[Element]], claimed: list[list[int]], most: int) -> Iterator[Fault]:
    """Where the numbers that are told are not those behind the seals."""
    for question, (row, given) in enumerate(zip(raised, claimed, strict=True)):
        for number, (each, votes) in enumerate(zip(row, given, strict=True)):
            if not 0 <= votes <= most or election.group.raised(votes) != each:
                yield Fault("result", f"公布的 {votes} 票与解密的结果不符", f"result[{question}][{number}]")
