"""What becomes of each row of a list of employers or posts: a line that waits, or what is wrong with it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.forms import Field, ValidationError

from gongqiao.design.workbooks import Sheet
from gongqiao.intake import grants, rules
from gongqiao.intake.actions.reading import Judged
from gongqiao.intake.models import EMPLOYERS, Intake, IntakeLine, IntakeProblem
from gongqiao.intake.shapes import OFTEN, SHAPES
from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.organisations import queries as organisations
from gongqiao.people import queries as people
from gongqiao.people.actions import Facts

Cleaned = dict[str, Any]
LONGEST = 200  # letters of a problem
NOTHING = (None, "", False)


def written(facts: Cleaned) -> str:
    return json.dumps(facts, ensure_ascii=False, cls=DjangoJSONEncoder)


def facts_of(line: IntakeLine) -> Cleaned:
    """What a row said, its cells read: days as ISO words, places and unions by their keys."""
    facts: Cleaned = json.loads(line.facts.reveal())
    return facts


def problem(
    intake: Intake, place: tuple[str, int], reason: Reason, columns: Mapping[str, str] | None = None
) -> IntakeProblem:
    """What stands beside a row (sheet, number) that cannot be entered."""
    letters = intake.sheets.get(place[0], {}) if columns is None else columns
    told = {"code": reason.code[:24], "words": reason.words[:LONGEST], "column": letters.get(reason.field, "")}
    return IntakeProblem(intake=intake, sheet=place[0], row=place[1], **told)


def person_of(facts: Cleaned) -> Facts:
    """Whoever a row of posts names."""
    return Facts("card", facts["document_number"], facts["name"], phone=facts["phone"])


class Judge:
    """Judges the rows of one list on one day."""

    def __init__(self, intake: Intake, on: date) -> None:
        self.intake, self.by, self.on = intake, intake.actor, on
        self.shape = SHAPES[intake.kind]
        self.known: dict[tuple[str, str], Any] = {}

    def judge(self, sheet: str, columns: Mapping[str, str], rows: Iterable[tuple[int, Sequence[str]]]) -> Judged:
        found = Judged()
        for number, values in rows:
            found.rows += 1
            facts, reasons = self._row(values)
            if reasons:
                found.problems += [problem(self.intake, (sheet, number), reason, columns) for reason in reasons]
            else:
                found.lines.append(self._line(sheet, number, facts))
        return found

    def missing(self, sheet: Sheet) -> IntakeProblem:
        heads = [self.shape.heads[column] for column in sheet.missing]
        return problem(self.intake, (sheet.name, 0), rules.lacking(heads))

    def _row(self, values: Sequence[str]) -> tuple[Cleaned, list[Reason]]:
        facts: Cleaned = {}
        reasons: list[Reason] = []
        for (column, field), value in zip(self.shape.fields.items(), values, strict=True):
            try:
                facts[column] = self._cell(column, field, value)
            except ValidationError as error:
                first = error.error_list[0]  # a validator's own may come in a list
                reasons.append(Reason(str(first.code or "invalid"), str(first.messages[0]), field=column))
        if not reasons:
            reasons = list(self._employer(facts) if self.intake.kind == EMPLOYERS else self._post(facts))
        return facts, reasons

    def _employer(self, facts: Cleaned) -> Reasons:
        facts["registrar"] = self._once("registrar", facts["division"], self._registrar)
        yield from organisations.employer_faults(facts["uscc"], facts["registrar"], facts["union"], on=self.on)

    def _registrar(self, division: str) -> int | None:
        return organisations.registrar_of(division, self.by)

    def _post(self, facts: Cleaned) -> Reasons:
        yield from people.faults(person_of(facts), on=self.on)
        if not self.by.scope(grants.APPOINT).covers(facts["body"]):
            yield rules.out_of_reach("body")

    def _once(self, what: str, value: str, find: Callable[[str], Any]) -> Any:
        """What is written alike is looked up once."""
        if (what, value) not in self.known:
            self.known[what, value] = find(value)
        return self.known[what, value]

    def _cell(self, column: str, field: Field, value: str) -> Any:
        return self._once(column, value, field.clean) if column in OFTEN else field.clean(value)

    def _line(self, sheet: str, row: int, facts: Cleaned) -> IntakeLine:
        line = IntakeLine(intake=self.intake, union=self.intake.union_body_id, sheet=sheet, row=row)
        line.facts = written(self._as_usual(facts))
        return line

    def _as_usual(self, facts: Cleaned) -> Cleaned:
        """What the row leaves open is as the office said of the whole list; a source and a day belong to a number."""
        if self.intake.kind != EMPLOYERS or not facts["staff"]:
            return facts
        usual = {column: value for column, value in self.intake.usual.items() if facts.get(column) in NOTHING}
        return facts | usual
