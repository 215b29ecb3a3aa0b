"""What a voter votes with: a secret of 22 letters, and the public key that alone stands in the public list."""

import re
from secrets import choice

from gongqiao.belenios.forms import BASE58, COUNTED, Fault, Json, compact, digest, parsed, sound
from gongqiao.belenios.groups import Element, Group

LENGTH, CHECKED = 22, 53
FORM = re.compile(f"[{BASE58}]{{5}}-[{BASE58}]{{6}}-[{BASE58}]{{5}}-[{BASE58}]{{6}}")


def token(length: int) -> str:
    """Letters at random, none of them easily taken for another."""
    return "".join(choice(BASE58) for _ in range(length))


def draw() -> str:
    """A new secret credential; its last letter tells whether it was copied rightly."""
    return _formed(token(LENGTH - 1))


def made_of(secret: bytes) -> str:
    """The credential that these bytes make, the same each time; fewer than sixteen could be guessed."""
    number, letters = int.from_bytes(secret), ""
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(BASE58))
        letters += BASE58[place]
    return _formed(letters)


def _formed(letters: str) -> str:
    letters += BASE58[_check(letters)]
    return "-".join((letters[:5], letters[5:11], letters[11:16], letters[16:]))


def well_copied(credential: str) -> bool:
    """Whether this has the form of a credential and its last letter agrees with the others."""
    letters = credential.replace("-", "")
    return bool(FORM.fullmatch(credential)) and BASE58.index(letters[-1]) == _check(letters[:-1])


def _check(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * len(BASE58) + BASE58.index(letter)
    return (CHECKED - number) % CHECKED


def exponent(group: Group, uuid: str, credential: str) -> int:
    """The secret of a credential in one election: 512 bits of SHA-256, modulo the order of the group."""
    halves = (digest(f"derive_credential|{uuid}|{half}|{credential}") for half in range(2))
    return int("".join(halves), 16) % group.order


def listed(weights: dict[Element, int]) -> str:
    """The text of the public list; a weight is written where it is not one."""
    return compact([key if weight == 1 else f"{key},{weight}" for key, weight in weights.items()])


def read(text: str, group: Group) -> dict[Element, int]:
    """Everybody's weight by public credential; raises `FaultyError` for a list that is not sound.

    A third part, the name of the voter that other systems write behind the weight, is passed over.
    """
    rows = parsed(text)
    sound(_unsound(rows, group))
    return {key: int(weight or 1) for key, weight in map(_halves, rows)}


def _halves(row: str) -> tuple[str, str]:
    key, _, rest = row.partition(",")
    return key, rest.partition(",")[0]


def _unsound(rows: Json, group: Group) -> "list[Fault]":
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        return [Fault("form", "选民凭证应当是文字的列表")]
    faults, seen = [], set()
    for number, row in enumerate(rows):
        key, weight = _halves(row)
        if not group.admits(key):
            faults.append(Fault("outside", "公开凭证不是群里的元素", f"[{number}]"))
        if weight and (not COUNTED.fullmatch(weight) or weight == "0"):
            faults.append(Fault("weight", "票数不是正整数", f"[{number}]"))
        if key in seen:
            faults.append(Fault("twice", "同一公开凭证列了两次", f"[{number}]"))
        seen.add(key)
    return faults
