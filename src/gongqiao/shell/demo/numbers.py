"""Numbers of the state for things that do not exist: right in every check digit, drawn from the world's chance."""

from datetime import date, timedelta
from functools import cache
from random import Random

ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CODE_WEIGHTS = [pow(3, place, 31) for place in range(17)]
DIGITS, LETTERS = "0123456789", "0123456789ABCDEFGHJKLMNPQRTUWXY"
FIRM, ASSOCIATION, BASIC_UNION = "91", "51", "81"


def credit_code(kind: str, county: str, chance: Random) -> str:
    """GB 32100, around an organisation code with its own check character (GB 11714)."""
    return coded(kind, county, "".join(chance.choice(DIGITS) for _ in range(6)))


def coded(kind: str, county: str, digits: str) -> str:
    """The same around six digits that somebody chose."""
    organisation = f"MA{digits}"
    weighed = sum(int(sign, 36) * weight for sign, weight in zip(organisation, ORGANISATION_WEIGHTS, strict=True))
    check = "0123456789X"[(11 - weighed % 11) % 11]
    body = f"{kind}{county}{organisation}{check}"
    total = sum(LETTERS.index(sign) * weight for sign, weight in zip(body, CODE_WEIGHTS, strict=True))
    return body + LETTERS[-total % 31]


def identity_number(county: str, born: date, sex: str, chance: Random) -> str:
    """GB 11643; an odd sequence number is a man's."""
    return numbered(county, born, chance.randrange(1, 499) * 2 + (1 if sex == "1" else 0))


def numbered(county: str, born: date, sequence: int) -> str:
    """The same with a sequence number that somebody chose, of 1 to 999."""
    day, order = _written(born), f"{sequence:03d}"
    weighed = _weighed(county, 0) + _weighed(day, 6) + _weighed(order, 14)
    return f"{county}{day}{order}{'10X98765432'[weighed % 11]}"


@cache
def _written(born: date) -> str:
    return f"{born:%Y%m%d}"


@cache
def _weighed(digits: str, place: int) -> int:
    """What these digits add to the sum that the check digit rests on: the parts of numbers come again and again."""
    return sum(int(digit) * pow(2, 17 - place - n, 11) for n, digit in enumerate(digits))


def birthday(youngest: int, oldest: int, on: date, chance: Random) -> date:
    """Of somebody between these ages on a day."""
    return on - timedelta(days=chance.randrange(youngest * 366, oldest * 365))
