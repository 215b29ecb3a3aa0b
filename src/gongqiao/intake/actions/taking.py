"""An accepted list is entered, all of it or nothing."""

from datetime import date, datetime
from uuid import UUID

from gongqiao.intake import events, rules
from gongqiao.intake.actions.checking import Told, flag, lines_of
from gongqiao.intake.actions.reading import unhurried
from gongqiao.intake.flow import INTAKE
from gongqiao.intake.grants import permission_of
from gongqiao.intake.models import EMPLOYERS, Intake, IntakeLine
from gongqiao.kernel.actions import many, move, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.organisations import actions as organisations

RENAMED = ("registrar", "union")


@many
def enter_intake(pk: UUID, *, by: Actor, at: datetime) -> Intake:
    """Enter the rows of a list: employers under the unions of their places, or who holds which post."""
    unhurried()
    intake = Intake.objects.locked(pk)
    require(by, permission_of(intake.kind), intake.union_body_id)
    settle(intake, INTAKE, at)
    refuse(INTAKE.blocks("enter_intake", intake))
    refuse(rules.changed(flag(intake, at)))

    told = lines_of(intake)
    made = _employers(intake, told, by, at) if intake.kind == EMPLOYERS else _posts(told, by, at)
    for (line, _), key in zip(told, made, strict=True):
        line.made, line.facts = str(key), None
    IntakeLine.objects.bulk_update([line for line, _ in told], ["made", "facts"], batch_size=1000)
    intake.good, intake.entered_at = len(told), at
    move(intake, INTAKE, "enter_intake", on=day(at))
    intake.save()

    entered = events.IntakeEntered(pk, intake.union_body_id, intake.kind, intake.good, day(at))
    announce(entered, by=by, about=intake, at=at, batch=pk)
    return intake


def _employers(intake: Intake, told: Told, by: Actor, at: datetime) -> list[int]:
    rows = [
        organisations.NewEmployer(
            **{name: value for name, value in facts.items() if name not in {*RENAMED, "staff_counted_on"}},
            union=facts["registrar"],
            covered_by=facts["union"],
            staff_counted_on=date.fromisoformat(facts["staff_counted_on"]) if facts["staff_counted_on"] else None,
        )
        for _, facts in told
    ]
    return organisations.register_employers(rows, above=intake.union_body_id, batch=intake.pk, by=by, at=at)


def _posts(told: Told, by: Actor, at: datetime) -> list[UUID]:
    names = ("document_number", "name", "phone", "role")
    return [
        organisations.engage(
            facts["body"],
            **{name: facts[name] for name in names},
            since=date.fromisoformat(facts["since"]),
            by=by,
            at=at,
        ).pk
        for _, facts in told
    ]
