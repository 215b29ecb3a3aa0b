"""Who is let in at each address: a union's lists are its own office's, those of posts its cadre's."""

from gongqiao.kernel.authority import Reach
from tests.doors import Door, among, listing, office
from tests.intake import lists
from tests.make import TODAY

HERE = Reach.HERE
FIRMS = office({**among(("cadre", "officer"), HERE), "installer": HERE})
POSTS = office({"cadre": HERE, "installer": HERE})
INTAKE = FIRMS.of("intake")
HEADS = {"staff_counted_on": TODAY.isoformat(), "staff_source": "单位自报"}


def _firms(_):
    return {"file": lists.kept(lists.firms(lists.firm())).word, **HEADS}


def _posts(_):
    return {"file": lists.kept(lists.posts(lists.post())).word}


OURS = Door(FIRMS.opens, about="intake")
PAGES = {
    **dict.fromkeys(("intakes", "new_employers", "employers_template"), FIRMS),
    **dict.fromkeys(("new_posts", "posts_template"), POSTS),
    **dict.fromkeys(("intake", "intake_problems", "intake_bad_rows", "accept_intake"), INTAKE),
    **dict.fromkeys(("undo_intake", "reread_intake", "discard_intake"), INTAKE),
}
API = {
    "GET /intakes": listing(FIRMS.opens, "intake"),
    "GET /intake-templates/employers": FIRMS,
    "GET /intake-templates/posts": POSTS,
    "POST /intakes/employers": FIRMS.told(_firms),
    "POST /intakes/posts": POSTS.told(_posts),
    "GET /intakes/{pk}": OURS,
    "GET /intakes/{pk}/problems": OURS,
    "POST /intakes/{pk}/bad-rows": OURS,
    "POST /intakes/{pk}/registration": OURS.told({}),
    "POST /intakes/{pk}/undoing": OURS.told({}),
    "POST /intakes/{pk}/reading": OURS.told({}),
    "POST /intakes/{pk}/discarding": OURS.told({}),
}
