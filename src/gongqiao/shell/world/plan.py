"""What the synthetic province holds, decided before anything is written: the same for the same seed, whoever builds it.

Which firm has how many members, and which numbers are theirs, follows from the firm's place in the plan alone, so that
several processes build parts of one province without asking each other, and no number is given twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import exp
from random import Random

from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.shell.demo import numbers
from gongqiao.shell.demo.firms import FIRST, MUST_ORGANISE, SECOND, TRADES
from gongqiao.shell.demo.members import FORMS, MOBILE, WOMEN
from gongqiao.shell.demo.names import name

MEDIAN_SPREAD, PLACES_SPREAD = 1.3, 0.8
JOINED_LEAST, JOINED_MOST = 0.55, 0.95
OLDEST_BORN, DAYS = date(1967, 1, 1), 36 * 365
"""Birthdays lie in these years: everybody is of working age, and was when she joined."""
SEQUENCES, PHONES, CODES = 998, 10**8, 10**6
STRIDE = 700_001
"""Coprime to every number of slots below: neighbours in the plan get numbers that lie far apart."""
FIRST_MEETING, MEETING_DAYS = date(2021, 1, 4), 5 * 365
SHORT_YEAR = 2000
HERE, ELSEWHERE = "33", "36"


BIRTHDAYS = [OLDEST_BORN + timedelta(days=each) for each in range(DAYS)]
WORDS = dict(EmploymentForm.choices)
Row = tuple[str, ...]
"""Name, kind of document, its number, phone, form of employment; what the number tells by itself is left open."""


@dataclass(frozen=True)
class Firm:
    """One employer: where it lies, its place among those of its county, how many of it are members.

    `before` counts the members of all firms before it, `before_here` those of its county.
    """

    number: int
    township: str
    place: int
    members: int
    staff: int
    before: int
    before_here: int

    @property
    def county(self) -> str:
        return self.township[:6]

    @property
    def own(self) -> bool:
        """Whether it has a union of its own; its members are the community union's otherwise."""
        return self.staff >= MUST_ORGANISE


class Plan:
    """So many members at so many employers in these townships.

    Their numbers were given in the firm's own county, or, in a province that has people already, in one of those that
    many came from to work: `home` are the first digits of its province.
    """

    def __init__(self, members: int, employers: int, townships: Sequence[str], seed: int, home: str = HERE) -> None:
        self.seed, self.home = seed, home
        self.firms = list(self._firms(members, employers, townships))

    def _firms(self, members: int, employers: int, townships: Sequence[str]) -> Iterator[Firm]:
        chance = Random(self.seed)  # noqa: S311 -- the same province every time
        weights = [exp(chance.gauss(0, PLACES_SPREAD)) for _ in townships]
        where = chance.choices(townships, weights, k=employers)
        sizes = list(accumulate(exp(chance.gauss(0, MEDIAN_SPREAD)) for _ in range(employers)))
        shares = [int(members * size / sizes[-1]) for size in sizes]
        shares[-1] = members
        places: dict[str, int] = {}
        held: dict[str, int] = {}
        for number, (township, share, before) in enumerate(zip(where, shares, [0, *shares], strict=False)):
            county, count = township[:6], share - before
            staff = int(count / chance.uniform(JOINED_LEAST, JOINED_MOST)) + 1
            place, here = places.get(county, 0), held.get(county, 0)
            places[county], held[county] = place + 1, here + count
            yield Firm(number, township, place, count, staff, before, here)

    def chance_of(self, firm: Firm) -> Random:
        return Random(self.seed * 10**9 + firm.number)  # noqa: S311 -- as above

    def name_of(self, firm: Firm, county: str) -> str:
        """Distinct within its county: the last part counts."""
        chance = self.chance_of(firm)
        _, trade = chance.choice(TRADES)
        first, second = divmod(firm.place, len(SECOND))
        word = chance.choice(FIRST) + SECOND[second] + (f"{first}号" if first else "")
        return f"{county}{word}{trade}有限公司"

    def industry_of(self, firm: Firm) -> str:
        return self.chance_of(firm).choice(TRADES)[0]

    def code_of(self, firm: Firm, kind: str) -> str:
        digits = f"{firm.place * STRIDE % CODES:06d}"
        return numbers.coded(kind, self._of(firm), digits)

    def _of(self, firm: Firm) -> str:
        return self.home + firm.county[len(HERE) :]

    def met_on(self, firm: Firm) -> date:
        """The day on which its members were admitted."""
        return FIRST_MEETING + timedelta(days=self.chance_of(firm).randrange(MEETING_DAYS))

    def roster(self, firm: Firm) -> list[Row]:
        """Its members, as their union's list has them."""
        chance = self.chance_of(firm)
        kind = "employer" if firm.own else "community"
        codes, weights = zip(*(row for row in FORMS[kind] if row[0] != "overage"), strict=True)
        forms = chance.choices([WORDS[code] for code in codes], weights, k=firm.members)
        return [self._row(firm, number, kind, forms[number], chance) for number in range(firm.members)]

    def _row(self, firm: Firm, number: int, kind: str, form: str, chance: Random) -> Row:
        """A slot is a day of birth and two sequence numbers; odd ones are men's, so the sex chooses between the two."""
        sex = "2" if chance.random() < WOMEN[kind] else "1"
        slot = (firm.before_here + number) * STRIDE % (DAYS * SEQUENCES // 2)
        born, pair = BIRTHDAYS[slot // (SEQUENCES // 2)], slot % (SEQUENCES // 2)
        document = numbers.numbered(self._of(firm), born, pair * 2 + (1 if sex == "1" else 2))
        call = (firm.before + number) * STRIDE % (len(MOBILE) * PHONES)
        phone = f"{MOBILE[call // PHONES]}{call % PHONES:08d}"
        return (name(sex, chance), "", document, phone, form, "", "", "", "", "")
