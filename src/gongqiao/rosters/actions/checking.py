"""What no row shows by itself: who stands twice on a list, who is known under another name, who is a member already.

Set-based: a few statements however long the list. Rows that cannot be taken lose their line and get a problem.
"""

import json
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from gongqiao.intake.actions import unhurried
from gongqiao.kernel.actions import many, move, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership.models import Membership
from gongqiao.people import queries as people
from gongqiao.rosters import events, grants, rules
from gongqiao.rosters.flow import ROSTER
from gongqiao.rosters.models import WAITING, Roster, RosterLine

# Of two rows with one document the first stays, unless they name two people: then nobody can say which is right.
TWICE = """
    WITH shared AS (
        SELECT id, sheet, row,
            first_value(sheet) OVER same AS first_sheet, first_value(row) OVER same AS first_row,
            row_number() OVER same AS n, count(*) OVER (PARTITION BY document_type, document_index) AS all_of_them,
            min(name) OVER (PARTITION BY document_type, document_index) AS one,
            max(name) OVER (PARTITION BY document_type, document_index) AS other
        FROM rosters_rosterline WHERE roster_id = %(roster)s AND (document_type, document_index) IN (
            SELECT document_type, document_index FROM rosters_rosterline WHERE roster_id = %(roster)s
            GROUP BY 1, 2 HAVING count(*) > 1)
        WINDOW same AS (PARTITION BY document_type, document_index ORDER BY sheet, row)
    ), wrong AS (
        SELECT *, one <> other AS named_twice FROM shared WHERE n > 1 OR one <> other
    ), told AS (
        INSERT INTO rosters_rosterproblem (roster_id, sheet, row, "column", code, words)
        SELECT %(roster)s, sheet, row, coalesce(%(letters)s::jsonb ->> sheet, ''),
            CASE WHEN named_twice THEN 'one_number_two_names' ELSE 'twice' END,
            CASE WHEN named_twice THEN '有 ' || all_of_them || ' 行是同一个证件号码，姓名却不同，请对照证件核对'
            ELSE '与' || CASE WHEN sheet = first_sheet THEN '' ELSE '工作表“' || first_sheet || '”' END
                || '第 ' || first_row || ' 行是同一个证件号码，请去掉一行' END
        FROM wrong ORDER BY sheet, row
    )
    DELETE FROM rosters_rosterline line USING wrong WHERE line.id = wrong.id
"""

TELL = """
    WITH wrong (id, sheet, row) AS ({rows}), told AS (
        INSERT INTO rosters_rosterproblem (roster_id, sheet, row, "column", code, words)
        SELECT %s, sheet, row, coalesce(%s::jsonb ->> sheet, ''), %s, %s FROM wrong ORDER BY sheet, row
    )
    DELETE FROM rosters_rosterline line USING wrong WHERE line.id = wrong.id
"""


@many
def check_roster(pk: UUID, *, by: Actor, at: datetime) -> Roster:
    """Say which rows of a list can be taken, now that all of them are read."""
    unhurried()
    roster = Roster.objects.locked(pk)
    require(by, grants.ENROL, roster.union_body_id)
    settle(roster, ROSTER, at)
    refuse(ROSTER.blocks("check_roster", roster))

    flag(roster)
    roster.good = roster.lines.count()
    move(roster, ROSTER, "check_roster", on=day(at))
    roster.save()

    told = events.RosterChecked(pk, roster.union_body_id, roster.rows, roster.good, day(at))
    announce(told, by=by, about=roster, at=at, batch=pk)
    return roster


def flag(roster: Roster) -> int:
    """Find what is wrong among the lines of a list; how many of them it were."""
    lines = RosterLine.objects.filter(roster=roster)
    before = lines.count()
    with connection.cursor() as cursor:
        cursor.execute(TWICE, {"roster": roster.pk, "letters": _letters(roster, "document_number")})
    _recognise(lines)
    _flag_names(roster, lines)
    held = Membership.objects.held().filter(person_id=OuterRef("known"))
    here = held.filter(union_body_id=roster.union_body_id)
    listed = RosterLine.objects.filter(state=WAITING, document_type=OuterRef("document_type"))
    listed = listed.filter(document_index=OuterRef("document_index")).exclude(roster=roster)
    _tell(roster, lines.filter(Exists(here)), rules.elsewhere(here=True))
    _tell(roster, lines.filter(Exists(listed.filter(union=roster.union_body_id))), rules.listed())
    _tell(roster, lines.filter(Exists(held) | Exists(listed)), rules.elsewhere(here=False))
    return before - lines.count()


def _recognise(lines: "QuerySet[RosterLine]") -> None:
    """Which of them are persons the platform knows."""
    same = people.of_documents("document_type", "document_index", "document_index_next")
    lines.filter(known__isnull=False).update(known=None)  # whoever was known at the last look may be gone
    lines.filter(Exists(same)).update(known=Subquery(people.is_now(same)))


def _flag_names(roster: Roster, lines: "QuerySet[RosterLine]") -> None:
    """Of those known under another name; what differs in spelling only is no other name."""
    called = people.called(OuterRef("known"))
    differing = lines.filter(known__isnull=False).annotate(called=called).exclude(name=F("called"))
    wrong = {row.pk: row.called for row in differing.only("name")}
    other = [row.pk for row in lines.filter(pk__in=wrong).only("name") if people.other_name(row.name, wrong[row.pk])]
    if other:
        _tell(roster, lines.filter(pk__in=other), rules.other_name())


def _tell(roster: Roster, wrong: "QuerySet[RosterLine]", reason: Reason) -> None:
    """Put the same words to each of these rows, and let go of their lines."""
    words, values = wrong.order_by().values_list("pk", "sheet", "row").query.sql_with_params()
    with connection.cursor() as cursor:
        told = (roster.pk, _letters(roster, reason.field), reason.code, reason.words)
        cursor.execute(TELL.format(rows=words), (*values, *told))


def _letters(roster: Roster, field: str) -> str:
    """Sheet → letter of a column, for a statement to look up."""
    return json.dumps({sheet: columns.get(field, "") for sheet, columns in roster.sheets.items()}, ensure_ascii=False)
