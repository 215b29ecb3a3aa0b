"""What no row shows by itself: what stands twice on a list, what is registered already, who has another name."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from gongqiao.intake import events, grants, rules
from gongqiao.intake.actions.judging import Cleaned, facts_of, person_of, problem, written
from gongqiao.intake.actions.reading import unhurried
from gongqiao.intake.flow import INTAKE
from gongqiao.intake.grants import permission_of
from gongqiao.intake.models import EMPLOYERS, Intake, IntakeLine, IntakeProblem
from gongqiao.kernel.actions import many, move, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason, refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import queries as organisations
from gongqiao.people import queries as people

Told = list[tuple[IntakeLine, Cleaned]]
Wrong = Iterator[tuple[IntakeLine, Reason]]


@many
def check_intake(pk: UUID, *, by: Actor, at: datetime) -> Intake:
    """Say which rows of a list can be entered, now that all of them are read."""
    unhurried()
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    settle(intake, INTAKE, at)
    refuse(INTAKE.blocks("check_intake", intake))

    flag(intake, at)
    intake.good = intake.lines.count()
    move(intake, INTAKE, "check_intake", on=day(at))
    intake.save()

    told = events.IntakeChecked(pk, intake.union_body_id, intake.rows, intake.good, day(at))
    announce(told, by=by, about=intake, at=at, batch=pk)
    return intake


def flag(intake: Intake, at: datetime) -> int:
    """Find what is wrong among the lines of a list, and let go of these lines; how many it were."""
    told = lines_of(intake)
    found = _employers(told, intake.actor, at) if intake.kind == EMPLOYERS else _posts(told, intake.actor, at)
    wrong = {line.pk: (line, reason) for line, reason in found}
    IntakeProblem.objects.bulk_create(
        problem(intake, (line.sheet, line.row), reason) for line, reason in wrong.values()
    )
    IntakeLine.objects.filter(pk__in=list(wrong)).delete()
    return len(wrong)


def lines_of(intake: Intake) -> Told:
    """The rows that wait, as they stand in the file, and what each says."""
    waiting = IntakeLine.objects.filter(intake=intake).order_by("sheet", "row", "pk")
    return [(line, facts_of(line)) for line in waiting]


def _employers(told: Told, by: Actor, at: datetime) -> Wrong:
    """Under which union each goes is found anew: another may enter the list than had it read."""
    taken = organisations.places_taken([facts["uscc"] for _, facts in told])
    over = {place: organisations.registrar_of(place, by) for place in {facts["division"] for _, facts in told}}
    ended = {
        union for union in {facts["union"] for _, facts in told} - {None} if organisations.closed(union, on=day(at))
    }
    first: dict[tuple[str, str], IntakeLine] = {}
    for line, facts in told:
        place = facts["uscc"], facts["division"]
        _place(line, facts, over[facts["division"]])
        if facts["union"] in ended:
            yield line, rules.union_closed()
        elif place in taken:
            yield line, rules.taken()
        elif (before := first.setdefault(place, line)) is not line:
            yield line, rules.twice(before.sheet, before.row, here=line.sheet, field="uscc")


def _place(line: IntakeLine, facts: Cleaned, union: int | None) -> None:
    if facts["registrar"] != union:
        facts["registrar"] = union
        line.facts = written(facts)
        line.save(update_fields=["facts"])


def _posts(told: Told, by: Actor, at: datetime) -> Wrong:
    """Whoever is known is known by name; of two rows with one number the first has the say about the name."""
    known = {number: people.find("card", number) for number in {person_of(facts).number for _, facts in told}}
    persons = {number: person for number, person in known.items() if person}
    held = organisations.roles_of([person.pk for person in persons.values()], on=day(at))
    within = {body for body in {facts["body"] for _, facts in told} if by.scope(grants.APPOINT).covers(body)}
    names: dict[str, str] = {}
    first: dict[tuple[object, str, int], IntakeLine] = {}
    for line, facts in told:
        number, post = person_of(facts).number, (facts["role"], facts["body"])
        person = persons.get(number)
        if facts["body"] not in within:
            yield line, rules.out_of_reach("body")
        elif person and people.other_name(facts["name"], person.name):
            yield line, rules.other_name()
        elif people.other_name(facts["name"], names.setdefault(number, facts["name"])):
            yield line, rules.two_names()
        elif person and (person.pk, *post) in held:
            yield line, rules.held()
        elif (before := first.setdefault((person.pk if person else number, *post), line)) is not line:
            yield line, rules.twice(before.sheet, before.row, here=line.sheet, field="role")
        else:
            _know(line, person.pk if person else None)


def _know(line: IntakeLine, person: UUID | None) -> None:
    if line.known != person:
        line.known = person
        line.save(update_fields=["known"])
