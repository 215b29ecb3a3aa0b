"""Who is let in at each address: a union's lists are its own; a signed one asks whoever holds the phone on it."""

from gongqiao.kernel.authority import SELF, Reach
from tests.doors import ONESELF, Door, among, listing, office
from tests.rosters import lists

UNION = among(("chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk", "cadre"), Reach.HERE)
ROLL = office({**UNION, "installer": Reach.HERE})
ROSTER = ROLL.of("roster")
ASKED = ONESELF.of("listing", gated=True)
OURS = Door(ROLL.opens, about="roster")
MINE = Door({SELF: Reach.SELF}, about="listing")
MEETING = {"number": "1号", "met_on": "2026-03-10", "present": "李明"}
HERSELF = {"name": "张三", "document_number": "33010919900101123X", "agreed": True}


def _file(_):
    return {"file": lists.kept(lists.listed(lists.row())).word, "kind": "applied", "employment_form": "contract"}


API = {
    "GET /rosters": listing(ROLL.opens, "roster"),
    "POST /rosters": ROLL.told(_file),
    "GET /roster-template": ROLL,
    "GET /rosters/{pk}": OURS,
    "GET /rosters/{pk}/problems": OURS,
    "POST /rosters/{pk}/bad-rows": OURS,
    "POST /rosters/{pk}/resolution": OURS.told(MEETING),
    "POST /rosters/{pk}/undoing": OURS.told({}),
    "POST /rosters/{pk}/reading": OURS.told({}),
    "POST /rosters/{pk}/discarding": OURS.told({}),
    "GET /my/listings": listing(MINE.opens, "listing"),
    "POST /my/listings/{pk}/confirmation": MINE.told(HERSELF),
    "POST /my/listings/{pk}/refusal": MINE.told({}),
}
PAGES = {
    **dict.fromkeys(("rosters", "new_roster", "roster_template"), ROLL),
    **dict.fromkeys(("roster", "roster_problems", "bad_rows", "decide_roster"), ROSTER),
    **dict.fromkeys(("undo_roster", "reread_roster", "discard_roster"), ROSTER),
    "listings": ONESELF,
    **dict.fromkeys(("confirm_listing", "decline_listing"), ASKED),
}
