"""What was built on the people of a list that was entered: asked before the whole of it is taken back.

`membership` says it of the memberships; of the persons the modules that keep it say it: those below are asked, those
above enter themselves.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gongqiao.changes import queries as changes
from gongqiao.kernel.reasons import Reason
from gongqiao.membership import queries as membership
from gongqiao.organisations import queries as organisations
from gongqiao.people import queries as people
from gongqiao.rosters import rules
from gongqiao.rosters.models import Roster

Persons = QuerySet[Any, UUID]
Counting = Callable[[Persons, datetime], int]
_BUILT: dict[str, Counting] = {
    "办理了保留会籍、退会等变更": changes.changed_since,
    "登记了任职": organisations.appointed_since,
    "登录后核对了身份，会员证已经归本人使用": people.tied_since,
}


def built_of(words: str, counting: Counting) -> None:
    """Enter what a module above builds on people, in words that follow "有 N 人".

    `counting` is told the persons, as a query for their keys, and the moment at which they came.
    """
    _BUILT[words] = counting


def brought_by(roster: Roster) -> Persons:
    """The persons who are members by a list, to be asked for within other questions: there may be very many."""
    return membership.brought_by(roster.paper).values_list("person_id", flat=True)


def built_on(roster: Roster, persons: Persons) -> list[Reason]:
    """Whoever has confirmed is a member by her own word; of the others, what was built on them."""
    since = roster.entered_at or roster.received_at
    if roster.signed:
        return list(rules.confirmed(persons.count()))
    return list(rules.undoing({words: counting(persons, since) for words, counting in _BUILT.items()}))
