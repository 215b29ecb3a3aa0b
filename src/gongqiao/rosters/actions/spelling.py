"""How lists are written elsewhere, as an operator brings it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from gongqiao.kernel.actions import many
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.rosters import events, grants, rules
from gongqiao.rosters.models import Spelling
from gongqiao.rosters.queries.spellings import COLUMNS, LISTS, Spelt


@many
def load_spellings(rows: Sequence[Spelt], *, by: Actor, at: datetime) -> int:
    """Bring in spellings and other systems' tables; a layout that is brought again takes the place of the old one."""
    require(by, grants.LOAD_SPELLINGS)
    refuse(rules.spellings([(row.column, row.value) for row in rows], COLUMNS, LISTS))
    layouts = {row.layout for row in rows if row.layout}
    Spelling.objects.filter(layout__in=layouts).delete()
    told = [Spelling(**vars(row)) for row in rows]
    unique = ["layout", "column", "words"]
    Spelling.objects.bulk_create(told, update_conflicts=True, unique_fields=unique, update_fields=["place", "value"])
    digest = hashlib.sha256("\n".join(map(str, map(vars, rows))).encode()).hexdigest()
    about = Spelling.objects.order_by("-pk").first() or Spelling(pk=0)
    announce(events.SpellingsLoaded(len(rows), digest), by=by, about=about, at=at, batch=uuid7())
    return len(rows)
