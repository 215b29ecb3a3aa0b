"""Who is let in at each address: an inbox is the acting identity's own, on its own face.

A task is the committee's at the union that must act, and the applicant's whose thing it is about. Only who started a
thing may press for it; nobody settles by hand what an application's state closes.
"""

from gongqiao.kernel.authority import SELF, Reach
from tests.doors import SIGNED_IN, Door, among, listing, of_face

REVIEWERS = {"chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk", "cadre"}
ME, DESK, EMPLOYER = of_face("market"), of_face("desk"), of_face("employer")
HOLDERS = among(REVIEWERS, Reach.HERE)
STARTER = {SELF: Reach.SELF}
TASK = Door({**HOLDERS, **STARTER}, about="task")
PRESS = Door(STARTER, sees=HOLDERS, about="task")
SETTLE = Door(HOLDERS, sees=STARTER, about="task")
NOTICE = Door(STARTER, about="notice")

API = {
    "GET /tasks": listing(HOLDERS, "task"),
    "GET /notices": listing(STARTER, "notice"),
    "POST /tasks/{task_id}/press": PRESS.told({}),
    "POST /notices/{notice_id}/read": NOTICE,
}
PAGES = {
    "me_inbox": ME,
    "desk_inbox": DESK,
    "employer_inbox": EMPLOYER,
    "me_folder": ME.of("folder", gated=True),
    "desk_folder": DESK.of("folder", gated=True),
    "employer_folder": EMPLOYER.of("folder", gated=True),
    **dict.fromkeys(("hint", "read_all", "texting"), SIGNED_IN),
    "task": TASK,
    "press": PRESS,
    "settle": SETTLE,
    "notice": NOTICE,
}
