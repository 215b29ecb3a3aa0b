"""What becomes of each row of a list: a line that waits to be taken, or what is wrong with it.

Written as COPY reads it. Nothing here asks the database, so that it may run in any process.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongqiao.design.workbooks import Sheet
from gongqiao.intake.actions import Judged
from gongqiao.kernel.identifiers import uuid7_text
from gongqiao.kernel.reasons import Reason
from gongqiao.membership import queries as membership
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.people import queries as known
from gongqiao.people.actions import COLUMNS as PERSON
from gongqiao.people.actions import Facts, Preparing, copied
from gongqiao.rosters import rules
from gongqiao.rosters.models import GOOD

LINE = ("id", "roster_id", "state", '"union"', "sheet", '"row"', "employment_form", "person_key", *PERSON[1:])
PROBLEM = ("roster_id", "sheet", '"row"', '"column"', "code", "words")
FORMS = dict(EmploymentForm.choices)


@dataclass(frozen=True)
class Terms:
    """What is the same for all rows of a list."""

    roster: UUID
    union: int
    form: str
    needs_phone: bool
    on: date
    words: rules.Words


class Judge:
    """Judges rows under the same terms; the ring of keys is looked at once."""

    def __init__(self, terms: Terms) -> None:
        self.prepare, self.cards = Preparing(), known.Cards(terms.on)
        self.old_enough: dict[str, bool] = {}
        self.turn_to(terms)

    def turn_to(self, terms: Terms) -> None:
        """Go on with another list, of the same day."""
        self.terms = terms
        self.forms = {**terms.words["employment_form"], "": terms.form}
        self.always = f"{terms.roster}\t{GOOD}\t{terms.union}"

    def judge(self, sheet: str, columns: Mapping[str, str], rows: Iterable[tuple[int, Sequence[str]]]) -> Judged:
        found, place = Judged(), copied(sheet)
        for number, values in rows:
            found.rows += 1
            if (person := self.plain(values)) is not None:
                form = self.forms[values[4]]
                found.lines.append(f"{uuid7_text()}\t{self.always}\t{place}\t{number}\t{form}\t{person}")
            else:
                self._at_length(found, sheet, columns, number, values)
        return found

    def plain(self, values: Sequence[str]) -> str | None:
        """The person of a row in which all is as most rows have it; nothing where anything asks for a closer look."""
        name, document_type, number, phone, form, sex, birth_on, ethnic, political, education = values
        if sex or birth_on or ethnic or political or education or form not in self.forms:
            return None
        if self.terms.words["document_type"].get(document_type) not in {"", "card"}:
            return None
        born = self.cards.born(number)
        if not born or not self._may_work(born) or not rules.is_plain_name(name):
            return None
        if not (rules.is_mobile(phone) or (not phone and not self.terms.needs_phone)):
            return None
        return self.prepare.card(number, name, phone, born, NO_MORE)

    def _may_work(self, born: str) -> bool:
        """Asked once for each day on which somebody was born."""
        if born not in self.old_enough:
            self.old_enough[born] = not any(membership.working_age(date.fromisoformat(born), self.terms.on))
        return self.old_enough[born]

    def _at_length(
        self, found: Judged, sheet: str, columns: Mapping[str, str], number: int, values: Sequence[str]
    ) -> None:
        told = rules.Told(*values)
        facts = rules.facts_of(told, self.terms.words)
        form = self.forms.get(told.employment_form, "?")
        if reasons := list(self._reasons(told, facts, form)):
            found.problems += [self._problem(sheet, number, columns, reason) for reason in reasons]
        else:
            person = self.prepare.as_copied(facts)
            found.lines.append(f"{uuid7_text()}\t{self.always}\t{copied(sheet)}\t{number}\t{form}\t{person}")

    def missing(self, sheet: Sheet) -> str:
        """Of a sheet that lacks a column without which no row can be read."""
        return self._problem(sheet.name, 0, {}, rules.lacking(sheet.missing))

    def _reasons(self, told: rules.Told, facts: Facts, form: str) -> Iterable[Reason]:
        return rules.row(told, facts, form, forms=FORMS, needs_phone=self.terms.needs_phone, on=self.terms.on)

    def _problem(self, sheet: str, number: int, columns: Mapping[str, str], reason: Reason) -> str:
        letter = columns.get(reason.field, "")
        return "\t".join(map(copied, (self.terms.roster, sheet, number, letter, reason.code, reason.words)))


NO_MORE = "\t\t"  # neither ethnic group nor politics nor schooling
