from datetime import timedelta

from gongqiao.kernel.authority import system_clock
from gongqiao.kernel.models import Body
from gongqiao.organisations import actions, events
from gongqiao.organisations.actions import NewEmployer, NewUnion
from tests import make
from tests.organisations import unions
from tests.organising.made import union_code
from tests.smallest import call

FOUNDING, HERE = "工会法 第十二条", "330109001"
RIDERS = {"brand": "饿了么", "name": "城厢站", "division": HERE, "address": "萧山区城厢街道"}
SECOND = {"number": 2, "years": 3, "since": make.TODAY}


def _installer():
    return make.actor("installer")


def _tree():
    """The small tree, and the cadre of its county."""
    tree = unions.tree()
    return tree, make.actor("cadre", tree["county"].body)


def found():
    tree, cadre = _tree()
    told = {"kind": "committee", "tier": "employer", "name": "某厂工会委员会", "division": HERE}
    return call(events.Founded, tree["township"].pk, **told, by=cadre, law=FOUNDING)


def found_many():
    plans = [NewUnion("top", "浙江省总工会", "federation", "province", "330000", None)]
    return call(events.FoundedMany, plans, by=_installer(), law=FOUNDING)


def move_under():
    tree, cadre = _tree()
    return call(events.Moved, tree["joint"].pk, above=tree["county"].pk, by=cadre)


def join_line():
    plans = [NewUnion("couriers", "浙江省快递行业工会联合会", "trade", "province", "330000", None, industry="G")]
    numbers = actions.found_many(plans, by=_installer(), at=make.AT)
    return call(events.Joined, numbers["couriers"], by=_installer(), law="工会法 第十一条")


def leave_line():
    joined = join_line()
    actions.join_line(*joined.args, by=joined.by, at=make.AT)
    return call(events.Left, *joined.args, by=_installer())


def give_code():
    tree, cadre = _tree()
    return call(events.CodeEntered, tree["joint"].pk, uscc=union_code(), by=cadre, law="工会法 第十五条")


def dissolve():
    tree, cadre = _tree()
    return call(events.Dissolved, tree["joint"].pk, by=cadre, law="工会法 第十三条")


def register_body():
    return call(events.Registered, kind="party", name="中共某街道工作委员会", by=_installer())


def register_department():
    return call(events.Registered, None, name="浙江省人力资源和社会保障厅", division="330000", by=_installer())


def register_mass_organisation():
    return call(events.Registered, name="浙江省妇女联合会", division="330000", by=_installer())


def register_employer():
    tree, cadre = _tree()
    told = {"name": "某厂", "uscc": make.credit_code(), "division": HERE}
    return call(events.Registered, tree["township"].pk, **told, by=cadre)


def register_employers():
    tree, _ = _tree()
    rows = [NewEmployer("某厂", make.credit_code(), HERE, tree["township"].pk)]
    return call(events.RegisteredMany, rows, by=_installer())


def unregister_employers():
    tree, cadre = _tree()
    rows = [NewEmployer("某厂", make.credit_code(), HERE, tree["township"].pk)]
    bodies = actions.register_employers(rows, by=_installer(), at=make.AT)
    return call(events.UnregisteredMany, bodies, batch=make.uuid7(), by=cadre)


def withdraw_posts():
    _, cadre = _tree()
    post = actions.appoint(make.person().pk, **_post(cadre), at=make.AT)
    return call(events.PostsWithdrawn, [post.pk], batch=make.uuid7(), by=cadre)


def cover():
    tree, cadre = _tree()
    told = {"name": "某厂", "uscc": make.credit_code(), "division": HERE}
    employer = actions.register_employer(tree["township"].pk, **told, by=cadre, at=make.AT)
    return call(events.Covered, employer.pk, union=tree["community"].pk, by=cadre)


def open_station():
    tree, cadre = _tree()
    return call(events.StationOpened, tree["joint"].pk, **RIDERS, by=cadre)


def close_station():
    tree, cadre = _tree()
    station = actions.open_station(tree["joint"].pk, **RIDERS, by=cadre, at=make.AT)
    return call(events.StationClosed, station.pk, by=cadre)


def _post(cadre):
    return {"role": "chair", "body_id": cadre.body_id, "since": make.TODAY, "by": cadre}


def appoint():
    _, cadre = _tree()
    return call(events.Appointed, make.person().pk, **_post(cadre))


def relieve():
    _, cadre = _tree()
    post = actions.appoint(make.person().pk, **_post(cadre), at=make.AT)
    return call(events.Relieved, post.pk, until=make.TODAY + timedelta(days=1), by=cadre)


def begin_term():
    tree, cadre = _tree()
    return call(events.TermBegun, tree["joint"].pk, **SECOND, by=cadre)


def _term():
    """A committee's running term, and the cadre who entered it."""
    tree, cadre = _tree()
    return actions.begin_term(tree["joint"].pk, **SECOND, by=cadre, at=make.AT), cadre


def remind():
    term, _ = _term()
    return call(events.ElectionNear, term.pk, due_on=make.TODAY, by=system_clock())


def postpone():
    term, _ = _term()
    above = make.actor("cadre", Body.objects.get(organisation__body__name="城厢街道总工会"))
    return call(events.TermPostponed, term.pk, until=term.until + timedelta(days=60), by=above)


def enter_postponement():
    term, cadre = _term()
    paper = {"document_number": "萧总工〔2026〕8号", "approved_on": make.TODAY}
    return call(events.TermPostponed, term.pk, until=term.until + timedelta(days=60), **paper, by=cadre)


def end_term():
    term, cadre = _term()
    return call(events.TermEnded, term.pk, by=cadre)
